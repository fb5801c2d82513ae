"""What is wrong with an office's changes of the rulebook: each fault with the row that it is in.

Nothing is published that could not be lawful: amounts inside the law's own range, versions one after another.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import statutes
from inspect_app.rules.acts import Act, FineRange, Power
from inspect_app.rules.amendments import (
    Change,
    EndAct,
    EndBenchmark,
    MarkAct,
    NewAct,
    NewBenchmark,
    NewFactor,
    amended,
    source_of,
)
from inspect_app.rules.checklist_edits import code_fault
from inspect_app.rules.discretion import Tier
from inspect_app.rules.law_table import Benchmark, LawTable
from inspect_app.rules.statutes import ARTICLE, LAW_IN_FORCE, Citation

TIERS = (Tier.LIGHTER, Tier.ORDINARY, Tier.HEAVIER)
"""The three tiers of a benchmark line, from the least amount to the most."""
FACTOR_CODE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")


@dataclass(frozen=True)
class Fault:
    """`position` = the row's place among the changes, from 0."""

    position: int
    refusal: Refusal


def faults_of(changes: Sequence[Change], law: LawTable) -> list[Fault]:
    """Of every row; and, when those are in order, of the set as a whole. Empty = it may be published."""
    return faults_of_rows(changes, law) or _faults_of_set(changes, law)


def faults_of_rows(changes: Sequence[Change], law: LawTable) -> list[Fault]:
    """Each row against the law as the rows before it leave it."""
    found, so_far = [], law
    for position, change in enumerate(changes):
        found += [Fault(position, one) for one in (*_unsourced(change), *_faults(change, so_far))]
        so_far = amended(so_far, [change])
    return found


def _faults_of_set(changes: Sequence[Change], law: LawTable) -> list[Fault]:
    """It changes something, and leaves no benchmark line outside the range of a new version of its act."""
    whole = amended(law, changes)
    if whole == law:
        return [Fault(0, Refusal(Problem.NOTHING_AMENDED))]
    lines = [line for line in whole.benchmarks if line.is_enabled and line.act in whole.by_code]
    return [Fault(len(changes) - 1, one) for line in lines for one in _outside_the_law(line, whole)]


def _unsourced(change: Change) -> list[Refusal]:
    named = zip(("来源", "核对人"), source_of(change), strict=True)
    return [Refusal(Problem.FIELD_MISSING, facts={"field": name}) for name, value in named if not value.strip()]


def _faults(change: Change, law: LawTable) -> list[Refusal]:
    if isinstance(change, NewAct):
        return [*_faults_of_act(change.act), *_overlap(change.act, law.by_code.get(change.act.code, []))]
    if isinstance(change, EndAct | MarkAct):
        versions = [act for act in law.by_code.get(change.code, []) if act.valid_from == change.valid_from]
        return _faults_of_end(change, versions) if isinstance(change, EndAct) else _known(versions, change.code)
    if isinstance(change, NewBenchmark):
        return [*_faults_of_line(change.line, law), *_overlap(change.line, _lines_like(change.line, law))]
    if isinstance(change, EndBenchmark):
        return _faults_of_end(
            change, [one for one in _lines_like(change, law) if one.valid_from == change.valid_from]
        )
    return _faults_of_factor(change, law)


def _known(versions: Sequence[Act | Benchmark], act: str) -> list[Refusal]:
    return [] if versions else [Refusal(Problem.ACT_UNKNOWN, facts={"act": act})]


def _lines_like(one: Benchmark | EndBenchmark, law: LawTable) -> list[Benchmark]:
    return [line for line in law.benchmarks if (line.act, line.party) == (one.act, one.party)]


def _faults_of_act(act: Act) -> list[Refusal]:
    found = [code_fault(act.code, ())]
    if not (act.title.zh.strip() and act.title.en.strip()):
        found.append(Refusal(Problem.FIELD_MISSING, facts={"field": "名称（中文、英文）"}))
    if not act.duties:
        found.append(Refusal(Problem.FIELD_MISSING, facts={"field": "违反的条款"}))
    cited = [*act.duties, *([act.penalty] if act.penalty else [])]
    found += [_article_fault(one) for one in cited]
    if act.penalty is None and (act.warning or act.fines):
        found.append(Refusal(Problem.FIELD_MISSING, facts={"field": "罚则"}))
    found += [_reversed(fine, act.penalty) for fine in act.fines.values()]
    return [*filter(None, found), *_dates_fault(act.valid_from, act.valid_to)]


def _article_fault(citation: Citation) -> Refusal | None:
    """条款写法：第…条，必要时写到款、项，用汉字数字。"""
    if ARTICLE.fullmatch(citation.article):
        return None
    return Refusal(Problem.CITATION_WRONG, facts={"law": citation.law.value, "article": citation.article})


def _reversed(fine: FineRange, law: Citation | None) -> Refusal | None:
    if 0 <= fine.floor_yuan <= fine.cap_yuan and fine.cap_yuan > 0:
        return None
    return Refusal(Problem.AMOUNTS_REVERSED, law, {"floor": fine.floor_yuan, "cap": fine.cap_yuan})


def _dates_fault(first: date, last: date | None) -> list[Refusal]:
    if last is None or first <= last:
        return []
    days = {"first": first.isoformat(), "last": last.isoformat()}
    return [Refusal(Problem.DATES_REVERSED, LAW_IN_FORCE, days)]


def _overlap(new: Act | Benchmark, others: Sequence[Act | Benchmark]) -> list[Refusal]:
    """Versions follow one another. Only an open one that began earlier gives way by itself."""
    for old in others:
        gives_way = old.valid_to is None and old.valid_from < new.valid_from
        if not gives_way and _share_a_day(old, new):
            days = {"first": old.valid_from.isoformat(), "last": old.valid_to.isoformat() if old.valid_to else "…"}
            return [Refusal(Problem.DATES_OVERLAP, LAW_IN_FORCE, days)]
    return []


def _share_a_day(one: Act | Benchmark, other: Act | Benchmark) -> bool:
    ends = (one.valid_to or date.max, other.valid_to or date.max)
    return max(one.valid_from, other.valid_from) <= min(ends)


def _faults_of_end(change: EndAct | EndBenchmark, versions: Sequence[Act | Benchmark]) -> list[Refusal]:
    name = change.code if isinstance(change, EndAct) else change.act
    if unknown := _known(versions, name):
        return unknown
    if versions[-1].valid_to is not None and versions[-1].valid_to <= change.valid_to:
        days = {"first": change.valid_from.isoformat(), "last": versions[-1].valid_to.isoformat()}
        return [Refusal(Problem.ALREADY_ENDED, LAW_IN_FORCE, days)]
    return _dates_fault(change.valid_from, change.valid_to)


def _faults_of_line(line: Benchmark, law: LawTable) -> list[Refusal]:
    if line.act not in law.by_code:
        return [Refusal(Problem.ACT_UNKNOWN, facts={"act": line.act})]
    if missing := [tier for tier in TIERS if tier not in line.tiers]:
        names = "、".join(tier.value for tier in missing)
        return [Refusal(Problem.FIELD_MISSING, facts={"field": names})]
    amounts = [line.tiers[tier] for tier in TIERS]
    if wrong := [fault for one in amounts if (fault := _reversed(one, statutes.BENCHMARKS))]:
        return wrong
    return [*_gaps(amounts), *_outside_the_law(line, law), *_dates_fault(line.valid_from, line.valid_to)]


def _gaps(amounts: Sequence[FineRange]) -> Iterator[Refusal]:
    """从轻、一般、从重依次相接：a tier begins where the one before it ends, or one yuan after."""
    for low, high in pairwise(amounts):
        if high.floor_yuan not in (low.cap_yuan, low.cap_yuan + 1):
            facts = {"cap": low.cap_yuan, "floor": high.floor_yuan}
            yield Refusal(Problem.TIERS_NOT_CONTIGUOUS, statutes.BENCHMARKS, facts)


def _outside_the_law(line: Benchmark, law: LawTable) -> Iterator[Refusal]:
    """In every version of the act that is in force while the line is, each tier lies inside the law's own range."""
    versions = [act for act in law.by_code[line.act] if _share_a_day(act, line)]
    if not versions:
        yield Refusal(Problem.NO_RULE_IN_FORCE, LAW_IN_FORCE, {"on": line.valid_from.isoformat()})
    for act in versions:
        own = act.fines.get(line.party)
        if own is None or act.power is not Power.CIVIL_DEFENCE:
            yield Refusal(Problem.NO_FINE_FOR_THIS_ACT, act.penalty)
        elif any(one.floor_yuan < own.floor_yuan or own.cap_yuan < one.cap_yuan for one in line.tiers.values()):
            facts = {"act": act.title.zh, "party": line.party.value, "floor": own.floor_yuan, "cap": own.cap_yuan}
            yield Refusal(Problem.TIER_OUTSIDE_LAW, act.penalty, facts)


def _faults_of_factor(change: NewFactor, law: LawTable) -> list[Refusal]:
    if not FACTOR_CODE.fullmatch(change.code):
        return [Refusal(Problem.FACTOR_CODE_WRONG, facts={"code": change.code})]
    if change.code in law.factors:
        return [Refusal(Problem.CODE_TAKEN, facts={"code": change.code})]
    if change.factor.zh.strip() and change.factor.en.strip():
        return []
    return [Refusal(Problem.FIELD_MISSING, facts={"field": "名称（中文、英文）"})]

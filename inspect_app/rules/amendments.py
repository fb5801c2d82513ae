"""What an office may lay over the shipped law, as dated rows, and the law that comes of it.

A row is never edited: a later one ends it, follows it or marks it anew. Every row names its source and its reviewer.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from inspect_app.rules.acts import Act, Mark, Party
from inspect_app.rules.discretion import Factor
from inspect_app.rules.law_table import Benchmark, LawTable


@dataclass(frozen=True)
class NewAct:
    """A new act, or the next version of one. The version before it ends the day before."""

    act: Act


@dataclass(frozen=True)
class EndAct:
    """`valid_from` says which version; `valid_to` is its last day."""

    code: str
    valid_from: date
    valid_to: date
    source: str
    reviewer: str


@dataclass(frozen=True)
class MarkAct:
    """How well a version is known, after somebody has checked it: an R row becomes usable, or stops being so."""

    code: str
    valid_from: date
    mark: Mark
    source: str
    reviewer: str


@dataclass(frozen=True)
class NewBenchmark:
    """裁量基准 for an act and kind of party. The line before it ends the day before."""

    line: Benchmark


@dataclass(frozen=True)
class EndBenchmark:
    act: str
    party: Party
    valid_from: date
    valid_to: date
    source: str
    reviewer: str


@dataclass(frozen=True)
class NewFactor:
    """A circumstance that may be stated, and which way it weighs."""

    code: str
    factor: Factor
    source: str
    reviewer: str


Change = NewAct | EndAct | MarkAct | NewBenchmark | EndBenchmark | NewFactor
KINDS: dict[str, type[Change]] = {
    "new_act": NewAct,
    "end_act": EndAct,
    "mark_act": MarkAct,
    "new_benchmark": NewBenchmark,
    "end_benchmark": EndBenchmark,
    "new_factor": NewFactor,
}
"""The name under which a change is kept."""


def kind_of(change: Change) -> str:
    return next(name for name, kind in KINDS.items() if isinstance(change, kind))


def source_of(change: Change) -> tuple[str, str]:
    """Where it was read, and who checked it."""
    if isinstance(change, NewAct):
        return change.act.source, change.act.reviewer
    if isinstance(change, NewBenchmark):
        return change.line.source, change.line.reviewer
    return change.source, change.reviewer


def act_of(change: Change) -> str:
    """The code of the act that it is about; "" for a factor."""
    if isinstance(change, NewAct):
        return change.act.code
    if isinstance(change, NewBenchmark):
        return change.line.act
    if isinstance(change, EndBenchmark):
        return change.act
    return "" if isinstance(change, NewFactor) else change.code


def about(change: Change) -> tuple[str, ...]:
    """Which thing of the law it changes: an act, the benchmark of an act for a kind of party, or a factor."""
    if isinstance(change, NewFactor):
        return ("factor", change.code)
    if isinstance(change, NewBenchmark):
        return ("benchmark", change.line.act, change.line.party.name.lower())
    if isinstance(change, EndBenchmark):
        return ("benchmark", change.act, change.party.name.lower())
    return ("act", act_of(change))


def amended(law: LawTable, changes: Iterable[Change]) -> LawTable:
    """The law with these rows over it, in their order."""
    for change in changes:
        law = _laid_over(law, change)
    return law


def _laid_over(law: LawTable, change: Change) -> LawTable:
    if isinstance(change, NewAct):
        return replace(law, acts=(*_followed(law.acts, change.act), change.act))
    if isinstance(change, NewBenchmark):
        return replace(law, benchmarks=(*_outdated(law.benchmarks, change.line), change.line))
    if isinstance(change, NewFactor):
        return replace(law, factors={**law.factors, change.code: change.factor})
    if isinstance(change, EndBenchmark):
        return replace(law, benchmarks=tuple(_ended(line, change) for line in law.benchmarks))
    return replace(law, acts=tuple(_changed(act, change) for act in law.acts))


def _followed(acts: Iterable[Act], new: Act) -> tuple[Act, ...]:
    """The open version before the new one ends on the day before it."""
    last = _day_before(new.valid_from)
    return tuple(
        replace(act, valid_to=last) if act.code == new.code and _is_open_before(act, new) else act for act in acts
    )


def _outdated(lines: Iterable[Benchmark], new: Benchmark) -> tuple[Benchmark, ...]:
    last, same = _day_before(new.valid_from), (new.act, new.party)
    return tuple(
        replace(line, valid_to=last) if (line.act, line.party) == same and _is_open_before(line, new) else line
        for line in lines
    )


def _is_open_before(row: Act | Benchmark, new: Act | Benchmark) -> bool:
    return row.valid_to is None and row.valid_from < new.valid_from


def _day_before(day: date) -> date:
    return day - timedelta(days=1) if day > date.min else day


def _changed(act: Act, change: EndAct | MarkAct) -> Act:
    if (act.code, act.valid_from) != (change.code, change.valid_from):
        return act
    if isinstance(change, EndAct):
        return replace(act, valid_to=change.valid_to)
    return replace(act, mark=change.mark, source=change.source, reviewer=change.reviewer)


def _ended(line: Benchmark, change: EndBenchmark) -> Benchmark:
    is_meant = (line.act, line.party, line.valid_from) == (change.act, change.party, change.valid_from)
    return replace(line, valid_to=change.valid_to) if is_meant else line

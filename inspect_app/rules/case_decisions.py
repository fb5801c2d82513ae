"""The gates of the decision (决定): told, heard, reviewed, deliberated, and never heavier than told."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import case_entries as e
from inspect_app.rules import statutes
from inspect_app.rules.acts import Sanction
from inspect_app.rules.case_amounts import lawful_amount
from inspect_app.rules.case_investigations import nothing_registered
from inspect_app.rules.case_limitation import within_limitation
from inspect_app.rules.case_periods import end_of
from inspect_app.rules.case_records import CaseRecord, NewEntry

LAW_ON_REVIEW = frozenset({e.Complexity.SEVERAL_RELATIONS, e.Complexity.PUBLIC_INTEREST})
HEAVY = frozenset({e.Complexity.COMPLEX, e.Complexity.SEVERAL_RELATIONS, e.Complexity.PUBLIC_INTEREST})


def needs_review(record: CaseRecord) -> bool:
    """第五十八条第一款：经过听证程序的，疑难复杂、涉及多个法律关系的，涉及重大公共利益的。"""
    conclusion = record.conclusion
    return record.has("hold_hearing") or (conclusion is not None and conclusion.complexity in LAW_ON_REVIEW)


def needs_deliberation(record: CaseRecord) -> bool:
    """第五十七条第二款：情节复杂或者重大违法行为。"""
    return record.conclusion is not None and record.conclusion.complexity in HEAVY


def _reviewed(record: CaseRecord) -> Iterable[Refusal | None]:
    newest = record.last("review_legally")
    is_stale = newest is None or record.has("hold_hearing", after="review_legally")
    if needs_review(record) and (is_stale or not (newest and newest.facts.is_passed)):
        yield Refusal(Problem.NOT_REVIEWED, statutes.LEGAL_REVIEW)
    if needs_deliberation(record) and not record.has("deliberate", after="close_investigation"):
        yield Refusal(Problem.NOT_DELIBERATED, statutes.DELIBERATION)


def _decide(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    notice, told = record.notice, record.last("give_notice")
    if notice is None or told is None:
        yield Refusal(Problem.NOT_TOLD, statutes.TOLD_BEFORE_DECIDING)
        return
    yield within_limitation(record.act_on, record.found_on)
    yield from _heard(record, new, told.happened_on)
    yield from _reviewed(record)
    yield from nothing_registered(record, new)
    if new.facts.fine_yuan > notice.fine_yuan or (
        notice.sanction is Sanction.WARNING and new.facts.sanction is Sanction.FINE
    ):
        facts = {"fine": new.facts.fine_yuan, "told": notice.fine_yuan}
        yield Refusal(Problem.HEAVIER_THAN_TOLD, statutes.NO_HEAVIER_FOR_DEFENCE, facts)
    factors = record.conclusion.factors if record.conclusion else ()
    yield from lawful_amount(new, new.facts.sanction, new.facts.fine_yuan, factors)


def _heard(record: CaseRecord, new: NewEntry, told_on: date) -> Iterable[Refusal | None]:
    """No decision before the party was heard or has clearly waived; nor before the days for a hearing have passed."""
    after = record.since("give_notice")
    steps = {entry.step for entry in after}
    if not steps & {"hear_statement", "waive_rights", "hold_hearing"}:
        yield Refusal(Problem.PARTY_NOT_HEARD, statutes.TOLD_BEFORE_DECIDING)
    if record.may_ask_for_hearing and not steps & {"waive_rights", "hold_hearing"}:
        end, faults = end_of("ask_for_hearing", told_on, new)
        yield from faults
        if end and new.happened_on <= end:
            yield Refusal(Problem.HEARING_MAY_STILL_BE_ASKED, statutes.ASK_FOR_A_HEARING, {"last": end.isoformat()})


def _decide_no_penalty(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    yield from nothing_registered(record, new)
    yield from _reviewed(record)


DECISION_GATES: Mapping[str, Callable[[CaseRecord, NewEntry], Iterable[Refusal | None]]] = {
    "decide": _decide,
    "decide_no_penalty": _decide_no_penalty,
}

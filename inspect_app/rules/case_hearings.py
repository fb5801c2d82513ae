"""The gates of notice and hearing (告知、听证): what may be told, who may ask, and when a hearing is held."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import statutes
from inspect_app.rules.case_amounts import lawful_amount
from inspect_app.rules.case_periods import end_of
from inspect_app.rules.case_records import CaseRecord, NewEntry
from inspect_app.rules.clocks import reckoned


def _give_notice(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    factors = record.conclusion.factors if record.conclusion else ()
    yield from lawful_amount(new, new.facts.sanction, new.facts.fine_yuan, factors)


def _ask_hearing(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    """当事人要求听证的，应当在告知后五日内提出；罚款数额未达到标准的，没有这项权利。"""
    notice = record.last("give_notice")
    if not record.may_ask_for_hearing:
        limit = record.thresholds[record.party]
        yield Refusal(Problem.NO_RIGHT_TO_A_HEARING, statutes.RIGHT_TO_A_HEARING, {"threshold": limit})
    end = reckoned("ask_for_hearing", notice.happened_on, calendar=new.calendar) if notice else None
    if isinstance(end, date) and new.happened_on > end:
        yield Refusal(Problem.ASKED_TOO_LATE, statutes.ASK_FOR_A_HEARING, {"last": end.isoformat()})


def _notify_hearing(_record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    """应当在举行听证的七日前通知。The hearing lies behind the seventh working day."""
    end, faults = end_of("notice_of_hearing", new.happened_on, new)
    yield from faults
    if end and new.facts.held_on <= end:
        yield Refusal(Problem.HEARING_TOO_SOON, statutes.NOTICE_OF_THE_HEARING, {"earliest": end.isoformat()})


def _hold_hearing(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    notice = record.last("notify_hearing")
    if notice is None or record.has("ask_hearing", after="notify_hearing"):
        yield Refusal(Problem.HEARING_NOT_NOTIFIED, statutes.NOTICE_OF_THE_HEARING)
    elif new.happened_on < notice.facts.held_on:
        yield Refusal(
            Problem.HEARING_TOO_SOON, statutes.NOTICE_OF_THE_HEARING, {"earliest": notice.facts.held_on.isoformat()}
        )


HEARING_GATES: Mapping[str, Callable[[CaseRecord, NewEntry], Iterable[Refusal | None]]] = {
    "give_notice": _give_notice,
    "ask_hearing": _ask_hearing,
    "notify_hearing": _notify_hearing,
    "hold_hearing": _hold_hearing,
}

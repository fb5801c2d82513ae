"""The gates of the investigation (调查取证): two qualified officers, recusal, registered evidence, and what closes it."""

from collections.abc import Callable, Iterable, Mapping

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import statutes
from inspect_app.rules.case_amounts import lawful_amount
from inspect_app.rules.case_periods import end_of
from inspect_app.rules.case_records import CaseRecord, NewEntry
from inspect_app.rules.people import qualified_officers


def _officers(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    """执法人员不得少于两人，且具有执法资格。"""
    yield from qualified_officers([record.officers[key] for key in new.facts.officers], on=new.happened_on)
    yield from (
        Refusal(Problem.RECUSED, statutes.RECUSAL, {"step": "指定承办人员"})
        for _ in frozenset(new.facts.officers) & record.recused
    )
    if touched := sorted(frozenset(new.facts.officers) & (record.to_recuse - record.recused)):
        names = tuple(record.officers[key].name for key in touched if key in record.officers)
        yield Refusal(Problem.CASE_OFFICER_INTERESTED, statutes.RECUSAL, {"names": names})


def _two_left(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    yield from qualified_officers([record.officers[key] for key in record.investigators], on=new.happened_on)


def _recusal(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    asked = {entry.facts.officer for entry in record.all("ask_recusal")}
    yield None if new.facts.officer in asked else Refusal(Problem.RECUSAL_NOT_ASKED, statutes.RECUSAL)


def nothing_registered(record: CaseRecord, _new: NewEntry) -> Iterable[Refusal | None]:
    """先行登记保存的，应当作出处理决定。"""
    is_open = len(record.all("register_evidence")) > len(record.all("settle_registered"))
    yield Refusal(Problem.REGISTERED_EVIDENCE_OPEN, statutes.REGISTERED_EVIDENCE) if is_open else None


def _something_registered(record: CaseRecord, _new: NewEntry) -> Iterable[Refusal | None]:
    is_open = len(record.all("register_evidence")) > len(record.all("settle_registered"))
    yield None if is_open else Refusal(Problem.NOTHING_REGISTERED, statutes.REGISTERED_EVIDENCE)


def _extend(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    """法律、法规、规章另有规定的，从其规定。A new last day lies behind the one that holds now, and says why."""
    earlier = [entry.facts.until_on for entry in record.all("extend")]
    ends = [end for end in [end_of("decide_case", record.filed_on, new)[0]] if end] if record.filed_on else []
    last = max([*earlier, *ends], default=new.happened_on)
    if new.facts.until_on <= last:
        yield Refusal(Problem.EXTENDS_NOTHING, statutes.DECIDE_IN_90_DAYS, {"last": last.isoformat()})
    if not new.facts.reason.strip():
        yield Refusal(Problem.CASE_FIELD_MISSING, statutes.DECIDE_IN_90_DAYS, {"field": "理由"})


def _evidence(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    """The same bytes are one piece of evidence, however often they are looked at; nothing is collected before it is made."""
    made_on = new.facts.made_on
    if made_on and new.happened_on < made_on:
        facts = {"title": new.facts.title, "made": made_on.isoformat()}
        yield Refusal(Problem.EVIDENCE_NOT_YET_MADE, statutes.KINDS_OF_EVIDENCE, facts)
    known = {entry.facts.sha256: entry.facts.title for entry in record.all("add_evidence")}
    if new.facts.sha256 and new.facts.sha256 in known:
        yield Refusal(Problem.EVIDENCE_TWICE, statutes.KINDS_OF_EVIDENCE, {"title": known[new.facts.sha256]})


def _close_investigation(record: CaseRecord, new: NewEntry) -> Iterable[Refusal | None]:
    yield from _two_left(record, new)
    yield from nothing_registered(record, new)
    evidence = record.all("add_evidence") + record.all("interview")
    yield None if evidence else Refusal(Problem.NO_EVIDENCE, statutes.INVESTIGATE)
    yield from lawful_amount(new, new.facts.sanction, new.facts.fine_yuan, new.facts.factors)


INVESTIGATION_GATES: Mapping[str, Callable[[CaseRecord, NewEntry], Iterable[Refusal | None]]] = {
    "approve_filing": _officers,
    "assign": _officers,
    "decide_recusal": _recusal,
    "extend": _extend,
    "interview": _two_left,
    "add_evidence": _evidence,
    "take_sample": _two_left,
    "settle_registered": _something_registered,
    "close_investigation": _close_investigation,
    "end": nothing_registered,
}

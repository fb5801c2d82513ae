"""What is recorded during a visit: answers, findings, places, statements. Each is a new row; none is changed."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from inspect_app.actions.returns import resolve_return
from inspect_app.actions.visits import part_of, visit_to_write
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.acts import Severity
from inspect_app.rules.checklists import Checklist, Item, Value, filled_by_its_audience, verdict_of
from inspect_app.rules.places import FixKind
from inspect_app.store.at_hand import put_in
from inspect_app.store.base import in_mind, remember_in_transaction
from inspect_app.store.bulk_rows import add_row
from inspect_app.store.checklists import ChecklistVersion, version_with
from inspect_app.store.journal import appeared
from inspect_app.store.officers import Officer
from inspect_app.store.plates import plate_match
from inspect_app.store.visits import Answer, Finding, FindingVersion, PlaceFix, Statement, Visit, finding_with


@dataclass(frozen=True)
class AnswerFacts:
    """`value` None takes the answer back."""

    visit_id: UUID
    checklist: str
    item: str
    value: Value | None
    note: str = ""
    return_id: UUID | None = None


@dataclass(frozen=True)
class FindingFacts:
    finding_id: UUID
    visit_id: UUID
    checklist: str
    item: str
    text: str
    severity: Severity
    acts: tuple[str, ...] = ()
    return_id: UUID | None = None


@dataclass(frozen=True)
class FixFacts:
    visit_id: UUID
    kind: FixKind
    longitude: float | None = None
    latitude: float | None = None
    accuracy_m: float | None = None
    fix_at: datetime | None = None
    datum: str = "WGS-84"
    source: str = ""
    reason: str = ""
    plate: str = ""


@lru_cache(maxsize=64)
def _content(version_id: UUID, _sha256: str) -> Checklist:
    version = version_with(version_id)
    if version is None:
        raise LookupError(version_id)
    return version.content()


def content_of(version: ChecklistVersion) -> Checklist:
    """The checklist's content, read once for each version: a published version never changes."""
    return _content(version.id, version.sha256)


def own_item(visit: Visit, checklist: str, code: str, *, by: Officer) -> Item:
    """The item, for somebody of the part that it belongs to."""
    content = _content_on(visit, checklist)
    item = content.items.get(code) if content else None
    if content is None or item is None:
        raise Refused(Refusal(Problem.UNKNOWN_ITEM, facts={"item": f"{checklist}/{code}"}))
    refuse_if_any([filled_by_its_audience(content.audience, part_of(visit, by))])
    return item


def _content_on(visit: Visit, checklist: str) -> Checklist | None:
    """The visit keeps the version that it has; one that it has not yet may still come to it."""
    key = ("content", (visit, checklist))
    content: Checklist | None = in_mind(key)
    if content is None and (version := visit.content_of(checklist)):
        content = content_of(version)
        remember_in_transaction(key, content)
    return content


def give_answer(event_id: UUID, facts: AnswerFacts, *, by: Officer, at: datetime) -> None:
    visit = visit_to_write(facts.visit_id, by=by, at=at)
    _check_value(own_item(visit, facts.checklist, facts.item, by=by), facts.value)
    is_number = isinstance(facts.value, (int, float))
    row = {
        "id": event_id,
        "visit_id": visit.id,
        "checklist": facts.checklist,
        "item": facts.item,
        "value": None if is_number or facts.value is None else str(facts.value),
        "number": float(facts.value) if is_number and facts.value is not None else None,
        "note": facts.note,
        "officer_id": by.id,
        "answered_at": at,
        "return_id": facts.return_id,
    }
    add_row(Answer, row)
    resolve_return(visit, facts.return_id, by=by, at=at)


def _check_value(item: Item, value: Value | None) -> None:
    if value is not None and verdict_of(item, value) is None:
        refused = {"field": item.text.zh, "value": value, "choices": item.kind.value}
        raise Refused(Refusal(Problem.UNKNOWN_CHOICE, facts=refused))


def record_finding(event_id: UUID, facts: FindingFacts, *, by: Officer, at: datetime) -> Finding:
    """A new finding, or new words for one; the old words stay."""
    visit = visit_to_write(facts.visit_id, by=by, at=at)
    own_item(visit, facts.checklist, facts.item, by=by)
    finding = finding_with(facts.finding_id) or _new_finding(facts, visit, by=by, at=at)
    if finding.visit_id != visit.id:
        raise Refused(Refusal(Problem.FINDING_UNKNOWN, facts={"waits_for": str(facts.finding_id)}))
    own_item(visit, finding.checklist, finding.item, by=by)
    finding.withdrawn_at = None
    finding.versions.append(_version(event_id, finding, facts, by=by, at=at))
    resolve_return(visit, facts.return_id, by=by, at=at)
    return finding


def _version(event_id: UUID, finding: Finding, facts: FindingFacts, *, by: Officer, at: datetime) -> FindingVersion:
    return FindingVersion(
        id=event_id,
        finding_id=finding.id,
        position=len(finding.versions) + 1,
        text=facts.text,
        severity=facts.severity,
        acts=list(facts.acts),
        recorded_by=by.id,
        recorded_at=at,
        return_id=facts.return_id,
    )


def _new_finding(facts: FindingFacts, visit: Visit, *, by: Officer, at: datetime) -> Finding:
    finding = Finding(
        id=facts.finding_id,
        visit_id=visit.id,
        visit=visit,
        work_id=visit.work_id,
        checklist=facts.checklist,
        item=facts.item,
        found_by=by.id,
        found_at=at,
        versions=[],
    )
    appeared(finding.id)
    return put_in(finding)


def withdraw_finding(
    finding_id: UUID, reason: str, return_id: UUID | None, *, by: Officer, at: datetime
) -> Finding:
    """Taken back by the phone (answered 合格 after all). The finding stays, marked."""
    finding = finding_with(finding_id)
    if finding is None:
        raise Refused(Refusal(Problem.FINDING_UNKNOWN, facts={"waits_for": str(finding_id)}))
    visit = visit_to_write(finding.visit_id, by=by, at=at)
    own_item(visit, finding.checklist, finding.item, by=by)
    finding.withdrawn_at = at
    finding.withdrawn_reason = reason
    resolve_return(visit, return_id, by=by, at=at)
    return finding


def take_fix(event_id: UUID, facts: FixFacts, *, by: Officer, at: datetime) -> None:
    """Evidence of place as claimed. It is graded when it is read, against the work's entrances of that day."""
    visit = visit_to_write(facts.visit_id, by=by, at=at)
    match = plate_match(facts.plate, visit.work_id)
    add_row(PlaceFix, {"id": event_id, "officer_id": by.id, "taken_at": at, "plate_match": match, **vars(facts)})


def record_statement(
    event_id: UUID, visit_id: UUID, kind: str, text: str, by_whom: str, *, by: Officer, at: datetime
) -> None:
    """kind: "identity_shown", "party_told", "party_heard" or "statement"."""
    visit_to_write(visit_id, by=by, at=at)
    row = {"id": event_id, "visit_id": visit_id, "kind": kind, "text": text, "by_whom": by_whom}
    add_row(Statement, {**row, "officer_id": by.id, "made_at": at})

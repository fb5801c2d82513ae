"""Noting what other departments plan, and going together instead of one after the other (综合查一次)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from inspect_app.actions.settings import office_settings
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.settings import SettingName
from inspect_app.rules.visit_kinds import over_the_cap
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.enterprises import visits_in_year, works_of_same_enterprise
from inspect_app.store.officers import Officer
from inspect_app.store.outside_visits import OutsideVisit, outside_visit_of, outside_visits_of_works
from inspect_app.store.visit_lists import planned_visits_of_works
from inspect_app.store.visits import Visit
from inspect_app.store.works import Work, work_by_number

NEAR = timedelta(days=60)
"""The office's own rule: how far ahead another inspection of the same enterprise is worth waiting for."""


@dataclass(frozen=True)
class OutsideFacts:
    number: str
    department: str
    planned_on: date
    note: str


@dataclass(frozen=True)
class Before:
    """What to know before another visit of this enterprise is planned. `cap` 0 = none is set."""

    count: int
    cap: int
    is_over: bool
    ours: list[Visit]
    theirs: list[OutsideVisit]


def note_outside_visit(facts: OutsideFacts, *, by: Officer, at: datetime) -> OutsideVisit:
    work = _checked_work(facts, by=by, at=at)
    row = OutsideVisit(
        id=uuid4(),
        agency_id=by.home_id,
        work_id=work.id,
        work=work,
        department=facts.department.strip(),
        planned_on=facts.planned_on,
        note=facts.note.strip(),
        added_by=by.id,
        added_at=at,
    )
    db.session.add(row)
    db.session.flush()
    _note("note_outside_visit", row, by=by, at=at)
    return row


def _checked_work(facts: OutsideFacts, *, by: Officer, at: datetime) -> Work:
    """The work that is meant, once nothing is wrong with the rest either."""
    work = work_by_number(by.home_id, facts.number.strip())
    due = {"due": facts.planned_on.isoformat()}
    unknown = Refusal(Problem.DRAW_WORK_UNKNOWN, facts={"number": facts.number})
    nameless = Refusal(Problem.FIELD_MISSING, facts={"field": "部门"})
    past = Refusal(Problem.VISIT_DUE_IN_THE_PAST, facts=due)
    refuse_if_any(
        [None if facts.department.strip() else nameless, None if facts.planned_on >= day_of(at) else past]
    )
    if work is None:
        raise Refused(unknown)
    return work


def remove_outside_visit(outside_id: UUID, *, by: Officer, at: datetime) -> None:
    """不再进行. It stays on the record and is proposed no longer."""
    row = _open(outside_id, by=by)
    row.removed_at = at
    _note("remove_outside_visit", row, by=by, at=at)


def merge_outside_visit(outside_id: UUID, visit: Visit, *, by: Officer, at: datetime) -> None:
    """合并检查：我们的这次检查和他们的一起去。"""
    row = _open(outside_id, by=by)
    row.merged_visit_id = visit.id
    _note("merge_outside_visit", row, by=by, at=at)


def before_planning(work: Work, *, on: date) -> Before:
    same = works_of_same_enterprise([work.id])[work.id]
    count = visits_in_year([work.id], year=on.year)[work.id]
    cap = office_settings(work.agency_id).whole(SettingName.YEARLY_CAP)
    return Before(
        count,
        cap,
        over_the_cap(count, cap),
        planned_visits_of_works(list(same)),
        outside_visits_of_works(list(same), since=on, until=on + NEAR),
    )


def _open(outside_id: UUID, *, by: Officer) -> OutsideVisit:
    row = outside_visit_of(by.home_id, outside_id)
    if row is None or row.merged_visit_id or row.removed_at:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return row


def _note(deed: str, row: OutsideVisit, *, by: Officer, at: datetime) -> None:
    details = {"work": row.work.number, "title": row.department}
    note_deed(deed, by=by.id, at=at, subject="outside_visit", subject_id=row.id, **details)

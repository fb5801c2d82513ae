"""Lists of visits: filtered, counted, and what waits in the reviewer's queue. Never a query for each row."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, and_, exists, func, or_, select, union_all
from sqlalchemy.orm import selectinload

from inspect_app.rules.deadlines import is_overdue
from inspect_app.rules.procedure import Stage, Subject, VisitKind, is_settled, waiting_for
from inspect_app.store.base import Among, Ids, db, not_by_index
from inspect_app.store.evidence_bytes import is_missing
from inspect_app.store.officers import Officer
from inspect_app.store.photos import Photo
from inspect_app.store.record import RecordedStep
from inspect_app.store.visits import IS_INSPECTION, Visit, VisitOfficer
from inspect_app.store.works import Work

STILL_TO_DO = waiting_for(Subject.VISIT, "cancel") | waiting_for(Subject.VISIT, "finish")
TO_REVIEW = waiting_for(Subject.VISIT, "approve")
MOST_WITHOUT_PERMISSION = 200
SENT_BACK = waiting_for(Subject.VISIT, "correct")


@dataclass(frozen=True)
class VisitFilter:
    """What a list of visits shows. `text` is looked up in the work's number, name, address and pinyin initials.

    `overdue_on` = the day on which visits still to do are past their last day; `lacks_photos` = photos to arrive;
    `is_patrol` = walked by a street (True) or an inspection (False), None = either.
    """

    text: str = ""
    stages: frozenset[Stage] = frozenset()
    kind: VisitKind | None = None
    team_id: UUID | None = None
    officer_id: UUID | None = None
    work_id: UUID | None = None
    overdue_on: date | None = None
    lacks_photos: bool = False
    is_patrol: bool | None = None
    among: Among = None


def _conditions(agency_id: UUID, wanted: VisitFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [_office(wanted) == agency_id]
    if wanted.stages:
        found.append(Visit.stage.in_(wanted.stages))
    if wanted.kind is not None:
        found.append(Visit.kind == wanted.kind)
    if wanted.is_patrol is not None:
        found.append(~IS_INSPECTION if wanted.is_patrol else IS_INSPECTION)
    if wanted.work_id is not None:
        found.append(Visit.work_id == wanted.work_id)
    found += _whose(wanted)
    if wanted.overdue_on is not None:
        found.append(and_(Visit.stage.in_(STILL_TO_DO), Visit.due_on < wanted.overdue_on))
    if wanted.among is not None:
        found.append(Visit.id.in_(wanted.among))
    if wanted.lacks_photos:
        found.append(_lacks_photos())
    found += [_in_work(word) for word in wanted.text.split()]
    return found


def _whose(wanted: VisitFilter) -> list[ColumnElement[bool]]:
    found = []
    if wanted.officer_id is not None:
        found.append(_has_member(VisitOfficer.officer_id == wanted.officer_id))
    if wanted.team_id is not None:
        team = select(Officer.id).where(Officer.team_id == wanted.team_id)
        found.append(_has_member(VisitOfficer.officer_id.in_(team)))
    return found


def _office(wanted: VisitFilter) -> ColumnElement[UUID]:
    """Few visits lack photos."""
    return not_by_index(Visit.agency_id) if wanted.lacks_photos else Visit.agency_id.expression


def _has_member(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(VisitOfficer.visit_id == Visit.id, condition)


def _lacks_photos() -> ColumnElement[bool]:
    return Visit.id.in_(select(Photo.visit_id).where(is_missing(Photo)))


def _in_work(word: str) -> ColumnElement[bool]:
    columns = (Work.number, Work.name, Work.address, Work.initials)
    works = select(Work.id).where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    return Visit.work_id.in_(works)


def _matching(agency_id: UUID, wanted: VisitFilter) -> Select[tuple[Visit]]:
    return select(Visit).where(*_conditions(agency_id, wanted))


def visit_ids_matching(agency_id: UUID, wanted: VisitFilter) -> Select[tuple[UUID]]:
    """For a query of somebody else's to look into."""
    return _matching(agency_id, wanted).with_only_columns(Visit.id)


def visits_matching(agency_id: UUID, wanted: VisitFilter, *, limit: int, offset: int = 0) -> list[Visit]:
    """Newest first: by the day they began, or else by the day on which they came to us."""
    newest = _newest(agency_id, wanted, limit + offset)
    query = select(Visit).join(newest, newest.c.id == Visit.id).order_by(newest.c.moment.desc(), newest.c.id)
    query = query.options(selectinload(Visit.officers).joinedload(VisitOfficer.officer))
    return list(db.session.scalars(query.limit(limit).offset(offset)))


def longest_waiting(agency_id: UUID, wanted: VisitFilter, *, limit: int) -> list[Visit]:
    """In the order in which they came to us."""
    first = (
        select(Visit.id).where(*_conditions(agency_id, wanted)).order_by(Visit.received_at, Visit.id).limit(limit)
    )
    query = select(Visit).where(Visit.id.in_(first)).order_by(Visit.received_at, Visit.id)
    query = query.options(selectinload(Visit.officers).joinedload(VisitOfficer.officer))
    return list(db.session.scalars(query))


def _newest(agency_id: UUID, wanted: VisitFilter, most: int) -> Subquery:
    """Of those that began and of those that did not, each in the order of an index: 500,000 are never sorted for a page."""
    began = _ids(agency_id, wanted, Visit.started_at, Visit.started_at.is_not(None), most)
    to_come = _ids(agency_id, wanted, Visit.received_at, Visit.started_at.is_(None), most)
    return union_all(began, to_come).subquery()


def _ids(
    agency_id: UUID, wanted: VisitFilter, moment: Any, which: ColumnElement[bool], most: int
) -> Select[tuple[UUID, datetime]]:
    found = select(Visit.id, moment.label("moment")).where(*_conditions(agency_id, wanted), which)
    first = found.order_by(moment.desc(), Visit.id).limit(most).subquery()
    return select(first.c.id, first.c.moment)


def count_visits(agency_id: UUID, wanted: VisitFilter) -> int:
    return db.session.scalar(select(func.count()).select_from(Visit).where(*_conditions(agency_id, wanted))) or 0


def is_late(visit: Visit, *, on: date) -> bool:
    """Still to do after its last day."""
    return visit.stage in STILL_TO_DO and visit.due_on is not None and is_overdue(visit.due_on, on=on)


def entered_stage_at(subject_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """When each thing came to the stage in which it is now."""
    query = select(RecordedStep.subject_id, func.max(RecordedStep.taken_at)).group_by(RecordedStep.subject_id)
    found = db.session.execute(query.where(RecordedStep.subject_id.in_(subject_ids)))
    return {subject_id: moment for subject_id, moment in found}  # noqa: C416 - rows, not pairs


def planned_visits_of_works(work_ids: Sequence[UUID]) -> list[Visit]:
    """Still to do, the next first."""
    query = select(Visit).where(Visit.work_id.in_(work_ids), Visit.stage.in_(STILL_TO_DO))
    return list(db.session.scalars(query.order_by(Visit.due_on.nulls_last(), Visit.received_at)))


def visits_without_permission(agency_id: UUID, *, kinds: Sequence[VisitKind], since: datetime) -> list[Visit]:
    """Not approved by the head and not done with: those still to come first, then those that began all the same."""
    order = (Visit.started_at.nulls_first(), Visit.due_on.nulls_last())
    first = _without_permission(agency_id, kinds, since).order_by(*order).limit(MOST_WITHOUT_PERMISSION)
    return list(db.session.scalars(select(Visit).where(Visit.id.in_(first)).order_by(*order)))


def count_without_permission(agency_id: UUID, *, kinds: Sequence[VisitKind], since: datetime) -> int:
    """So many as the list shows."""
    found = _without_permission(agency_id, kinds, since).limit(MOST_WITHOUT_PERMISSION).subquery()
    return db.session.scalar(select(func.count()).select_from(found)) or 0


def _without_permission(agency_id: UUID, kinds: Sequence[VisitKind], since: datetime) -> Ids:
    open_stages = [stage for stage in Stage if not is_settled(Subject.VISIT, stage)]
    query = select(Visit.id).where(
        Visit.agency_id == agency_id, Visit.permitted_at.is_(None), Visit.kind.in_(kinds)
    )
    return query.where(Visit.stage.in_(open_stages), or_(Visit.started_at.is_(None), Visit.started_at >= since))

"""Works of one enterprise, and how often it was inspected in a year: a fixed number of queries for any number of works."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select

from inspect_app.rules.calendar import SHANGHAI
from inspect_app.rules.procedure import Subject, is_called_off
from inspect_app.rules.stages import Stage
from inspect_app.rules.visit_kinds import COUNTED
from inspect_app.rules.works import PartyPart
from inspect_app.store.base import db, one_of_ids, rows_of
from inspect_app.store.visits import Visit
from inspect_app.store.works import Work, WorkParty

INSPECTED = (PartyPart.MANAGER, PartyPart.BUILDER)
"""Whose inspection it is: who runs a work in use, who builds one."""
CALLED_OFF = frozenset(stage for stage in Stage if is_called_off(Subject.VISIT, stage))


def _is_inspected() -> ColumnElement[bool]:
    return WorkParty.part.in_(INSPECTED)


_FIRMS = select(WorkParty.work_id, WorkParty.credit_code, WorkParty.name).where(
    one_of_ids(WorkParty.work_id), _is_inspected()
)
_OF_FIRMS = (
    select(WorkParty.work_id, WorkParty.credit_code, WorkParty.name, Work.agency_id)
    .join(Work, Work.id == WorkParty.work_id)
    .where(
        _is_inspected(),
        or_(
            WorkParty.credit_code.in_(bindparam("codes", expanding=True)),
            WorkParty.name.in_(bindparam("names", expanding=True)),
        ),
    )
)


def works_of_same_enterprise(work_ids: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    """Each work with all works, itself among them, whose firm has the same credit code or, where none is known, the name."""
    own = rows_of(_FIRMS, work_ids)
    codes = {one.credit_code for one in own if one.credit_code}
    names = {one.name for one in own}
    others = db.session.execute(_OF_FIRMS, {"codes": list(codes), "names": list(names)}).all()
    agencies = {work_id: agency_id for work_id, _, _, agency_id in others}
    found = {work_id: {work_id} for work_id in work_ids}
    by_key: dict[tuple[UUID, str], set[UUID]] = {}
    for work_id, code, name, agency_id in others:
        for key in {code or name, name}:
            by_key.setdefault((agency_id, key), set()).add(work_id)
    for one in own:
        found[one.work_id] |= by_key.get((agencies[one.work_id], one.credit_code or one.name), set())
    return found


def visits_in_year(work_ids: Sequence[UUID], *, year: int) -> dict[UUID, int]:
    """By work: inspections of its enterprise, done or planned, that count against the yearly cap."""
    if not work_ids:
        return {}
    same = works_of_same_enterprise(work_ids)
    wanted = {one for works in same.values() for one in works}
    counts = Counter(row.work_id for row in rows_of(_counted(year), wanted))
    return {work_id: sum(counts[one] for one in works) for work_id, works in same.items()}


@lru_cache(maxsize=8)
def _counted(year: int) -> Select[Any]:
    query = select(Visit.work_id).where(one_of_ids(Visit.work_id), Visit.kind.in_(COUNTED), _in_year(year))
    return query.where(Visit.stage.not_in(CALLED_OFF))


def _in_year(year: int) -> ColumnElement[bool]:
    """When it began; of one still to come by its last day, or by the day on which it was planned."""
    begin = datetime(year, 1, 1, tzinfo=SHANGHAI)
    end = datetime(year + 1, 1, 1, tzinfo=SHANGHAI)
    began = and_(Visit.started_at >= begin, Visit.started_at < end)
    due = and_(Visit.started_at.is_(None), Visit.due_on >= date(year, 1, 1), Visit.due_on <= date(year, 12, 31))
    undated = and_(Visit.started_at.is_(None), Visit.due_on.is_(None))
    return or_(began, due, and_(undated, Visit.received_at >= begin, Visit.received_at < end))

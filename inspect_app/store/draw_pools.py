"""The register as a draw asks it: how many works of a state stand where, and which of them somebody has an interest in."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from inspect_app.rules.works import WorkStatus
from inspect_app.store.agencies import Agency
from inspect_app.store.base import db
from inspect_app.store.works import Work, WorkParty


def _standing(agency_id: UUID, status: WorkStatus) -> list[ColumnElement[bool]]:
    return [Work.agency_id == agency_id, Work.status == status]


def works_by_street(agency_id: UUID, status: WorkStatus, *, without: Collection[UUID] = ()) -> dict[str, int]:
    counted = select(Agency.name, func.count()).select_from(Work).join(Agency, Agency.id == Work.street_id)
    counted = counted.where(*_standing(agency_id, status), Work.id.not_in(without)).group_by(Agency.name)
    return {row[0]: row[1] for row in db.session.execute(counted)}


def first_works(agency_id: UUID, status: WorkStatus, *, without: Collection[UUID], limit: int) -> list[Work]:
    """By their numbers."""
    query = select(Work).where(*_standing(agency_id, status), Work.id.not_in(without))
    return list(db.session.scalars(query.order_by(Work.number).limit(limit)))


def party_texts() -> set[str]:
    """Every name and credit code that answers for some work, as it is written: far fewer than works."""
    rows = db.session.execute(select(WorkParty.name, WorkParty.credit_code).distinct())
    return {text for row in rows for text in row if text}


def works_about(
    agency_id: UUID, status: WorkStatus, *, ids: Collection[UUID], parties: Collection[str]
) -> list[Work]:
    """Those of the ids, and those that one of these names or credit codes answers for; by their numbers."""
    named = or_(WorkParty.name.in_(parties), WorkParty.credit_code.in_(parties))
    about = or_(Work.id.in_(ids), Work.id.in_(select(WorkParty.work_id).where(named)))
    query = select(Work).where(*_standing(agency_id, status), about)
    return list(db.session.scalars(query.order_by(Work.number)))

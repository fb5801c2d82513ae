"""Matters that the office told a street about its works (交办事项), with the street's answer and the day of each."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.rules.street_matters import MatterState
from inspect_app.store.agencies import Agency
from inspect_app.store.base import FRESH, Among, Base, db
from inspect_app.store.works import Work


class StreetMatter(Base):
    """`due_on` = by when the street answers. Closed by the office; who, when and what of each step stays."""

    __tablename__ = "street_matters"
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    street_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    work_id: Mapped[UUID] = mapped_column(ForeignKey("works.id"), index=True)
    text: Mapped[str]
    due_on: Mapped[date]
    told_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    told_at: Mapped[datetime]
    answer: Mapped[str]
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    answered_at: Mapped[datetime | None]
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    closed_at: Mapped[datetime | None]
    closed_reason: Mapped[str]
    work: Mapped[Work] = relationship(lazy="joined", innerjoin=True)
    street: Mapped[Agency] = relationship(foreign_keys=street_id, lazy="joined", innerjoin=True)

    @property
    def state(self) -> MatterState:
        if self.closed_at:
            return MatterState.CLOSED
        return MatterState.ANSWERED if self.answered_at else MatterState.OPEN


@dataclass(frozen=True)
class MatterFilter:
    """`late_on` = the day on which its answer is past its day."""

    street_id: UUID | None = None
    state: MatterState | None = None
    late_on: date | None = None
    text: str = ""
    work_id: UUID | None = None
    among: Among = None


_IS = {
    MatterState.OPEN: (StreetMatter.answered_at.is_(None), StreetMatter.closed_at.is_(None)),
    MatterState.ANSWERED: (StreetMatter.answered_at.is_not(None), StreetMatter.closed_at.is_(None)),
    MatterState.CLOSED: (StreetMatter.closed_at.is_not(None),),
}


def _conditions(agency_id: UUID, wanted: MatterFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [StreetMatter.agency_id == agency_id]
    if wanted.street_id is not None:
        found.append(StreetMatter.street_id == wanted.street_id)
    if wanted.work_id is not None:
        found.append(StreetMatter.work_id == wanted.work_id)
    if wanted.state is not None:
        found += _IS[wanted.state]
    if wanted.late_on is not None:
        found += [*_IS[MatterState.OPEN], StreetMatter.due_on < wanted.late_on]
    if wanted.among is not None:
        found.append(StreetMatter.id.in_(wanted.among))
    return found + [_says(word) for word in wanted.text.split()]


def _says(word: str) -> ColumnElement[bool]:
    columns = (Work.number, Work.name, Work.initials)
    works = select(Work.id).where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    own = (StreetMatter.text, StreetMatter.answer)
    return or_(StreetMatter.work_id.in_(works), *(column.icontains(word, autoescape=True) for column in own))


def matters_matching(
    agency_id: UUID, wanted: MatterFilter, *, limit: int | None = None, offset: int = 0
) -> list[StreetMatter]:
    """Those still open first, and of these the ones due soonest."""
    query = select(StreetMatter).where(*_conditions(agency_id, wanted))
    order = (StreetMatter.closed_at.is_not(None), StreetMatter.answered_at.is_not(None), StreetMatter.due_on)
    query = query.order_by(*order, StreetMatter.told_at, StreetMatter.id)
    return list(db.session.scalars(query.limit(limit).offset(offset)))


def count_matters(agency_id: UUID, wanted: MatterFilter) -> int:
    query = select(func.count(StreetMatter.id)).where(*_conditions(agency_id, wanted))
    return db.session.scalar(query) or 0


def matters_told(agency_id: UUID, since: datetime, before: datetime) -> list[StreetMatter]:
    query = select(StreetMatter).filter_by(agency_id=agency_id)
    return list(db.session.scalars(query.where(StreetMatter.told_at >= since, StreetMatter.told_at < before)))


def matter_for_update(matter_id: UUID) -> StreetMatter | None:
    query = select(StreetMatter).filter_by(id=matter_id).with_for_update(of=StreetMatter)
    return db.session.scalar(query, execution_options=FRESH)


def open_matters_of_works(work_ids: list[UUID]) -> dict[UUID, list[StreetMatter]]:
    """Those that wait for the street's answer, by work."""
    query = select(StreetMatter).where(StreetMatter.work_id.in_(work_ids), *_IS[MatterState.OPEN])
    found: dict[UUID, list[StreetMatter]] = {}
    for one in db.session.scalars(query.order_by(StreetMatter.due_on, StreetMatter.told_at)):
        found.setdefault(one.work_id, []).append(one)
    return found

"""Yearly lists of what each street owes (责任清单), and what a street wrote down of joint inspections and publicity."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.rules.procedure import Stage
from inspect_app.rules.street_duties import DutyKind, DutyLine
from inspect_app.store.agencies import Agency
from inspect_app.store.base import FRESH, Base, db


class StreetDuties(Base):
    """One street's list of one year, agreed by the district and published with its day."""

    __tablename__ = "street_duties"
    __table_args__ = (UniqueConstraint("street_id", "year"),)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    street_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    year: Mapped[int]
    stage: Mapped[Stage] = mapped_column(index=True)
    drafted_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    drafted_at: Mapped[datetime]
    agreed_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    agreed_at: Mapped[datetime | None]
    published_on: Mapped[date | None]
    street: Mapped[Agency] = relationship(foreign_keys=street_id, lazy="joined", innerjoin=True)
    lines: Mapped[list["StreetDutyLine"]] = relationship(
        lazy="selectin", order_by="StreetDutyLine.added_at", cascade="all, delete-orphan"
    )

    def amount_of(self, kind: DutyKind) -> int | None:
        return next((line.amount for line in self.lines if line.kind is kind), None)


class StreetDutyLine(Base):
    __tablename__ = "street_duty_lines"
    __table_args__ = (UniqueConstraint("duties_id", "kind"),)
    duties_id: Mapped[UUID] = mapped_column(ForeignKey("street_duties.id"), index=True)
    kind: Mapped[DutyKind]
    amount: Mapped[int]
    note: Mapped[str]
    added_at: Mapped[datetime]

    def facts(self) -> DutyLine:
        return DutyLine(self.kind, self.amount, self.note)


class StreetDeed(Base):
    """What a street says that it did on a day; it counts when the district has confirmed it."""

    __tablename__ = "street_deeds"
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    street_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    kind: Mapped[DutyKind]
    done_on: Mapped[date] = mapped_column(index=True)
    text: Mapped[str]
    noted_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    noted_at: Mapped[datetime]
    confirmed_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    confirmed_at: Mapped[datetime | None]
    street: Mapped[Agency] = relationship(foreign_keys=street_id, lazy="joined", innerjoin=True)


@dataclass(frozen=True)
class DeedFilter:
    street_id: UUID | None = None
    kind: DutyKind | None = None
    year: int | None = None
    is_confirmed: bool | None = None


def duties_of_year(agency_id: UUID, year: int, stages: frozenset[Stage] = frozenset()) -> dict[UUID, StreetDuties]:
    """By street; in these stages only, where some are named."""
    query = select(StreetDuties).filter_by(agency_id=agency_id, year=year)
    if stages:
        query = query.where(StreetDuties.stage.in_(stages))
    return {one.street_id: one for one in db.session.scalars(query)}


def duties_with(duties_id: UUID) -> StreetDuties | None:
    return db.session.get(StreetDuties, duties_id)


def duties_for_update(agency_id: UUID, duties_id: UUID) -> StreetDuties | None:
    query = select(StreetDuties).filter_by(agency_id=agency_id, id=duties_id).with_for_update(of=StreetDuties)
    return db.session.scalar(query, execution_options=FRESH)


def forget_duty(duties: StreetDuties, line: StreetDutyLine) -> None:
    """Of a draft, which the district has not agreed to yet."""
    duties.lines.remove(line)
    db.session.flush()


def _conditions(agency_id: UUID, wanted: DeedFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [StreetDeed.agency_id == agency_id]
    if wanted.street_id is not None:
        found.append(StreetDeed.street_id == wanted.street_id)
    if wanted.kind is not None:
        found.append(StreetDeed.kind == wanted.kind)
    if wanted.year is not None:
        found += [StreetDeed.done_on >= date(wanted.year, 1, 1), StreetDeed.done_on <= date(wanted.year, 12, 31)]
    if wanted.is_confirmed is not None:
        is_waiting = StreetDeed.confirmed_at.is_(None)
        found.append(~is_waiting if wanted.is_confirmed else is_waiting)
    return found


def deeds_matching(
    agency_id: UUID, wanted: DeedFilter, *, limit: int | None = None, offset: int = 0
) -> list[StreetDeed]:
    """The newest first."""
    query = select(StreetDeed).where(*_conditions(agency_id, wanted))
    query = query.order_by(StreetDeed.done_on.desc(), StreetDeed.noted_at.desc()).limit(limit).offset(offset)
    return list(db.session.scalars(query))


def count_deeds(agency_id: UUID, wanted: DeedFilter) -> int:
    return db.session.scalar(select(func.count(StreetDeed.id)).where(*_conditions(agency_id, wanted))) or 0


def deed_for_update(deed_id: UUID) -> StreetDeed | None:
    query = select(StreetDeed).filter_by(id=deed_id).with_for_update(of=StreetDeed)
    return db.session.scalar(query, execution_options=FRESH)


def confirmed_deeds(agency_id: UUID, year: int) -> dict[tuple[UUID, DutyKind], int]:
    """How many of each kind count, by street."""
    wanted = DeedFilter(year=year, is_confirmed=True)
    query = select(StreetDeed.street_id, StreetDeed.kind, func.count()).where(*_conditions(agency_id, wanted))
    rows = db.session.execute(query.group_by(StreetDeed.street_id, StreetDeed.kind))
    return {(street_id, kind): count for street_id, kind, count in rows}

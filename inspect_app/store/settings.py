"""What an office may set for itself, the rulebooks it has published, and its own working days."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.store.base import Base, Json, db


class Setting(Base):
    __tablename__ = "settings"
    __table_args__ = (UniqueConstraint("agency_id", "name"),)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    name: Mapped[str]
    value: Mapped[str]


class Rulebook(Base):
    """A numbered edition of acts, limits and texts. Visits and decisions keep the number of their day."""

    __tablename__ = "rulebooks"
    number: Mapped[int] = mapped_column(unique=True)
    body: Mapped[Json] = mapped_column(deferred=True)
    sha256: Mapped[str]
    published_at: Mapped[datetime]
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))


class CalendarDay(Base):
    """A day on which the office's working time differs from the published calendar."""

    __tablename__ = "calendar_days"
    __table_args__ = (UniqueConstraint("agency_id", "day"),)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    day: Mapped[date]
    is_working: Mapped[bool]
    note: Mapped[str]


def settings_of(agency_id: UUID) -> dict[str, Setting]:
    return {row.name: row for row in db.session.scalars(select(Setting).filter_by(agency_id=agency_id))}


_NEWEST = select(Rulebook).order_by(Rulebook.number.desc()).limit(1)


def latest_rulebook() -> Rulebook | None:
    return db.session.scalars(_NEWEST).first()


_NEWEST_NUMBER = select(func.max(Rulebook.number))


def latest_rulebook_number() -> int:
    """0 = none was published yet."""
    return db.session.connection().scalar(_NEWEST_NUMBER) or 0


_NEWEST_ID = select(Rulebook.id).order_by(Rulebook.number.desc()).limit(1)


def latest_rulebook_id() -> UUID | None:
    """Without its body, which is large: asked wherever the law is needed."""
    return db.session.scalar(_NEWEST_ID)


def all_rulebooks() -> list[Rulebook]:
    """Newest first, without their bodies."""
    return list(db.session.scalars(select(Rulebook).order_by(Rulebook.number.desc())))


def rulebook_numbered(number: int) -> Rulebook | None:
    return db.session.scalar(select(Rulebook).filter_by(number=number))


def calendar_days_of(agency_id: UUID) -> list[CalendarDay]:
    return list(db.session.scalars(select(CalendarDay).filter_by(agency_id=agency_id).order_by(CalendarDay.day)))


def forget_calendar_day(row: CalendarDay) -> None:
    db.session.delete(row)


def rulebooks_with(ids: list[UUID]) -> list[Rulebook]:
    return list(db.session.scalars(select(Rulebook).where(Rulebook.id.in_(ids))))

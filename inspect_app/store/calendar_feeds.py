"""Secret addresses of calendars (iCalendar): one for each officer, revocable. Only the hash of a secret is kept."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.store.base import Base, db
from inspect_app.store.officers import Officer


class CalendarFeed(Base):
    """Whoever knows the secret reads the last days of this officer's cases, and nothing else."""

    __tablename__ = "calendar_feeds"
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"), index=True)
    secret_sha256: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    officer: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)


def secret_hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def feed_by_secret(secret: str) -> CalendarFeed | None:
    """None when it is unknown or was revoked, or when its officer's account is disabled."""
    found = db.session.scalar(select(CalendarFeed).filter_by(secret_sha256=secret_hash(secret), revoked_at=None))
    return found if found and found.officer.disabled_at is None else None


def open_feed_of(officer_id: UUID) -> CalendarFeed | None:
    query = select(CalendarFeed).filter_by(officer_id=officer_id, revoked_at=None)
    return db.session.scalars(query.order_by(CalendarFeed.made_at.desc()).limit(1)).first()


def open_feeds_of(officer_id: UUID) -> list[CalendarFeed]:
    return list(db.session.scalars(select(CalendarFeed).filter_by(officer_id=officer_id, revoked_at=None)))

"""The secret addresses under which officers subscribe to their due days; of each only the hash is kept."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.store.base import Base, db
from inspect_app.store.officers import Officer


class CalendarFeed(Base):
    __tablename__ = "calendar_feeds"
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"), index=True)
    token_sha256: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    officer: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)


def feed_by(token_sha256: str) -> CalendarFeed | None:
    return db.session.scalar(select(CalendarFeed).filter_by(token_sha256=token_sha256))


def open_feeds_of(officer_id: UUID) -> list[CalendarFeed]:
    query = select(CalendarFeed).where(CalendarFeed.officer_id == officer_id, CalendarFeed.revoked_at.is_(None))
    return list(db.session.scalars(query))

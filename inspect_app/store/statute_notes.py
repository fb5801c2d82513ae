"""Notes (批注) of an office on an article. One is withdrawn, never changed or deleted."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.rules.statute_positions import Position
from inspect_app.store.base import Base, db
from inspect_app.store.statutes import StatuteVersion


class StatuteNote(Base):
    """It belongs to the article by its number, over all versions; `version` = the one that its writer read."""

    __tablename__ = "statute_notes"
    __table_args__ = (Index(None, "agency_id", "statute_id"),)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    statute_id: Mapped[UUID] = mapped_column(ForeignKey("statutes.id"))
    version_id: Mapped[UUID] = mapped_column(ForeignKey("statute_versions.id"))
    number: Mapped[int]
    inserted: Mapped[int]
    text: Mapped[str]
    written_at: Mapped[datetime]
    written_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    withdrawn_reason: Mapped[str] = mapped_column(default="")
    version: Mapped[StatuteVersion] = relationship(lazy="joined", innerjoin=True)

    @property
    def position(self) -> Position:
        return Position(self.number, self.inserted)


def notes_on(statute_id: UUID, agency_id: UUID) -> list[StatuteNote]:
    """With those that were withdrawn, in the order in which they were written."""
    query = select(StatuteNote).filter_by(statute_id=statute_id, agency_id=agency_id)
    return list(db.session.scalars(query.order_by(StatuteNote.written_at, StatuteNote.id)))


def standing_notes(agency_id: UUID) -> list[StatuteNote]:
    query = select(StatuteNote).filter_by(agency_id=agency_id, withdrawn_at=None)
    return list(db.session.scalars(query.order_by(StatuteNote.written_at, StatuteNote.id)))


def note_for_update(note_id: UUID) -> StatuteNote | None:
    return db.session.scalar(select(StatuteNote).filter_by(id=note_id).with_for_update(of=StatuteNote))


def note_with(note_id: UUID) -> StatuteNote | None:
    return db.session.get(StatuteNote, note_id)

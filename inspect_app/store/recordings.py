"""Sound and film as evidence, as announced by their events, and what the office wrote down from them.

Bytes live beside those of the photos, under their SHA-256.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.store.base import Base, db
from inspect_app.store.takings import Taking, of_visits


class Recording(Taking):
    """One recording. Without item and finding it is a statement of the party; `by_whom` = who speaks.

    `was_cut` = the phone's page went away while it ran: it ends there.
    """

    __tablename__ = "recordings"
    duration_ms: Mapped[int | None]
    was_cut: Mapped[bool]
    by_whom: Mapped[str]


class Transcript(Base):
    """文字说明 of a recording. Each saving is a new row; the last one counts, the earlier ones stay."""

    __tablename__ = "transcripts"
    __table_args__ = (UniqueConstraint("recording_id", "position"),)
    recording_id: Mapped[UUID] = mapped_column(ForeignKey("recordings.id"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    written_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    written_at: Mapped[datetime]


_OF_VISITS = of_visits(Recording)


def recordings_of(*visit_ids: UUID) -> list[Recording]:
    return list(db.session.scalars(_OF_VISITS, {"ids": visit_ids}))


def recorded_types(hashes: Iterable[str]) -> dict[str, str]:
    """The announced media type of those bytes that an event calls a recording."""
    query = select(Recording.sha256, Recording.media_type).where(Recording.sha256.in_(list(hashes)))
    return {row.sha256: row.media_type for row in db.session.execute(query)}


def recording_with(recording_id: UUID) -> Recording | None:
    return db.session.get(Recording, recording_id)


def transcripts_of(recording_ids: Iterable[UUID]) -> dict[UUID, list[Transcript]]:
    """By recording, the first one first."""
    query = select(Transcript).where(Transcript.recording_id.in_(list(recording_ids))).order_by(Transcript.position)
    found: dict[UUID, list[Transcript]] = {}
    for row in db.session.scalars(query):
        found.setdefault(row.recording_id, []).append(row)
    return found

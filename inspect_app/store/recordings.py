"""Sound and film as evidence, as announced by their events, and what the office wrote down from them.

Bytes live beside those of the photos, under their SHA-256.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.store.base import Base, Json, db, one_of_ids
from inspect_app.store.visits import Visit


class Recording(Base):
    """One recording. Without item and finding it is a statement of the party; `by_whom` = who speaks.

    `was_cut` = the phone's page went away while it ran: it ends there.
    """

    __tablename__ = "recordings"
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"), index=True)
    finding_id: Mapped[UUID | None] = mapped_column(index=True)
    checklist: Mapped[str]
    item: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    size_bytes: Mapped[int]
    media_type: Mapped[str]
    duration_ms: Mapped[int | None]
    was_cut: Mapped[bool]
    by_whom: Mapped[str]
    name: Mapped[str]
    source: Mapped[str]
    caption: Mapped[str]
    fix: Mapped[Json | None]
    taken_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    taken_at: Mapped[datetime]
    discarded_at: Mapped[datetime | None]
    return_id: Mapped[UUID | None]
    visit: Mapped[Visit] = relationship()


class Transcript(Base):
    """文字说明 of a recording. Each saving is a new row; the last one counts, the earlier ones stay."""

    __tablename__ = "transcripts"
    __table_args__ = (UniqueConstraint("recording_id", "position"),)
    recording_id: Mapped[UUID] = mapped_column(ForeignKey("recordings.id"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    written_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    written_at: Mapped[datetime]


_OF_VISITS = select(Recording).where(one_of_ids(Recording.visit_id)).order_by(Recording.taken_at, Recording.id)


def recordings_of(*visit_ids: UUID) -> list[Recording]:
    return list(db.session.scalars(_OF_VISITS, {"ids": visit_ids}))


def recording_with(recording_id: UUID) -> Recording | None:
    return db.session.get(Recording, recording_id)


def transcripts_of(recording_ids: Iterable[UUID]) -> dict[UUID, list[Transcript]]:
    """By recording, the first one first."""
    query = select(Transcript).where(Transcript.recording_id.in_(list(recording_ids))).order_by(Transcript.position)
    found: dict[UUID, list[Transcript]] = {}
    for row in db.session.scalars(query):
        found.setdefault(row.recording_id, []).append(row)
    return found

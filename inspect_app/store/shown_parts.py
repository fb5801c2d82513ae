"""Parts of a joint visit that other phones showed to the lead's (扫码收取), each as it was scanned. Rows are only ever added."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.store.base import Base, Json, db, one_of_ids
from inspect_app.store.journal import JournalEvent
from inspect_app.store.visits import Visit


class ShownPart(Base):
    """Its id is its event's. `officer_id` = whose part it says it is; `is_genuine` = a phone of theirs signed it."""

    __tablename__ = "shown_parts"
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"), index=True)
    officer_id: Mapped[UUID]
    count: Mapped[int]
    sha256: Mapped[str]
    is_ended: Mapped[bool]
    is_genuine: Mapped[bool]
    body: Mapped[Json]
    made_at: Mapped[datetime]
    shown_to: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    shown_at: Mapped[datetime]
    visit: Mapped[Visit] = relationship()


_OF_VISITS = select(ShownPart).where(one_of_ids(ShownPart.visit_id)).order_by(ShownPart.shown_at, ShownPart.id)


def shown_parts_of(*visit_ids: UUID) -> list[ShownPart]:
    """In the order in which they were scanned: of one officer the last one counts."""
    return list(db.session.scalars(_OF_VISITS, {"ids": visit_ids}))


def heads_that_are_here(visit_id: UUID, shown: list[ShownPart]) -> set[str]:
    """Hashes of those whose last event has arrived, so that with it everything before it in that phone's chain is here."""
    query = select(JournalEvent.sha256).where(
        JournalEvent.subject_id == visit_id, JournalEvent.sha256.in_([one.sha256 for one in shown])
    )
    return set(db.session.scalars(query)) if shown else set()

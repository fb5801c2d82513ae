"""What reviewers sent back (退回意见)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.store.at_hand import at_hand
from inspect_app.store.base import Base, db, one_of_ids
from inspect_app.store.visits import Visit


class Return(Base):
    """One item of a visit sent back with a remark. Resolved when the phone corrects or explains it."""

    __tablename__ = "returns"
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"), index=True)
    checklist: Mapped[str]
    item: Mapped[str]
    finding_id: Mapped[UUID | None]
    photo_id: Mapped[UUID | None]
    remark: Mapped[str]
    returned_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    returned_at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    resolution: Mapped[str] = mapped_column(default="")
    visit: Mapped[Visit] = relationship()


def return_with(return_id: UUID) -> Return | None:
    return at_hand(Return, return_id)


_OF_VISITS = select(Return).where(one_of_ids(Return.visit_id)).order_by(Return.returned_at)


def returns_of(*visit_ids: UUID) -> list[Return]:
    return list(db.session.scalars(_OF_VISITS, {"ids": visit_ids}))

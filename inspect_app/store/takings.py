"""What a photo and a recording have in common as evidence: whose visit, which item, which bytes, who took it and when."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Select, select, true
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from inspect_app.store.at_hand import at_hand
from inspect_app.store.base import Base, Json, one_of_ids
from inspect_app.store.part_indexes import only_where
from inspect_app.store.visits import Visit


class Taking(Base):
    """One taking, as announced by its event. Several may share the same bytes, which live under their SHA-256.

    `is_awaited` = nobody has seen yet that its bytes are here. They may be: whoever asks looks (store/evidence_bytes.py),
    but needs not look for those of twenty years.
    """

    __abstract__ = True
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"), index=True)
    finding_id: Mapped[UUID | None] = mapped_column(index=True)
    checklist: Mapped[str]
    item: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    size_bytes: Mapped[int]
    media_type: Mapped[str]
    name: Mapped[str]
    source: Mapped[str]
    caption: Mapped[str]
    fix: Mapped[Json | None]
    taken_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    taken_at: Mapped[datetime]
    discarded_at: Mapped[datetime | None]
    return_id: Mapped[UUID | None]
    is_awaited: Mapped[bool] = mapped_column(default=True, server_default=true())

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[Index]:
        awaited = only_where("is_awaited = 1", "is_awaited")
        return (Index(f"ix_{cls.__tablename__}_awaited", "visit_id", **awaited),)

    @declared_attr
    @classmethod
    def visit(cls) -> Mapped[Visit]:
        return relationship(Visit)


T = TypeVar("T", bound=Taking)


def taking_with(kind: type[T], taking_id: UUID) -> T | None:
    return at_hand(kind, taking_id)


def of_visits(kind: type[T]) -> Select[tuple[T]]:
    """Those of some visits, the first one first; the visits come as `ids` when it is asked."""
    return select(kind).where(one_of_ids(kind.visit_id)).order_by(kind.taken_at, kind.id)

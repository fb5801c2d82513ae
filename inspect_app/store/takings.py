"""What a photo and a recording have in common as evidence: whose visit, which item, which bytes, who took it and when."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Select, select, true
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from inspect_app.store.at_hand import at_hand
from inspect_app.store.base import Base, Json, forget_in_transaction, in_mind, one_of_ids, remember_in_transaction
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


def is_announced(kind: type[Taking], taking_id: UUID, visit_id: UUID, sha256: str) -> bool:
    """This very taking: of this visit and with these bytes."""
    announced = in_mind((f"{kind.__tablename__}, announced", taking_id))
    if announced is None and (taking := taking_with(kind, taking_id)):
        announced = (taking.visit_id, taking.sha256)
    return bool(announced == (visit_id, sha256))


def note_announced(kind: type[Taking], taking_id: UUID, visit_id: UUID, sha256: str) -> None:
    """In this transaction; its row is read afresh by whoever asks for it."""
    forget_in_transaction((kind.__tablename__, taking_id))
    remember_in_transaction((f"{kind.__tablename__}, announced", taking_id), (visit_id, sha256))


def of_visits(kind: type[T]) -> Select[tuple[T]]:
    """Those of some visits, the first one first; the visits come as `ids` when it is asked."""
    return select(kind).where(one_of_ids(kind.visit_id)).order_by(kind.taken_at, kind.id)

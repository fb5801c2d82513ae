"""Offices that have introduced themselves, until a person has compared the code with them by telephone, or turned them away."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.rules.people import AgencyKind
from inspect_app.store.base import Base, Json, db
from inspect_app.store.peers import PeerWay


class Pairing(Base):
    """An introduction as it came. `came_by` None = over the network, from whoever holds those keys."""

    __tablename__ = "pairings"
    code: Mapped[str]
    kind: Mapped[AgencyKind]
    name: Mapped[str]
    way: Mapped[PeerWay]
    address: Mapped[str]
    kid: Mapped[str] = mapped_column(index=True)
    sign_jwk: Mapped[Json]
    seal_jwk: Mapped[Json]
    came_at: Mapped[datetime]
    came_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    peer_id: Mapped[UUID | None] = mapped_column(ForeignKey("peers.id"))


def open_pairings() -> list[Pairing]:
    return list(db.session.scalars(select(Pairing).filter_by(ended_at=None).order_by(Pairing.came_at)))


def count_open_pairings() -> int:
    return db.session.scalar(select(func.count()).select_from(Pairing).filter_by(ended_at=None)) or 0


def pairing_with(pairing_id: UUID) -> Pairing | None:
    return db.session.get(Pairing, pairing_id)


def open_pairing_of(kid: str) -> Pairing | None:
    return db.session.scalars(select(Pairing).filter_by(kid=kid, ended_at=None)).first()


def add_pairing(pairing: Pairing) -> Pairing:
    db.session.add(pairing)
    return pairing

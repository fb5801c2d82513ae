"""The other offices that this one exchanges with, the keys by which they are known, and our own keys over time."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.rules.people import AgencyKind
from inspect_app.store.agencies import Agency, instance_agency
from inspect_app.store.base import FRESH, Base, Json, db


class PeerWay(StrEnum):
    """How messages travel: by calls from server to server, or in files that people carry."""

    HTTPS = "网络"
    FILES = "文件"


class PeerFault(StrEnum):
    """Why the last call did not succeed."""

    UNREACHABLE = "连不上对方的服务器"
    CERTIFICATE = "对方服务器的证书核对不上"
    NO_ANSWER = "回答的不是对方的交换服务，可能是登录页或者别的系统"
    TURNED_AWAY = "对方没有收下"


class Peer(Base):
    """Another office that was paired with. `address` "" = it cannot be called, and calls us itself or comes by file.

    `sent_*` = the last message that was numbered and signed for it; `received_*` = how far its own messages were taken in.
    `spoken_kid` = that key of ours by which it knows us; `heard_kid` = its own by which it last spoke.
    """

    __tablename__ = "peers"
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), unique=True)
    way: Mapped[PeerWay]
    address: Mapped[str] = mapped_column(default="")
    paired_at: Mapped[datetime]
    paired_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    suspended_at: Mapped[datetime | None]
    suspended_reason: Mapped[str] = mapped_column(default="")
    spoken_kid: Mapped[str]
    heard_kid: Mapped[str] = mapped_column(default="")
    heard_at: Mapped[datetime | None]
    software: Mapped[str] = mapped_column(default="")
    schema_version: Mapped[int] = mapped_column(default=0)
    sent_seq: Mapped[int] = mapped_column(default=0)
    sent_sha256: Mapped[str] = mapped_column(default="")
    received_seq: Mapped[int] = mapped_column(default=0)
    received_sha256: Mapped[str] = mapped_column(default="")
    heard_received: Mapped[int] = mapped_column(default=0)
    """How far it said that it has our messages."""
    is_listening: Mapped[bool] = mapped_column(default=False)
    """After a restore: nothing is numbered for it before it has said how far our messages had come."""
    wants: Mapped[list[Json]]
    """Which bytes of our files it said last that it lacks."""
    last_package: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None]
    fault: Mapped[PeerFault | None]
    fault_said: Mapped[str] = mapped_column(default="")
    """What the other office gave as its reason."""
    agency: Mapped[Agency] = relationship(lazy="joined", innerjoin=True)
    keys: Mapped[list["PeerKey"]] = relationship(order_by="PeerKey.since_at", lazy="selectin")

    @property
    def name(self) -> str:
        return self.agency.name

    def key(self, kid: str) -> "PeerKey | None":
        return next((one for one in self.keys if one.kid == kid), None)

    def may_speak_with(self, kid: str) -> bool:
        """Once it has spoken with a newer key, the older ones are out of use."""
        order = [one.kid for one in self.keys]
        return kid in order and (self.heard_kid not in order or order.index(kid) >= order.index(self.heard_kid))

    @property
    def newest_key(self) -> "PeerKey":
        return self.keys[-1]


class PeerKey(Base):
    """A key pair of the other office: `sign_jwk` checks what it signed, what is for it alone is sealed to `seal_jwk`."""

    __tablename__ = "peer_keys"
    __table_args__ = (UniqueConstraint("kid"),)
    peer_id: Mapped[UUID] = mapped_column(ForeignKey("peers.id"), index=True)
    kid: Mapped[str]
    sign_jwk: Mapped[Json]
    seal_jwk: Mapped[Json]
    since_at: Mapped[datetime]
    since_seq: Mapped[int] = mapped_column(default=0)
    """The number of the message that brought it; 0 = it came with the pairing."""


def peers_all() -> list[Peer]:
    return list(db.session.scalars(select(Peer).join(Agency).order_by(Agency.code)).unique())


def city_peers() -> list[Peer]:
    """The cities that this office is connected with: those that are not suspended before others, the one above us before others."""
    office = instance_agency()
    above = office.parent_id if office else None
    cities = [one for one in peers_all() if one.agency.kind is AgencyKind.CITY]
    return sorted(cities, key=lambda one: (one.suspended_at is not None, one.agency_id != above))


def peer_with(peer_id: UUID) -> Peer | None:
    return db.session.get(Peer, peer_id)


def peer_of_agency(agency_id: UUID) -> Peer | None:
    return db.session.scalar(select(Peer).filter_by(agency_id=agency_id))


def peer_of_key(kid: str) -> Peer | None:
    return db.session.scalar(select(Peer).join(PeerKey, PeerKey.peer_id == Peer.id).where(PeerKey.kid == kid))


def peer_for_update(peer_id: UUID) -> Peer:
    """Held until the end of the transaction: its messages are numbered and taken in by one at a time."""
    query = select(Peer).filter_by(id=peer_id).with_for_update(of=Peer)
    return db.session.scalars(query, execution_options=FRESH).one()

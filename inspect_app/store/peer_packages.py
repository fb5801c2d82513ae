"""Packages that were written for other offices or came from them: numbered, so that a lost one is seen."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.store.base import Base, db

PER_PAGE = 50


class PeerPackage(Base):
    """`is_ours` = written here; else read here. `sha256` = of its first line, by which the same package is known again."""

    __tablename__ = "peer_packages"
    __table_args__ = (Index("ix_peer_packages_peer_id_number", "peer_id", "number"),)
    peer_id: Mapped[UUID] = mapped_column(ForeignKey("peers.id"))
    is_ours: Mapped[bool]
    number: Mapped[int]
    sha256: Mapped[str]
    made_at: Mapped[datetime]
    at: Mapped[datetime]
    by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    messages: Mapped[int]
    receipts: Mapped[int]
    files: Mapped[int]


def packages_of(peer_id: UUID, *, most: int) -> list[PeerPackage]:
    """The newest first, both ways."""
    query = select(PeerPackage).filter_by(peer_id=peer_id).order_by(PeerPackage.at.desc()).limit(most)
    return list(db.session.scalars(query))


def package_known(peer_id: UUID, sha256: str) -> PeerPackage | None:
    return db.session.scalars(select(PeerPackage).filter_by(peer_id=peer_id, sha256=sha256, is_ours=False)).first()


def numbers_read(peer_id: UUID) -> list[int]:
    query = select(PeerPackage.number).filter_by(peer_id=peer_id, is_ours=False).distinct()
    return list(db.session.scalars(query.order_by(PeerPackage.number)))


def add_package(package: PeerPackage) -> None:
    db.session.add(package)
    db.session.flush()


def missing_numbers(peer_id: UUID) -> list[int]:
    """Packages of theirs that never came here, as far as the later ones tell. No message is lost with them."""
    read = numbers_read(peer_id)
    return sorted(set(range(1, read[-1])) - set(read))[:PER_PAGE] if read else []

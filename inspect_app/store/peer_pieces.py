"""Files of messages between offices: which are awaited, which may go out; pieces are kept until the whole is here."""

import hashlib
from collections.abc import Collection, Sequence
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.rules.attachments import PHOTO
from inspect_app.store.attachments import KeptFile, kept_file
from inspect_app.store.base import Base, Json, db
from inspect_app.store.journal import claims_in
from inspect_app.store.peer_messages import SentMessage, held_of_peer


class PeerPiece(Base):
    __tablename__ = "peer_pieces"
    __table_args__ = (UniqueConstraint("peer_id", "sha256", "offset"),)
    peer_id: Mapped[UUID] = mapped_column(ForeignKey("peers.id"))
    sha256: Mapped[str]
    offset: Mapped[int]
    size: Mapped[int]
    body: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


def add_piece(peer_id: UUID, sha256: str, offset: int, body: bytes) -> None:
    piece = PeerPiece(id=uuid4(), peer_id=peer_id, sha256=sha256, offset=offset, size=len(body), body=body)
    db.session.add(piece)
    db.session.flush()


def arrived_bytes(peer_id: UUID, sha256s: Sequence[str]) -> dict[str, int]:
    """How much of each file is here; pieces come in their order."""
    query = select(PeerPiece.sha256, func.sum(PeerPiece.size)).group_by(PeerPiece.sha256)
    rows = db.session.execute(query.where(PeerPiece.peer_id == peer_id, PeerPiece.sha256.in_(sha256s)))
    return {sha256: int(size) for sha256, size in rows}


def whole_of(peer_id: UUID, sha256: str) -> bytes:
    query = select(PeerPiece.body).filter_by(peer_id=peer_id, sha256=sha256).order_by(PeerPiece.offset)
    return b"".join(db.session.scalars(query))


def forget_pieces(peer_id: UUID, sha256: str) -> None:
    db.session.execute(delete(PeerPiece).where(PeerPiece.peer_id == peer_id, PeerPiece.sha256 == sha256))


def keep_whole(body: bytes, media_type: str) -> KeptFile:
    """Under its SHA-256. What looks like a picture and is one gets its small copy for screens."""
    is_picture = media_type.startswith("image/")
    found = kept_file(body, PHOTO, media_type) if is_picture else None
    if found is None:
        sha256 = hashlib.sha256(body).hexdigest()
        found = db.session.get(KeptFile, sha256)
    if found is None:
        found = KeptFile(sha256=sha256, size_bytes=len(body), media_type=media_type, body=body, shown=None)
        db.session.add(found)
        db.session.flush()
    return found


def files_awaited(peer_id: UUID) -> dict[str, Json]:
    """Files of held messages, by SHA-256, with size and type as the message named them; the oldest message first."""
    found: dict[str, Json] = {}
    for held in held_of_peer(peer_id):
        if not held.is_conflict and held.files:
            named = claims_in(held.token).get("files")
            found |= {one["sha256"]: one for one in named or [] if one["sha256"] not in found}
    return found


def files_sent_to(peer_id: UUID, sha256s: Collection[str]) -> set[str]:
    """Those of them that belong to a message to this office: nobody else's files are given out."""
    if not sha256s:
        return set()
    named = db.session.scalars(select(SentMessage.files).filter_by(peer_id=peer_id))
    return {sha256 for files in named for sha256 in files} & set(sha256s)

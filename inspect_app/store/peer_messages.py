"""Messages to and from other offices, word for word, each with its receipt: the record of the exchange."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.store.base import FRESH, Base, Json, db
from inspect_app.store.journal import AnswerStatus
from inspect_app.store.peers import Peer


class SentMessage(Base):
    """One message to another office. `token` = as it was first signed; "" until it is first sent.

    `answer` = the last receipt as plain content, `answer_token` = as the other office signed it. `status` None = no receipt yet;
    held is provisional, accepted and refused are final.
    """

    __tablename__ = "sent_messages"
    __table_args__ = (UniqueConstraint("peer_id", "seq"),)
    peer_id: Mapped[UUID] = mapped_column(ForeignKey("peers.id"))
    seq: Mapped[int]
    kind: Mapped[str]
    body: Mapped[Json]
    subject_id: Mapped[UUID] = mapped_column(index=True)
    files: Mapped[list[str]]
    made_at: Mapped[datetime]
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    token: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None]
    status: Mapped[AnswerStatus | None]
    answer: Mapped[Json | None]
    answer_token: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    peer: Mapped[Peer] = relationship()

    @property
    def is_answered(self) -> bool:
        """For good."""
        return self.status in (AnswerStatus.ACCEPTED, AnswerStatus.REFUSED)


class ReceivedMessage(Base):
    """One message from another office. `token` is kept as received. `receipt` = our signed answer, given again word for word."""

    __tablename__ = "received_messages"
    __table_args__ = (Index("ix_received_messages_peer_id_seq", "peer_id", "seq"),)
    peer_id: Mapped[UUID] = mapped_column(ForeignKey("peers.id"))
    seq: Mapped[int]
    sha256: Mapped[str]
    token: Mapped[str]
    kind: Mapped[str]
    body: Mapped[Json]
    subject_id: Mapped[UUID | None] = mapped_column(index=True)
    files: Mapped[list[str]]
    received_at: Mapped[datetime]
    status: Mapped[AnswerStatus]
    answer: Mapped[Json]
    receipt: Mapped[str]
    answered_at: Mapped[datetime]
    is_conflict: Mapped[bool] = mapped_column(default=False)
    """Other bytes under a known id or number: kept for a person, and never applied by itself."""
    is_acknowledged: Mapped[bool] = mapped_column(default=False)
    """The other office said that it holds our final receipt."""
    settled_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    settled_at: Mapped[datetime | None]
    settled_reason: Mapped[str] = mapped_column(default="")
    peer: Mapped[Peer] = relationship()

    @property
    def is_answered(self) -> bool:
        """For good."""
        return self.status is not AnswerStatus.HELD

    def has_reason(self, code: str) -> bool:
        return any(reason["code"] == code for reason in self.answer["reasons"])


def sent_with(message_id: UUID) -> SentMessage | None:
    return db.session.get(SentMessage, message_id)


def received_with(message_id: UUID) -> ReceivedMessage | None:
    query = select(ReceivedMessage).filter_by(id=message_id)
    return db.session.scalar(query, execution_options=FRESH)


def add_received(message: ReceivedMessage) -> None:
    db.session.add(message)
    db.session.flush()


def received_numbered(peer_id: UUID, seq: int) -> ReceivedMessage | None:
    return db.session.scalars(
        select(ReceivedMessage).filter_by(peer_id=peer_id, seq=seq, is_conflict=False)
    ).first()


def last_number_to(peer_id: UUID) -> int:
    query = select(SentMessage.seq).filter_by(peer_id=peer_id).order_by(SentMessage.seq.desc()).limit(1)
    return db.session.scalar(query) or 0


def last_sent_of_kind(peer_id: UUID, kind: str) -> SentMessage | None:
    query = select(SentMessage).filter_by(peer_id=peer_id, kind=kind).order_by(SentMessage.seq.desc()).limit(1)
    return db.session.scalars(query).first()


def sent_numbered(peer_id: UUID, seqs: Sequence[int]) -> dict[int, SentMessage]:
    query = select(SentMessage).where(SentMessage.peer_id == peer_id, SentMessage.seq.in_(seqs))
    return {one.seq: one for one in db.session.scalars(query)}


def messages_to_send(peer: Peer, *, most: int) -> list[SentMessage]:
    """In their order: those without any receipt, and those that the other office says it does not have (any more)."""
    is_due = or_(SentMessage.status.is_(None), SentMessage.seq > peer.heard_received)
    query = select(SentMessage).where(SentMessage.peer_id == peer.id, is_due)
    return list(db.session.scalars(query.order_by(SentMessage.seq).limit(most)))


def receipts_to_send(peer: Peer, *, most: int) -> list[ReceivedMessage]:
    """Answers that the other office has not said it holds, the oldest first."""
    query = select(ReceivedMessage).filter_by(peer_id=peer.id, is_acknowledged=False)
    return list(db.session.scalars(query.order_by(ReceivedMessage.seq).limit(most)))


def has_something_for(peer: Peer) -> bool:
    """A message without a receipt, a receipt that it has not heard, or bytes that it asked for."""
    if peer.wants or messages_to_send(peer, most=1):
        return True
    query = select(ReceivedMessage.id).filter_by(peer_id=peer.id, is_acknowledged=False)
    return db.session.scalars(query.where(ReceivedMessage.status != AnswerStatus.HELD).limit(1)).first() is not None


def held_of_peer(peer_id: UUID) -> list[ReceivedMessage]:
    query = select(ReceivedMessage).filter_by(peer_id=peer_id, status=AnswerStatus.HELD)
    return list(db.session.scalars(query.order_by(ReceivedMessage.seq, ReceivedMessage.received_at)))


def answered_up_to(peer_id: UUID) -> int:
    """The last number of ours up to which every final receipt is here."""
    is_open = or_(SentMessage.status.is_(None), SentMessage.status == AnswerStatus.HELD)
    query = select(SentMessage.seq).where(SentMessage.peer_id == peer_id, is_open).order_by(SentMessage.seq)
    first_open = db.session.scalar(query.limit(1))
    return last_number_to(peer_id) if first_open is None else first_open - 1


def answered_beyond(peer_id: UUID, seq: int, *, most: int) -> list[int]:
    """Numbers after this one whose final receipts are here."""
    is_final = SentMessage.status.in_([AnswerStatus.ACCEPTED, AnswerStatus.REFUSED])
    query = select(SentMessage.seq).where(SentMessage.peer_id == peer_id, SentMessage.seq > seq, is_final)
    return list(db.session.scalars(query.order_by(SentMessage.seq).limit(most)))


def note_acknowledged(peer_id: UUID, up_to: int, also: Sequence[int]) -> None:
    """The other office holds our final receipts of these, and (restored from a backup) none after the last of them."""
    is_named = or_(ReceivedMessage.seq <= up_to, ReceivedMessage.seq.in_(also))
    query = update(ReceivedMessage).where(ReceivedMessage.peer_id == peer_id, is_named)
    query = query.where(ReceivedMessage.status != AnswerStatus.HELD, ReceivedMessage.is_acknowledged.is_(False))
    db.session.execute(query.values(is_acknowledged=True))
    last = max([up_to, *also])
    beyond = update(ReceivedMessage).where(ReceivedMessage.peer_id == peer_id, ReceivedMessage.seq > last)
    beyond = beyond.where(ReceivedMessage.is_acknowledged, ReceivedMessage.is_conflict.is_(False))
    db.session.execute(beyond.values(is_acknowledged=False))


def go_on_after(peer: Peer, seq: int, sha256: str) -> None:
    """What was never sent gets numbers after the last one that the other office has; the last first, for no two share one."""
    query = select(SentMessage).filter_by(peer_id=peer.id, token="", sha256="").order_by(SentMessage.seq)
    waiting = list(db.session.scalars(query))
    for index in reversed(range(len(waiting))):
        waiting[index].seq = seq + 1 + index
        db.session.flush()
    peer.sent_seq, peer.sent_sha256 = seq, sha256


def messages_about(subject_id: UUID) -> list[SentMessage | ReceivedMessage]:
    """Both ways, in the order in which they were made or came."""
    sent = db.session.scalars(select(SentMessage).filter_by(subject_id=subject_id))
    came = db.session.scalars(select(ReceivedMessage).filter_by(subject_id=subject_id))
    return sorted([*sent, *came], key=moment_of)


def sent_about(subject_ids: Sequence[UUID], kind: str) -> list[SentMessage]:
    """Messages of ours of one kind about these things, in the order in which they were made."""
    query = select(SentMessage).where(SentMessage.subject_id.in_(subject_ids), SentMessage.kind == kind)
    return list(db.session.scalars(query.order_by(SentMessage.made_at, SentMessage.id)))


def moment_of(message: SentMessage | ReceivedMessage) -> datetime:
    return message.made_at if isinstance(message, SentMessage) else message.received_at

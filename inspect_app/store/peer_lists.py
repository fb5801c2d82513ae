"""What the pages of other offices list: how each stands, and its messages one page at a time."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select

from inspect_app.store.base import db
from inspect_app.store.journal import AnswerStatus
from inspect_app.store.peer_messages import ReceivedMessage, SentMessage
from inspect_app.store.peers import peers_all

PER_PEER = 50


@dataclass(frozen=True)
class Standing:
    """`waiting` = ours without any receipt, the oldest made at `oldest_at`; `held` = its messages that wait here."""

    waiting: int = 0
    oldest_at: datetime | None = None
    held: int = 0
    held_there: int = 0


def standings() -> dict[UUID, Standing]:
    waiting = {
        peer_id: (count, oldest)
        for peer_id, count, oldest in db.session.execute(
            select(SentMessage.peer_id, func.count(), func.min(SentMessage.made_at))
            .where(SentMessage.status.is_(None))
            .group_by(SentMessage.peer_id)
        )
    }
    held, there = _counts(ReceivedMessage), _counts(SentMessage)
    return {
        peer.id: _standing(waiting.get(peer.id), held.get(peer.id, 0), there.get(peer.id, 0))
        for peer in peers_all()
    }


def _standing(waiting: tuple[int, datetime] | None, held: int, held_there: int) -> Standing:
    count, oldest_at = waiting or (0, None)
    return Standing(count, oldest_at, held, held_there)


def _counts(kind: type[SentMessage] | type[ReceivedMessage]) -> dict[UUID, int]:
    query = select(kind.peer_id, func.count()).where(kind.status == AnswerStatus.HELD)
    return {row[0]: row[1] for row in db.session.execute(query.group_by(kind.peer_id))}


def count_messages(name: str, peer_id: UUID) -> int:
    """`name` = sent, received or held."""
    kind = SentMessage if name == "sent" else ReceivedMessage
    query = select(func.count()).select_from(kind).filter_by(peer_id=peer_id)
    return db.session.scalar(query.filter_by(status=AnswerStatus.HELD) if name == "held" else query) or 0


def sent_messages(peer_id: UUID, *, offset: int) -> list[SentMessage]:
    query = select(SentMessage).filter_by(peer_id=peer_id).order_by(SentMessage.seq.desc())
    return list(db.session.scalars(query.offset(offset).limit(PER_PEER)))


def received_messages(peer_id: UUID, *, offset: int) -> list[ReceivedMessage]:
    return list(db.session.scalars(_received(peer_id).offset(offset).limit(PER_PEER)))


def held_messages(peer_id: UUID, *, offset: int) -> list[ReceivedMessage]:
    query = _received(peer_id).filter_by(status=AnswerStatus.HELD)
    return list(db.session.scalars(query.offset(offset).limit(PER_PEER)))


def _received(peer_id: UUID) -> Select[ReceivedMessage]:
    query = select(ReceivedMessage).filter_by(peer_id=peer_id)
    return query.order_by(ReceivedMessage.seq.desc(), ReceivedMessage.received_at.desc())

"""Putting a message for another office into the outbox. The network is somebody else's business, and later."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.store.attachments import kept_files
from inspect_app.store.base import db
from inspect_app.store.officers import Officer
from inspect_app.store.peer_messages import SentMessage, last_number_to
from inspect_app.store.peers import Peer, peer_for_update


def send_to_peer(
    peer: Peer,
    kind: str,
    body: dict[str, Any],
    *,
    about: UUID,
    files: Sequence[str] = (),
    by: Officer | None,
    at: datetime,
) -> SentMessage:
    """In the caller's transaction: what is undone was never sent. `files` = SHA-256 of bytes in `kept_files`."""
    peer_for_update(peer.id)
    missing = set(files) - kept_files(files).keys()
    if missing:
        raise Refused(Refusal(Problem.NOT_FOUND))
    message = SentMessage(
        id=time_ordered_id(at), peer_id=peer.id, seq=last_number_to(peer.id) + 1, kind=kind, body=body
    )
    message.subject_id, message.files, message.made_at, message.made_by = about, list(files), at, by and by.id
    message.status = message.answer = message.answered_at = message.sent_at = None
    db.session.add(message)
    db.session.flush()
    return message


def time_ordered_id(at: datetime) -> UUID:
    """UUIDv7 (RFC 9562): the moment in milliseconds, then chance."""
    milliseconds, chance = int(at.timestamp() * 1000), secrets.randbits(74)
    bits = milliseconds << 80 | 0x7 << 76 | (chance >> 62) << 64 | 0b10 << 62 | chance & (1 << 62) - 1
    return UUID(int=bits)

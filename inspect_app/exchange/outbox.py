"""What waits for another office: numbering and signing it for the first time, and putting it into a batch."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from inspect_app.exchange.keys import KeyRing, OwnKey
from inspect_app.exchange.kinds import SCHEMA_VERSION
from inspect_app.exchange.wire import MAX_MESSAGES, MAX_RECEIPTS, MAX_WANTS, PROTOCOL
from inspect_app.store.attachments import kept_files
from inspect_app.store.officers import officers_with
from inspect_app.store.peer_messages import (
    SentMessage,
    answered_beyond,
    answered_up_to,
    messages_to_send,
    receipts_to_send,
)
from inspect_app.store.peer_pieces import arrived_bytes, files_awaited, files_sent_to
from inspect_app.store.peers import Peer, peer_for_update
from inspect_app.sync.seals import sha256_of

SOFTWARE = "inspect-app"
MOST_CHARS = 4 * 1024 * 1024


def new_batch(peer_id: UUID, our_code: str, keys: KeyRing, *, number: int, at: datetime) -> dict[str, Any]:
    """In the caller's transaction. Everything without its receipt goes again, until the receipt is here.

    `number` = of a package; 0 in a call, which nobody can lose unseen.
    """
    peer = peer_for_update(peer_id)
    key = keys.key(peer.spoken_kid)
    waiting = [] if peer.is_listening else messages_to_send(peer, most=MAX_MESSAGES + 1)
    messages = _that_fit(waiting[:MAX_MESSAGES])
    for message in messages:
        if not message.token:
            sign(message, peer, our_code, key, at=at)
    return {
        "protocol": PROTOCOL,
        "sender": our_code,
        "recipient": peer.agency.code,
        "number": number,
        "made_at": at.isoformat(),
        "software": SOFTWARE,
        "schema_version": SCHEMA_VERSION,
        "messages": [message.token for message in messages],
        "more": len(waiting) > len(messages),
        **_what_came(peer),
    }


def _what_came(peer: Peer) -> dict[str, Any]:
    """Our answers to what the other office sent, and how far it has arrived."""
    up_to = answered_up_to(peer.id)
    return {
        "receipts": [row.receipt for row in receipts_to_send(peer, most=MAX_RECEIPTS)],
        "received": peer.received_seq,
        "received_sha256": peer.received_sha256,
        "acknowledged": {"up_to": up_to, "also": answered_beyond(peer.id, up_to, most=MAX_RECEIPTS)},
        "wants": missing_bytes(peer.id),
    }


def _that_fit(messages: Sequence[SentMessage]) -> list[SentMessage]:
    """As many from the front as go into one batch, and always one."""
    room, found = MOST_CHARS, list[SentMessage]()
    for message in messages:
        room -= len(message.token) or 3 * len(str(message.body)) + 2_000
        if found and room < 0:
            break
        found.append(message)
    return found


def sign(message: SentMessage, peer: Peer, our_code: str, key: OwnKey, *, at: datetime) -> None:
    """Once and for all: what is sent again is the same text."""
    message.token = key.signed(_content(message, peer, our_code))
    message.sha256, message.sent_at = sha256_of(message.token), at
    peer.sent_seq, peer.sent_sha256 = message.seq, message.sha256


def _content(message: SentMessage, peer: Peer, our_code: str) -> dict[str, Any]:
    people = officers_with([message.made_by]) if message.made_by else []
    files = kept_files(message.files)
    return {
        "id": str(message.id),
        "sender": our_code,
        "recipient": peer.agency.code,
        "seq": message.seq,
        "prev": peer.sent_sha256,
        "kind": message.kind,
        "about": str(message.subject_id),
        "made_at": message.made_at.isoformat(),
        "by": people[0].name if people else "",
        "files": [
            {"sha256": one, "size": files[one].size_bytes, "media_type": files[one].media_type}
            for one in message.files
        ],
        "body": message.body,
    }


def missing_bytes(peer_id: UUID) -> list[dict[str, Any]]:
    """What is still to come of the files of held messages: each from where its pieces end."""
    awaited = files_awaited(peer_id)
    missing = [sha256 for sha256 in awaited if sha256 not in kept_files(list(awaited))][:MAX_WANTS]
    here = arrived_bytes(peer_id, missing)
    return [{"sha256": sha256, "offset": here.get(sha256, 0)} for sha256 in missing]


def files_to_send(peer: Peer, *, is_package: bool) -> list[tuple[str, int]]:
    """What the other office said that it lacks; into a package also the files of all messages without a receipt."""
    wanted = {str(one["sha256"]): int(one["offset"]) for one in peer.wants}
    if is_package:
        waiting = messages_to_send(peer, most=MAX_MESSAGES)
        wanted |= {sha256: 0 for message in waiting for sha256 in message.files if sha256 not in wanted}
    sent = files_sent_to(peer.id, list(wanted))
    return [(sha256, offset) for sha256, offset in wanted.items() if sha256 in sent]

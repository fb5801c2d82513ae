"""A batch that came: opened, its signatures checked, taken in. The same for calls and for files."""

import json
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError

from inspect_app.actions.peers import note_heard
from inspect_app.exchange.inbox import Inbox
from inspect_app.exchange.keys import KeyRing, content_signed_by, header_of
from inspect_app.exchange.receipts import keep_receipts
from inspect_app.exchange.wire import Batch
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.store.agencies import instance_agency
from inspect_app.store.base import transaction
from inspect_app.store.peer_messages import go_on_after, note_acknowledged
from inspect_app.store.peers import Peer, peer_for_update, peer_of_key


@dataclass(frozen=True)
class Opened:
    """A batch of a peer whose signature holds."""

    peer: Peer
    kid: str
    batch: Batch


def our_code() -> str:
    office = instance_agency()
    if office is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return office.code


def opened(token: str, keys: KeyRing) -> Opened:
    """Raises `Refused` for what is not for us, not whole, or not from an office that we know."""
    kid = str(header_of(token).get("kid", ""))
    if not kid:
        raise Refused(Refusal(Problem.PACKAGE_UNREADABLE))
    if not keys.knows(kid):
        raise Refused(Refusal(Problem.PACKAGE_FOR_ANOTHER))
    plain = keys.opened(token, kid)
    if plain is None:
        raise Refused(Refusal(Problem.PACKAGE_UNREADABLE))
    return _read(plain.decode("ascii", "replace"))


def _read(token: str) -> Opened:
    kid = str(header_of(token).get("kid", ""))
    peer = peer_of_key(kid)
    key = peer.key(kid) if peer else None
    content = content_signed_by(token, key.sign_jwk) if key else None
    if peer is None or content is None or not peer.may_speak_with(kid):
        raise Refused(Refusal(Problem.PEER_UNKNOWN))
    try:
        batch = Batch.model_validate_json(json.dumps(content))
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])[:200]
        raise Refused(Refusal(Problem.BODY_NOT_UNDERSTOOD, facts={"where": where})) from None
    if (batch.sender, batch.recipient) != (peer.agency.code, our_code()):
        raise Refused(Refusal(Problem.PACKAGE_FOR_ANOTHER))
    if peer.suspended_at:
        raise Refused(Refusal(Problem.PEER_SUSPENDED, facts={"peer": peer.name}))
    return Opened(peer, kid, batch)


def take_in(found: Opened, keys: KeyRing, *, at: datetime) -> Inbox:
    """Receipts first, then each message in a transaction of its own."""
    peer, batch, code = found.peer, found.batch, our_code()
    with transaction():
        peer = peer_for_update(peer.id)
        note_heard(peer, found.kid, batch.software, batch.schema_version, at=at)
        peer.heard_received = batch.received
        peer.wants = [want.model_dump() for want in batch.wants]
        note_acknowledged(peer.id, batch.acknowledged.up_to, batch.acknowledged.also)
        keep_receipts(peer, batch.receipts, code, at=at)
        if peer.is_listening:
            if batch.received > peer.sent_seq:
                go_on_after(peer, batch.received, batch.received_sha256)
            peer.is_listening = False
    inbox = Inbox(peer.id, code, keys.key(peer.spoken_kid), at)
    inbox.take_in(batch.messages, peer)
    return inbox

"""Saying which software we run, whenever that is not what the other office was told last."""

from datetime import datetime

from inspect_app.actions.peer_messages import send_to_peer
from inspect_app.exchange.kinds import KINDS, SCHEMA_VERSION
from inspect_app.exchange.outbox import SOFTWARE
from inspect_app.exchange.pairing import own_address
from inspect_app.store.peer_messages import last_sent_of_kind
from inspect_app.store.peers import Peer


def greet_if_changed(peer: Peer, *, at: datetime) -> None:
    """In the caller's transaction."""
    body = {
        "software": SOFTWARE,
        "schema_version": SCHEMA_VERSION,
        "kinds": sorted(KINDS),
        "address": own_address(),
    }
    last = last_sent_of_kind(peer.id, "hello")
    if last is None or last.body != body:
        send_to_peer(peer, "hello", body, about=peer.agency_id, by=None, at=at)

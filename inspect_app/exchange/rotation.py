"""Changing our own keys (换钥): the new pair is announced under the old one, and used once the other office has said yes."""

from datetime import datetime
from typing import cast

from joserfc.errors import JoseError

from inspect_app.actions.peer_answers import ON_ANSWER, Answer
from inspect_app.actions.peer_messages import send_to_peer
from inspect_app.actions.peers import take_over_key
from inspect_app.exchange.keys import KeyRing, OwnKey, content_signed_by, public_of
from inspect_app.exchange.received import Received
from inspect_app.exchange.shapes_keys import KeysChanged
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.store.audit import note_deed
from inspect_app.store.journal import AnswerStatus
from inspect_app.store.officers import Officer
from inspect_app.store.peer_messages import SentMessage
from inspect_app.store.peers import peer_with, peers_all


def change_keys(keys: KeyRing, *, by: Officer, at: datetime) -> OwnKey:
    """In the caller's transaction. The file has the new pair first: undone, nobody hears of it and it does no harm."""
    fresh = keys.add()
    body = {
        "sign_jwk": fresh.sign_jwk,
        "seal_jwk": fresh.seal_jwk,
        "proof": fresh.signed({"kid": fresh.kid}),
    }
    for peer in peers_all():
        send_to_peer(peer, "keys_changed", body, about=peer.agency_id, by=by, at=at)
    note_deed("change_keys", by=by.id, at=at, subject="peer", kid=fresh.kid)
    return fresh


def take_new_keys(received: Received) -> None:
    """Signed by the old key, or it would not have come this far; the new one has to show that it is held."""
    body = cast(KeysChanged, received.body)
    try:
        kid = str(public_of(dict(body.sign_jwk)).thumbprint())
        public_of(dict(body.seal_jwk))
        proof = content_signed_by(body.proof, dict(body.sign_jwk))
    except (ValueError, JoseError):
        proof, kid = None, ""
    if not proof or proof.get("kid") != kid:
        raise Refused(Refusal(Problem.PEER_MESSAGE_MALFORMED, facts={"where": "proof"}))
    take_over_key(received.peer, kid, dict(body.sign_jwk), dict(body.seal_jwk), at=received.at)


def speak_with_new_key(message: SentMessage, answer: Answer, _at: datetime) -> None:
    peer = peer_with(message.peer_id)
    if peer and answer.status is AnswerStatus.ACCEPTED:
        peer.spoken_kid = str(public_of(message.body["sign_jwk"]).thumbprint())


ON_ANSWER["keys_changed"] = speak_with_new_key

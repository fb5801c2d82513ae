"""One office's messages as a chain: which is next, and doing the work of one."""

from datetime import datetime

from inspect_app.exchange.deeds import DEEDS
from inspect_app.exchange.reading import ReadMessage
from inspect_app.exchange.received import Received
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.store.attachments import kept_files
from inspect_app.store.peers import Peer


def out_of_turn(message: ReadMessage, peer: Peer) -> Refusal | None:
    """Why this message is not the next one of its office."""
    expected = peer.received_seq + 1
    if message.seq > expected:
        return Refusal(Problem.PEER_MESSAGE_EARLY, facts={"expected": expected})
    prev = message.envelope.prev if message.envelope else ""
    is_next = message.seq == expected and prev == peer.received_sha256
    return None if is_next else Refusal(Problem.PEER_MESSAGE_CHANGED)


def advance(peer: Peer, message: ReadMessage) -> None:
    peer.received_seq, peer.received_sha256 = message.seq, message.sha256


def perform(message: ReadMessage, peer: Peer, at: datetime) -> None:
    """The deed itself, once all files are here. Raises `Refused`."""
    envelope, body = message.envelope, message.body
    if envelope is None or body is None:
        raise Refused(message.refusal or Refusal(Problem.PEER_MESSAGE_FAILED))
    files = tuple(one.sha256 for one in envelope.files)
    if missing := set(files) - kept_files(files).keys():
        raise Refused(Refusal(Problem.PEER_FILES_AWAITED, facts={"count": len(missing)}))
    DEEDS[envelope.kind](
        Received(peer, envelope.id, envelope.kind, body, files, at, about=envelope.about, by=envelope.by)
    )

"""Our own calls to other offices' servers: what waits goes there, what they have for us comes back in the answer."""

import io
import json
import logging
import random
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from inspect_app.actions.peers import note_call
from inspect_app.config import MAX_PARCEL_BYTES
from inspect_app.exchange.greetings import greet_if_changed
from inspect_app.exchange.keys import KeyRing
from inspect_app.exchange.outbox import missing_bytes
from inspect_app.exchange.parcels import CALL_BYTES, open_parcel, take_in_parcel, write_parcel
from inspect_app.problems import Refused
from inspect_app.store.base import transaction
from inspect_app.store.peer_messages import answered_up_to, has_something_for
from inspect_app.store.peers import Peer, PeerFault, PeerWay, peer_for_update, peers_all

log = logging.getLogger(__name__)
PATIENCE_S = 60
POLL = timedelta(minutes=1)
SHORTEST, LONGEST = timedelta(seconds=1), timedelta(hours=1)
MOST_IN_A_ROW = 500
PATH = "/api/exchange"
TYPE = "application/jose"


class CallFailed(Exception):  # noqa: N818
    """`said` = what the other office's server gave as its reason."""

    def __init__(self, fault: PeerFault, said: str = "") -> None:
        super().__init__(fault.value)
        self.fault, self.said = fault, said


class Line(Protocol):
    """Whatever carries a text to an address and brings the answer; handed in, so that tests can be the network."""

    def post(self, url: str, body: bytes) -> bytes: ...


class _NoDetours(urllib.request.HTTPRedirectHandler):
    """Another address than the one that was paired is never followed."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        return None


@dataclass(frozen=True)
class HttpsLine:
    """`roots` = certificates that other offices' servers may have beside those of public authorities."""

    roots: Path | None = None
    patience_s: float = PATIENCE_S

    def post(self, url: str, body: bytes) -> bytes:
        request = urllib.request.Request(url, body, {"Content-Type": TYPE, "Accept": TYPE})
        try:
            with self._opener().open(request, timeout=self.patience_s) as reply:
                return _whole(reply)
        except urllib.error.HTTPError as error:
            with error:
                raise _turned_away(error) from error
        except (OSError, ValueError, EOFError) as error:
            raise CallFailed(_fault_of(error)) from error

    def _opener(self) -> urllib.request.OpenerDirector:
        context = ssl.create_default_context()
        if self.roots:
            context.load_verify_locations(self.roots)
        plain = urllib.request.ProxyHandler({})
        return urllib.request.build_opener(plain, _NoDetours, urllib.request.HTTPSHandler(context=context))


def _whole(reply: Any) -> bytes:
    if TYPE not in (reply.headers.get("Content-Type") or ""):
        raise CallFailed(PeerFault.NO_ANSWER)
    body = bytes(reply.read(MAX_PARCEL_BYTES + 1))
    if len(body) < int(reply.headers.get("Content-Length") or 0):
        raise CallFailed(PeerFault.UNREACHABLE)  # cut off on the way
    if len(body) > MAX_PARCEL_BYTES:
        raise CallFailed(PeerFault.NO_ANSWER)
    return body


def _turned_away(error: urllib.error.HTTPError) -> CallFailed:
    try:
        reasons = json.loads(error.read(100_000))["reasons"]
        return CallFailed(PeerFault.TURNED_AWAY, str(reasons[0]["sentence"])[:500])
    except (ValueError, KeyError, TypeError, IndexError, OSError):
        return CallFailed(PeerFault.NO_ANSWER, f"HTTP {error.code}")


def _fault_of(error: Exception) -> PeerFault:
    reason = getattr(error, "reason", error)
    return PeerFault.CERTIFICATE if isinstance(reason, ssl.SSLCertVerificationError) else PeerFault.UNREACHABLE


@dataclass(frozen=True)
class Caller:
    """`now` is asked for each call: one round may take long."""

    keys: KeyRing
    line: Line
    now: Callable[[], datetime]

    def call_all(self) -> int:
        """Everybody whose turn it is. How many calls succeeded."""
        return sum(self.call(peer.id) for peer in peers_all() if self.is_due(peer))

    def is_due(self, peer: Peer) -> bool:
        """A peer that did not answer waits its time; else at once when something waits, and now and then to listen."""
        if peer.way is not PeerWay.HTTPS or not peer.address or peer.suspended_at:
            return False
        at = self.now()
        if peer.tries:
            return peer.next_try_at is None or peer.next_try_at <= at
        return peer.next_try_at is None or peer.next_try_at <= at or has_something_for(peer)

    def call(self, peer_id: UUID) -> bool:
        """Until neither side has more for the other. What went wrong is noted, and nothing is lost by it."""
        try:
            for _turn in range(MOST_IN_A_ROW):
                before = _standing(peer_id)
                if not self._call_once(peer_id) or _standing(peer_id) == before:
                    break
        except CallFailed as failed:
            self._note(peer_id, failed.fault, failed.said)
            return False
        self._note(peer_id, None, "")
        return True

    def _call_once(self, peer_id: UUID) -> bool:
        """True = one side or the other has more to say."""
        into, at = io.BytesIO(), self.now()
        with transaction():
            peer = peer_for_update(peer_id)
            greet_if_changed(peer, at=at)
            sent = write_parcel(peer_id, self.keys, into, number=0, most_bytes=CALL_BYTES, at=at)
            address = peer.address
        reply = io.BytesIO(self.line.post(address + PATH, into.getvalue()))
        try:
            if open_parcel(reply, self.keys).peer.id != peer_id:
                raise CallFailed(PeerFault.NO_ANSWER)
            reply.seek(0)
            came = take_in_parcel(reply, self.keys, at=self.now()).batch
        except Refused as refused:
            raise CallFailed(PeerFault.NO_ANSWER, refused.refusals[0].sentence) from refused
        return bool(sent["more"] or came.more or missing_bytes(peer_id) or has_something_for(_peer(peer_id)))

    def _note(self, peer_id: UUID, fault: PeerFault | None, said: str) -> None:
        with transaction():
            peer = peer_for_update(peer_id)
            wait = wait_after(peer.tries + 1) if fault else POLL
            note_call(peer, fault, said, next_try_at=self.now() + wait)
        if fault:
            log.warning("%s: %s %s", peer.agency.code, fault.name.lower(), said)


def _peer(peer_id: UUID) -> Peer:
    with transaction():
        return peer_for_update(peer_id)


def _standing(peer_id: UUID) -> tuple[object, ...]:
    """How far both sides have got: a call that changes nothing of it is not made again at once."""
    peer = _peer(peer_id)
    answered = answered_up_to(peer_id)
    return peer.received_seq, peer.heard_received, answered, str(peer.wants), str(missing_bytes(peer_id))


def wait_after(tries: int) -> timedelta:
    """Twice as long each time, up to an hour, and never all at the same moment."""
    longest = min(LONGEST, SHORTEST * 2 ** min(tries, 12))
    return timedelta(seconds=longest.total_seconds() * random.uniform(0.5, 1.0))


def introduce(line: Line, address: str, card: str) -> str:
    """Our card goes to an address that a person typed; what stands there answers with its own."""
    reply = line.post(f"{address}{PATH}/pairing", card.encode())
    return reply.decode("ascii", "replace")

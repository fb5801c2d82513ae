"""Pairing with other offices, suspending them, and what they tell of themselves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from inspect_app.actions.instance import add_agency
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.people import AgencyKind
from inspect_app.store.agencies import Agency, agency_by_code, instance_agency
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.officers import Officer
from inspect_app.store.peers import Peer, PeerFault, PeerKey, PeerWay, peer_of_agency

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
LOWEST = {AgencyKind.STREET}
"""They have no instance of their own."""


@dataclass(frozen=True)
class Introduction:
    """How another office introduces itself: who it is, where it can be called, and its public keys."""

    code: str
    kind: AgencyKind
    name: str
    address: str
    kid: str
    sign_jwk: dict[str, Any]
    seal_jwk: dict[str, Any]


def pair(other: Introduction, way: PeerWay, *, our_kid: str, by: Officer, at: datetime) -> Peer:
    """Both sides have compared the code by telephone; this one says so. An office that lost its keys is paired anew."""
    agency = _agency_of(other)
    peer = peer_of_agency(agency.id) or _new_peer(agency, way, by=by, at=at)
    if peer.key(other.kid) is None:
        key = PeerKey(id=uuid4(), kid=other.kid, sign_jwk=other.sign_jwk, seal_jwk=other.seal_jwk, since_at=at)
        key.since_seq = peer.received_seq
        peer.keys.append(key)
    peer.way, peer.address, peer.spoken_kid, peer.heard_kid = way, other.address, our_kid, other.kid
    peer.suspended_at, peer.suspended_reason, peer.tries, peer.next_try_at = None, "", 0, None
    note_deed("pair_peer", by=by.id, at=at, subject="peer", subject_id=peer.id, name=agency.name, kid=other.kid)
    db.session.flush()
    return peer


def _new_peer(agency: Agency, way: PeerWay, *, by: Officer, at: datetime) -> Peer:
    peer = Peer(id=uuid4(), agency_id=agency.id, agency=agency, way=way, paired_at=at, paired_by=by.id, keys=[])
    peer.suspended_at = peer.heard_at = peer.next_try_at = peer.fault = None
    peer.received_seq, peer.wants, peer.spoken_kid = 0, [], ""
    db.session.add(peer)
    return peer


def _agency_of(other: Introduction) -> Agency:
    """The row of our own table that it is; a new one where it was not known."""
    office, known = instance_agency(), agency_by_code(other.code)
    is_ours = office is not None and known is not None and known.id == office.id
    if office is None or is_ours or other.kind in LOWEST:
        raise Refused(Refusal(Problem.PAIRING_WITH_OURSELVES))
    if known and known.kind is not other.kind:
        raise Refused(Refusal(Problem.CODE_TAKEN, facts={"code": other.code}))
    return known or add_agency(other.code, other.kind, other.name, _parent(other.kind, office))


def _parent(kind: AgencyKind, office: Agency) -> Agency | None:
    if kind is AgencyKind.DISTRICT:
        return office if office.kind is AgencyKind.CITY else office.parent
    return office if kind in (AgencyKind.FIRE, AgencyKind.WORK_SAFETY) else None


def note_software(peer: Peer, software: str, schema_version: int) -> None:
    """The newest that was heard of it counts."""
    peer.software, peer.schema_version = software[:400] or peer.software, max(peer.schema_version, schema_version)
    db.session.flush()


def note_heard(peer: Peer, kid: str, software: str, schema_version: int, *, at: datetime) -> None:
    """A batch came that it signed with this key. A key that followed another one puts the earlier out of use."""
    peer.heard_at, peer.heard_kid = at, kid
    note_software(peer, software, schema_version)


def suspend(peer: Peer, reason: str, *, by: Officer, at: datetime) -> None:
    """Nothing goes out and nothing is taken in; what waits stays on both sides."""
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    peer.suspended_at, peer.suspended_reason = at, reason.strip()[:500]
    note_deed(
        "suspend_peer", by=by.id, at=at, subject="peer", subject_id=peer.id, name=peer.name, reason=reason.strip()
    )
    db.session.flush()


def resume(peer: Peer, *, by: Officer, at: datetime) -> None:
    peer.suspended_at, peer.suspended_reason, peer.tries, peer.next_try_at = None, "", 0, None
    note_deed("resume_peer", by=by.id, at=at, subject="peer", subject_id=peer.id, name=peer.name)
    db.session.flush()


def change_way(peer: Peer, way: PeerWay, address: str, *, by: Officer, at: datetime) -> None:
    """How its messages travel from now on; nothing that waits is lost by that."""
    address = checked_address(address)
    before = [peer.way.name, peer.address]
    peer.way, peer.address, peer.tries, peer.next_try_at = way, address, 0, None
    note_deed(
        "change_peer", by=by.id, at=at, subject="peer", subject_id=peer.id, name=peer.name, before=before,
        after=[way.name, address],
    )  # fmt: skip
    db.session.flush()


def checked_address(address: str) -> str:
    """https, and plain http only within this machine; "" = it cannot be called."""
    text = address.strip().rstrip("/")
    found = urlsplit(text)
    is_right = found.scheme == "https" or (found.scheme == "http" and found.hostname in LOOPBACK)
    if text and not (is_right and found.hostname and len(text) <= 300):
        raise Refused(Refusal(Problem.ADDRESS_WRONG, facts={"address": text[:300]}))
    return text


def note_call(peer: Peer, fault: PeerFault | None, said: str, *, next_try_at: datetime) -> None:
    """How the last call went, and when the next one is due."""
    peer.tries = peer.tries + 1 if fault else 0
    peer.fault, peer.fault_said, peer.next_try_at = fault, said[:500], next_try_at
    db.session.flush()


def take_over_key(
    peer: Peer, kid: str, sign_jwk: dict[str, Any], seal_jwk: dict[str, Any], *, at: datetime
) -> None:
    """换钥: what follows may be signed by the new pair, and what goes there is sealed to it."""
    if peer.key(kid) is None:
        key = PeerKey(id=uuid4(), kid=kid, sign_jwk=sign_jwk, seal_jwk=seal_jwk, since_at=at)
        key.since_seq = peer.received_seq
        peer.keys.append(key)
        note_deed("peer_changed_keys", by=None, at=at, subject="peer", subject_id=peer.id, name=peer.name, kid=kid)
    db.session.flush()

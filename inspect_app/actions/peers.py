"""Pairing with other offices, suspending them, and what they tell of themselves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from inspect_app.actions.instance import add_agency
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.people import AgencyKind
from inspect_app.store.agencies import Agency, agency_by_code, instance_agency
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.officers import Officer
from inspect_app.store.peers import Peer, PeerKey, PeerWay, peer_of_agency

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
    """Both sides have compared the code by telephone; this one says so."""
    agency = _agency_of(other)
    if peer_of_agency(agency.id):
        raise Refused(Refusal(Problem.NAME_TAKEN, facts={"name": agency.name}))
    peer = Peer(id=uuid4(), agency_id=agency.id, agency=agency, way=way, address=other.address, paired_at=at)
    peer.paired_by, peer.spoken_kid, peer.suspended_at, peer.heard_at, peer.next_try_at = (
        by.id,
        our_kid,
        None,
        None,
        None,
    )
    peer.keys = [PeerKey(id=uuid4(), kid=other.kid, sign_jwk=other.sign_jwk, seal_jwk=other.seal_jwk, since_at=at)]
    peer.wants = []
    db.session.add(peer)
    note_deed("pair_peer", by=by.id, at=at, subject="peer", subject_id=peer.id, name=agency.name, kid=other.kid)
    db.session.flush()
    return peer


def _agency_of(other: Introduction) -> Agency:
    """The row of our own table that it is; a new one where it was not known."""
    office, known = instance_agency(), agency_by_code(other.code)
    if office is None or (known and known.id == office.id) or other.kind in LOWEST:
        raise Refused(Refusal(Problem.CODE_TAKEN, facts={"code": other.code}))
    if known and known.kind is not other.kind:
        raise Refused(Refusal(Problem.CODE_TAKEN, facts={"code": other.code}))
    return known or add_agency(other.code, other.kind, other.name, _parent(other.kind, office))


def _parent(kind: AgencyKind, office: Agency) -> Agency | None:
    if kind is AgencyKind.DISTRICT:
        return office if office.kind is AgencyKind.CITY else office.parent
    return office if kind in (AgencyKind.FIRE, AgencyKind.WORK_SAFETY) else None


def note_software(peer: Peer, software: str, schema_version: int) -> None:
    """The newest that was heard of it counts."""
    peer.software, peer.schema_version = software[:400], max(peer.schema_version, schema_version)
    db.session.flush()


def note_heard(peer: Peer, kid: str, software: str, schema_version: int, *, at: datetime) -> None:
    """A batch came that it signed with this key. A key that followed another one puts the earlier out of use."""
    peer.heard_at, peer.heard_kid = at, kid
    note_software(peer, software, schema_version)

"""Pairing: how an office introduces itself, and the code that both sides read to each other by telephone."""

import hashlib
import hmac
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID, uuid4

from joserfc.errors import JoseError
from pydantic import StringConstraints, ValidationError

from inspect_app.actions.peers import Introduction, checked_address, pair
from inspect_app.actions.settings import office_settings
from inspect_app.exchange.keys import KeyRing, content_signed_by, public_of
from inspect_app.exchange.kinds import SCHEMA_VERSION
from inspect_app.exchange.wire import Code, Instant
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.settings import SettingName
from inspect_app.store.agencies import instance_agency
from inspect_app.store.audit import note_deed
from inspect_app.store.journal import claims_in
from inspect_app.store.officers import Officer
from inspect_app.store.pairings import Pairing, add_pairing, count_open_pairings, open_pairing_of
from inspect_app.store.peers import Peer, PeerWay
from inspect_app.sync.wire import Short, Whole, Wire

MOST_OPEN = 20
MAX_CARD = 20_000
DIGITS, GROUP = 25, 5
SLOW = {"n": 2**14, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024}
Jwk = dict[str, Annotated[str, StringConstraints(max_length=200)]]


class Card(Wire):
    """How an office introduces itself: signed by the very key that it names. `address` "" = it cannot be called."""

    protocol: Whole = 1
    code: Code
    kind: Annotated[str, StringConstraints(max_length=40)]
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    address: Short = ""
    sign_jwk: Jwk
    seal_jwk: Jwk
    schema_version: Whole = 0
    made_at: Instant


def own_address() -> str:
    office = instance_agency()
    return office_settings(office.id).text(SettingName.EXCHANGE_ADDRESS).strip() if office else ""


def own_card(keys: KeyRing, *, at: datetime) -> str:
    """Compact JWS. It holds no secret: whoever reads it can only seal something to us."""
    office, key = instance_agency(), keys.newest
    if office is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return key.signed(
        {
            "protocol": 1,
            "code": office.code,
            "kind": office.kind.name,
            "name": office.name,
            "address": own_address(),
            "sign_jwk": key.sign_jwk,
            "seal_jwk": key.seal_jwk,
            "schema_version": SCHEMA_VERSION,
            "made_at": at.isoformat(),
        }
    )


def introduction_in(token: str) -> Introduction:
    """Whoever made it holds the key that it names; who that is, only the telephone tells. Raises `Refused`."""
    token = token.strip()
    try:
        jwk = claims_in(token).get("sign_jwk") if len(token) <= MAX_CARD else None
        content = content_signed_by(token, jwk) if isinstance(jwk, dict) else None
        card = Card.model_validate(content)
        public_of(dict(card.seal_jwk))
        kind, address = AgencyKind[card.kind], checked_address(card.address)
    except (ValidationError, ValueError, KeyError, JoseError, Refused):
        raise Refused(Refusal(Problem.PAIRING_UNREADABLE)) from None
    kid = str(public_of(dict(card.sign_jwk)).thumbprint())
    return Introduction(card.code, kind, card.name, address, kid, dict(card.sign_jwk), dict(card.seal_jwk))


def keep_introduction(other: Introduction, way: PeerWay, *, by: UUID | None, at: datetime) -> Pairing:
    """Until a person has compared the code. The same office twice is one pairing, with what it said last."""
    office = instance_agency()
    if office is None or other.code == office.code:
        raise Refused(Refusal(Problem.PAIRING_WITH_OURSELVES))
    known = open_pairing_of(other.kid)
    if known is None and count_open_pairings() >= MOST_OPEN:
        raise Refused(Refusal(Problem.PAIRINGS_TOO_MANY))
    pairing = known or add_pairing(Pairing(id=uuid4(), kid=other.kid, ended_at=None, ended_by=None, peer_id=None))
    pairing.code, pairing.kind, pairing.name, pairing.address = other.code, other.kind, other.name, other.address
    pairing.way, pairing.sign_jwk, pairing.seal_jwk, pairing.came_at = way, other.sign_jwk, other.seal_jwk, at
    pairing.came_by = by or pairing.came_by
    return pairing


def introduction_of(pairing: Pairing) -> Introduction:
    return Introduction(
        pairing.code, pairing.kind, pairing.name, pairing.address, pairing.kid, pairing.sign_jwk, pairing.seal_jwk
    )


def code_with(other: Introduction, keys: KeyRing) -> str:
    """Both sides reckon the same from both offices' keys, slowly: who stands between them cannot search for keys that fit."""
    key = keys.newest
    ends = sorted([_end(key.sign_jwk, key.seal_jwk), _end(other.sign_jwk, other.seal_jwk)])
    number = int.from_bytes(hashlib.scrypt("\n".join(ends).encode(), salt=b"inspect-exchange-1", dklen=32, **SLOW))
    digits = str(number % 10**DIGITS).zfill(DIGITS)
    return " ".join(digits[start : start + GROUP] for start in range(0, DIGITS, GROUP))


def _end(sign_jwk: dict[str, Any], seal_jwk: dict[str, Any]) -> str:
    return f"{public_of(sign_jwk).thumbprint()}.{public_of(seal_jwk).thumbprint()}"


def confirm(pairing: Pairing, typed: str, keys: KeyRing, *, by: Officer, at: datetime) -> Peer:
    """`typed` = the code as the other office read it out."""
    other = introduction_of(pairing)
    heard = "".join(sign for sign in typed if sign.isdecimal())
    if not hmac.compare_digest(heard.encode(), code_with(other, keys).replace(" ", "").encode()):
        raise Refused(Refusal(Problem.PAIRING_CODE_WRONG))
    peer = pair(other, pairing.way, our_kid=keys.newest.kid, by=by, at=at)
    pairing.ended_at, pairing.ended_by, pairing.peer_id = at, by.id, peer.id
    return peer


def decline(pairing: Pairing, *, by: Officer, at: datetime) -> None:
    pairing.ended_at, pairing.ended_by = at, by.id
    note_deed("decline_pairing", by=by.id, at=at, subject="peer", name=pairing.name, kid=pairing.kid)

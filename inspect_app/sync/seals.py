"""Signatures: events by a device's key, time by the server's own (compact JWS, ES256, RFC 7515)."""

import hashlib
import json
import os
from binascii import a2b_base64
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc import jws
from joserfc.jwk import ECKey

from inspect_app.actions.journal_verification import Keys
from inspect_app.config import MAX_SYNC_BYTES

T = TypeVar("T")
SHORT = 100_000
ONLY_ES256 = "eyJhbGciOiJFUzI1NiJ9."
"""The header {"alg":"ES256"}, which every phone writes; a token with any other is left to the library."""
_ECDSA = ECDSA(SHA256())
_FROM_ADDRESSES = bytes.maketrans(b"-_+/=", b"+/***")
_ENDINGS = {1: b"AEIMQUYcgkosw048", 2: b"AQgw", 3: b""}
"""What may be the last sign where one or two are missing to a group of four; three never are."""
_REGISTRY = jws.JWSRegistry(algorithms=["ES256"])
_REGISTRY.max_payload_length = MAX_SYNC_BYTES
"""The library's own limit of 128,000 would take a long record with its signatures for a forgery."""


def sha256_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def verified(token: str, key: ECKey) -> bytes | None:
    """The payload, or None when the signature is not this key's."""
    return verifier(key)(token)


def verifier(key: ECKey) -> Callable[[str], bytes | None]:
    """`verified` for many tokens of one key."""
    public = key.public_key if key.curve_name == "P-256" else None

    def verify(token: str) -> bytes | None:
        try:
            if public and token.startswith(ONLY_ES256) and len(token) <= SHORT:
                return _under_es256(token.encode("ascii"), public)
            return jws.deserialize_compact(token, key, registry=_REGISTRY).payload
        except Exception:  # whatever a stranger's text makes of the parser, it is no signature
            return None

    return verify


def _under_es256(token: bytes, key: EllipticCurvePublicKey) -> bytes:
    """As the library does it (RFC 7518, 3.4), without asking for each event again which algorithm and key that is."""
    signed, _, part = token.rpartition(b".")
    signature = from_base64(part)
    if len(signature) != 64:
        raise InvalidSignature
    r, s = int.from_bytes(signature[:32]), int.from_bytes(signature[32:])
    key.verify(encode_dss_signature(r, s), signed, _ECDSA)
    return from_base64(signed.partition(b".")[2])


def from_base64(part: bytes) -> bytes:
    """Of RFC 7515, 2, as strict as the library: no padding, no other signs, and no bits left over at the end."""
    left = -len(part) % 4
    if left and part[-1] not in _ENDINGS[left]:
        raise ValueError("bits left over")
    return a2b_base64(part.translate(_FROM_ADDRESSES) + b"==="[:left], strict_mode=True)


_OTHER_THREADS = min(4, os.cpu_count() or 1) - 1
_WORTH_A_THREAD = 20
_checkers = ThreadPoolExecutor(max(1, _OTHER_THREADS), thread_name_prefix="signatures")


def each_checked(tokens: Sequence[str], check: Callable[[str], T]) -> list[T]:
    """`check` of each. Others work along with this thread, if they are free: reckoning a signature needs no GIL."""
    found: dict[int, T] = {}
    rest = iter(enumerate(tokens))

    def work() -> None:
        for index, token in rest:
            found[index] = check(token)

    others = [_checkers.submit(work) for _ in range(min(_OTHER_THREADS, len(tokens) // _WORTH_A_THREAD))]
    work()
    for other in others:
        if not other.cancel():
            other.result()
    return [found[index] for index in range(len(tokens))]


@lru_cache(maxsize=256)
def _key(jwk_json: str) -> ECKey:
    return ECKey.import_key(json.loads(jwk_json))


def public_key(jwk: dict[str, Any]) -> ECKey:
    """Raises ValueError for anything that is not a public P-256 key."""
    if jwk.get("kty") != "EC" or jwk.get("crv") != "P-256" or "d" in jwk:
        raise ValueError("not a public P-256 key")
    wanted = {name: jwk[name] for name in ("kty", "crv", "x", "y")}
    return _key(json.dumps(wanted, sort_keys=True))


@dataclass(frozen=True, eq=False)
class ServerSeal:
    """The server's own key: it signs the time that phones count from, and how far it holds their chains."""

    key: ECKey

    def time_token(self, at: datetime, *, device_id: UUID, seq: int, sha256: str) -> str:
        claims = {"time": at.isoformat(), "device": str(device_id), "seq": seq, "sha256": sha256}
        return jws.serialize_compact({"alg": "ES256"}, json.dumps(claims), self.key)

    def time_in(self, token: str, *, device_id: UUID) -> datetime | None:
        """The server time in a token of ours that was given to this device; None for any other."""
        given_to, time = _given_in(self, token) if token else (None, None)
        return time if given_to == device_id.int else None

    def claims_in(self, token: str) -> dict[str, Any] | None:
        """What a time token of ours says, whichever device it was given to; None for any other text."""
        payload = verified(token, self.key)
        claims = json.loads(payload) if payload else {}
        return claims if {"time", "device", "seq", "sha256"} <= claims.keys() else None

    def public_jwk(self) -> dict[str, Any]:
        return dict(self.key.as_dict(private=False))


@lru_cache(maxsize=2_048)
def _given_in(seal: ServerSeal, token: str) -> tuple[int | None, datetime | None]:
    """To which device, as a number, and the time. An hour of events names the same few tokens."""
    payload = verified(token, seal.key)
    claims = json.loads(payload) if payload else {}
    if "time" not in claims or "device" not in claims:
        return None, None
    return UUID(claims["device"]).int, datetime.fromisoformat(claims["time"])


def kept_seal(path: Path) -> ServerSeal:
    """The key in this file, made at the first start and readable by the server's user alone."""
    if not path.exists():
        keep_secret(path, ECKey.generate_key("P-256").as_dict(private=True))
    return ServerSeal(ECKey.import_key(json.loads(path.read_text())))


def keep_secret(path: Path, content: Any) -> None:
    """A new file that the server's user alone can read. Raises FileExistsError for a file that is there."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(content, file)


def verification_keys(seal: ServerSeal) -> Keys:
    """What checks kept signatures; handed to whoever verifies the record when the app is made."""
    return Keys(
        by_device=lambda token, jwk: verified(token, public_key(jwk)),
        by_server=seal.claims_in,
        sign=lambda claims: jws.serialize_compact({"alg": "ES256"}, json.dumps(claims), seal.key),
        as_pem=lambda jwk: public_key(jwk).as_pem(private=False),
        server_jwk=seal.public_jwk(),
    )

"""Our own keys towards other offices: one signs (ES256), one opens what was sealed to us (ECDH-ES); older ones stay."""

import base64
import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from joserfc import jwe, jws
from joserfc.jwk import ECKey

from inspect_app.sync.seals import keep_secret, verified

HOW = {"alg": "ECDH-ES", "enc": "A256GCM"}
_SEALS = jwe.JWERegistry(algorithms=list(HOW.values()))
_SEALS.max_ciphertext_length = 64 * 1024 * 1024
"""What is too large is refused before it is opened, by whoever read it."""


@dataclass(frozen=True)
class OwnKey:
    """`kid` = thumbprint of the key that signs (RFC 7638)."""

    signing: ECKey
    opening: ECKey

    @property
    def kid(self) -> str:
        return str(self.signing.thumbprint())

    @property
    def sign_jwk(self) -> dict[str, Any]:
        return plain_public(self.signing)

    @property
    def seal_jwk(self) -> dict[str, Any]:
        return plain_public(self.opening)

    def signed(self, content: dict[str, Any]) -> str:
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        return jws.serialize_compact({"alg": "ES256", "kid": self.kid}, text, self.signing)

    def as_secret(self) -> dict[str, Any]:
        return {"sign": self.signing.as_dict(private=True), "seal": self.opening.as_dict(private=True)}


@dataclass(frozen=True)
class KeyRing:
    """All keys of this office, kept in one file that the server's user alone can read; the newest last."""

    path: Path

    def all(self) -> tuple[OwnKey, ...]:
        """Read again when another process has added one."""
        return _read(self.path, self.path.stat().st_mtime_ns)

    @property
    def newest(self) -> OwnKey:
        return self.all()[-1]

    def key(self, kid: str) -> OwnKey:
        """The newest one where the office that is spoken to does not know any yet."""
        return next((one for one in self.all() if one.kid == kid), self.newest)

    def add(self) -> OwnKey:
        """A new pair beside the others. It is used once the other offices were told of it."""
        fresh = fresh_key()
        beside = self.path.with_suffix(".new")
        beside.unlink(missing_ok=True)
        keep_secret(beside, [one.as_secret() for one in (*self.all(), fresh)])
        os.replace(beside, self.path)
        return fresh

    def opened(self, token: str, kid: str) -> bytes | None:
        """What was sealed to us; None when it was sealed to somebody else, or is damaged."""
        for one in self.all():
            if str(one.opening.thumbprint()) == kid:
                return _opened(token, one.opening)
        return None

    def knows(self, kid: str) -> bool:
        """Something sealed to this key is for us."""
        return any(str(one.opening.thumbprint()) == kid for one in self.all())


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int) -> tuple[OwnKey, ...]:
    rows = json.loads(path.read_text(encoding="utf-8"))
    return tuple(OwnKey(ECKey.import_key(row["sign"]), ECKey.import_key(row["seal"])) for row in rows)


def _opened(token: str, key: ECKey) -> bytes | None:
    try:
        return jwe.decrypt_compact(token, key, registry=_SEALS).plaintext
    except Exception:  # whatever a stranger's text makes of the parser, it does not open
        return None


def fresh_key() -> OwnKey:
    return OwnKey(ECKey.generate_key("P-256"), ECKey.generate_key("P-256"))


def kept_keys(path: Path) -> KeyRing:
    """Made at the first start."""
    if not path.exists():
        keep_secret(path, [fresh_key().as_secret()])
    return KeyRing(path)


def plain_public(key: ECKey) -> dict[str, Any]:
    jwk = key.as_dict(private=False)
    return {name: jwk[name] for name in ("kty", "crv", "x", "y")}


def public_of(jwk: dict[str, Any]) -> ECKey:
    """Raises ValueError for anything that is not a public P-256 key."""
    if jwk.get("kty") != "EC" or jwk.get("crv") != "P-256" or "d" in jwk:
        raise ValueError("not a public P-256 key")
    return ECKey.import_key({name: str(jwk.get(name, "")) for name in ("kty", "crv", "x", "y")})


def sealed_to(jwk: dict[str, Any], content: bytes) -> str:
    """Only the owner of that key can read it (compact JWE, RFC 7516)."""
    key = public_of(jwk)
    header = {**HOW, "kid": key.thumbprint()}
    return str(jwe.encrypt_compact(header, content, key, registry=_SEALS))


def header_of(token: str) -> dict[str, Any]:
    """What a compact token says of itself before anything is checked; {} for what is none."""
    try:
        part = token.split(".", 1)[0]
        found = json.loads(_unpadded(part))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _unpadded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part[:4_000] + "=" * (-len(part[:4_000]) % 4))


def content_signed_by(token: str, jwk: dict[str, Any]) -> dict[str, Any] | None:
    """The JSON object under the signature; None when the signature is not this key's."""
    payload = verified(token, public_of(jwk))
    try:
        found = json.loads(payload) if payload else None
        if payload and any(mark in payload.lower() for mark in MARKS):
            found = storable(found)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


MARKS = (b"\\u0000", b"\\ud", b"\xed", b"\0")


def storable(content: Any) -> Any:
    """Without what no database takes: a zero, half a character. The text that was signed is kept as it came, beside this."""
    if isinstance(content, str):
        return content.replace("\0", "").encode("utf-8", "replace").decode()
    if isinstance(content, dict):
        return {storable(name): storable(value) for name, value in content.items()}
    return [storable(one) for one in content] if isinstance(content, list) else content

"""The office's key for recovery: what a phone wrapped to it (JWE, ECDH-ES with A256GCM, RFC 7516), and giving that back.

A phone seals what it holds with a key that only its officer's PIN opens, and the office: a forgotten PIN loses nothing.
"""

import base64
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.sync.seals import keep_secret

HOW = {"alg": "ECDH-ES", "enc": "A256GCM"}
ALGORITHMS = list(HOW.values())
KEY_BYTES = 32


@dataclass(frozen=True)
class WrappedKey:
    """A phone's data key, and whose data it opens, as the phone said when it wrapped both."""

    key: bytes
    officer_id: UUID

    @property
    def fingerprint(self) -> str:
        return _base64url(hashlib.sha256(self.key).digest())

    def wrapped_to(self, jwk: dict[str, str]) -> str:
        """For one page of the phone alone. Raises ValueError for what is no public P-256 key."""
        if jwk.get("kty") != "EC" or jwk.get("crv") != "P-256" or "d" in jwk:
            raise ValueError("not a public P-256 key")
        public = ECKey.import_key({name: jwk.get(name, "") for name in ("kty", "crv", "x", "y")})
        content = json.dumps({"key": _base64url(self.key)})
        return str(jwe.encrypt_compact(dict(HOW), content.encode(), public, algorithms=ALGORITHMS))


@dataclass(frozen=True)
class OfficeKey:
    """`others` = keys that stood here before a restore: what was wrapped to them still opens."""

    key: ECKey
    others: tuple[ECKey, ...] = ()

    def public(self) -> dict[str, Any]:
        jwk = self.key.as_dict(private=False)
        return {"kid": self.key.thumbprint(), "jwk": {name: jwk[name] for name in ("kty", "crv", "x", "y")}}

    def opened(self, token: str) -> WrappedKey:
        for key in (self.key, *self.others):
            try:
                content = json.loads(jwe.decrypt_compact(token, key, algorithms=ALGORITHMS).plaintext or b"")
                return WrappedKey(_bytes(content["key"]), UUID(content["officer"]))
            except Exception:  # whatever a stranger's text makes of the parser, it does not open
                continue
        raise Refused(Refusal(Problem.RECOVERY_KEY_WRONG))


def kept_office_key(path: Path) -> OfficeKey:
    """The key in this file, made at the first start and readable by the server's user alone."""
    if not path.exists():
        keep_secret(path, ECKey.generate_key("P-256").as_dict(private=True))
    return OfficeKey(
        ECKey.import_key(json.loads(path.read_text())), _others(path.with_name(f"{path.name}.replaced"))
    )


def _others(path: Path) -> tuple[ECKey, ...]:
    """The key that a restore has replaced, as far as it is one."""
    try:
        return (ECKey.import_key(json.loads(path.read_text())),)
    except (OSError, ValueError, JoseError):
        return ()


def _base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    found = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if len(found) != KEY_BYTES:
        raise ValueError("not a data key")
    return found

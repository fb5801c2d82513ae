"""A city platform that is not ours: written from the published OpenAPI alone. It imports nothing of inspect_app."""

import hashlib
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from jwcrypto import jwe, jwk, jws

Post = Callable[[str, bytes], bytes]
"""Path and body -> the body of the answer; whoever uses the client brings the network."""
SCRYPT = {"salt": b"inspect-exchange-1", "n": 16384, "r": 8, "p": 1, "dklen": 32, "maxmem": 64 * 1024 * 1024}


def now() -> str:
    return datetime.now(UTC).isoformat()


def sha256(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def public(key: jwk.JWK) -> dict[str, str]:
    return {
        name: value for name, value in key.export_public(as_dict=True).items() if name in ("kty", "crv", "x", "y")
    }


@dataclass
class Platform:
    """`description` = what `GET /api/exchange/openapi.json` of the office gave."""

    description: dict[str, Any]
    post: Post
    code: str = "SH-PT"
    name: str = "演示市级平台"
    kind: str = "DEPARTMENT"
    sign_key: jwk.JWK = field(default_factory=lambda: jwk.JWK.generate(kty="EC", crv="P-256"))
    seal_key: jwk.JWK = field(default_factory=lambda: jwk.JWK.generate(kty="EC", crv="P-256"))
    office: dict[str, Any] = field(default_factory=dict)
    sent: list[str] = field(default_factory=list)
    answers: dict[int, dict[str, Any]] = field(default_factory=dict)
    came: list[str] = field(default_factory=list)
    receipts: dict[int, str] = field(default_factory=dict)
    inbox: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def kinds(self) -> set[str]:
        return set(self.description["x-message-kinds"])

    def heard(self, kind: str, about: str) -> list[dict[str, Any]]:
        """Bodies of what the office said of a thing in such messages."""
        return [one["body"] for one in self.inbox if (one["kind"], one["about"]) == (kind, about)]

    # What is signed and sealed

    def _signed(self, content: dict[str, Any]) -> str:
        token = jws.JWS(json.dumps(content, ensure_ascii=False).encode())
        header = {"alg": "ES256", "kid": self.sign_key.thumbprint()}
        token.add_signature(self.sign_key, "ES256", json.dumps(header))
        return str(token.serialize(compact=True))

    def _content(self, token: str, key: dict[str, str]) -> dict[str, Any]:
        read = jws.JWS()
        read.deserialize(token, jwk.JWK(**key))
        return dict(json.loads(read.payload))

    def _sealed(self, content: bytes) -> str:
        key = jwk.JWK(**self.office["seal_jwk"])
        header = {"alg": "ECDH-ES", "enc": "A256GCM", "kid": key.thumbprint()}
        token = jwe.JWE(content, json.dumps(header))
        token.add_recipient(key)
        return str(token.serialize(compact=True))

    def _opened(self, token: str) -> bytes:
        read = jwe.JWE()
        read.deserialize(token, self.seal_key)
        return bytes(read.payload)

    # Pairing

    def card(self) -> str:
        keys = {"sign_jwk": public(self.sign_key), "seal_jwk": public(self.seal_key)}
        return self._signed({"code": self.code, "kind": self.kind, "name": self.name, "made_at": now(), **keys})

    def introduce(self) -> str:
        """The code to read out by telephone."""
        return self.meet(self.post("/api/exchange/pairing", self.card().encode()).decode())

    def meet(self, card: str) -> str:
        claims = jws.JWS()
        claims.deserialize(card)
        found = json.loads(claims.objects["payload"])
        self.office = self._content(card, found["sign_jwk"])
        mine = (self.sign_key.thumbprint(), self.seal_key.thumbprint())
        theirs = tuple(jwk.JWK(**self.office[name]).thumbprint() for name in ("sign_jwk", "seal_jwk"))
        ends = "\n".join(sorted([".".join(mine), ".".join(theirs)]))
        return str(int.from_bytes(hashlib.scrypt(ends.encode(), **SCRYPT)) % 10**25).zfill(25)

    # Messages

    def say(self, kind: str, body: dict[str, Any], about: str = "", files: tuple[bytes, ...] = ()) -> int:
        """Kept until its receipt comes; its number."""
        for one in files:
            self.files[hashlib.sha256(one).hexdigest()] = one
        message = {
            "id": str(uuid.uuid4()),
            "sender": self.code,
            "recipient": self.office["code"],
            "seq": len(self.sent) + 1,
            "prev": sha256(self.sent[-1]) if self.sent else "",
            "kind": kind,
            "about": about or str(uuid.uuid4()),
            "made_at": now(),
            "files": [{"sha256": hashlib.sha256(one).hexdigest(), "size": len(one)} for one in files],
            "body": body,
        }
        self.sent.append(self._signed(message))
        return len(self.sent)

    def exchange(self, times: int = 2) -> None:
        for _time in range(times):
            parcel = self.parcel()
            self.take_in(self.post("/api/exchange", parcel).decode())

    def parcel(self, number: int = 0) -> bytes:
        pieces, lines = self._pieces()
        final = [seq for seq, one in self.answers.items() if one["status"] != "held"]
        batch = {
            "sender": self.code,
            "recipient": self.office["code"],
            "number": number,
            "made_at": now(),
            "messages": [token for seq, token in enumerate(self.sent, 1) if seq not in self.answers],
            "receipts": list(self.receipts.values()),
            "received": len(self.came),
            "received_sha256": sha256(self.came[-1]) if self.came else "",
            "acknowledged": {"up_to": 0, "also": final},
            "pieces": pieces,
        }
        first = self._sealed(self._signed(batch).encode())
        return ("\n".join([first, *lines]) + "\n").encode()

    def _pieces(self) -> tuple[list[dict[str, Any]], list[str]]:
        pieces, lines = [], []
        for want in self.wants:
            part = self.files[want["sha256"]][want["offset"] : want["offset"] + 2**20]
            lines.append(self._sealed(part))
            named = {"sha256": want["sha256"], "offset": want["offset"], "size": len(part)}
            pieces.append({**named, "line_sha256": sha256(lines[-1])})
        return pieces, lines

    wants: list[dict[str, Any]] = field(default_factory=list)

    def take_in(self, parcel: str) -> None:
        first, *lines = parcel.strip().split("\n")
        batch = self._content(self._opened(first).decode(), self.office["sign_jwk"])
        for token in batch["receipts"]:
            receipt = self._content(token, self.office["sign_jwk"])
            if receipt["sha256"] == sha256(self.sent[receipt["seq"] - 1]):
                self.answers[receipt["seq"]] = receipt
        for token in batch["messages"]:
            self._take_in_message(token)
        for piece, line in zip(batch["pieces"], lines, strict=True):
            before = self.files.get(piece["sha256"], b"")
            self.files[piece["sha256"]] = before[: piece["offset"]] + self._opened(line)
        self.wants = batch["wants"]

    def _take_in_message(self, token: str) -> None:
        message = self._content(token, self.office["sign_jwk"])
        if message["seq"] == len(self.came) + 1:
            self.came.append(token)
            self.inbox.append(message)
            self.receipts[message["seq"]] = self._receipt(message, token)

    def _receipt(self, message: dict[str, Any], token: str) -> str:
        is_known = message["kind"] in self.kinds
        return self._signed(
            {
                "id": message["id"],
                "seq": message["seq"],
                "sha256": sha256(token),
                "sender": self.code,
                "recipient": self.office["code"],
                "status": "accepted" if is_known else "held",
                "reasons": [] if is_known else [{"code": "kind_unknown", "sentence": "平台还不认识这类消息"}],
                "at": now(),
            }
        )

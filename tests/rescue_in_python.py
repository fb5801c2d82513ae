"""A rescue file as docs/rescue-file.md describes it, written from a test's own phone with its real key."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from inspect_app.store.journal import claims_in
from tests.phone_in_python import Phone


def heading_for(phone: Phone, events: Sequence[str], photos: Sequence[bytes], **more: Any) -> dict[str, Any]:
    known = {claims_in(token).get("seq") for token in events}
    seqs = [(seq, seq) for seq in sorted(seq for seq in known if seq)]
    jwk = phone.key.as_dict(private=False)
    return {
        "format": "inspect-rescue-1",
        "made_at": "2026-11-23T18:00:00.000+08:00",
        "app": "3f2a9c0d11223344",
        "officer": {"id": phone.officer_id, "login": "jia", "name": "检查员jia"},
        "device": {"id": phone.id, "jwk": {name: jwk[name] for name in ("kty", "crv", "x", "y")}},
        "events": {"count": len(events), "seqs": seqs},
        "drafts": 0,
        "photos": {
            "count": len(photos),
            "bytes": sum(map(len, photos)),
            "hashes": [hashlib.sha256(body).hexdigest() for body in photos],
        },
        **more,
    }


def rescue_file(
    phone: Phone,
    events: Sequence[str] | None = None,
    photos: Sequence[bytes] = (),
    *,
    recordings: Sequence[bytes] = (),
    drafts: dict[str, Any] | None = None,
    **more: Any,
) -> bytes:
    """`more` replaces fields of the heading. Without `events` it holds all that the phone has no answer to."""
    events = phone.unanswered() if events is None else events
    writer = _Writer()
    writer.line(heading_for(phone, events, [*photos, *recordings], **more))
    for token in events:
        writer.line({"event": token})
    for key, values in (drafts or {}).items():
        writer.line({"draft": {"key": key, "values": values}})
    for body in photos:
        writer.bytes(body, type="image/jpeg", name="门.jpg")
    for body in recordings:
        writer.bytes(body, type="audio/webm", name="陈述.webm")
    totals = {"events": len(events), "drafts": len(drafts or {}), "photos": len(photos) + len(recordings)}
    writer.line({"end": {**totals, "unreadable": [], "sha256": writer.seal}})
    return bytes(writer.body)


class _Writer:
    def __init__(self) -> None:
        self.body = bytearray()
        self.seal = ""

    def line(self, value: Any) -> None:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        self.seal = hashlib.sha256(self.seal.encode() + text).hexdigest()
        self.body += text + b"\n"

    def bytes(self, body: bytes, **about: str) -> None:
        self.line({"photo": {"sha256": hashlib.sha256(body).hexdigest(), "size": len(body), **about}})
        self.body += body + b"\n"

"""What a package of evidence about one visit holds, so that anybody can verify it without us, and nothing of other visits."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from inspect_app.actions.evidence_list import list_of
from inspect_app.actions.journal_verification import Keys, text_of
from inspect_app.rules.calendar import SHANGHAI
from inspect_app.rules.documents import canonical
from inspect_app.rules.ledger import head_bytes
from inspect_app.rules.proof import Doubt
from inspect_app.store.audit import note_deed
from inspect_app.store.documents import documents_of
from inspect_app.store.journal import JournalEvent
from inspect_app.store.officers import Device, Officer
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.store.photos import photo_files
from inspect_app.store.stamps import all_stamps
from inspect_app.store.visits import Visit
from inspect_app.store.whole_record import devices_that_spoke_of, hashes_shown_by, journal_of
from inspect_app.store.zip_streams import Entry

TEXTS = {
    "evidence/list.html": "list.html",
    "evidence/instructions.html": "instructions.html",
    "evidence/package.css": "package.css",
    "evidence/check_signatures.txt": "check_signatures.py",
}
ENDINGS = {
    "image/jpeg": ".jpg", "image/png": ".png", "image/heic": ".heic", "image/webp": ".webp", "audio/webm": ".weba",
    "video/webm": ".webm", "audio/mp4": ".m4a", "video/mp4": ".mp4", "video/quicktime": ".mov", "audio/ogg": ".ogg",
    "audio/wav": ".wav",
}  # fmt: skip


@dataclass(frozen=True)
class Making:
    """Who makes the package, with what. `draw` fills a template; `doubts` = what the verification just found."""

    folder: PhotoFolder
    keys: Keys
    draw: Callable[[str, dict[str, Any]], str]
    doubts: list[Doubt]
    by: Officer | None
    at: datetime


def package_of(visit: Visit, making: Making) -> list[Entry]:
    """In the order in which it is read: what explains, what proves, and the originals last."""
    files = photo_files(hashes_shown_by(visit.id))
    names = {sha256: f"originals/{sha256}{ENDINGS.get(one.media_type, '')}" for sha256, one in files.items()}
    values = {"visit": visit, "making": making, "at": _local(making.at), **list_of(visit, files, names)}
    entries = [Entry(name, making.draw(template, values).encode()) for template, name in TEXTS.items()]
    devices = devices_that_spoke_of(visit.id)
    entries += [entry for device in devices for entry in _journal(device, visit.id)]
    entries += _keys(devices, making.keys)
    entries += [
        Entry(f"documents/{document.form}-{document.id}.json", canonical(document.content))
        for document in documents_of(visit.id)
    ]
    entries += _stamp(visit.id, devices)
    paths = {name: making.folder.original(sha256) for sha256, name in sorted(names.items())}
    return entries + [Entry(name, path) for name, path in paths.items() if path.exists()]


def seal_of(visit: Visit, making: Making) -> Callable[[str], Entry]:
    """The server's word that this list of hashes is the package that it made."""
    claims = {"visit": str(visit.id), "at": making.at.isoformat()}
    return lambda sha256: Entry("SHA256SUMS.jws", making.keys.sign({**claims, "sha256sums": sha256}).encode())


def _journal(device: Device, visit_id: UUID) -> list[Entry]:
    """Our events word for word; of those between them only number, hash and predecessor: a chain, and nothing said."""
    ours, chain = [], []
    for event in journal_of(device.id):
        if event.subject_id == visit_id:
            ours.append(event)
        if event.seq and not event.is_outside_the_chain:
            chain.append(event)
    seqs = [event.seq for event in ours if event.seq]
    first, last = (min(seqs), max(seqs)) if seqs else (0, 0)
    links = [
        (one.seq, one.sha256, one.claims.get("prev", ""), "yes" if one.subject_id == visit_id else "no")
        for one in chain
        if first - 1 <= one.seq <= last
    ]
    lines = "".join(f"{text_of(event)}\n" for event in ours)
    return [
        Entry(f"journal/{device.id}.jws", lines.encode()),
        Entry(f"journal/{device.id}.chain.csv", _table(("seq", "sha256", "prev", "disclosed"), links)),
        Entry(f"journal/{device.id}.answers.csv", _table(ANSWERS, [_answer(event) for event in ours])),
    ]


ANSWERS = (
    "seq",
    "sha256",
    "type",
    "phone_clock",
    "server_reckoning",
    "time_grade",
    "received_at",
    "answer",
    "reasons",
)


def _answer(event: JournalEvent) -> tuple[Any, ...]:
    moments = (
        event.claimed_at.isoformat(),
        event.derived_at.isoformat(),
        event.time_grade,
        event.received_at.isoformat(),
    )
    reasons = " ".join(reason["code"] for reason in event.answer["reasons"])
    return event.seq, event.sha256, event.type, *moments, event.status.name.lower(), reasons


def _table(head: tuple[str, ...], rows: list[tuple[Any, ...]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([head, *rows])
    return out.getvalue().encode()


def _keys(devices: list[Device], keys: Keys) -> list[Entry]:
    """As JSON Web Keys (RFC 7517), and each as PEM for openssl."""
    known = {str(device.id): dict(device.public_jwk) for device in devices} | {"server": keys.server_jwk}
    wanted: dict[str, dict[str, Any]] = {
        name: {part: jwk[part] for part in ("kty", "crv", "x", "y") if part in jwk} for name, jwk in known.items()
    }
    jwks = {"keys": [{**jwk, "kid": name, "use": "sig", "alg": "ES256"} for name, jwk in wanted.items()]}
    pems = [Entry(f"keys/{name}.pem", keys.as_pem(jwk)) for name, jwk in wanted.items()]
    return [Entry("keys/jwks.json", json.dumps(jwks, indent=1).encode() + b"\n"), *pems]


def _stamp(visit_id: UUID, devices: list[Device]) -> list[Entry]:
    """The first trusted timestamp over a ledger that held all of this visit's events."""
    received = [
        one.received_at for device in devices for one in journal_of(device.id) if one.subject_id == visit_id
    ]
    later = [stamp for stamp in all_stamps() if received and stamp.made_at >= max(received)]
    if not later:
        return []
    return [
        Entry("ledger/head.json", head_bytes(later[0].head)),
        Entry("ledger/head.tsr", later[0].token),
    ]


def _local(moment: datetime) -> str:
    return moment.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S %z")


def note_export(visit_id: UUID, *, by: Officer | None, flaws: int, at: datetime) -> None:
    """Who took the evidence out, when, and how it stood then."""
    by_id = by.id if by else None
    note_deed("export_evidence", by=by_id, at=at, subject="visit", subject_id=visit_id, flaws=flaws)

"""Does the journal prove itself: each event's hash, signature and columns, each device's chain, each anchor of time.

What accepted events said of files, documents and signatures is collected on the way, to be compared with what is kept.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from inspect_app.problems import Problem
from inspect_app.rules.documents import document_sha256
from inspect_app.rules.moments import Moment, grade_moment
from inspect_app.rules.proof import Doubt, Flaw, Link, Part, chain_doubts
from inspect_app.store.base import Json
from inspect_app.store.journal import AnswerStatus, JournalEvent
from inspect_app.store.officers import Device
from inspect_app.store.whole_record import journal_of


@dataclass(frozen=True)
class Keys:
    """Who checks signatures; handed in, for the keys are the phone door's business.

    `by_device`: payload of a JWS that this public key signed, None when it did not; ValueError when the key is none.
    `by_server`: claims of a time token of ours, None for any other text. `sign`: the server's own JWS over claims.
    `as_pem`: a public key as openssl reads it.
    """

    by_device: Callable[[str, Json], bytes | None]
    by_server: Callable[[str], Json | None]
    sign: Callable[[Json], str]
    as_pem: Callable[[Json], bytes]
    server_jwk: Json


@dataclass
class Said:
    """What accepted, signed events say of things that are kept elsewhere, by the id of the thing."""

    files: dict[UUID, str] = field(default_factory=dict)
    documents: dict[UUID, tuple[str, str]] = field(default_factory=dict)
    signatures: dict[UUID, str] = field(default_factory=dict)

    def take(self, event: JournalEvent, data: Json) -> None:
        for name in ("photo_id", "recording_id"):
            if name in data and "sha256" in data:
                self.files[UUID(data[name])] = data["sha256"]
        if "document_id" in data and "content" in data:
            self.documents[UUID(data["document_id"])] = (document_sha256(data["content"]), data["sha256"])
        if event.type == "signature_given":
            self.signatures[event.id] = signed_sha256(data["document_sha256"], data["name"], data["strokes"])


def signed_sha256(document_sha256: str, name: str, strokes: list[Any]) -> str:
    """One hash for a name under a document; numbers as floats, for databases and phones write them either way."""
    drawn = [[[float(value) for value in point] for point in stroke] for stroke in strokes]
    return hashlib.sha256(json.dumps([document_sha256, name, drawn]).encode()).hexdigest()


def text_of(event: JournalEvent) -> str:
    """The token as it came; what was no JWS at all is kept as JSON text."""
    return str(json.loads(event.jws)) if event.jws.startswith('"') else event.jws


class DeviceCheck:
    """One device's journal. `visit_id` = look closely only at the events about that visit; the chain is checked whole."""

    def __init__(self, device: Device, keys: Keys, said: Said, visit_id: UUID | None, gaps: set[UUID]) -> None:
        self.device, self.keys, self.said, self.visit_id, self.gaps = device, keys, said, visit_id, gaps
        self.links: list[Link] = []
        self.hashes: dict[int, str] = {}
        self.looked = 0

    def doubts(self) -> Iterator[Doubt]:
        let_pass = set()
        for event in journal_of(self.device.id):
            yield from self._of_event(event)
            if event.seq and not event.is_outside_the_chain:
                self.links.append(Link(event.seq, self.hashes[event.seq], str(event.claims.get("prev", ""))))
                let_pass |= {event.seq} if event.id in self.gaps else set()
        head = (self.device.head_seq, self.device.head_sha256)
        yield from chain_doubts(
            self.links, head=head, device=f"device {self.device.id}", let_pass=frozenset(let_pass)
        )

    def _of_event(self, event: JournalEvent) -> Iterator[Doubt]:
        where = f"device {self.device.id} #{event.seq} {event.type} {event.id}"
        text = text_of(event)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        if not event.is_outside_the_chain:
            self.hashes[event.seq] = sha256
        if self.visit_id and event.subject_id != self.visit_id:
            return
        self.looked += 1
        if sha256 != event.sha256:
            yield Doubt(Part.EVENT, Flaw.HASH_DIFFERS, where)
        elif flaw := self._signature_flaw(event, text):
            yield Doubt(Part.EVENT, flaw, where)
        else:
            yield from (Doubt(Part.EVENT, flaw, where) for flaw in self._flaws_inside(event))

    def _signature_flaw(self, event: JournalEvent, text: str) -> Flaw | None:
        """An event that was refused for its signature need not have a good one."""
        if _has_reason(event, Problem.SIGNATURE_WRONG):
            return None
        try:
            return None if self.keys.by_device(text, self.device.public_jwk) else Flaw.SIGNATURE_FAILS
        except (ValueError, KeyError):
            return Flaw.KEY_UNREADABLE

    def _flaws_inside(self, event: JournalEvent) -> Iterator[Flaw]:
        if event.answer["sha256"] != event.sha256 or event.answer["status"] != event.status.name.lower():
            yield Flaw.ANSWER_DIFFERS
        if not event.type:
            return
        claims = event.claims
        if not _fits(event, claims):
            yield Flaw.COLUMN_DIFFERS
        yield from self._flaws_of_time(event, claims)
        if event.status is AnswerStatus.ACCEPTED:
            self.said.take(event, event.data)

    def _flaws_of_time(self, event: JournalEvent, claims: Json) -> Iterator[Flaw]:
        anchor = self._anchor(claims)
        if anchor is None and event.time_grade in "AB":
            yield Flaw.ANCHOR_UNREADABLE
            return
        seq = anchor["seq"] if anchor else 0
        if anchor and seq and not event.is_outside_the_chain and self.hashes.get(seq) != anchor["sha256"]:
            yield Flaw.ANCHOR_DISAGREES
        graded = grade_moment(_moment(event, claims, anchor))
        if (graded.grade.name, graded.derived_at) != (event.time_grade, event.derived_at):
            yield Flaw.TIME_DIFFERS

    def _anchor(self, claims: Json) -> Json | None:
        token = claims.get("anchor") or ""
        found = self.keys.by_server(token) if token else None
        return found if found and UUID(found["device"]) == UUID(claims["device"]) else None


def _moment(event: JournalEvent, claims: Json, anchor: Json | None) -> Moment:
    return Moment(
        claimed_at=event.claimed_at,
        received_at=event.received_at,
        anchor_at=datetime.fromisoformat(anchor["time"]) if anchor else None,
        elapsed=timedelta(milliseconds=claims.get("mono", 0)),
        breaks=claims.get("breaks", 0),
    )


def _fits(event: JournalEvent, claims: Json) -> bool:
    """The columns by which we find an event say what was signed. The id may be another, if it was taken."""
    has_place = UUID(claims["device"]) == event.device_id
    return (
        (not has_place or claims["seq"] == event.seq)
        and (UUID(claims["id"]) == event.id or _has_reason(event, Problem.EVENT_ID_REUSED))
        and claims["type"] == event.type
        and UUID(claims["subject"]) == event.subject_id
        and _is_moment(claims["at"], event.claimed_at)
    )


def _is_moment(text: Any, moment: datetime) -> bool:
    try:
        return datetime.fromisoformat(text) == moment
    except (TypeError, ValueError):
        return True  # another way of writing a moment, which the door understood


def _has_reason(event: JournalEvent, problem: Problem) -> bool:
    return any(reason["code"] == problem.code for reason in event.answer["reasons"])

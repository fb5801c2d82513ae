"""The judge: what the phones said, by their own ledgers, against what stands in the server's record and folders."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

from joserfc import jws
from joserfc.jwk import ECKey
from sqlalchemy import Table, select

from inspect_app.store.base import db
from inspect_app.store.decisions import Decision, DecisionFinding
from inspect_app.store.documents import Document, FormBlock, FormUse, Signature
from inspect_app.store.journal import AnswerStatus, JournalEvent
from inspect_app.store.orders import Order, OrderCheck, OrderItem
from inspect_app.store.photos import Photo, PhotoFile
from inspect_app.store.record import RecordedStep
from inspect_app.store.recordings import Recording
from inspect_app.store.visits import Answer, Finding, FindingVersion, PlaceFix, Statement, Visit
from tests.chaos.disk import Ledger, Said

FAULTS = (
    "events_lost", "events_doubled", "photos_lost", "wrong_bytes", "broken_chains", "phones_not_empty",
)  # fmt: skip
"""Figures of which each must be 0."""

STATEMENTS = ("identity_shown", "party_told", "party_heard", "statement_made")
Row = Any


@dataclass(frozen=True)
class Effect:
    """What an event of these types leaves behind: one row of the model, under the event's id or an id in its data."""

    model: Any
    types: tuple[str, ...]
    named: str = ""


EFFECTS = (
    Effect(Answer, ("answer_given",)),
    Effect(FindingVersion, ("finding_recorded",)),
    Effect(Finding, ("finding_recorded",), "finding_id"),
    Effect(PlaceFix, ("place_fixed",)),
    Effect(Statement, STATEMENTS),
    Effect(Signature, ("signature_given",)),
    Effect(Photo, ("photo_taken",), "photo_id"),
    Effect(Recording, ("recording_made",), "recording_id"),
    Effect(OrderCheck, ("order_checked",)),
    Effect(Decision, ("decision_made",), "decision_id"),
    Effect(Order, ("order_made",), "order_id"),
    Effect(Document, ("decision_made", "order_made"), "document_id"),
)


def rows(model: Any) -> list[Row]:
    table: Table = model.__table__
    return list(db.session.execute(select(*table.columns)))


def standing() -> frozenset[UUID]:
    """In an app context: what the demonstration's own record holds already, before any phone of a storm says a word."""
    models = {effect.model for effect in EFFECTS} | {OrderItem, DecisionFinding}
    return frozenset(row.id for model in models for row in rows(model))


def judge(ledgers: list[Ledger], originals: Path, before: frozenset[UUID] = frozenset()) -> dict[str, int]:
    """In an app context. Every figure but `events_sent` and `photos_sent` should be 0. `before` = from `standing`."""
    said = [one for ledger in ledgers for one in ledger.said]
    journal = rows(JournalEvent)
    lost = _not_accepted(said, journal) | _without_effect(said)
    return {
        "events_sent": len(said),
        "events_lost": len(lost),
        "events_doubled": sum(_doubled(said, journal, {UUID(ledger.device) for ledger in ledgers}, before)),
        "photos_sent": len({sha256 for ledger in ledgers for sha256 in ledger.photos}),
        **_photos(ledgers, originals),
        "broken_chains": sum(not _is_whole(ledger, journal) for ledger in ledgers),
        "damaged_copies_kept": sum(row.status is not AnswerStatus.ACCEPTED for row in journal),
    }


def _not_accepted(said: list[Said], journal: list[Row]) -> set[str]:
    accepted = {(row.sha256, row.jws) for row in journal if row.status is AnswerStatus.ACCEPTED}
    return {one.id for one in said if (one.sha256, one.jws) not in accepted}


def _without_effect(said: list[Said]) -> set[str]:
    """Accepted, but what it was about is not there."""
    lost: set[str] = set()
    for effect in EFFECTS:
        here = {row.id for row in rows(effect.model)}
        lost |= {one.id for one in said if one.type in effect.types and _id_of(one, effect) not in here}
    visits = {row.id for row in rows(Visit)}
    used = {(row.block_id, row.serial) for row in rows(FormUse)}
    lost |= {one.id for one in said if UUID(one.subject) not in visits}
    lost |= {one.id for one in said if (number := _number_of(one)) and number not in used}
    return lost


def _id_of(one: Said, effect: Effect) -> UUID:
    return UUID(one.data[effect.named] if effect.named else one.id)


def _number_of(one: Said) -> tuple[UUID, int] | None:
    return (UUID(one.data["block_id"]), one.data["serial"]) if "block_id" in one.data else None


def _doubled(said: list[Said], journal: list[Row], devices: set[UUID], before: frozenset[UUID]) -> Iterable[int]:
    """Each kind of doubling by itself: in the journal, in what was done, in numbers, in steps, in leases."""
    ids = {UUID(one.id) for one in said}
    accepted = [row for row in journal if row.device_id in devices and row.status is AnswerStatus.ACCEPTED]
    yield _repeated(row.sha256 for row in journal)
    yield _repeated((row.device_id, row.seq) for row in accepted)
    yield sum(row.id not in ids for row in accepted)
    yield from (_extra(effect, said, before) for effect in EFFECTS)
    yield _repeated((row.form, row.number) for row in rows(Document) if row.number)
    yield _repeated((row.form, row.subject_id) for row in rows(Document) if row.number)
    yield _repeated(row.number for row in rows(FormUse))
    yield _repeated((row.subject_id, row.step) for row in rows(RecordedStep))
    yield _too_many(
        OrderItem, sum(len(one.data["corrections"]) for one in said if one.type == "order_made"), before
    )
    yield _too_many(
        DecisionFinding, sum(len(one.data["finding_ids"]) for one in said if "finding_ids" in one.data), before
    )
    yield _overlapping(rows(FormBlock))


def _repeated(keys: Iterable[Any]) -> int:
    return sum(count - 1 for count in Counter(keys).values())


def _extra(effect: Effect, said: list[Said], before: frozenset[UUID]) -> int:
    """Rows that nobody said."""
    wanted = {_id_of(one, effect) for one in said if one.type in effect.types} | before
    return sum(row.id not in wanted for row in rows(effect.model))


def _too_many(model: Any, wanted: int, before: frozenset[UUID]) -> int:
    return max(0, sum(row.id not in before for row in rows(model)) - wanted)


def _overlapping(blocks: list[Row]) -> int:
    ordered = sorted(blocks, key=lambda one: (str(one.agency_id), str(one.kind), one.year, one.first))
    return sum(
        (a.agency_id, a.kind, a.year) == (b.agency_id, b.kind, b.year) and b.first <= a.last
        for a, b in pairwise(ordered)
    )


def _photos(ledgers: list[Ledger], originals: Path) -> dict[str, int]:
    """Lost = no row or no file; wrong = the file's own hash or length is another than was said."""
    here = {row.sha256: row for row in rows(PhotoFile)}
    lost = wrong = 0
    for sha256, size in {item for ledger in ledgers for item in ledger.photos.items()}:
        file = originals / sha256[:2] / sha256
        if sha256 not in here or not file.exists():
            lost += 1
        elif hashlib.sha256(file.read_bytes()).hexdigest() != sha256 or here[sha256].size_bytes != size:
            wrong += 1
    return {"photos_lost": lost, "wrong_bytes": wrong}


def _is_whole(ledger: Ledger, journal: list[Row]) -> bool:
    """From the stored texts alone: each signed by this device's key, each naming the one before, none left out."""
    key, previous = ECKey.import_key(ledger.jwk), ""
    mine = [row for row in journal if str(row.device_id) == ledger.device and row.status is AnswerStatus.ACCEPTED]
    for expected, row in enumerate(sorted(mine, key=lambda one: one.seq), start=1):
        payload = _claims(row.jws, key)
        place = (payload["seq"], payload["prev"], payload["device"]) if payload else None
        if place != (expected, previous, ledger.device):
            return False
        previous = hashlib.sha256(row.jws.encode()).hexdigest()
    return len(mine) == len(ledger.said)


def _claims(token: str, key: ECKey) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(jws.deserialize_compact(token, key, algorithms=["ES256"]).payload)
    except Exception:
        return None
    return found

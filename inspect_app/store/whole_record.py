"""Reading the record as a whole, row by row in bounded memory, for whoever checks or copies all of it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from inspect_app.store.audit import AuditLine
from inspect_app.store.base import db
from inspect_app.store.documents import Document
from inspect_app.store.evidence_bytes import KINDS
from inspect_app.store.journal import JournalEvent
from inspect_app.store.officers import Device
from inspect_app.store.photos import PhotoFile

AT_ONCE = 500


def _rows(query: Select[Any]) -> Iterator[Any]:
    with closing(db.session.scalars(query.execution_options(yield_per=AT_ONCE))) as rows:
        yield from rows


def all_devices() -> list[Device]:
    return list(db.session.scalars(select(Device).order_by(Device.enrolled_at, Device.id)))


def devices_that_spoke_of(visit_id: UUID) -> list[Device]:
    spoke = select(JournalEvent.device_id).where(JournalEvent.subject_id == visit_id)
    return list(
        db.session.scalars(select(Device).where(Device.id.in_(spoke)).order_by(Device.enrolled_at, Device.id))
    )


def journal_of(device_id: UUID) -> Iterator[JournalEvent]:
    """In the order of the chain; events without a place have the number 0 and come first."""
    query = select(JournalEvent).filter_by(device_id=device_id)
    return _rows(query.order_by(JournalEvent.seq, JournalEvent.received_at, JournalEvent.id))


def applied_in_spite_of_a_gap() -> set[UUID]:
    """Events before which a gap was let pass, by a person and with a reason, as the audit has it."""
    return set(db.session.scalars(select(AuditLine.subject_id).filter_by(deed="apply_in_spite_of_gap")))


def all_photo_files() -> Iterator[PhotoFile]:
    return _rows(select(PhotoFile).order_by(PhotoFile.sha256))


def photo_hashes(until: datetime) -> Iterator[str]:
    return _rows(select(PhotoFile.sha256).where(PhotoFile.received_at <= until).order_by(PhotoFile.sha256))


def announced_hashes() -> dict[UUID, tuple[UUID, str]]:
    """Visit and hash of every photo and recording, by its id."""
    found = {}
    for kind in KINDS:
        for row_id, visit_id, sha256 in db.session.execute(select(kind.id, kind.visit_id, kind.sha256)):
            found[row_id] = (visit_id, sha256)
    return found


def all_documents(visit_id: UUID | None = None) -> Iterator[Document]:
    query = select(Document).order_by(Document.made_at, Document.id)
    return _rows(query.where(Document.visit_id == visit_id) if visit_id else query)


def all_audit_lines() -> Iterator[AuditLine]:
    return _rows(select(AuditLine).order_by(AuditLine.position))


def audit_line_at(position: int) -> AuditLine | None:
    return db.session.scalar(select(AuditLine).filter_by(position=position))


def chain_hash_at(device_id: UUID, seq: int) -> list[str]:
    """Hashes of what this device numbered so: one, or more when its chain is forked."""
    return list(db.session.scalars(select(JournalEvent.sha256).filter_by(device_id=device_id, seq=seq)))


def hashes_shown_by(visit_id: UUID | None) -> set[str]:
    """Hashes of the photos and recordings of one visit, or of all; discarded ones need not come any more."""
    found: set[str] = set()
    for kind in KINDS:
        query = select(kind.sha256).where(kind.discarded_at.is_(None))
        found |= set(db.session.scalars(query.where(kind.visit_id == visit_id) if visit_id else query))
    return found

"""Evidence of cases as it is kept: the signed records behind findings, and whose evidence some bytes are."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from sqlalchemy import select

from inspect_app.store.base import Json, db
from inspect_app.store.cases import Case, CaseEntry
from inspect_app.store.journal import JournalEvent

_ADDED = CaseEntry.step == "add_evidence"


def event_hashes(event_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Hash of the signed record by its id; what came from no phone is left out."""
    query = select(JournalEvent.id, JournalEvent.sha256).where(JournalEvent.id.in_(list(event_ids)))
    return {row.id: row.sha256 for row in db.session.execute(query)}


def signed_events(event_ids: Iterable[UUID]) -> list[JournalEvent]:
    return list(db.session.scalars(select(JournalEvent).where(JournalEvent.id.in_(list(event_ids)))))


def is_evidence_of_a_case(sha256: str, agency_id: UUID) -> bool:
    query = select(CaseEntry.id).join(Case, Case.id == CaseEntry.case_id).where(Case.agency_id == agency_id, _ADDED)
    return db.session.scalar(query.where(CaseEntry.facts["sha256"].as_string() == sha256).limit(1)) is not None


def all_evidence_of_cases() -> Iterator[tuple[str, Json]]:
    """Number of the case and facts of each piece, in the order of the record."""
    query = select(Case.number, CaseEntry.facts).join(Case, Case.id == CaseEntry.case_id).where(_ADDED)
    for row in db.session.execute(query.order_by(Case.number, CaseEntry.position)):
        yield row.number, row.facts

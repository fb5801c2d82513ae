"""A visit's record as phones are told of it: rows in the words of the wire, each with whose it is."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Table, select

from inspect_app.store.agencies import Agency
from inspect_app.store.base import Json, one_of_ids
from inspect_app.store.checklists import ChecklistFile, ChecklistVersion
from inspect_app.store.decisions import Decision, DecisionFinding
from inspect_app.store.documents import Document, Signature
from inspect_app.store.finding_transfers import FindingTransfer
from inspect_app.store.orders import Order, OrderItem
from inspect_app.store.photos import Photo, PhotoFile
from inspect_app.store.recordings import Recording
from inspect_app.store.reviews import Return
from inspect_app.store.sent_rows import sent_rows, told
from inspect_app.store.shown_parts import ShownPart
from inspect_app.store.visits import (
    STANDING,
    Finding,
    FindingVersion,
    PlaceFix,
    Statement,
    Visit,
    VisitChecklist,
    VisitOfficer,
)

Lines = dict[str, list[Json]]
_VISIT = (
    "id", "work_id", "kind", "stage", "due_on", "code_number", "notice_number", "reason", "order_id", "rulebook",
    "started_at", "finished_at", "permitted_at", "round_on", "round_position", "street_id",
)  # fmt: skip
_TAKING = ("id", "visit_id", "sha256", "size_bytes", "media_type", "checklist", "item", "finding_id", "caption")


def _table(model: type[Any]) -> Table:
    found: Table = model.__table__
    return found


def _of_visits(model: type[Any], *names: str, order: str, **renamed: str) -> Select[Any]:
    table = _table(model)
    query = select(*told(table, "visit_id", *names, **renamed))
    return query.where(one_of_ids(table.c.visit_id)).order_by(table.c[order])


def _under(paper: type[Any], model: type[Any], key: str, *names: str, order: str, **renamed: str) -> Select[Any]:
    """What hangs on a document, a decision or an order of the visits, by the `key` of which it is."""
    papers, table = _table(paper), _table(model)
    query = select(*told(table, key, *names, **renamed)).join(papers, papers.c.id == table.c[key])
    return query.where(one_of_ids(papers.c.visit_id)).order_by(table.c[order])


def _takings(kind: type[Photo] | type[Recording], *names: str) -> Select[Any]:
    """`is_here`: its bytes are."""
    table, files = _table(kind), _table(PhotoFile)
    query = select(
        *told(table, *_TAKING, *names, by="taken_by", at="taken_at"),
        table.c.discarded_at.is_not(None).label("is_discarded"),
        files.c.sha256.is_not(None).label("is_here"),
    ).outerjoin(files, files.c.sha256 == table.c.sha256)
    return query.where(one_of_ids(table.c.visit_id)).order_by(table.c.taken_at, table.c.id)


def _findings() -> Select[Any]:
    """A line for each wording, the last one last."""
    table, words = _table(Finding), _table(FindingVersion)
    query = select(
        *told(table, "id", "visit_id", "checklist", "item"),
        *told(words, "text", "severity", "acts", by="recorded_by", at="recorded_at"),
        table.c.withdrawn_at.is_not(None).label("is_withdrawn"),
    ).join_from(table, words, words.c.finding_id == table.c.id)
    return query.where(one_of_ids(table.c.visit_id)).order_by(table.c.found_at, table.c.id, words.c.position)


def _checklists() -> Select[Any]:
    table, versions, files = _table(VisitChecklist), _table(ChecklistVersion), _table(ChecklistFile)
    query = select(*told(table, "visit_id"), *told(files, "code"), *told(versions, "number"))
    query = query.join_from(table, versions, versions.c.id == table.c.version_id)
    query = query.join(files, files.c.id == versions.c.checklist_id)
    return query.where(one_of_ids(table.c.visit_id)).order_by(table.c.position)


def _answers() -> Select[Any]:
    names = ("visit_id", "checklist", "item", "value", "number", "note")
    return select(*told(STANDING.subquery(), *names, by="officer_id", at="answered_at"))


def _transfers() -> Select[Any]:
    table, agencies = _table(FindingTransfer), _table(Agency)
    named = told(table, "id", "visit_id", "finding_id", "to_agency_id", by="handed_by", at="handed_at")
    query = select(*named, *told(agencies, to="name"))
    query = query.join_from(table, agencies, agencies.c.id == table.c.to_agency_id)
    return query.where(one_of_ids(table.c.visit_id)).order_by(table.c.handed_at)


_VISITS = select(*told(_table(Visit), *_VISIT)).where(one_of_ids(Visit.id))
_OFFICERS = _of_visits(VisitOfficer, "officer_id", "joined_at", "finished_at", order="position")
_PARTS: dict[str, Select[Any]] = {
    "checklists": _checklists(),
    "answers": _answers(),
    "findings": _findings(),
    "photos": _takings(Photo, "document_id", "order_id"),
    "recordings": _takings(Recording, "duration_ms", "was_cut", "by_whom"),
    "fixes": _of_visits(
        PlaceFix, "id", "kind", "longitude", "latitude", "accuracy_m", "fix_at", "reason", "plate_match",
        order="taken_at", at="taken_at",
    ),
    "statements": _of_visits(Statement, "id", "kind", "text", "by_whom", order="made_at", at="made_at"),
    "documents": _of_visits(
        Document, "id", "form", "subject_id", "number", "content", "sha256", order="made_at"
    ),
    "decisions": _of_visits(
        Decision, "id", "stage", "number", "act", "party_name", "sanction", "fine_yuan", "delivered_at", "made_by",
        "decided_on", "claims", order="made_at",
    ),
    "orders": _of_visits(
        Order, "id", "stage", "number", "party_name", "due_on", "delivered_at", order="ordered_on"
    ),
    "returns": _of_visits(
        Return, "id", "checklist", "item", "finding_id", "photo_id", "remark", "resolved_at", "resolution",
        order="returned_at", at="returned_at",
    ),
    "transfers": _transfers(),
    "shown_parts": _of_visits(
        ShownPart, "officer_id", "body", order="shown_at", by="shown_to", at="shown_at"
    ).order_by(ShownPart.id),
}  # fmt: skip
_UNDER: dict[str, tuple[str, Select[Any]]] = {
    "signatures": (
        "documents",
        _under(
            Document, Signature, "document_id", "signer", "name", "badge_number", "strokes", "reason", "witness",
            order="signed_at", is_refused="refused", at="signed_at",
        ),
    ),
    "decided": ("decisions", _under(Decision, DecisionFinding, "decision_id", "finding_id", order="id")),
    "ordered": ("orders", _under(Order, OrderItem, "order_id", "finding_id", order="position")),
}  # fmt: skip


def visits_told(ids: Collection[UUID]) -> list[Json]:
    return sent_rows(_VISITS, ids)


def officers_told(visit_ids: Collection[UUID]) -> list[Json]:
    return sent_rows(_OFFICERS, visit_ids)


def lines_of_visits(visit_ids: Collection[UUID]) -> Lines:
    """Each part by its name; of a finding its wordings one after the other."""
    lines = {name: sent_rows(query, visit_ids) for name, query in _PARTS.items()}
    under = {name: sent_rows(query, visit_ids if lines[of] else []) for name, (of, query) in _UNDER.items()}
    return lines | under

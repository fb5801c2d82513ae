"""The parts of a visit's record as rows without objects: a reply shows hundreds of them and touches none."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select

from inspect_app.store.base import one_of_ids, rows_of
from inspect_app.store.decisions import Decision, DecisionFinding
from inspect_app.store.documents import Document, Signature
from inspect_app.store.orders import Order, OrderItem
from inspect_app.store.photos import Photo, PhotoFile
from inspect_app.store.recordings import Recording
from inspect_app.store.reviews import Return
from inspect_app.store.visits import Finding, FindingVersion, PlaceFix, Statement

Line = Row[Any]


def _takings(kind: type[Photo] | type[Recording]) -> Select[Any]:
    """`is_here` = the hash, when its bytes are."""
    table, files = kind.__table__, PhotoFile.__table__
    query = select(table, files.c.sha256.label("is_here")).outerjoin(files, files.c.sha256 == table.c.sha256)
    return query.where(one_of_ids(table.c.visit_id)).order_by(table.c.taken_at, table.c.id)


def _findings() -> Select[Any]:
    """A line for each wording, the last one last."""
    table, words = Finding.__table__, FindingVersion.__table__
    said = [words.c[name] for name in ("text", "severity", "acts", "recorded_by", "recorded_at")]
    query = select(table, *said).join(words, words.c.finding_id == table.c.id)
    return query.where(one_of_ids(table.c.visit_id)).order_by(table.c.found_at, table.c.id, words.c.position)


def _of_visits(model: type[Any], order: str) -> Select[Any]:
    table = model.__table__
    return select(table).where(one_of_ids(table.c.visit_id)).order_by(table.c[order])


def _of_papers(model: type[Any], key: str, order: str) -> Select[Any]:
    """What hangs on a document, a decision or an order."""
    table = model.__table__
    return select(table).where(one_of_ids(table.c[key])).order_by(table.c[order])


_LINES: dict[str, Select[Any]] = {
    "findings": _findings(),
    "photos": _takings(Photo),
    "recordings": _takings(Recording),
    "fixes": _of_visits(PlaceFix, "taken_at"),
    "statements": _of_visits(Statement, "made_at"),
    "documents": _of_visits(Document, "made_at"),
    "decisions": _of_visits(Decision, "made_at"),
    "orders": _of_visits(Order, "ordered_on"),
    "returns": _of_visits(Return, "returned_at"),
}
_SIGNATURES = _of_papers(Signature, "document_id", "signed_at")
_DECIDED = _of_papers(DecisionFinding, "decision_id", "id")
_ORDERED = _of_papers(OrderItem, "order_id", "position")


def lines_of_visits(visit_ids: Collection[UUID]) -> dict[str, Sequence[Line]]:
    """Each part by its name; of a finding its wordings one after the other."""
    return {name: rows_of(query, visit_ids) for name, query in _LINES.items()}


def signatures_of(document_ids: Collection[UUID]) -> Sequence[Line]:
    return rows_of(_SIGNATURES, document_ids)


def findings_decided(decision_ids: Collection[UUID]) -> Sequence[Line]:
    return rows_of(_DECIDED, decision_ids)


def findings_ordered(order_ids: Collection[UUID]) -> Sequence[Line]:
    return rows_of(_ORDERED, order_ids)

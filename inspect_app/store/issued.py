"""Documents of one office, whatever they belong to: a decision, an order or a visit."""

from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select

from inspect_app.store.base import db
from inspect_app.store.decisions import Decision, decision_with
from inspect_app.store.documents import Document
from inspect_app.store.orders import Order, order_with
from inspect_app.store.visits import Visit, visit_with


def _is_of_office(agency_id: UUID) -> ColumnElement[bool]:
    """Asked of the one thing that it belongs to: as a list, the office's things are half a million."""
    kinds = (Decision, Order, Visit)
    return or_(*(exists().where(kind.id == Document.subject_id, kind.agency_id == agency_id) for kind in kinds))


def issued_document(agency_id: UUID, document_id: UUID) -> Document | None:
    return db.session.scalar(select(Document).filter_by(id=document_id).where(_is_of_office(agency_id)))


def documents_claimed(agency_id: UUID, *, number: str, sha256: str) -> list[Document]:
    """Documents with this number or this hash: what a printed code may stand for. An empty part is not looked for."""
    parts = [
        part for part, text in ((Document.number == number, number), (Document.sha256 == sha256, sha256)) if text
    ]
    if not parts:
        return []
    query = select(Document).where(_is_of_office(agency_id), or_(*parts)).order_by(Document.made_at)
    return list(db.session.scalars(query))


def subject_of(document: Document) -> Decision | Order | Visit | None:
    """The thing whose document it is, with its stage."""
    found: Decision | Order | Visit | None = decision_with(document.subject_id)
    return found or order_with(document.subject_id) or visit_with(document.subject_id)

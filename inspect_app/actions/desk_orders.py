"""Orders to correct in the office: made through gates, delivered on paper, sent to be checked again, withdrawn, voided."""

from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.actions.deliveries import delivery_of, officers_of
from inspect_app.actions.documents import DocumentFacts, SignatureFacts, keep_document, sign_document
from inspect_app.actions.forms import next_desk_number, use_number
from inspect_app.actions.orders import OrderClaims, new_order, order_facts
from inspect_app.actions.settings import office_texts
from inspect_app.actions.steps import take_step
from inspect_app.actions.telling import tell_of_order, tell_of_visit
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.deliveries import gates_before_order_delivery
from inspect_app.rules.documents import correction_order, document_sha256
from inspect_app.rules.numbers import FormKind
from inspect_app.rules.orders import OrderFacts, gates_before_ordering
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.documents import Document
from inspect_app.store.officers import Officer
from inspect_app.store.orders import Order, order_for_update
from inspect_app.store.visits import visit_with
from inspect_app.store.works import Work


def order_at_desk(claims: OrderClaims, work: Work, *, visit_id: UUID | None, by: Officer, at: datetime) -> Order:
    """The same gates at the desk, where nothing is made while one is closed."""
    facts = order_facts(claims)
    refuse_if_any(gates_before_ordering(facts))
    order = new_order(uuid4(), claims, work, by=by)
    order.visit_id = visit_id
    db.session.flush()
    document = _desk_document(order, facts, claims, by=by, at=at)
    note_deed("order_at_desk", by=by.id, at=at, subject="order", subject_id=order.id, number=document.number)
    _tell(order)
    return order


def _desk_document(order: Order, facts: OrderFacts, claims: OrderClaims, *, by: Officer, at: datetime) -> Document:
    block, serial = next_desk_number(by, FormKind.CORRECTION_ORDER, at=at)
    order.number = block.facts().number(serial)
    texts = office_texts(by.agency, on=day_of(at))
    content = correction_order(order.number, facts, order.work.name, order.work.address, claims.basis, at, texts)
    document, _whole = keep_document(
        DocumentFacts(uuid4(), "correction_order", order.id, order.visit_id, content, document_sha256(content)),
        by=by,
        at=at,
    )
    on = facts.ordered_on
    refuse_if_any(use_number(block.id, serial, document=document, device_id=None, on=on, at=at))
    return document


def deliver_order_at_desk(order_id: UUID, signed: list[SignatureFacts], *, by: Officer, at: datetime) -> Order:
    """The printed notice came back signed, or with a refusal noted; now it is delivered."""
    order = order_of_office(order_id, by=by)
    for facts in signed:
        sign_document(None, facts, by=by, at=at)
    take_step(order, "deliver", by=by, at=at)
    order.delivered_at = at
    refuse_if_any(gates_before_order_delivery(delivery_of(order), officers_of(order)))
    note_deed("deliver_order", by=by.id, at=at, subject="order", subject_id=order.id)
    _tell(order)
    return order


def void_order_at_desk(order_id: UUID, reason: str, *, by: Officer, at: datetime) -> Order:
    """作废 an order that was made and never handed over."""
    return _change(order_id, "void", reason, by=by, at=at)


def reopen_order(order_id: UUID, reason: str, *, by: Officer, at: datetime) -> Order:
    return _change(order_id, "reopen", reason, by=by, at=at)


def withdraw_order(order_id: UUID, reason: str, *, by: Officer, at: datetime) -> Order:
    return _change(order_id, "withdraw", reason, by=by, at=at)


def _change(order_id: UUID, step: str, reason: str, *, by: Officer, at: datetime) -> Order:
    order = order_of_office(order_id, by=by)
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    take_step(order, step, by=by, at=at, reason=reason)
    note_deed(f"{step}_order", by=by.id, at=at, subject="order", subject_id=order.id, reason=reason)
    _tell(order)
    return order


def _tell(order: Order) -> None:
    tell_of_order(order)
    if order.visit_id and (visit := visit_with(order.visit_id)):
        tell_of_visit(visit)


def order_of_office(order_id: UUID, *, by: Officer) -> Order:
    order = order_for_update(order_id)
    if order is None or order.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return order

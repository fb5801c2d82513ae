"""Orders to correct in the office: made through gates, delivered on paper, sent to be checked again, withdrawn, voided."""

from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.actions.documents import SignatureFacts
from inspect_app.actions.finding_powers import beyond_power
from inspect_app.actions.orders import OrderClaims, new_order, order_facts
from inspect_app.actions.papers import Wording, draw_up, hand_over, of_office, take_reasoned_step
from inspect_app.actions.settings import office_texts
from inspect_app.actions.telling import tell_of_paper
from inspect_app.problems import refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.deliveries import gates_before_order_delivery
from inspect_app.rules.documents import correction_order
from inspect_app.rules.numbers import FormKind
from inspect_app.rules.orders import OrderFacts, gates_before_ordering
from inspect_app.rules.people import AgencyKind
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.documents import Document
from inspect_app.store.officers import Officer
from inspect_app.store.orders import Order, order_for_update
from inspect_app.store.works import Work


def order_at_desk(claims: OrderClaims, work: Work, *, visit_id: UUID | None, by: Officer, at: datetime) -> Order:
    """The same gates at the desk, where nothing is made while one is closed."""
    facts = order_facts(claims)
    wanted = [UUID(one.finding_id) for one in claims.corrections]
    refuse_if_any([*beyond_power(wanted, office=AgencyKind.DISTRICT), *gates_before_ordering(facts)])
    order = new_order(uuid4(), claims, work, by=by)
    order.visit_id = visit_id
    db.session.flush()
    document = _desk_document(order, facts, claims, by=by, at=at)
    note_deed("order_at_desk", by=by.id, at=at, subject="order", subject_id=order.id, number=document.number)
    tell_of_paper(order)
    return order


def _desk_document(order: Order, facts: OrderFacts, claims: OrderClaims, *, by: Officer, at: datetime) -> Document:
    texts, work = office_texts(by.agency, on=day_of(at)), order.work
    wording = Wording(
        FormKind.CORRECTION_ORDER,
        "correction_order",
        lambda number: correction_order(number, facts, work.name, work.address, claims.basis, at, texts),
        on=facts.ordered_on,
    )
    return draw_up(order, wording, by=by, at=at)


def deliver_order_at_desk(order_id: UUID, signed: list[SignatureFacts], *, by: Officer, at: datetime) -> Order:
    return hand_over(order_of_office(order_id, by=by), signed, gates_before_order_delivery, by=by, at=at)


def void_order_at_desk(order_id: UUID, reason: str, *, by: Officer, at: datetime) -> Order:
    """作废 an order that was made and never handed over."""
    return take_reasoned_step(order_of_office(order_id, by=by), "void", reason, by=by, at=at)


def reopen_order(order_id: UUID, reason: str, *, by: Officer, at: datetime) -> Order:
    return take_reasoned_step(order_of_office(order_id, by=by), "reopen", reason, by=by, at=at)


def withdraw_order(order_id: UUID, reason: str, *, by: Officer, at: datetime) -> Order:
    return take_reasoned_step(order_of_office(order_id, by=by), "withdraw", reason, by=by, at=at)


def order_of_office(order_id: UUID, *, by: Officer) -> Order:
    return of_office(order_for_update(order_id), by=by)

"""Orders to correct (责令改正): made on the spot or at the desk, delivered, checked again, closed by evidence only."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.actions.decisions import officers_in_order
from inspect_app.actions.documents import DocumentFacts, keep_document
from inspect_app.actions.flags import add_flags
from inspect_app.actions.forms import next_desk_number, use_number
from inspect_app.actions.settings import office_texts
from inspect_app.actions.steps import take_step
from inspect_app.actions.telling import tell_of_order, tell_of_visit
from inspect_app.actions.visits import visit_to_write
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.documents import correction_order, document_sha256
from inspect_app.rules.numbers import FormKind
from inspect_app.rules.orders import Correction, OrderFacts, closed_by_evidence, gates_before_ordering
from inspect_app.rules.plain import to_plain
from inspect_app.rules.procedure import Stage
from inspect_app.store.audit import note_deed
from inspect_app.store.base import Json, db
from inspect_app.store.documents import Document
from inspect_app.store.journal import appeared
from inspect_app.store.officers import Officer
from inspect_app.store.orders import Order, OrderCheck, OrderItem, order_for_update
from inspect_app.store.photos import photos_of
from inspect_app.store.visits import Visit, finding_with, visit_with
from inspect_app.store.works import Work


@dataclass(frozen=True)
class OrderClaims:
    party_name: str
    corrections: tuple[Correction, ...]
    officer_ids: tuple[UUID, ...]
    ordered_at: datetime
    due_on: date | None
    at_once: bool = False
    basis: str = ""


@dataclass(frozen=True)
class OrderOnPhone:
    order_id: UUID
    visit_id: UUID
    document_id: UUID
    block_id: UUID
    serial: int
    content: Json
    sha256: str
    claims: OrderClaims


def order_facts(claims: OrderClaims) -> OrderFacts:
    officers = tuple(officer.facts() for officer in officers_in_order(claims.officer_ids))
    on = day_of(claims.ordered_at)
    return OrderFacts(claims.party_name, claims.corrections, officers, on, claims.due_on, claims.at_once)


def make_order(made: OrderOnPhone, *, device_id: UUID, by: Officer, at: datetime) -> Order:
    """Taken in as a fact; the server's doubts become flags."""
    visit = visit_to_write(made.visit_id, by=by, at=at)
    order = _new_order(made.order_id, made.claims, visit.work, by=by)
    order.visit_id, order.number = visit.id, str(made.content.get("number", ""))
    db.session.flush()
    document, faults = keep_document(
        DocumentFacts(made.document_id, "correction_order", order.id, visit.id, made.content, made.sha256),
        by=by,
        at=at,
    )
    on = day_of(made.claims.ordered_at)
    faults += use_number(made.block_id, made.serial, document_id=document.id, device_id=device_id, on=on, at=at)
    add_flags(order, faults + gates_before_ordering(order_facts(made.claims)))
    tell_of_order(order)
    return order


def _new_order(order_id: UUID, claims: OrderClaims, work: Work, *, by: Officer) -> Order:
    ordered_on = day_of(claims.ordered_at)
    order = Order(
        id=order_id,
        agency_id=work.agency_id,
        work_id=work.id,
        work=work,
        stage=Stage.MADE,
        number="",
        party_name=claims.party_name,
        due_on=claims.due_on or ordered_on,
        ordered_on=ordered_on,
        made_by=by.id,
        claims=to_plain(claims) | {"officer_ids": [str(one) for one in claims.officer_ids]},
        flags=[],
        items=[],
        checks=[],
    )
    db.session.add(order)
    appeared(order.id)
    for position, correction in enumerate(claims.corrections, start=1):
        _add_item(order, position, correction)
    return order


def _add_item(order: Order, position: int, correction: Correction) -> None:
    finding = finding_with(UUID(correction.finding_id))
    if finding is None:
        raise Refused(Refusal(Problem.FINDING_UNKNOWN, facts={"waits_for": correction.finding_id}))
    item = OrderItem(id=uuid4(), position=position, finding_id=finding.id, requirement=correction.requirement)
    item.finding = finding
    order.items.append(item)


def order_at_desk(claims: OrderClaims, work: Work, *, visit_id: UUID | None, by: Officer, at: datetime) -> Order:
    """The same gates at the desk, where nothing is made while one is closed."""
    facts = order_facts(claims)
    refuse_if_any(gates_before_ordering(facts))
    order = _new_order(uuid4(), claims, work, by=by)
    order.visit_id = visit_id
    db.session.flush()
    document = _desk_document(order, facts, claims, by=by, at=at)
    note_deed("order_at_desk", by=by.id, at=at, subject="order", subject_id=order.id, number=document.number)
    tell_of_order(order)
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
    refuse_if_any(use_number(block.id, serial, document_id=document.id, device_id=None, on=on, at=at))
    return document


def deliver_order(order_id: UUID, delivered_at: datetime, *, by: Officer, at: datetime) -> Order:
    order = _order(order_id)
    take_step(order, "deliver", by=by, at=at)
    order.delivered_at = delivered_at
    tell_of_order(order)
    return order


def void_order(order_id: UUID, reason: str, *, by: Officer, at: datetime) -> Order:
    order = _order(order_id)
    take_step(order, "void", by=by, at=at, reason=reason)
    tell_of_order(order)
    return order


@dataclass(frozen=True)
class Outcome:
    finding_id: UUID
    is_corrected: bool
    note: str = ""


def check_order(
    event_id: UUID,
    order_id: UUID,
    visit_id: UUID,
    outcomes: tuple[Outcome, ...],
    *,
    by: Officer,
    at: datetime,
) -> Order:
    """复查. Closes the order when everything is corrected and shown; otherwise it stays open with what was seen."""
    visit = visit_to_write(visit_id, by=by, at=at)
    order = _order(order_id)
    order.checks.append(
        OrderCheck(
            id=event_id,
            visit_id=visit.id,
            outcomes=[{**vars(one), "finding_id": str(one.finding_id)} for one in outcomes],
            checked_by=by.id,
            checked_at=at,
        )
    )
    corrected = {str(one.finding_id) for one in outcomes if one.is_corrected}
    if corrected >= {str(item.finding_id) for item in order.items} and order.stage is Stage.ORDERED:
        _close(order, visit, corrected, by=by, at=at)
    tell_of_order(order)
    return order


def _close(order: Order, visit: Visit, corrected: set[str], *, by: Officer, at: datetime) -> None:
    shown = {str(photo.finding_id) for photo in photos_of(visit.id) if photo.discarded_at is None}
    if refusal := closed_by_evidence(corrected, shown):
        add_flags(order, [refusal])
    else:
        take_step(order, "close", by=by, at=at)


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
    tell_of_order(order)
    if order.visit_id and (visit := visit_with(order.visit_id)):
        tell_of_visit(visit)
    return order


def order_of_office(order_id: UUID, *, by: Officer) -> Order:
    order = order_for_update(order_id)
    if order is None or order.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return order


def _order(order_id: UUID) -> Order:
    order = order_for_update(order_id)
    if order is None:
        raise Refused(Refusal(Problem.ORDER_UNKNOWN, facts={"waits_for": str(order_id)}))
    return order

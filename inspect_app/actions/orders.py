"""Orders to correct (责令改正): delivered, checked again, closed by evidence only. (Long: an order's whole life.)"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.actions.claims import officers_in_order
from inspect_app.actions.deliveries import delivery_of, officers_of
from inspect_app.actions.documents import DocumentFacts, keep_document
from inspect_app.actions.finding_powers import beyond_power
from inspect_app.actions.flags import add_flags
from inspect_app.actions.forms import use_number
from inspect_app.actions.papers import made_here
from inspect_app.actions.steps import take_step
from inspect_app.actions.telling import tell_of_order
from inspect_app.actions.visits import visit_to_write
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.calendar import day_of
from inspect_app.rules.deliveries import gates_before_order_delivery
from inspect_app.rules.orders import Correction, OrderFacts, closed_by_evidence, gates_before_ordering
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.plain import to_plain
from inspect_app.rules.procedure import Stage
from inspect_app.store.at_hand import put_in
from inspect_app.store.base import Json
from inspect_app.store.documents import begin_papers
from inspect_app.store.journal import appeared
from inspect_app.store.officers import Officer
from inspect_app.store.orders import Order, OrderCheck, OrderItem, order_for_update
from inspect_app.store.photos import photos_of
from inspect_app.store.visits import finding_with
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
    order = new_order(made.order_id, made.claims, visit.work, by=by)
    order.visit_id, order.number = visit.id, str(made.content.get("number", ""))
    document, faults = keep_document(
        DocumentFacts(made.document_id, "correction_order", order.id, visit.id, made.content, made.sha256),
        by=by,
        at=at,
    )
    on = day_of(made.claims.ordered_at)
    faults += use_number(made.block_id, made.serial, document=document, device_id=device_id, on=on, at=at)
    faults += beyond_power((item.finding_id for item in order.items), office=AgencyKind.DISTRICT)
    add_flags(order, faults + gates_before_ordering(order_facts(made.claims)))
    tell_of_order(order)
    return order


def new_order(order_id: UUID, claims: OrderClaims, work: Work, *, by: Officer) -> Order:
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
    put_in(order)
    begin_papers(order.id)
    appeared(order.id)
    for position, correction in enumerate(claims.corrections, start=1):
        _add_item(order, position, correction)
    return order


def _add_item(order: Order, position: int, correction: Correction) -> None:
    finding = finding_with(UUID(correction.finding_id))
    if finding is None:
        raise Refused(Refusal(Problem.FINDING_UNKNOWN, facts={"waits_for": correction.finding_id}))
    keys = {"order_id": order.id, "finding_id": finding.id}
    order.items.append(
        OrderItem(id=uuid4(), **keys, finding=finding, position=position, requirement=correction.requirement)
    )


def deliver_order(order_id: UUID, delivered_at: datetime, *, by: Officer, at: datetime) -> Order:
    """当场送达. Missing signatures, an unseen refusal become flags; the paper has changed hands."""
    order = _order_made_here(order_id, by=by, at=at)
    take_step(order, "deliver", by=by, at=at)
    order.delivered_at = delivered_at
    add_flags(order, gates_before_order_delivery(delivery_of(order), officers_of(order)))
    tell_of_order(order)
    return order


def void_order(order_id: UUID, reason: str, *, by: Officer, at: datetime) -> Order:
    order = _order_made_here(order_id, by=by, at=at)
    take_step(order, "void", by=by, at=at, reason=reason)
    tell_of_order(order)
    return order


@dataclass(frozen=True)
class Outcome:
    finding_id: UUID
    is_corrected: bool
    note: str = ""


def check_order(
    event_id: UUID, order_id: UUID, visit_id: UUID, outcomes: tuple[Outcome, ...], *, by: Officer, at: datetime
) -> Order:
    """复查. Closes the order when everything is corrected and shown; otherwise it stays open with what was seen."""
    visit = visit_to_write(visit_id, by=by, at=at)
    order = _order(order_id)
    if order.work_id != visit.work_id:
        raise Refused(Refusal(Problem.ORDER_UNKNOWN, facts={"waits_for": str(order_id)}))
    order.checks.append(
        OrderCheck(
            id=event_id,
            order_id=order.id,
            visit_id=visit.id,
            outcomes=[{**vars(one), "finding_id": str(one.finding_id)} for one in outcomes],
            checked_by=by.id,
            checked_at=at,
        )
    )
    corrected = _corrected(order)
    if corrected >= {str(item.finding_id) for item in order.items} and order.stage is Stage.ORDERED:
        _close(order, corrected, by=by, at=at)
    tell_of_order(order)
    return order


def _corrected(order: Order) -> set[str]:
    """By what was seen last of each finding, on whichever re-inspection."""
    last = {one["finding_id"]: one["is_corrected"] for check in order.checks for one in check.outcomes}
    return {finding_id for finding_id, is_corrected in last.items() if is_corrected}


def _shown(order: Order) -> set[str]:
    """Findings with a photo from a re-inspection that found them corrected."""
    seen = {
        (check.visit_id, one["finding_id"])
        for check in order.checks
        for one in check.outcomes
        if one["is_corrected"]
    }
    photos = photos_of(*{visit_id for visit_id, _finding in seen if visit_id})
    kept = [photo for photo in photos if photo.discarded_at is None]
    return {str(photo.finding_id) for photo in kept if (photo.visit_id, str(photo.finding_id)) in seen}


def _close(order: Order, corrected: set[str], *, by: Officer, at: datetime) -> None:
    if refusal := closed_by_evidence(corrected, _shown(order)):
        add_flags(order, [refusal])
    else:
        take_step(order, "close", by=by, at=at)


def _order(order_id: UUID) -> Order:
    order = order_for_update(order_id)
    if order is None:
        raise Refused(Refusal(Problem.ORDER_UNKNOWN, facts={"waits_for": str(order_id)}))
    return order


def _order_made_here(order_id: UUID, *, by: Officer, at: datetime) -> Order:
    return made_here(_order(order_id), by=by, at=at)

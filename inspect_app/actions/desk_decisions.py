"""On-the-spot decisions in the office: made through gates with the party present, delivered, filed, withdrawn, voided."""

from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.actions.claims import Claims, decision_facts
from inspect_app.actions.decisions import link_findings, new_decision, tell_of_decision
from inspect_app.actions.deliveries import delivery_of, officers_of
from inspect_app.actions.documents import DocumentFacts, SignatureFacts, keep_document, sign_document
from inspect_app.actions.forms import next_desk_number, use_number
from inspect_app.actions.settings import acts, office_texts
from inspect_app.actions.steps import take_step
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.decisions import DecisionFacts, gates_before_deciding
from inspect_app.rules.deliveries import gates_before_delivery
from inspect_app.rules.documents import document_sha256, on_the_spot_decision
from inspect_app.rules.numbers import FormKind
from inspect_app.rules.procedure import visit_may_penalise
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.decisions import Decision, decision_for_update
from inspect_app.store.documents import Document
from inspect_app.store.officers import Officer
from inspect_app.store.visits import visit_with
from inspect_app.store.works import Work


def decide_at_desk(
    claims: Claims,
    work: Work,
    finding_ids: tuple[UUID, ...],
    *,
    visit_id: UUID | None,
    by: Officer,
    at: datetime,
) -> Decision:
    """In the office, the party present: the same gates, the same numbers; nothing is made while one is closed."""
    act = acts().get(claims.act)
    if act is None:
        raise Refused(Refusal(Problem.ACT_UNKNOWN, facts={"act": claims.act}))
    facts = decision_facts(claims, act)
    refuse_if_any([_visit_may_penalise(visit_id), *gates_before_deciding(facts)])
    decision = new_decision(uuid4(), claims, work, by=by, at=at)
    decision.visit_id = visit_id
    link_findings(decision, finding_ids)
    db.session.flush()
    document = _desk_document(decision, facts, by=by, at=at)
    note_deed("decide_at_desk", by=by.id, at=at, subject="decision", subject_id=decision.id, number=document.number)
    return decision


def _visit_may_penalise(visit_id: UUID | None) -> Refusal | None:
    """What a patrol saw stays a lead at the desk too."""
    visit = visit_with(visit_id) if visit_id else None
    return visit_may_penalise(visit.kind) if visit else None


def _desk_document(decision: Decision, facts: DecisionFacts, *, by: Officer, at: datetime) -> Document:
    block, serial = next_desk_number(by, FormKind.ON_THE_SPOT_DECISION, at=at)
    decision.number = block.facts().number(serial)
    content = on_the_spot_decision(decision.number, facts, office_texts(by.agency, on=day_of(at)))
    document, _whole = keep_document(
        DocumentFacts(
            uuid4(),
            "on_the_spot_decision",
            decision.id,
            decision.visit_id,
            content,
            document_sha256(content),
        ),
        by=by,
        at=at,
    )
    refuse_if_any(use_number(block.id, serial, document=document, device_id=None, on=facts.decided_on, at=at))
    return document


def deliver_at_desk(decision_id: UUID, signed: list[SignatureFacts], *, by: Officer, at: datetime) -> Decision:
    """The printed form came back signed, or with a refusal noted; now it is delivered. Gates, not flags."""
    decision = decision_of_office(decision_id, by=by)
    for facts in signed:
        sign_document(None, facts, by=by, at=at)
    take_step(decision, "deliver", by=by, at=at)
    decision.delivered_at = at
    refuse_if_any(gates_before_delivery(delivery_of(decision), officers_of(decision)))
    note_deed("deliver_decision", by=by.id, at=at, subject="decision", subject_id=decision.id)
    tell_of_decision(decision)
    return decision


def file_decision(decision_id: UUID, *, by: Officer, at: datetime) -> Decision:
    """备案（第五十二条第三款）."""
    decision = decision_of_office(decision_id, by=by)
    take_step(decision, "file", by=by, at=at)
    decision.filed_at = at
    note_deed("file_decision", by=by.id, at=at, subject="decision", subject_id=decision.id, number=decision.number)
    tell_of_decision(decision)
    return decision


def withdraw_decision(decision_id: UUID, reason: str, *, by: Officer, at: datetime) -> Decision:
    """撤销 a delivered decision, by the head, with a reason that stays on the record."""
    return _end(decision_id, "withdraw", reason, by=by, at=at)


def void_decision(decision_id: UUID, reason: str, *, by: Officer, at: datetime) -> Decision:
    """作废 a decision that was made and never handed over."""
    return _end(decision_id, "void", reason, by=by, at=at)


def _end(decision_id: UUID, step: str, reason: str, *, by: Officer, at: datetime) -> Decision:
    decision = decision_of_office(decision_id, by=by)
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    take_step(decision, step, by=by, at=at, reason=reason)
    note_deed(f"{step}_decision", by=by.id, at=at, subject="decision", subject_id=decision.id, reason=reason)
    tell_of_decision(decision)
    return decision


def decision_of_office(decision_id: UUID, *, by: Officer) -> Decision:
    decision = decision_for_update(decision_id)
    if decision is None or decision.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return decision

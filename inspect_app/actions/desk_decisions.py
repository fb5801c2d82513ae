"""On-the-spot decisions in the office: made through gates with the party present, delivered, filed, withdrawn, voided."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.actions.claims import Claims, decision_facts
from inspect_app.actions.decision_fines import open_fine_of, receipt_used_by
from inspect_app.actions.decisions import link_findings, new_decision
from inspect_app.actions.documents import SignatureFacts
from inspect_app.actions.finding_powers import beyond_power
from inspect_app.actions.fine_cash import release_receipts
from inspect_app.actions.fines import call_off_fine
from inspect_app.actions.law import law_now
from inspect_app.actions.papers import Wording, draw_up, hand_over, of_office, take_reasoned_step
from inspect_app.actions.publications import publication_must_go
from inspect_app.actions.settings import office_texts
from inspect_app.actions.steps import take_step
from inspect_app.actions.telling import tell_of_paper
from inspect_app.catalogue.paper_layouts import paper_wordings
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.acts import Procedure
from inspect_app.rules.calendar import day_of
from inspect_app.rules.clocks import RECONSIDERATION_OF_2023
from inspect_app.rules.decisions import DecisionFacts, gates_before_deciding
from inspect_app.rules.deliveries import Delivery, gates_before_delivery
from inspect_app.rules.documents import OfficeTexts, on_the_spot_decision
from inspect_app.rules.numbers import FormKind
from inspect_app.rules.papers import Procedure as PaperProcedure
from inspect_app.rules.people import AgencyKind, OfficerFacts
from inspect_app.rules.procedure import visit_may_penalise
from inspect_app.rules.redress import redress_paragraph
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.decisions import Decision, decision_for_update
from inspect_app.store.documents import Document
from inspect_app.store.officers import Officer
from inspect_app.store.settings import latest_rulebook
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
    law, edition = law_now(), latest_rulebook()
    act = law.known_on(day_of(claims.decided_at)).get(claims.act)
    if act is None:
        raise Refused(Refusal(Problem.ACT_UNKNOWN, facts={"act": claims.act}))
    facts = decision_facts(claims, act)
    beyond = beyond_power(finding_ids, office=AgencyKind.DISTRICT)
    refuse_if_any([_visit_may_penalise(visit_id), *beyond, *gates_before_deciding(facts, law)])
    decision = new_decision(uuid4(), claims, work, by=by, at=at)
    decision.visit_id, decision.rulebook = visit_id, edition.number if edition else 0
    link_findings(decision, finding_ids)
    db.session.flush()
    document = _desk_document(decision, facts, by=by, at=at)
    refuse_if_any([receipt_used_by(decision, at=at)])
    note_deed("decide_at_desk", by=by.id, at=at, subject="decision", subject_id=decision.id, number=document.number)
    return decision


def _visit_may_penalise(visit_id: UUID | None) -> Refusal | None:
    """What a patrol saw stays a lead at the desk too."""
    visit = visit_with(visit_id) if visit_id else None
    return visit_may_penalise(visit.kind) if visit else None


def _desk_document(decision: Decision, facts: DecisionFacts, *, by: Officer, at: datetime) -> Document:
    texts = redress_of_the_day(office_texts(by.agency, on=day_of(at)), on=facts.decided_on)
    wording = Wording(
        FormKind.ON_THE_SPOT_DECISION,
        "on_the_spot_decision",
        lambda number: on_the_spot_decision(number, facts, texts),
        on=facts.decided_on,
    )
    return draw_up(decision, wording, by=by, at=at)


def redress_of_the_day(texts: OfficeTexts, *, on: date) -> OfficeTexts:
    """复议前置 holds from 2024 on; a decision of an earlier day names both ways."""
    if on >= RECONSIDERATION_OF_2023:
        return texts
    paragraph = redress_paragraph(
        PaperProcedure.ON_THE_SPOT, on=on, body=texts.reconsideration_body, wordings=paper_wordings()
    )
    return replace(texts, templates={**texts.templates, "redress_on_the_spot": paragraph})


def deliver_at_desk(
    decision_id: UUID, signed: list[SignatureFacts], *, copies: int | None = None, by: Officer, at: datetime
) -> Decision:
    def gates(delivery: Delivery, officers: list[OfficerFacts]) -> list[Refusal]:
        return gates_before_delivery(replace(delivery, copies=copies), officers)

    decision = hand_over(decision_of_office(decision_id, by=by), signed, gates, by=by, at=at)
    open_fine_of(decision, at=at)
    return decision


def file_decision(decision_id: UUID, *, by: Officer, at: datetime) -> Decision:
    """备案（第五十二条第三款）."""
    decision = decision_of_office(decision_id, by=by)
    take_step(decision, "file", by=by, at=at)
    decision.filed_at = at
    note_deed("file_decision", by=by.id, at=at, subject="decision", subject_id=decision.id, number=decision.number)
    tell_of_paper(decision)
    return decision


def withdraw_decision(decision_id: UUID, reason: str, *, by: Officer, at: datetime) -> Decision:
    """撤销 a delivered decision, by the head, with a reason that stays on the record; its fine and publication go with it."""
    decision = take_reasoned_step(decision_of_office(decision_id, by=by), "withdraw", reason, by=by, at=at)
    call_off_fine(decision.id, Procedure.ON_THE_SPOT, reason, by=by, at=at)
    publication_must_go(decision.id, on=day_of(at), agency_id=decision.agency_id)
    return decision


def void_decision(decision_id: UUID, reason: str, *, by: Officer, at: datetime) -> Decision:
    """作废 a decision that was made and never handed over."""
    decision = take_reasoned_step(decision_of_office(decision_id, by=by), "void", reason, by=by, at=at)
    release_receipts(decision.id, at=at)
    return decision


def decision_of_office(decision_id: UUID, *, by: Officer) -> Decision:
    return of_office(decision_for_update(decision_id), by=by)

"""On-the-spot decisions (当场处罚) as phones make them: taken in as facts, with the server's doubts as flags."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.actions.claims import Claims
from inspect_app.actions.decision_doubts import PaperGiven, doubts_of_law
from inspect_app.actions.decision_fines import open_fine_of, receipt_used_by
from inspect_app.actions.deliveries import delivery_of, officers_of
from inspect_app.actions.documents import DocumentFacts, keep_document
from inspect_app.actions.finding_powers import beyond_power
from inspect_app.actions.fine_cash import release_receipts
from inspect_app.actions.flags import add_flags
from inspect_app.actions.forms import use_number
from inspect_app.actions.papers import made_here
from inspect_app.actions.settings import office_settings, work_calendar
from inspect_app.actions.steps import take_step
from inspect_app.actions.telling import tell_of_paper, tell_of_work
from inspect_app.actions.visits import visit_to_write
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.acts import Sanction
from inspect_app.rules.calendar import day_of
from inspect_app.rules.deadlines import file_decision_by
from inspect_app.rules.deliveries import gates_before_delivery
from inspect_app.rules.people import AgencyKind, certificate_valid
from inspect_app.rules.plain import to_plain
from inspect_app.rules.procedure import Stage, visit_may_penalise
from inspect_app.rules.settings import SettingName
from inspect_app.rules.statutes import ON_THE_SPOT_CONTENT
from inspect_app.store.at_hand import put_in
from inspect_app.store.base import Json, db
from inspect_app.store.decisions import Decision, DecisionFinding, decision_for_update
from inspect_app.store.documents import begin_papers
from inspect_app.store.journal import appeared
from inspect_app.store.officers import Officer
from inspect_app.store.visits import Visit, finding_with
from inspect_app.store.works import Work


@dataclass(frozen=True)
class MadeOnPhone:
    """A decision as it left the printer on the spot."""

    decision_id: UUID
    visit_id: UUID
    document_id: UUID
    block_id: UUID
    serial: int
    content: Json
    sha256: str
    finding_ids: tuple[UUID, ...]
    claims: Claims
    rulebook: int


def make_decision(made: MadeOnPhone, *, device_id: UUID, by: Officer, at: datetime) -> Decision:
    """Taken in as a fact: it cannot be un-handed. Whatever the server's own check refuses becomes a flag."""
    visit = visit_to_write(made.visit_id, by=by, at=at)
    on = day_of(made.claims.decided_at)
    decision = new_decision(made.decision_id, made.claims, visit.work, by=by, at=at)
    decision.visit_id, decision.rulebook = visit.id, made.rulebook
    decision.number = str(made.content.get("number", ""))
    link_findings(decision, made.finding_ids)
    db.session.flush()
    document, faults = keep_document(
        DocumentFacts(made.document_id, "on_the_spot_decision", decision.id, visit.id, made.content, made.sha256),
        by=by,
        at=at,
    )
    faults += use_number(made.block_id, made.serial, document=document, device_id=device_id, on=on, at=at)
    faults += _doubts(made, visit, derived_on=day_of(at)) + _doubt_of_maker(made.claims, by, on=on)
    faults += beyond_power(made.finding_ids, office=AgencyKind.DISTRICT)
    used = receipt_used_by(decision, at=at)
    add_flags(decision, [*faults, used] if used else faults)
    return decision


def _doubt_of_maker(claims: Claims, by: Officer, *, on: date) -> list[Refusal]:
    """Whoever makes it must hold a certificate even when others are named as its officers."""
    fault = None if by.id in claims.officer_ids else certificate_valid(by.facts(), on=on)
    return [fault] if fault else []


def _doubts(made: MadeOnPhone, visit: Visit, *, derived_on: date) -> list[Refusal]:
    """The law as the server sees it, on the server's own facts."""
    on = day_of(made.claims.decided_at)
    doubts = [visit_may_penalise(visit.kind)]
    if on != derived_on:
        days = {"claimed": on.isoformat(), "derived": derived_on.isoformat()}
        doubts.append(Refusal(Problem.DECISION_DATE_WRONG, ON_THE_SPOT_CONTENT, days))
    given = PaperGiven(made.claims, made.content, made.rulebook)
    return [doubt for doubt in doubts if doubt] + doubts_of_law(given, on=on)


def new_decision(decision_id: UUID, claims: Claims, work: Work, *, by: Officer, at: datetime) -> Decision:
    decided_on = day_of(claims.decided_at)
    decision = Decision(
        id=decision_id,
        agency_id=work.agency_id,
        work_id=work.id,
        work=work,
        stage=Stage.MADE,
        number="",
        act=claims.act,
        party=claims.party.kind,
        party_name=claims.party.name,
        sanction=claims.sanction,
        fine_yuan=claims.fine_yuan if claims.sanction is Sanction.FINE else 0,
        decided_on=decided_on,
        made_by=by.id,
        made_at=at,
        file_by_on=_file_by(work.agency_id, decided_on),
        claims=to_plain(claims) | {"officer_ids": [str(one) for one in claims.officer_ids]},
        flags=[],
        rulebook=0,
        findings=[],
    )
    put_in(decision)
    begin_papers(decision.id)
    appeared(decision.id)
    tell_of_work(work)
    return decision


def _file_by(agency_id: UUID, decided_on: date) -> date | None:
    """None when the calendar of that year is not published: a period is never guessed."""
    days = office_settings(agency_id).whole(SettingName.FILING_WORKING_DAYS)
    try:
        return file_decision_by(decided_on, working_days=days, calendar=work_calendar(agency_id))
    except Refused:
        return None


def link_findings(decision: Decision, finding_ids: tuple[UUID, ...]) -> None:
    for finding_id in dict.fromkeys(finding_ids):
        finding = finding_with(finding_id)
        if finding is None:
            raise Refused(Refusal(Problem.FINDING_UNKNOWN, facts={"waits_for": str(finding_id)}))
        decision.findings.append(DecisionFinding(id=uuid4(), decision_id=decision.id, finding_id=finding.id))


def deliver_decision(
    decision_id: UUID, delivered_at: datetime, *, copies: int | None = None, by: Officer, at: datetime
) -> Decision:
    """当场交付. Missing signatures become flags; the paper has changed hands."""
    decision = _decision(decision_id, by=by, at=at)
    take_step(decision, "deliver", by=by, at=at)
    decision.delivered_at = delivered_at
    add_flags(decision, gates_before_delivery(delivery_of(decision, copies=copies), officers_of(decision)))
    open_fine_of(decision, at=at)
    tell_of_paper(decision)
    return decision


def void_decision_on_phone(decision_id: UUID, reason: str, *, by: Officer, at: datetime) -> None:
    """A spoilt form, voided on the spot before it was handed over."""
    decision = _decision(decision_id, by=by, at=at)
    take_step(decision, "void", by=by, at=at, reason=reason)
    release_receipts(decision.id, at=at)
    tell_of_paper(decision)


def _decision(decision_id: UUID, *, by: Officer, at: datetime) -> Decision:
    decision = decision_for_update(decision_id)
    if decision is None:
        raise Refused(Refusal(Problem.DECISION_UNKNOWN, facts={"waits_for": str(decision_id)}))
    return made_here(decision, by=by, at=at)

"""On-the-spot decisions (当场处罚): taken in from phones as facts, made at the desk through gates, filed, withdrawn."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.actions.documents import DocumentFacts, SignatureFacts, keep_document, sign_document
from inspect_app.actions.flags import add_flags
from inspect_app.actions.forms import next_desk_number, use_number
from inspect_app.actions.settings import acts, office_settings, office_texts, texts_of_rulebook, work_calendar
from inspect_app.actions.steps import take_step
from inspect_app.actions.telling import tell_of_visit, tell_of_work
from inspect_app.actions.visits import visit_to_write
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.acts import Act, Sanction
from inspect_app.rules.calendar import day_of
from inspect_app.rules.deadlines import file_decision_by
from inspect_app.rules.decisions import (
    Collection,
    DecisionFacts,
    Delivery,
    PartyOfCase,
    gates_before_deciding,
    gates_before_delivery,
)
from inspect_app.rules.documents import OfficeTexts, document_sha256, on_the_spot_decision
from inspect_app.rules.numbers import FormKind
from inspect_app.rules.people import OfficerFacts
from inspect_app.rules.plain import to_plain
from inspect_app.rules.procedure import Stage, visit_may_penalise
from inspect_app.rules.settings import SettingName
from inspect_app.rules.statutes import ON_THE_SPOT_CONTENT
from inspect_app.store.agencies import Agency
from inspect_app.store.audit import note_deed
from inspect_app.store.base import Json, db
from inspect_app.store.decisions import Decision, DecisionFinding, decision_for_update
from inspect_app.store.documents import Document, documents_for
from inspect_app.store.journal import appeared
from inspect_app.store.officers import Officer, officers_with
from inspect_app.store.visits import Visit, finding_with
from inspect_app.store.works import Work


@dataclass(frozen=True)
class Claims:
    """What an officer states of a decision. `officer_ids` are looked up: the phone's word on certificates counts not."""

    act: str
    party: PartyOfCase
    sanction: Sanction
    fine_yuan: int
    facts: str
    place: str
    factors: tuple[str, ...]
    factor_note: str
    officer_ids: tuple[UUID, ...]
    facts_are_certain: bool
    identity_shown_at: datetime | None
    told_at: datetime | None
    heard_at: datetime | None
    decided_at: datetime
    statement: str = ""
    statement_review: str = ""
    correct_at_once: bool = False
    correct_by: date | None = None
    collection: Collection = Collection.BANK
    receipt_number: str = ""


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


def decision_facts(claims: Claims, act: Act) -> DecisionFacts:
    officers = tuple(officer.facts() for officer in officers_in_order(claims.officer_ids))
    values = {name: value for name, value in vars(claims).items() if name not in ("act", "officer_ids")}
    return DecisionFacts(act=act, officers=officers, decided_on=day_of(claims.decided_at), **values)


def officers_in_order(ids: tuple[UUID, ...]) -> list[Officer]:
    known = {officer.id: officer for officer in officers_with(list(ids))}
    return [known[officer_id] for officer_id in ids if officer_id in known]


def make_decision(made: MadeOnPhone, *, device_id: UUID, by: Officer, at: datetime) -> Decision:
    """Taken in as a fact: it cannot be un-handed. Whatever the server's own check refuses becomes a flag."""
    visit = visit_to_write(made.visit_id, by=by, at=at)
    on = day_of(made.claims.decided_at)
    decision = _new_decision(made.decision_id, made.claims, visit.work, by=by, at=at)
    decision.visit_id, decision.rulebook = visit.id, made.rulebook
    decision.number = str(made.content.get("number", ""))
    _link_findings(decision, made.finding_ids)
    db.session.flush()
    document, faults = keep_document(
        DocumentFacts(made.document_id, "on_the_spot_decision", decision.id, visit.id, made.content, made.sha256),
        by=by,
        at=at,
    )
    faults += use_number(made.block_id, made.serial, document_id=document.id, device_id=device_id, on=on, at=at)
    faults += _doubts(made, visit, derived_on=day_of(at))
    add_flags(decision, faults)
    return decision


def _doubts(made: MadeOnPhone, visit: Visit, *, derived_on: date) -> list[Refusal]:
    """The law as the server sees it, on the server's own facts."""
    on = day_of(made.claims.decided_at)
    doubts = [visit_may_penalise(visit.kind)]
    if on != derived_on:
        days = {"claimed": on.isoformat(), "derived": derived_on.isoformat()}
        doubts.append(Refusal(Problem.DECISION_DATE_WRONG, ON_THE_SPOT_CONTENT, days))
    act = acts().get(made.claims.act)
    if act is None:
        return [d for d in doubts if d] + [Refusal(Problem.ACT_UNKNOWN, facts={"act": made.claims.act})]
    facts = decision_facts(made.claims, act)
    expected = on_the_spot_decision(str(made.content.get("number", "")), facts, texts_of_rulebook(made.rulebook))
    if made.content.get("redress") != expected["redress"]:
        doubts.append(Refusal(Problem.REDRESS_WRONG, ON_THE_SPOT_CONTENT))
    elif dict(made.content) != expected:
        doubts.append(Refusal(Problem.DOCUMENT_ALTERED, ON_THE_SPOT_CONTENT))
    return [doubt for doubt in doubts if doubt] + gates_before_deciding(facts)


def _new_decision(decision_id: UUID, claims: Claims, work: Work, *, by: Officer, at: datetime) -> Decision:
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
    db.session.add(decision)
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


def _link_findings(decision: Decision, finding_ids: tuple[UUID, ...]) -> None:
    for finding_id in finding_ids:
        finding = finding_with(finding_id)
        if finding is None:
            raise Refused(Refusal(Problem.FINDING_UNKNOWN, facts={"waits_for": str(finding_id)}))
        decision.findings.append(DecisionFinding(id=uuid4(), finding_id=finding.id))


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
    refuse_if_any(gates_before_deciding(facts))
    decision = _new_decision(uuid4(), claims, work, by=by, at=at)
    decision.visit_id = visit_id
    _link_findings(decision, finding_ids)
    db.session.flush()
    document = _desk_document(decision, facts, by=by, at=at)
    note_deed("decide_at_desk", by=by.id, at=at, subject="decision", subject_id=decision.id, number=document.number)
    return decision


def _desk_document(decision: Decision, facts: DecisionFacts, *, by: Officer, at: datetime) -> Document:
    block, serial = next_desk_number(by, FormKind.ON_THE_SPOT_DECISION, at=at)
    decision.number = block.facts().number(serial)
    content = on_the_spot_decision(decision.number, facts, _texts_now(by.agency, at))
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
    refuse_if_any(use_number(block.id, serial, document_id=document.id, device_id=None, on=facts.decided_on, at=at))
    return document


def _texts_now(agency: Agency, at: datetime) -> OfficeTexts:
    return office_texts(agency, on=day_of(at))


def deliver_decision(decision_id: UUID, delivered_at: datetime, *, by: Officer, at: datetime) -> Decision:
    """当场交付. Missing signatures become flags; the paper has changed hands."""
    decision = _decision(decision_id)
    take_step(decision, "deliver", by=by, at=at)
    decision.delivered_at = delivered_at
    add_flags(decision, gates_before_delivery(delivery_of(decision), _officers_of(decision)))
    _tell(decision)
    return decision


def delivery_of(decision: Decision) -> Delivery:
    """What the signatures under the decision's document say."""
    signatures = [one for document in documents_for(decision.id) for one in document.signatures]
    party = [one for one in signatures if one.signer == "party"]
    return Delivery(
        officers_signed=frozenset(one.badge_number for one in signatures if one.signer == "officer"),
        party_signed=any(not one.refused for one in party),
        refusal_reason=next((one.reason for one in party if one.refused), ""),
        delivered_at=decision.delivered_at,
    )


def _officers_of(decision: Decision) -> list[OfficerFacts]:
    ids = tuple(UUID(one) for one in decision.claims["officer_ids"])
    return [officer.facts() for officer in officers_in_order(ids)]


def deliver_at_desk(decision_id: UUID, signed: list[SignatureFacts], *, by: Officer, at: datetime) -> Decision:
    """The printed form came back signed, or with a refusal noted; now it is delivered. Gates, not flags."""
    decision = decision_of_office(decision_id, by=by)
    for facts in signed:
        sign_document(None, facts, by=by, at=at)
    take_step(decision, "deliver", by=by, at=at)
    decision.delivered_at = at
    refuse_if_any(gates_before_delivery(delivery_of(decision), _officers_of(decision)))
    note_deed("deliver_decision", by=by.id, at=at, subject="decision", subject_id=decision.id)
    _tell(decision)
    return decision


def file_decision(decision_id: UUID, *, by: Officer, at: datetime) -> Decision:
    """备案（第五十二条第三款）."""
    decision = decision_of_office(decision_id, by=by)
    take_step(decision, "file", by=by, at=at)
    decision.filed_at = at
    note_deed("file_decision", by=by.id, at=at, subject="decision", subject_id=decision.id, number=decision.number)
    _tell(decision)
    return decision


def withdraw_decision(decision_id: UUID, reason: str, *, by: Officer, at: datetime) -> Decision:
    """撤销 a delivered decision, by the head, with a reason that stays on the record."""
    return _end(decision_id, "withdraw", reason, by=by, at=at)


def void_decision(decision_id: UUID, reason: str, *, by: Officer, at: datetime) -> Decision:
    """作废 a decision that was made and never handed over."""
    return _end(decision_id, "void", reason, by=by, at=at)


def void_decision_on_phone(decision_id: UUID, reason: str, *, by: Officer, at: datetime) -> None:
    """A spoilt form, voided on the spot before it was handed over."""
    decision = _decision(decision_id)
    take_step(decision, "void", by=by, at=at, reason=reason)
    _tell(decision)


def _end(decision_id: UUID, step: str, reason: str, *, by: Officer, at: datetime) -> Decision:
    decision = decision_of_office(decision_id, by=by)
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    take_step(decision, step, by=by, at=at, reason=reason)
    note_deed(f"{step}_decision", by=by.id, at=at, subject="decision", subject_id=decision.id, reason=reason)
    _tell(decision)
    return decision


def _tell(decision: Decision) -> None:
    tell_of_work(decision.work)
    if decision.visit_id and (visit := db.session.get(Visit, decision.visit_id)):
        tell_of_visit(visit)


def decision_of_office(decision_id: UUID, *, by: Officer) -> Decision:
    decision = decision_for_update(decision_id)
    if decision is None or decision.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return decision


def _decision(decision_id: UUID) -> Decision:
    decision = decision_for_update(decision_id)
    if decision is None:
        raise Refused(Refusal(Problem.DECISION_UNKNOWN, facts={"waits_for": str(decision_id)}))
    return decision

"""What the steps of cases state, one table for each kind of facts: the rows beside the lines of the record. (Long: a list.)

Each row belongs to one line of `case_steps`, is written with it and never changed; `rules/case_facts.py` says what each means.
"""

from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.rules import case_facts as rules
from inspect_app.rules.case_facts import (
    AskedBy,
    Attendance,
    CorrectionOutcome,
    EvidenceKind,
    Interviewee,
    Mitigation,
    NoPenaltyGround,
    Openness,
    PenaltyKind,
    RecusalOutcome,
    ReviewOutcome,
    ServiceWay,
    StatementKind,
    StatementOutcome,
)
from inspect_app.rules.plain import from_plain
from inspect_app.store.base import Base, db


class OfStep(Base):
    __abstract__ = True
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    step_id: Mapped[UUID] = mapped_column(ForeignKey("case_steps.id"), unique=True)


class CaseFiling(OfStep):
    __tablename__ = "case_filings"
    on: Mapped[date]
    officer_ids: Mapped[list[str]]
    opinion: Mapped[str]


class CaseOfficerChange(OfStep):
    __tablename__ = "case_officer_changes"
    on: Mapped[date]
    officer_ids: Mapped[list[str]]
    reason: Mapped[str]


class CaseInterview(OfStep):
    __tablename__ = "case_interviews"
    on: Mapped[date]
    person: Mapped[str]
    part: Mapped[Interviewee]
    place: Mapped[str]
    summary: Mapped[str]


class CaseEvidence(OfStep):
    __tablename__ = "case_evidence"
    on: Mapped[date]
    kind: Mapped[EvidenceKind]
    title: Mapped[str]
    proves: Mapped[str]
    source: Mapped[str]
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visits.id"))
    thing_id: Mapped[UUID | None]
    sha256: Mapped[str]


class CaseMaterials(OfStep):
    __tablename__ = "case_material_requests"
    on: Mapped[date]
    materials: Mapped[str]
    due_on: Mapped[date]


class CaseSample(OfStep):
    __tablename__ = "case_samples"
    on: Mapped[date]
    goods: Mapped[str]
    method: Mapped[str]


class CaseCommission(OfStep):
    __tablename__ = "case_commissions"
    on: Mapped[date]
    expert: Mapped[str]
    question: Mapped[str]


class CaseRegistration(OfStep):
    __tablename__ = "case_registrations"
    on: Mapped[date]
    goods: Mapped[str]
    place: Mapped[str]
    reason: Mapped[str]


class CaseDisposal(OfStep):
    __tablename__ = "case_disposals"
    on: Mapped[date]
    outcome: Mapped[str]


class CaseCorrectionOrder(OfStep):
    __tablename__ = "case_correction_orders"
    on: Mapped[date]
    requirement: Mapped[str]
    due_on: Mapped[date]


class CaseCorrection(OfStep):
    __tablename__ = "case_corrections"
    on: Mapped[date]
    outcome: Mapped[CorrectionOutcome]
    note: Mapped[str]


class CaseSuspension(OfStep):
    __tablename__ = "case_suspensions"
    on: Mapped[date]
    reason: Mapped[str]


class CaseExtension(OfStep):
    __tablename__ = "case_extensions"
    on: Mapped[date]
    until_on: Mapped[date]
    rule: Mapped[str]


class CaseReport(OfStep):
    __tablename__ = "case_reports"
    on: Mapped[date]
    facts: Mapped[str]
    penalty: Mapped[PenaltyKind | None]
    fine_yuan: Mapped[int]
    reasons: Mapped[str]
    weights: Mapped[list[str]]


class CaseReview(OfStep):
    __tablename__ = "case_reviews"
    on: Mapped[date]
    outcome: Mapped[ReviewOutcome]
    opinion: Mapped[str]


class CaseNotice(OfStep):
    __tablename__ = "case_notices"
    on: Mapped[date]
    way: Mapped[ServiceWay]
    receiver: Mapped[str]
    facts: Mapped[str]
    penalty: Mapped[PenaltyKind]
    fine_yuan: Mapped[int]
    statement_until_on: Mapped[date]
    change: Mapped[str]


class CasePartyStatement(OfStep):
    __tablename__ = "case_party_statements"
    on: Mapped[date]
    kind: Mapped[StatementKind]
    text: Mapped[str]
    outcome: Mapped[StatementOutcome]
    review: Mapped[str]


class CaseHearingCall(OfStep):
    __tablename__ = "case_hearing_calls"
    on: Mapped[date]
    held_on: Mapped[date]
    place: Mapped[str]
    chair_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    openness: Mapped[Openness]


class CaseHearingHeld(OfStep):
    __tablename__ = "case_hearings"
    on: Mapped[date]
    attendance: Mapped[Attendance]
    summary: Mapped[str]


class CaseHearingReport(OfStep):
    __tablename__ = "case_hearing_reports"
    on: Mapped[date]
    opinion: Mapped[str]


class CaseDeliberation(OfStep):
    __tablename__ = "case_deliberations"
    on: Mapped[date]
    attendants: Mapped[str]
    opinion: Mapped[str]


class CasePenaltyDecision(OfStep):
    __tablename__ = "case_penalty_decisions"
    on: Mapped[date]
    penalty: Mapped[PenaltyKind]
    fine_yuan: Mapped[int]
    mitigation: Mapped[Mitigation | None]
    reasons: Mapped[str]
    correct_by_on: Mapped[date | None]


class CaseNoPenalty(OfStep):
    __tablename__ = "case_no_penalty_decisions"
    on: Mapped[date]
    ground: Mapped[NoPenaltyGround]
    reasons: Mapped[str]
    education: Mapped[str]


class CaseAnnouncement(OfStep):
    __tablename__ = "case_announcements"
    on: Mapped[date]
    medium: Mapped[str]
    reason: Mapped[str]


class CaseServed(OfStep):
    __tablename__ = "case_services"
    on: Mapped[date]
    way: Mapped[ServiceWay]
    receiver: Mapped[str]
    refusal: Mapped[str]
    witness: Mapped[str]
    consent: Mapped[str]


class CasePayment(OfStep):
    __tablename__ = "case_payments"
    on: Mapped[date]
    amount_yuan: Mapped[int]
    receipt_number: Mapped[str]


class CaseDemand(OfStep):
    __tablename__ = "case_demands"
    on: Mapped[date]
    amount_yuan: Mapped[int]
    way: Mapped[ServiceWay]


class CaseCourtApplication(OfStep):
    __tablename__ = "case_court_applications"
    on: Mapped[date]
    court: Mapped[str]
    note: Mapped[str]


class CaseTransfer(OfStep):
    __tablename__ = "case_transfers"
    on: Mapped[date]
    receiver: Mapped[str]
    reason: Mapped[str]


class CaseRecusalRequest(OfStep):
    __tablename__ = "case_recusal_requests"
    on: Mapped[date]
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    asked_by: Mapped[AskedBy]
    reason: Mapped[str]


class CaseRecusalDecision(OfStep):
    __tablename__ = "case_recusal_decisions"
    on: Mapped[date]
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    outcome: Mapped[RecusalOutcome]
    reason: Mapped[str]


ROWS: dict[type[Any], type[OfStep]] = {
    rules.Filing: CaseFiling,
    rules.OfficerChange: CaseOfficerChange,
    rules.Interview: CaseInterview,
    rules.Evidence: CaseEvidence,
    rules.Materials: CaseMaterials,
    rules.Sample: CaseSample,
    rules.Commission: CaseCommission,
    rules.Registration: CaseRegistration,
    rules.Disposal: CaseDisposal,
    rules.CorrectionOrder: CaseCorrectionOrder,
    rules.Correction: CaseCorrection,
    rules.Suspension: CaseSuspension,
    rules.Extension: CaseExtension,
    rules.Report: CaseReport,
    rules.Review: CaseReview,
    rules.Notice: CaseNotice,
    rules.PartyStatement: CasePartyStatement,
    rules.HearingCall: CaseHearingCall,
    rules.HearingHeld: CaseHearingHeld,
    rules.HearingReport: CaseHearingReport,
    rules.Deliberation: CaseDeliberation,
    rules.PenaltyDecision: CasePenaltyDecision,
    rules.NoPenalty: CaseNoPenalty,
    rules.Announcement: CaseAnnouncement,
    rules.Served: CaseServed,
    rules.Payment: CasePayment,
    rules.Demand: CaseDemand,
    rules.CourtApplication: CaseCourtApplication,
    rules.Transfer: CaseTransfer,
    rules.RecusalRequest: CaseRecusalRequest,
    rules.RecusalDecision: CaseRecusalDecision,
}
"""Facts -> the table that keeps them. Steps that state a reason or a note only keep it on their own line."""


def keep_facts(facts: Any, *, case_id: UUID, step_id: UUID) -> None:
    """Nothing for facts that have no table of their own."""
    if type(facts) in ROWS:
        values = {one.name: _kept(getattr(facts, one.name)) for one in fields(facts)}
        db.session.add(ROWS[type(facts)](id=uuid4(), case_id=case_id, step_id=step_id, **values))


def _kept(value: object) -> object:
    """Lists are kept plain: ids as text, enums by their names."""
    if not isinstance(value, tuple):
        return value
    return [one.name.lower() if isinstance(one, Enum) else str(one) for one in value]


def facts_of(case_ids: list[UUID], kinds: set[type[Any]]) -> dict[UUID, Any]:
    """The facts of these kinds by the id of their step."""
    found: dict[UUID, Any] = {}
    for kind in kinds & ROWS.keys():
        row = ROWS[kind]
        for one in db.session.scalars(select(row).where(row.case_id.in_(case_ids))):
            found[one.step_id] = _facts(kind, one)
    return found


def _facts(kind: type[Any], row: OfStep) -> Any:
    hints = get_type_hints(kind)
    return kind(**{name: _read(hint, getattr(row, name)) for name, hint in hints.items()})


def _read(hint: Any, value: object) -> object:
    if get_origin(hint) is not tuple or not isinstance(value, list):
        return value
    item = get_args(hint)[0]
    return tuple(from_plain(item, one) if issubclass(item, Enum) else item(one) for one in value)

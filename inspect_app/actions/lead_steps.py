"""Triage (研判): what is done with a lead, step by step, until it has ended in something; each reason stays on the record."""

from datetime import datetime
from uuid import UUID

from inspect_app.actions.settings import office_settings
from inspect_app.actions.steps import take_step
from inspect_app.actions.telling import tell_of_lead
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.handovers import HandoverKind, Side
from inspect_app.rules.leads import handled_on_site, lead_due_on, may_merge
from inspect_app.rules.procedure import Stage, Subject, refuse_step, waiting_for
from inspect_app.store.agencies import agency_with
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.decisions import decisions_of_visits
from inspect_app.store.handovers import open_handovers_of
from inspect_app.store.leads import Lead, lead_for_update, lead_numbered, leads_from
from inspect_app.store.officers import Officer
from inspect_app.store.orders import orders_of_visits
from inspect_app.store.visits import Visit, visit_with
from inspect_app.store.works import work_by_number

DONE = waiting_for(Subject.VISIT, "approve") | waiting_for(Subject.VISIT, "reopen_for_late_records")
TO_FILE = waiting_for(Subject.LEAD, "file_case")
BY_ANSWER = frozenset({"note_receipt", "reopen"})
"""Steps that the other office's answer takes, where it is connected."""
NOT_IN_FORCE = frozenset({Stage.VOIDED, Stage.WITHDRAWN})


def lead_to_change(lead_id: UUID, *, by: Officer) -> Lead:
    lead = lead_for_update(lead_id)
    if lead is None or lead.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return lead


def check_papers(lead_id: UUID, reason: str, *, by: Officer, at: datetime) -> Lead:
    """核查资料: what the archive, the project's papers and the register say. The remark may be empty."""
    return _take(lead_to_change(lead_id, by=by), "check_papers", reason, by=by, at=at)


def inspect_lead(lead_id: UUID, visit: Visit, *, by: Officer, at: datetime) -> Lead:
    """安排现场核查: the visit that was just planned looks into it."""
    lead = lead_to_change(lead_id, by=by)
    lead.visit_id, lead.work_id = visit.id, lead.work_id or visit.work_id
    return _take(lead, "inspect", "", by=by, at=at)


def settle_lead(lead_id: UUID, reason: str, *, by: Officer, at: datetime) -> Lead:
    """现场已处理: by a decision on the spot or an order of the visit that looked into it."""
    lead = lead_to_change(lead_id, by=by)
    refuse_if_any([refuse_step(Subject.LEAD, "settle", stage=lead.stage, role=by.role)])
    visit = visit_with(lead.visit_id) if lead.visit_id else None
    done = visit is not None and visit.stage in DONE
    refuse_if_any([handled_on_site(papers_of_visit(lead.visit_id), visit_done=done)])
    return _take(lead, "settle", reason, by=by, at=at)


def papers_of_visit(visit_id: UUID | None) -> list[str]:
    """Numbers of its decisions and orders that are in force."""
    if visit_id is None:
        return []
    papers = [*decisions_of_visits(visit_id), *orders_of_visits(visit_id)]
    return [one.number for one in papers if one.stage not in NOT_IN_FORCE]


def ask_for_case(lead_id: UUID, case_number: str, *, by: Officer, at: datetime) -> Lead:
    """提请立案: the case has been proposed in this very transaction."""
    return _take(lead_to_change(lead_id, by=by), "file_case", "", by=by, at=at, case=case_number)


def lead_behind(lead_id: UUID | None, finding_id: UUID | None) -> UUID | None:
    """The lead that a proposal names, or the one still under triage that its finding became."""
    if lead_id or finding_id is None:
        return lead_id
    return next((lead.id for lead in leads_from([finding_id]) if lead.stage in TO_FILE), None)


def hand_over_lead(lead_id: UUID, passed_to: str, reason: str, *, by: Officer, at: datetime) -> Lead:
    """移交其他机关: to whom and why."""
    lead = lead_to_change(lead_id, by=by)
    missing = None if passed_to.strip() else Refusal(Problem.FIELD_MISSING, facts={"field": "移交给"})
    refuse_if_any([refuse_step(Subject.LEAD, "hand_over", stage=lead.stage, role=by.role), missing, _why(reason)])
    lead.passed_to = passed_to.strip()
    return _take(lead, "hand_over", reason, by=by, at=at, passed_to=lead.passed_to)


def report_lead_up(lead_id: UUID, reason: str, *, by: Officer, at: datetime) -> Lead:
    """报送市民防办: a repeat offence, or what exceeds the district's power."""
    lead = lead_to_change(lead_id, by=by)
    refuse_if_any([refuse_step(Subject.LEAD, "report_up", stage=lead.stage, role=by.role), _why(reason)])
    office = agency_with(lead.agency_id)
    lead.passed_to = office.parent.name if office and office.parent else "市民防办"
    return _take(lead, "report_up", reason, by=by, at=at, passed_to=lead.passed_to)


def pass_lead_on(lead: Lead, step: str, passed_to: str, reason: str, *, by: Officer, at: datetime) -> Lead:
    """交办、上报、移送 to an office that is connected: their receipt and their answer come by themselves."""
    refuse_if_any([refuse_step(Subject.LEAD, step, stage=lead.stage, role=by.role)])
    lead.passed_to = passed_to
    return _take(lead, step, reason, by=by, at=at, passed_to=passed_to)


def give_back_lead(lead_id: UUID, reason: str, *, by: Officer, at: datetime) -> Lead:
    """退回来文单位: the lead ends here, with the reason."""
    return _take(lead_to_change(lead_id, by=by), "give_back", reason, by=by, at=at)


def note_receipt(lead_id: UUID, reason: str, *, by: Officer, at: datetime) -> Lead:
    """登记对方接收: the number or name on their receipt."""
    refuse_if_any([_why(reason)])
    return _take(lead_to_change(lead_id, by=by), "note_receipt", reason, by=by, at=at)


def set_lead_aside(lead_id: UUID, reason: str, *, by: Officer, at: datetime) -> Lead:
    """不予处理, with the reason."""
    refuse_if_any([_why(reason)])
    return _take(lead_to_change(lead_id, by=by), "set_aside", reason, by=by, at=at)


def merge_lead(lead_id: UUID, earlier_number: str, reason: str, *, by: Officer, at: datetime) -> Lead:
    """并入先前案源 on the same matter; both stay on the record, and each names the other."""
    lead, number = lead_to_change(lead_id, by=by), earlier_number.strip()
    earlier = lead_numbered(by.home_id, number)
    is_earlier = earlier is not None and earlier.made_at <= lead.made_at and earlier.merged_into_id is None
    refuse_if_any([may_merge(lead.number, number, is_earlier=is_earlier)])
    lead.merged_into_id = earlier.id if earlier else None
    return _take(lead, "merge", reason, by=by, at=at, earlier=number)


def reopen_lead(lead_id: UUID, reason: str, *, by: Officer, at: datetime) -> Lead:
    """重新研判: new facts, a refusal by the other agency, or a mistake."""
    refuse_if_any([_why(reason)])
    lead = _take(lead_to_change(lead_id, by=by), "reopen", reason, by=by, at=at)
    lead.merged_into_id, lead.passed_to = None, ""
    return lead


def name_work(lead_id: UUID, number: str, *, by: Officer, at: datetime) -> Lead:
    """指明工程: which work of the register it is about."""
    lead, work = lead_to_change(lead_id, by=by), work_by_number(by.home_id, number.strip())
    if work is None:
        raise Refused(Refusal(Problem.LEAD_WORK_UNKNOWN, facts={"number": number.strip()}))
    lead.work_id, lead.work = work.id, work
    db.session.flush()
    note_deed("name_work_of_lead", by=by.id, at=at, subject="lead", subject_id=lead.id, work=work.number)
    return lead


def _why(reason: str) -> Refusal | None:
    return None if reason.strip() else Refusal(Problem.REASON_NEEDED)


def not_with_another_office(lead: Lead, step: str) -> Refusal | None:
    """别的民防办发来的，先受理再办理；发给别的民防办的，等对方的答复。"""
    for one in open_handovers_of(lead.id):
        facts = {"agency": one.other.name}
        untaken = refuse_step(Subject.HANDOVER, "accept", stage=one.stage) is None
        if one.side is Side.RECEIVER and untaken and step != "give_back":
            return Refusal(Problem.HANDOVER_NOT_TAKEN_ON, facts=facts)
        if one.side is Side.SENDER and one.kind is not HandoverKind.COPY and step in BY_ANSWER:
            return Refusal(Problem.LEAD_WITH_ANOTHER_OFFICE, facts=facts)
    return None


def _take(lead: Lead, step: str, reason: str, *, by: Officer, at: datetime, **told: str) -> Lead:
    """From each new stage its own period runs; a step that stays in its stage begins none."""
    before = lead.stage
    refuse_if_any([not_with_another_office(lead, step)])
    take_step(lead, step, by=by, at=at, reason=reason.strip())
    if lead.stage is not before:
        lead.due_on = lead_due_on(lead.stage, day_of(at), office_settings(lead.agency_id))
    db.session.flush()
    tell_of_lead(lead)
    note_deed(f"{step}_lead", by=by.id, at=at, subject="lead", subject_id=lead.id, reason=reason.strip(), **told)
    return lead

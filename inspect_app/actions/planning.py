"""The office's side of a visit before and around the field: planning, cancelling, finishing for an absent phone."""

from datetime import date, datetime
from uuid import UUID

from inspect_app.actions.interests import interested_in
from inspect_app.actions.steps import take_step
from inspect_app.actions.telling import tell_of_visit, tell_partners
from inspect_app.actions.visits import VisitFacts, add_officers, new_visit
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.people import Role
from inspect_app.rules.permissions import Permission, may
from inspect_app.rules.planning import PlanFacts, gates_before_planning
from inspect_app.rules.procedure import Stage
from inspect_app.rules.visit_kinds import Paper, papers_needed
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.officers import Officer, officers_for_visits
from inspect_app.store.visits import Visit, visit_for_update
from inspect_app.store.works import Work, work_of


def plan_visit(facts: VisitFacts, *, by: Officer, at: datetime) -> Visit:
    """安排检查. The officers' phones get the visit with its id, so that each can begin it with no signal."""
    work = work_of(by.home_id, facts.work_id)
    if work is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    officers = _going(facts, by=by)
    interested = _interested(officers, work)
    refuse_if_any(refusals_before_planning(facts, work, by=by, at=at))
    visit = new_visit(facts, work, stage=Stage.PLANNED, at=at)
    visit.planned_by = by.id
    add_officers(visit, officers)
    if may(by.role, Permission.PERMIT_VISITS):
        visit.permitted_by, visit.permitted_at = by.id, at
    db.session.flush()
    told = {"recusal": facts.recusal_decision, "interested": interested} if interested else {}
    note_deed("plan_visit", by=by.id, at=at, subject="visit", subject_id=visit.id, work=work.number, **told)
    tell_of_visit(visit)
    tell_partners(visit)
    return visit


def _interested(officers: list[Officer], work: Work) -> list[str]:
    declared = interested_in(work)
    return [one.name for one in officers if one.id in declared]


def refusals_before_planning(facts: VisitFacts, work: Work, *, by: Officer, at: datetime) -> list[Refusal]:
    """What stands against planning this visit, all together; nothing is written."""
    officers = _going(facts, by=by)
    return gates_before_planning(_plan(facts, officers, _interested(officers, work)), on=day_of(at))


def _going(facts: VisitFacts, *, by: Officer) -> list[Officer]:
    return [one for one in officers_for_visits(by.home_id) if one.id in facts.officer_ids]


def _plan(facts: VisitFacts, officers: list[Officer], interested: list[str]) -> PlanFacts:
    roles = {one.role for one in officers}
    return PlanFacts(
        facts.kind,
        len(officers),
        len(facts.checklists),
        facts.due_on,
        facts.reason,
        has_head=Role.HEAD in roles,
        has_partner=Role.PARTNER in roles,
        interested=tuple(interested),
        recusal_decision=facts.recusal_decision,
    )


def permit_visit(visit_id: UUID, *, by: Officer, at: datetime) -> Visit:
    """批准检查，紧急的事后补办. A visit that had begun without keeps its flag: both days are on the record."""
    visit = visit_for_update(visit_id)
    if visit is None or visit.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if visit.permitted_at or not needs_permission(visit, on=day_of(at)):
        raise Refused(Refusal(Problem.VISIT_PERMITTED_ALREADY))
    visit.permitted_by, visit.permitted_at = by.id, at
    note_deed("permit_visit", by=by.id, at=at, subject="visit", subject_id=visit.id, work=visit.work.number)
    tell_of_visit(visit)
    return visit


def needs_permission(visit: Visit, *, on: date) -> bool:
    """By the law of the day on which it began, or of today."""
    day = day_of(visit.started_at) if visit.started_at else on
    return not visit.permitted_at and Paper.PERMISSION in papers_needed(visit.kind, on=day)


def note_papers(visit_id: UUID, *, notice_number: str, code_number: str, by: Officer, at: datetime) -> Visit:
    """补填通知书编号和检查码. What is left empty stays as it was."""
    visit = visit_for_update(visit_id)
    if visit is None or visit.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    before = {"notice_number": visit.notice_number, "code_number": visit.code_number}
    visit.notice_number = notice_number.strip() or visit.notice_number
    visit.code_number = code_number.strip() or visit.code_number
    after = {"notice_number": visit.notice_number, "code_number": visit.code_number}
    note_deed(
        "note_visit_papers", by=by.id, at=at, subject="visit", subject_id=visit.id, before=before, after=after
    )
    tell_of_visit(visit)
    return visit


def finish_for_absent(visit_id: UUID, reason: str, *, by: Officer, at: datetime) -> Visit:
    """代为结束. A phone that never comes back must not hold the visit for ever; the reason stays on the record."""
    visit = _take(visit_id, "finish_for_absent", reason, by=by, at=at)
    visit.finished_at = at
    return visit


def cancel_visit(visit_id: UUID, reason: str, *, by: Officer, at: datetime) -> Visit:
    return _take(visit_id, "cancel", reason, by=by, at=at)


def _take(visit_id: UUID, step: str, reason: str, *, by: Officer, at: datetime) -> Visit:
    visit = visit_for_update(visit_id)
    if visit is None or visit.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    take_step(visit, step, by=by, at=at, reason=reason.strip())
    note_deed(f"{step}_visit", by=by.id, at=at, subject="visit", subject_id=visit.id, reason=reason.strip())
    tell_of_visit(visit)
    return visit

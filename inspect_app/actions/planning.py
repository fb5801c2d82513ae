"""The office's side of a visit before and around the field: planning, cancelling, finishing for an absent phone."""

from datetime import datetime
from uuid import UUID

from inspect_app.actions.interests import interested_in
from inspect_app.actions.steps import take_step
from inspect_app.actions.telling import tell_of_visit, tell_partners
from inspect_app.actions.visits import VisitFacts, add_officers, new_visit
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.planning import PlanFacts, gates_before_planning
from inspect_app.rules.procedure import Stage
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
    officers = [one for one in officers_for_visits(by.home_id) if one.id in facts.officer_ids]
    interested = _interested(officers, work)
    refuse_if_any(gates_before_planning(_plan(facts, officers, interested), on=day_of(at)))
    visit = new_visit(facts, work, stage=Stage.PLANNED, at=at)
    visit.planned_by = by.id
    add_officers(visit, officers)
    db.session.flush()
    told = {"recusal": facts.recusal_decision, "interested": interested} if interested else {}
    note_deed("plan_visit", by=by.id, at=at, subject="visit", subject_id=visit.id, work=work.number, **told)
    tell_of_visit(visit)
    tell_partners(visit)
    return visit


def _interested(officers: list[Officer], work: Work) -> list[str]:
    declared = interested_in(work)
    return [one.name for one in officers if one.id in declared]


def _plan(facts: VisitFacts, officers: list[Officer], interested: list[str]) -> PlanFacts:
    return PlanFacts(
        facts.kind,
        len(officers),
        len(facts.checklists),
        facts.due_on,
        facts.reason,
        tuple(interested),
        facts.recusal_decision,
    )


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

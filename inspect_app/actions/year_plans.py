"""The yearly plan: drafted line by line, submitted, approved by the head, published with its day."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.actions.steps import take_step
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.procedure import Stage, Subject, refuse_step
from inspect_app.rules.visit_kinds import VisitKind
from inspect_app.rules.year_plans import PlanLine, Progress, gates_before_submitting, progress_of, refuse_line
from inspect_app.store.agencies import streets_of
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.officers import Officer
from inspect_app.store.year_plans import (
    YearPlan,
    YearPlanLine,
    forget_line,
    visits_by_quarter,
    year_plan_for_update,
    year_plans_of,
)


@dataclass(frozen=True)
class LineFacts:
    kind: VisitKind
    street_id: UUID | None
    quarters: tuple[int, int, int, int]


def begin_year_plan(year: int, frequency: str, *, by: Officer, at: datetime) -> YearPlan:
    """起草. One plan for each year."""
    if any(plan.year == year for plan in year_plans_of(by.home_id)):
        raise Refused(Refusal(Problem.YEAR_PLAN_TWICE, facts={"year": year}))
    plan = YearPlan(
        id=uuid4(),
        agency_id=by.home_id,
        year=year,
        frequency=frequency.strip(),
        stage=Stage.DRAFTED,
        drafted_by=by.id,
        drafted_at=at,
        lines=[],
    )
    db.session.add(plan)
    db.session.flush()
    _note("begin_year_plan", plan, by=by, at=at)
    return plan


def add_line(plan_id: UUID, facts: LineFacts, *, by: Officer, at: datetime) -> None:
    plan = _draft(plan_id, by=by)
    line = PlanLine(facts.kind, _street_name(plan, facts.street_id), facts.quarters)
    refuse_if_any([refuse_line(line, [one.facts() for one in plan.lines])])
    first, second, third, fourth = facts.quarters
    row = YearPlanLine(
        id=uuid4(),
        plan_id=plan.id,
        kind=facts.kind,
        street_id=facts.street_id,
        first=first,
        second=second,
        third=third,
        fourth=fourth,
        added_at=at,
    )
    plan.lines.append(row)
    db.session.flush()
    _note("add_year_plan_line", plan, by=by, at=at)


def _street_name(plan: YearPlan, street_id: UUID | None) -> str | None:
    streets = {street.id: street.name for street in streets_of(plan.agency_id)}
    if street_id is not None and street_id not in streets:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return streets[street_id] if street_id else None


def remove_line(plan_id: UUID, line_id: UUID, *, by: Officer, at: datetime) -> None:
    plan = _draft(plan_id, by=by)
    row = next((one for one in plan.lines if one.id == line_id), None)
    if row is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    forget_line(plan, row)
    _note("remove_year_plan_line", plan, by=by, at=at)


def submit_year_plan(plan_id: UUID, *, by: Officer, at: datetime) -> None:
    """报批. From now on its lines stand."""
    plan = _locked(plan_id, by=by)
    take_step(plan, "submit", by=by, at=at)
    refuse_if_any(gates_before_submitting([one.facts() for one in plan.lines]))
    _note("submit_year_plan", plan, by=by, at=at)


def approve_year_plan(plan_id: UUID, *, by: Officer, at: datetime) -> None:
    plan = _locked(plan_id, by=by)
    take_step(plan, "approve", by=by, at=at)
    plan.approved_by, plan.approved_at = by.id, at
    _note("approve_year_plan", plan, by=by, at=at)


def send_back_year_plan(plan_id: UUID, reason: str, *, by: Officer, at: datetime) -> None:
    """退回修改，写明理由。"""
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    plan = _locked(plan_id, by=by)
    take_step(plan, "send_back", by=by, at=at, reason=reason.strip())
    _note("send_back_year_plan", plan, by=by, at=at, reason=reason.strip())


def publish_year_plan(plan_id: UUID, on: date, *, by: Officer, at: datetime) -> None:
    """公布，登记公布的日期；不能是以后的日期，也不能早于批准。"""
    plan = _locked(plan_id, by=by)
    take_step(plan, "publish", by=by, at=at)
    approved_on = day_of(plan.approved_at or at)
    if not approved_on <= on <= day_of(at):
        facts = {"on": on.isoformat(), "least": approved_on.isoformat(), "most": day_of(at).isoformat()}
        raise Refused(Refusal(Problem.YEAR_PLAN_DAY_WRONG, facts=facts))
    plan.published_on = on
    _note("publish_year_plan", plan, by=by, at=at, day=on.isoformat())


def progress_of_plan(plan: YearPlan, *, on: date) -> dict[UUID, Progress]:
    """By line: counted from the visits, each time anew."""
    counts = visits_by_quarter(plan.agency_id, plan.year)
    return {
        line.id: progress_of(line.facts(), counts.get((line.kind, line.street_id), {}), year=plan.year, on=on)
        for line in plan.lines
    }


def _locked(plan_id: UUID, *, by: Officer) -> YearPlan:
    plan = year_plan_for_update(by.home_id, plan_id)
    if plan is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return plan


def _draft(plan_id: UUID, *, by: Officer) -> YearPlan:
    plan = _locked(plan_id, by=by)
    refuse_if_any([refuse_step(Subject.YEAR_PLAN, "submit", stage=plan.stage, role=by.role)])
    return plan


def _note(deed: str, plan: YearPlan, *, by: Officer, at: datetime, **details: str) -> None:
    note_deed(deed, by=by.id, at=at, subject="year_plan", subject_id=plan.id, title=str(plan.year), **details)

"""Key projects: when each is to be visited again, what its milestones call for, and noting them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from inspect_app.actions.settings import office_settings
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import SHANGHAI, day_of
from inspect_app.rules.key_projects import (
    AHEAD_DAYS,
    CHECKLIST_OF,
    MilestoneFacts,
    MilestoneKind,
    StageVisit,
    is_called_for,
    is_visit_overdue,
    milestone_reached_in_time,
    next_visit_by,
)
from inspect_app.rules.settings import SettingName
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.milestones import (
    Milestone,
    count_key_works,
    key_works,
    milestone_of,
    milestones_of,
    seen_works_with_milestones,
)
from inspect_app.store.officers import Officer
from inspect_app.store.stage_visits import stage_visits_of
from inspect_app.store.works import Work, work_of


@dataclass(frozen=True)
class ShownMilestone:
    facts: MilestoneFacts
    checklist: str
    is_called_for: bool


@dataclass(frozen=True)
class KeyProject:
    """`last_on` = its newest visit; `next_by` = the last day for the next one."""

    work: Work
    last_on: date | None
    next_by: date
    is_overdue: bool
    milestones: tuple[ShownMilestone, ...]


def key_projects_of(agency_id: UUID, *, on: date, limit: int | None = None, offset: int = 0) -> list[KeyProject]:
    """Overdue ones first, then by the day of the next visit."""
    days = _days(agency_id)
    works = key_works(agency_id, seen_since=_seen_since(days, on), limit=limit, offset=offset)
    ids = [work.id for work in works]
    visits, milestones = stage_visits_of(ids), milestones_of(ids)
    return [_shown(one, visits.get(one.id, []), milestones.get(one.id, []), days=days, on=on) for one in works]


def count_key_projects_due(agency_id: UUID, *, on: date) -> int:
    """Past the day of their next visit, or with a milestone that calls for its checklist."""
    since = _seen_since(_days(agency_id), on)
    ids = seen_works_with_milestones(agency_id, seen_since=since, planned_by=on + timedelta(days=AHEAD_DAYS))
    visits, milestones = stage_visits_of(ids, codes=set(CHECKLIST_OF.values())), milestones_of(ids)
    shown = [_milestones(milestones[one], visits.get(one, []), on) for one in ids]
    called = sum(1 for some in shown if any(one.is_called_for for one in some))
    return count_key_works(agency_id, not_seen_since=since) + called


def _days(agency_id: UUID) -> int:
    return office_settings(agency_id).whole(SettingName.KEY_VISIT_DAYS)


def _seen_since(days: int, on: date) -> datetime:
    """Whoever was visited from this moment on is not overdue."""
    return datetime.combine(on - timedelta(days=days), time(), SHANGHAI)


def _shown(work: Work, visits: list[StageVisit], milestones: list[Milestone], *, days: int, on: date) -> KeyProject:
    last_on = max((visit.on for visit in visits), default=None)
    return KeyProject(
        work, last_on, next_visit_by(last_on, days=days, on=on),
        is_visit_overdue(last_on, days=days, on=on), _milestones(milestones, visits, on),
    )  # fmt: skip


def _milestones(milestones: list[Milestone], visits: list[StageVisit], on: date) -> tuple[ShownMilestone, ...]:
    shown, before = [], None
    for one in sorted(milestones, key=lambda each: list(MilestoneKind).index(each.kind)):
        facts = MilestoneFacts(one.kind, one.planned_on, one.reached_on)
        called = is_called_for(facts, before, visits, on=on)
        shown.append(ShownMilestone(facts, CHECKLIST_OF[one.kind], called))
        before = one.reached_on or before
    return tuple(shown)


def note_milestone(work_id: UUID, facts: MilestoneFacts, *, by: Officer, at: datetime) -> Milestone:
    """登记节点: when it is planned, or when it was reached. Of one kind there is one; a later entry changes its days."""
    work = work_of(by.home_id, work_id)
    if work is None or not work.is_key_project:
        raise Refused(Refusal(Problem.NOT_FOUND))
    refuse_if_any([milestone_reached_in_time(facts.reached_on, on=day_of(at))])
    milestone = milestone_of(work.id, facts.kind)
    if milestone is None:
        milestone = Milestone(id=uuid4(), work_id=work.id, kind=facts.kind)
        db.session.add(milestone)
    milestone.planned_on, milestone.reached_on = facts.planned_on, facts.reached_on
    milestone.noted_by, milestone.noted_at = by.id, at
    db.session.flush()
    days = {"day": facts.planned_on.isoformat(), "reached_on": (facts.reached_on or "") and str(facts.reached_on)}
    note_deed("note_milestone", by=by.id, at=at, subject="work", subject_id=work.id, kind=facts.kind.value, **days)
    return milestone

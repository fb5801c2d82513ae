"""Events (普法活动): planned, written up, withdrawn with a reason."""

from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.activities import ActivityFacts, fit_to_keep
from inspect_app.store.activities import Activity, activity_for_update
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.officers import Officer


def plan_activity(facts: ActivityFacts, *, by: Officer, at: datetime) -> Activity:
    activity = Activity(id=uuid4(), agency_id=by.home_id, written_at=at, written_by=by.id, withdrawn_at=None)
    _write(activity, facts)
    db.session.add(activity)
    note_deed("plan_activity", by=by.id, at=at, subject="activity", subject_id=activity.id, title=activity.title)
    db.session.flush()
    return activity


def change_activity(activity_id: UUID, facts: ActivityFacts, *, by: Officer, at: datetime) -> Activity:
    activity = _open_one(activity_id, by)
    _write(activity, facts)
    note_deed("change_activity", by=by.id, at=at, subject="activity", subject_id=activity.id, title=activity.title)
    db.session.flush()
    return activity


def withdraw_activity(activity_id: UUID, reason: str, *, by: Officer, at: datetime) -> Activity:
    """It stays in the list, struck out, and counts no more."""
    activity = _open_one(activity_id, by)
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    activity.withdrawn_at, activity.withdrawn_reason = at, reason.strip()[:500]
    note_deed(
        "withdraw_activity", by=by.id, at=at, subject="activity", subject_id=activity.id, reason=reason.strip()
    )
    db.session.flush()
    return activity


def _open_one(activity_id: UUID, by: Officer) -> Activity:
    activity = activity_for_update(activity_id)
    if activity is None or activity.agency_id != by.home_id or activity.withdrawn_at:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return activity


def _write(activity: Activity, facts: ActivityFacts) -> None:
    refuse_if_any(fit_to_keep(facts))
    if facts.from_on and facts.until_on:
        activity.from_on, activity.until_on = facts.from_on, facts.until_on
    activity.kind, activity.title, activity.place = facts.kind, facts.title.strip(), facts.place.strip()
    activity.plan, activity.summary, activity.reached = facts.plan.strip(), facts.summary.strip(), facts.reached

"""The training plan: entered, changed, cancelled; who was there; and what each officer still owes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.trainings import Owed, TrainingFacts, TrainingState, fit_minutes, fit_to_plan, owed_by
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.officers import Officer, officers_of
from inspect_app.store.trainings import Attendance, Training, attempts_at, training_for_update, trainings_of


@dataclass(frozen=True)
class Debt:
    """What one officer owes of one training."""

    officer: Officer
    training: Training
    owed: tuple[Owed, ...]


def plan_training(facts: TrainingFacts, *, by: Officer, at: datetime) -> Training:
    training = Training(id=uuid4(), agency_id=by.home_id, question_ids=[], cancelled_at=None, attendances=[])
    training.planned_at, training.planned_by = at, by.id
    _write(training, facts)
    db.session.add(training)
    note_deed("plan_training", by=by.id, at=at, subject="training", subject_id=training.id, day=_day(facts))
    db.session.flush()
    return training


def change_training(training_id: UUID, facts: TrainingFacts, *, by: Officer, at: datetime) -> Training:
    training = training_to_change(training_id, by=by)
    _write(training, facts)
    note_deed("change_training", by=by.id, at=at, subject="training", subject_id=training.id, day=_day(facts))
    db.session.flush()
    return training


def _day(facts: TrainingFacts) -> str:
    return facts.held_on.isoformat() if facts.held_on else ""


def _write(training: Training, facts: TrainingFacts) -> None:
    refuse_if_any(fit_to_plan(facts))
    if facts.held_on:
        training.held_on = facts.held_on
    training.title, training.task, training.place = facts.title.strip(), facts.task.strip(), facts.place.strip()
    training.begins, training.teacher, training.outline = facts.begins.strip(), facts.teacher.strip(), facts.outline
    training.minutes, training.posts = facts.minutes, [role.name for role in facts.posts]


def cancel_training(training_id: UUID, reason: str, *, by: Officer, at: datetime) -> Training:
    """取消. It stays in the plan with the reason; nobody owes it any more."""
    training = training_to_change(training_id, by=by)
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    training.cancelled_at, training.cancelled_reason = at, reason.strip()[:500]
    note_deed("cancel_training", by=by.id, at=at, subject="training", subject_id=training.id, reason=reason.strip())
    db.session.flush()
    return training


def training_to_change(training_id: UUID, *, by: Officer) -> Training:
    training = training_for_update(training_id)
    if training is None or training.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if training.cancelled_at:
        raise Refused(Refusal(Problem.TRAINING_CANCELLED))
    return training


def note_attendance(training_id: UUID, minutes: Mapping[UUID, int], *, by: Officer, at: datetime) -> None:
    """登记到场. `minutes` for each officer who was named on the page; 0 = was not there."""
    training = training_to_change(training_id, by=by)
    if training.held_on > day_of(at):
        raise Refused(Refusal(Problem.TRAINING_NOT_YET, facts={"day": training.held_on.isoformat()}))
    ours = {one.id for one in officers_of(by.home_id)}
    refuse_if_any([fit_minutes(one) for one in minutes.values()])
    known = {line.officer_id: line for line in training.attendances}
    for officer_id, length in minutes.items():
        if officer_id in ours and (length or officer_id in known):
            _note(training, known.get(officer_id), officer_id, length, by=by, at=at)
    count = sum(1 for length in minutes.values() if length)
    note_deed("note_attendance", by=by.id, at=at, subject="training", subject_id=training.id, count=count)
    db.session.flush()


def _note(
    training: Training, line: Attendance | None, officer_id: UUID, minutes: int, *, by: Officer, at: datetime
) -> None:
    if line is None:
        line = Attendance(id=uuid4(), training_id=training.id, officer_id=officer_id)
        training.attendances.append(line)
    line.minutes, line.noted_at, line.noted_by = minutes, at, by.id


def debts_of(agency_id: UUID, *, on: date, year: int | None = None, officer: Officer | None = None) -> list[Debt]:
    """Of everybody with an account in use, or of one; who owes nothing is left out."""
    held = [one for one in trainings_of(agency_id, year=year) if one.state_on(on) is TrainingState.HELD]
    attempts = attempts_at([one.id for one in held], officer_id=officer.id if officer else None)
    passed = {(one.training_id, one.officer_id) for one in attempts if one.is_passed}
    people = [officer] if officer else [one for one in officers_of(agency_id) if one.disabled_at is None]
    debts = [Debt(one, training, _owed(one, training, passed)) for one in people for training in held]
    return [debt for debt in debts if debt.owed]


def _owed(officer: Officer, training: Training, passed: set[tuple[UUID, UUID]]) -> tuple[Owed, ...]:
    was_there = any(line.officer_id == officer.id and line.minutes for line in training.attendances)
    has_passed = (training.id, officer.id) in passed
    owed = owed_by(
        officer.role, training.roles, TrainingState.HELD,
        has_attended=was_there, has_test=bool(training.question_ids), has_passed=has_passed,
    )  # fmt: skip
    return tuple(owed)

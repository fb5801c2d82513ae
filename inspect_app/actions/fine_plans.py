"""Deferral and instalments of a fine: asked for, answered by the head; and reviews, which stop its surcharge for a time."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.actions.fines import bring_up_to_date, fine_of_office, note_fine_deed
from inspect_app.actions.steps import take_step
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules import statutes
from inspect_app.rules.calendar import day_of
from inspect_app.rules.fine_plans import pause_faults, plan_faults
from inspect_app.rules.fines import Instalment, Pause, day_faults
from inspect_app.rules.plain import to_plain
from inspect_app.store.fines import Fine, FineDeferral, FinePause
from inspect_app.store.officers import Officer


def ask_to_defer(
    fine_id: UUID, applied_on: date, hardship: str, instalments: Sequence[Instalment], *, by: Officer, at: datetime
) -> Fine:
    """经当事人申请：the party's own application, with its hardship and the days on which it will pay."""
    fine = fine_of_office(fine_id, by=by)
    take_step(fine, "ask_to_defer", by=by, at=at)
    is_pending = Refusal(Problem.DEFERRAL_PENDING, statutes.DEFER_PAYMENT) if fine.open_deferral else None
    is_unstated = None if hardship.strip() else Refusal(Problem.HARDSHIP_NOT_STATED, statutes.DEFER_PAYMENT)
    since, today = fine.delivered_on, day_of(at)
    faults = day_faults(applied_on, since=since, today=today)
    refuse_if_any([is_pending, is_unstated, *faults, *plan_faults(fine.facts(), instalments, on=today)])
    deferral = FineDeferral(
        id=uuid4(), fine_id=fine.id, applied_on=applied_on, hardship=hardship, asked_by=by.id, asked_at=at,
        instalments=[to_plain(one) for one in instalments], is_approved=False, answer_reason="",
    )  # fmt: skip
    fine.deferrals.append(deferral)
    note_fine_deed("ask_to_defer", fine, by=by, at=at, day=applied_on.isoformat(), reason=hardship)
    return fine


def approve_deferral(fine_id: UUID, reason: str, *, by: Officer, at: datetime) -> Fine:
    """经行政机关批准：the plan counts from today on. What was added for lateness before stays."""
    fine, deferral = _to_answer(fine_id, by=by)
    take_step(fine, "approve_deferral", by=by, at=at, reason=reason)
    refuse_if_any(plan_faults(fine.facts(), deferral.lines(), on=day_of(at)))
    _answer(deferral, reason, is_approved=True, by=by, at=at)
    bring_up_to_date(fine)
    note_fine_deed("approve_deferral", fine, by=by, at=at, reason=reason)
    return fine


def refuse_deferral(fine_id: UUID, reason: str, *, by: Officer, at: datetime) -> Fine:
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    fine, deferral = _to_answer(fine_id, by=by)
    take_step(fine, "refuse_deferral", by=by, at=at, reason=reason)
    _answer(deferral, reason, is_approved=False, by=by, at=at)
    note_fine_deed("refuse_deferral", fine, by=by, at=at, reason=reason)
    return fine


def _to_answer(fine_id: UUID, *, by: Officer) -> tuple[Fine, FineDeferral]:
    fine = fine_of_office(fine_id, by=by)
    if fine.open_deferral is None:
        raise Refused(Refusal(Problem.DEFERRAL_ANSWERED, statutes.DEFER_PAYMENT))
    return fine, fine.open_deferral


def _answer(deferral: FineDeferral, reason: str, *, is_approved: bool, by: Officer, at: datetime) -> None:
    deferral.is_approved, deferral.answer_reason = is_approved, reason
    deferral.answered_by, deferral.answered_at, deferral.answered_on = by.id, at, day_of(at)


def begin_review(fine_id: UUID, pause: Pause, case_number: str, *, by: Officer, at: datetime) -> Fine:
    """行政复议或者行政诉讼期间，加处罚款不予计算（第七十三条第三款）。"""
    fine = fine_of_office(fine_id, by=by)
    take_step(fine, "begin_review", by=by, at=at, reason=case_number)
    refuse_if_any(pause_faults(fine.facts(), pause, today=day_of(at)))
    row = FinePause(id=uuid4(), fine_id=fine.id, ground=pause.ground, from_on=pause.from_on, case_number=case_number,
                    outcome="", noted_by=by.id, noted_at=at)  # fmt: skip
    fine.pauses.append(row)
    note_fine_deed("begin_review", fine, by=by, at=at, day=pause.from_on.isoformat(), ground=pause.ground.value)
    return fine


def end_review(fine_id: UUID, until_on: date, outcome: str, *, by: Officer, at: datetime) -> Fine:
    """Its last day is still not counted."""
    fine = fine_of_office(fine_id, by=by)
    pause = fine.open_pause
    if pause is None:
        raise Refused(Refusal(Problem.NOTHING_PENDING, statutes.SURCHARGE_PAUSED))
    take_step(fine, "end_review", by=by, at=at, reason=outcome)
    refuse_if_any(day_faults(until_on, since=pause.from_on, today=day_of(at)))
    pause.until_on, pause.outcome = until_on, outcome
    note_fine_deed("end_review", fine, by=by, at=at, day=until_on.isoformat(), outcome=outcome)
    return fine

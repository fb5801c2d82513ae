"""Patrols of the streets (街镇巡查): how often each work is to be seen, and what a street's person never does.

The days are the office's own rule, in calendar days; no law read by us sets them.
"""

from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.visit_kinds import VisitKind

SAID_BY_STREETS = frozenset(
    {
        "visit_started",
        "officers_named",
        "place_fixed",
        "answer_given",
        "finding_recorded",
        "finding_withdrawn",
        "photo_taken",
        "photo_captioned",
        "photo_discarded",
        "recording_made",
        "recording_captioned",
        "recording_discarded",
        "return_answered",
        "lead_raised",
        "visit_finished",
    }
)
"""What a street's phone may say of a patrol: nothing that is an act of enforcement or stands beside one."""
SOON_DAYS = 7
MOST_DAYS = 730


class PatrolState(StrEnum):
    """How a work stands on a day."""

    NEVER = "从未巡查"
    OVERDUE = "逾期未巡查"
    SOON = "七日内应巡查"
    FINE = "未到期"


def next_patrol_on(last_on: date | None, every_days: int) -> date | None:
    """The last day for the next patrol; None = nobody was there yet, so it is due now."""
    return last_on + timedelta(days=every_days) if last_on else None


def patrol_state(due_on: date | None, *, on: date) -> PatrolState:
    """The day itself is still in time."""
    if due_on is None:
        return PatrolState.NEVER
    if due_on < on:
        return PatrolState.OVERDUE
    return PatrolState.SOON if due_on <= on + timedelta(days=SOON_DAYS) else PatrolState.FINE


def was_on_time(on: date, before: date | None, every_days: int) -> bool:
    """距上一次巡查不超过间隔的为按时；第一次巡查没有期限。"""
    due_on = next_patrol_on(before, every_days)
    return due_on is None or on <= due_on


def street_only_patrols(kind: VisitKind) -> Refusal | None:
    """街镇人员只能开展网格巡查，不能开展行政检查。"""
    return None if kind is VisitKind.PATROL else Refusal(Problem.STREET_ONLY_PATROLS, facts={"kind": kind.value})


def street_never_enforces(part: AgencyKind) -> Refusal | None:
    """街镇人员不是执法人员：不制作检查笔录，不责令改正，不处罚，不以执法人员名义签名。"""
    return Refusal(Problem.STREET_NEVER_ENFORCES) if part is AgencyKind.STREET else None


def own_street(street_id: UUID, own_id: UUID, *, work_id: UUID) -> Refusal | None:
    """只巡查本街镇的工程。Held, for the register may have changed while the phone was without a network."""
    if street_id == own_id:
        return None
    return Refusal(Problem.WORK_OF_ANOTHER_STREET, facts={"waits_for": str(work_id)})


def raised_on_patrol(is_patrol: bool) -> Refusal | None:
    """手机上报的案源出自街镇自己的巡查。"""
    return None if is_patrol else Refusal(Problem.LEAD_NOT_FROM_PATROL)


def interval_faults(days: int) -> Refusal | None:
    if 1 <= days <= MOST_DAYS:
        return None
    return Refusal(
        Problem.OUT_OF_RANGE, facts={"field": "巡查间隔（日）", "value": days, "least": 1, "most": MOST_DAYS}
    )

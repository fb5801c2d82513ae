"""May a visit be planned like this: what kinds of visit need, before anybody sets out."""

from dataclasses import dataclass
from datetime import date

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.checklists import Checklist
from inspect_app.rules.interests import recusal_considered
from inspect_app.rules.procedure import VisitKind
from inspect_app.rules.works import WorkStatus

NEEDS_REASON = frozenset({VisitKind.TRIGGERED})


@dataclass(frozen=True)
class PlanFacts:
    kind: VisitKind
    officers: int
    checklists: int
    due_on: date | None
    reason: str
    interested: tuple[str, ...] = ()
    recusal_decision: str = ""


def gates_before_planning(plan: PlanFacts, *, on: date) -> list[Refusal]:
    """检查人员、检查表、期限；触发式检查须说明理由（投诉、线索等）；有利害关系的应当回避。All faults together."""
    faults = [
        None if plan.officers else Refusal(Problem.OFFICER_NEEDED),
        None if plan.checklists else Refusal(Problem.CHECKLIST_NEEDED),
        _due_later(plan.due_on, on=on),
        recusal_considered(plan.interested, plan.recusal_decision),
        Refusal(Problem.TRIGGER_REASON_NEEDED) if plan.kind in NEEDS_REASON and not plan.reason.strip() else None,
    ]
    return [fault for fault in faults if fault]


def _due_later(due_on: date | None, *, on: date) -> Refusal | None:
    if due_on is None or due_on >= on:
        return None
    return Refusal(Problem.VISIT_DUE_IN_THE_PAST, facts={"due": due_on.isoformat()})


def fits(checklist: Checklist, status: WorkStatus) -> bool:
    """A checklist without a status is for every work."""
    return checklist.status in (None, status)

"""May a visit be planned like this: what kinds of visit need, before anybody sets out."""

from dataclasses import dataclass
from datetime import date

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.checklists import Checklist
from inspect_app.rules.interests import recusal_considered
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.visit_kinds import PapersInHand, VisitKind, gates_of_kind
from inspect_app.rules.works import WorkStatus


@dataclass(frozen=True)
class PlanFacts:
    kind: VisitKind
    officers: int
    checklists: int
    due_on: date | None
    reason: str
    has_head: bool = False
    has_partner: bool = False
    interested: tuple[str, ...] = ()
    recusal_decision: str = ""

    def in_hand(self) -> PapersInHand:
        return PapersInHand(self.kind, reason=self.reason, has_head=self.has_head, has_partner=self.has_partner)


def gates_before_planning(plan: PlanFacts, *, on: date) -> list[Refusal]:
    """检查人员、检查表、期限、回避；这种检查一安排就要有的：理由、带队的负责人、协同部门的人。All faults together."""
    faults = [
        None if plan.officers else Refusal(Problem.OFFICER_NEEDED),
        None if plan.checklists else Refusal(Problem.CHECKLIST_NEEDED),
        _due_later(plan.due_on, on=on),
        *gates_of_kind(plan.in_hand(), on=on),
        recusal_considered(plan.interested, plan.recusal_decision),
    ]
    return [fault for fault in faults if fault]


def _due_later(due_on: date | None, *, on: date) -> Refusal | None:
    if due_on is None or due_on >= on:
        return None
    return Refusal(Problem.VISIT_DUE_IN_THE_PAST, facts={"due": due_on.isoformat()})


def fits(checklist: Checklist, status: WorkStatus) -> bool:
    """A checklist without a status is for every work; the streets choose their own."""
    return checklist.status in (None, status) and checklist.audience is not AgencyKind.STREET

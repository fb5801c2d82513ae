"""Key projects (重点工程): their own rhythm of visits, and the milestones of building that call for a stage's checklist."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.deadlines import is_overdue

AHEAD_DAYS = 7
"""The office's own rule: so many days before a milestone its visit is called for, since concrete hides what it covers."""


class MilestoneKind(StrEnum):
    SLAB = "底板浇筑"
    WALLS = "墙体和顶板浇筑"
    INSTALLATION = "设备安装"
    ACCEPTANCE = "竣工验收"


CHECKLIST_OF = {
    MilestoneKind.SLAB: "construction-before-slab",
    MilestoneKind.WALLS: "construction-before-walls",
    MilestoneKind.INSTALLATION: "construction-installation",
    MilestoneKind.ACCEPTANCE: "construction-installation",
}
"""The checklist of the stage; before acceptance what is installed is looked at once more."""


@dataclass(frozen=True)
class MilestoneFacts:
    kind: MilestoneKind
    planned_on: date
    reached_on: date | None = None


@dataclass(frozen=True)
class StageVisit:
    """A visit of the work: when it began, and with which checklists."""

    on: date
    checklists: frozenset[str]


def next_visit_by(last_on: date | None, *, days: int, on: date) -> date:
    """The last day for the next visit of a key project; one that was never visited is due today."""
    return last_on + timedelta(days=days) if last_on else on


def is_visit_overdue(last_on: date | None, *, days: int, on: date) -> bool:
    return last_on is None or is_overdue(next_visit_by(last_on, days=days, on=on), on=on)


def is_called_for(
    milestone: MilestoneFacts, before: date | None, visits: Collection[StageVisit], *, on: date
) -> bool:
    """Near or past its day and not yet inspected with its checklist. `before` = when the milestone before was reached.

    A visit counts when it was made with that checklist after the milestone before: of two stages that share one
    checklist, each needs its own.
    """
    starts = milestone.planned_on - timedelta(days=AHEAD_DAYS)
    if on < starts:
        return False
    wanted = CHECKLIST_OF[milestone.kind]
    return not any(wanted in visit.checklists and (before is None or visit.on > before) for visit in visits)


def milestone_reached_in_time(reached_on: date | None, *, on: date) -> Refusal | None:
    """完成日期不能在今天之后。"""
    if reached_on is None or reached_on <= on:
        return None
    return Refusal(Problem.MILESTONE_FROM_THE_FUTURE, facts={"day": reached_on.isoformat()})

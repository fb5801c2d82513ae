"""The yearly inspection plan (年度检查计划): what it may say, by when it is public, and how far it has been carried out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.statutes import YEARLY_PLAN
from inspect_app.rules.visit_kinds import VisitKind

QUARTERS = (1, 2, 3, 4)
MOST_VISITS = 100_000


@dataclass(frozen=True)
class PlanLine:
    """`street` None = the whole district; `quarters` = how many visits in each."""

    kind: VisitKind
    street: str | None
    quarters: tuple[int, int, int, int]


@dataclass(frozen=True)
class Progress:
    """`done` by quarter; `late` = visits that the quarters which are over still lack."""

    done: tuple[int, int, int, int]
    late: int


def last_day_to_publish(year: int) -> date:
    """每年三月底前公布。"""
    return date(year, 3, 31)


def last_day_of(year: int, quarter: int) -> date:
    return date(year, 3 * quarter, (31, 30, 30, 31)[quarter - 1])


def quarters_over(year: int, *, on: date) -> int:
    return sum(1 for quarter in QUARTERS if last_day_of(year, quarter) < on)


def progress_of(line: PlanLine, done: Mapping[int, int], *, year: int, on: date) -> Progress:
    """Late is what the quarters that are over asked for and nobody has done until now, be it before or after its quarter."""
    over, counts = quarters_over(year, on=on), tuple(done.get(quarter, 0) for quarter in QUARTERS)
    return Progress((counts[0], counts[1], counts[2], counts[3]), max(0, sum(line.quarters[:over]) - sum(counts)))


def gates_before_submitting(lines: Sequence[PlanLine]) -> list[Refusal]:
    """计划写明检查什么、多少。"""
    if sum(sum(line.quarters) for line in lines):
        return []
    return [Refusal(Problem.YEAR_PLAN_EMPTY, YEARLY_PLAN)]


def refuse_line(line: PlanLine, others: Sequence[PlanLine]) -> Refusal | None:
    if any((one.kind, one.street) == (line.kind, line.street) for one in others):
        return Refusal(Problem.YEAR_PLAN_LINE_TWICE, facts={"kind": line.kind.value})
    if not all(0 <= count <= MOST_VISITS for count in line.quarters) or not sum(line.quarters):
        facts = {"field": "数量", "value": sum(line.quarters), "least": 1, "most": MOST_VISITS}
        return Refusal(Problem.OUT_OF_RANGE, facts=facts)
    return None

"""How much a visit weighs in the reviewer's queue: points for what needs a second pair of eyes, each with its reason.

The rule is stated to the reviewers word for word (`POINTS`, `LEVELS`); it orders the queue and decides nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from inspect_app.rules.moments import TimeGrade
from inspect_app.rules.places import Grade


class WeightReason(StrEnum):
    """What adds weight. Value = the words of the reviewer's page."""

    FLAGGED_DECISION = "有疑点的当场处罚决定"
    DONE_THOUGH_CANCELLED = "已取消、现场仍然做了的检查"
    PLACE_CONTRADICTS = "位置矛盾"
    TIME_CONTRADICTS = "时间矛盾"
    SERIOUS_FINDING = "严重问题"
    FLAGGED_ORDER = "有疑点的责令改正"
    DECISION = "当场处罚决定"
    DIFFERING_ANSWERS = "人员意见不一致的检查项"
    PLACE_UNKNOWN = "位置没有定位或者扫码佐证"
    ORDINARY_FINDING = "一般问题"
    MINOR_FINDING = "轻微问题"


class Level(StrEnum):
    HEAVY = "重"
    MIDDLE = "中"
    LIGHT = "轻"


POINTS: Mapping[WeightReason, int] = {
    WeightReason.FLAGGED_DECISION: 20,
    WeightReason.DONE_THOUGH_CANCELLED: 20,
    WeightReason.PLACE_CONTRADICTS: 15,
    WeightReason.TIME_CONTRADICTS: 15,
    WeightReason.SERIOUS_FINDING: 10,
    WeightReason.FLAGGED_ORDER: 10,
    WeightReason.DECISION: 5,
    WeightReason.DIFFERING_ANSWERS: 5,
    WeightReason.PLACE_UNKNOWN: 5,
    WeightReason.ORDINARY_FINDING: 3,
    WeightReason.MINOR_FINDING: 1,
}
LEVELS: Mapping[Level, int] = {Level.HEAVY: 20, Level.MIDDLE: 8, Level.LIGHT: 0}
"""A visit has the first level whose points it reaches."""


@dataclass(frozen=True)
class ReviewFacts:
    """What the queue knows of a visit. `decisions` and `orders` count those without flags apart;
    `is_overruling` = it was done on site though the office had cancelled it."""

    serious_findings: int = 0
    ordinary_findings: int = 0
    minor_findings: int = 0
    decisions: int = 0
    flagged_decisions: int = 0
    flagged_orders: int = 0
    differing_answers: int = 0
    is_overruling: bool = False
    place: Grade | None = None
    time: TimeGrade | None = None


@dataclass(frozen=True)
class Weight:
    """`reasons`: (reason, how many, points), heaviest first."""

    points: int
    level: Level
    reasons: tuple[tuple[WeightReason, int, int], ...]


def weight_of(facts: ReviewFacts) -> Weight:
    counts = {
        WeightReason.FLAGGED_DECISION: facts.flagged_decisions,
        WeightReason.DONE_THOUGH_CANCELLED: int(facts.is_overruling),
        WeightReason.PLACE_CONTRADICTS: int(facts.place is Grade.X),
        WeightReason.TIME_CONTRADICTS: int(facts.time is TimeGrade.X),
        WeightReason.SERIOUS_FINDING: facts.serious_findings,
        WeightReason.FLAGGED_ORDER: facts.flagged_orders,
        WeightReason.DECISION: facts.decisions,
        WeightReason.DIFFERING_ANSWERS: facts.differing_answers,
        WeightReason.PLACE_UNKNOWN: int(facts.place is Grade.D),
        WeightReason.ORDINARY_FINDING: facts.ordinary_findings,
        WeightReason.MINOR_FINDING: facts.minor_findings,
    }
    lines = [(reason, count, count * POINTS[reason]) for reason, count in counts.items() if count]
    points = sum(line[2] for line in lines)
    level = next(level for level, least in LEVELS.items() if points >= least)
    return Weight(points, level, tuple(sorted(lines, key=lambda line: -line[2])))

"""Targets of a year (年度目标): in stages that only rise, met or not, and where the year is heading."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from inspect_app.problems import Problem, Refusal

MOST = 100_000


class Measure(StrEnum):
    """What is aimed at; the member's name is the code of the figure that counts it."""

    FILED = "立案"
    CLOSED = "结案"
    VISITS = "检查"

    @property
    def figure(self) -> str:
        return self.name.lower()


@dataclass(frozen=True)
class Stage:
    """So many by the end of `due_on`. `set_on` = the day on which the head set it."""

    count: int
    due_on: date
    set_on: date


@dataclass(frozen=True)
class Progress:
    """`met` = how many of the stages are met; `left` = how many the next one still needs. `forecast` for the whole year."""

    done: int
    met: int
    next_stage: Stage | None
    left: int
    is_late: bool
    forecast: int


def refuse_stage(new: Stage, earlier: Sequence[Stage], *, year: int, done: int) -> list[Refusal]:
    """目标分阶段只升不降，完成日期在本年内、逐段往后；第一段到期以后，已定的目标完成了才能追加。"""
    last = earlier[-1] if earlier else None
    least = last.count + 1 if last else 1
    faults = []
    if not least <= new.count <= MOST:
        known = {"count": new.count, "least": least - 1}
        faults.append(Refusal(Problem.TARGET_NOT_HIGHER, facts=known))
    first = max(new.set_on, date(year, 1, 1), last.due_on if last else date.min)
    if not first <= new.due_on <= date(year, 12, 31):
        days = {"day": new.due_on.isoformat(), "least": first.isoformat(), "most": f"{year}-12-31"}
        faults.append(Refusal(Problem.TARGET_DAY_WRONG, facts=days))
    if last and new.set_on > earlier[0].due_on and done < last.count:
        faults.append(Refusal(Problem.TARGET_NOT_MET, facts={"count": last.count, "done": done}))
    return faults


def progress_of(stages: Sequence[Stage], done: int, *, year: int, on: date) -> Progress:
    met = sum(1 for one in stages if done >= one.count)
    coming = next((one for one in stages if done < one.count), None)
    is_late = coming is not None and on > coming.due_on
    left = coming.count - done if coming else 0
    return Progress(done, met, coming, left, is_late, forecast(done, year=year, on=on))


def forecast(done: int, *, year: int, on: date) -> int:
    """按今年到今天为止的平均速度推算全年，四舍五入：已完成数 ÷ 已过天数 × 全年天数。"""
    first, last = date(year, 1, 1), date(year, 12, 31)
    passed = (min(on, last) - first + timedelta(days=1)).days
    whole = (last - first + timedelta(days=1)).days
    return (2 * done * whole + passed) // (2 * passed) if passed > 0 else 0

"""The year at a glance, as a head's first page, the page of figures and the year-end report show it: tables with their charts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from inspect_app.actions.figures import TeamFigures, figures_and_teams, scope_of
from inspect_app.actions.targets import Row, rows_of
from inspect_app.rules.figures import BY_CODE, Scope, Values
from inspect_app.rules.targets import Measure
from inspect_app.store.year_figures import days_of


@dataclass(frozen=True)
class Cell:
    """One number and the figure that it is, so that it can lead to the list; `code` empty = it has no list."""

    value: int
    code: str = ""
    team_id: UUID | None = None


@dataclass(frozen=True)
class Line:
    """`label` is Chinese, the key of its translation, or a name when `is_name`."""

    label: str
    cells: tuple[Cell, ...]
    is_name: bool = False


@dataclass(frozen=True)
class Sheet:
    """A table that a chart is drawn from. `kind` = how: bars or lines."""

    key: str
    title: str
    first: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    kind: str = "bars"


@dataclass(frozen=True)
class Overview:
    scope: Scope
    values: Values
    teams: list[TeamFigures]
    targets: list[Row]
    sheets: tuple[Sheet, ...]

    @property
    def year(self) -> int:
        return self.scope.year

    @property
    def as_of(self) -> date:
        return self.scope.as_of


KINDS = (
    ("一般程序 · 在用工程", "filed_in_use", "closed_in_use"),
    ("一般程序 · 在建工程", "filed_under_construction", "closed_under_construction"),
    ("一般程序 · 其他工程", "filed_elsewhere", "closed_elsewhere"),
    ("当场处罚", "filed_on_the_spot", "closed_on_the_spot"),
)
OF_ORDERS = ("orders_made", "orders_closed", "orders_open", "orders_late")
OF_TEAMS = (
    ("filed_general", "一般立案"),
    ("filed_on_the_spot", "当场处罚"),
    ("closed_general", "一般结案"),
    ("visits", "检查"),
    ("orders_made", "责令改正"),
    ("cases_open", "未结案件"),
)


def overview_of(agency_id: UUID, year: int, as_of: date, *, today: date) -> Overview:
    scope = scope_of(agency_id, year, as_of, today=today)
    values, teams = figures_and_teams(scope)
    targets = rows_of(scope, Measure.FILED, values, teams)
    sheets = (_months(scope, targets[0]), _kinds(values), _orders(values), _teams(teams))
    return Overview(scope, values, teams, targets, sheets)


def _months(scope: Scope, target: Row) -> Sheet:
    """Sums up to the end of each month that has begun; the target that had been set for that month's end stands beside."""
    days = days_of(scope)
    ends = [_month_end(scope.year, month, scope.as_of) for month in range(1, scope.as_of.month + 1)]
    filed = _running(days, ("filed_general", "filed_on_the_spot"), ends)
    closed = _running(days, ("closed_general", "closed_on_the_spot"), ends)
    lines = tuple(
        Line(
            f"{scope.year}-{month:02d}",
            (Cell(one), Cell(other), Cell(_aim(target, scope.year, month))),
            is_name=True,
        )
        for month, (one, other) in enumerate(zip(filed, closed, strict=True), 1)
    )
    return Sheet("months", "逐月累计", "月份", ("累计立案", "累计结案", "目标"), lines, "lines")


def _month_end(year: int, month: int, as_of: date) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date.fromordinal(following.toordinal() - 1), as_of)


def _running(days: Mapping[str, list[tuple[date, int]]], codes: Iterable[str], ends: list[date]) -> list[int]:
    known = [one for code in codes for one in days[code]]
    return [sum(count for day, count in known if day <= end) for end in ends]


def _aim(target: Row, year: int, month: int) -> int:
    """The stage that is the next to fall due from that month on, or the last one."""
    stages = [one.facts() for one in target.stages]
    month_begins = date(year, month, 1)
    return next((one.count for one in stages if one.due_on >= month_begins), stages[-1].count if stages else 0)


def _kinds(values: Values) -> Sheet:
    lines = tuple(Line(label, (Cell(values[a], a), Cell(values[b], b))) for label, a, b in KINDS)
    return Sheet("kinds", "按程序和工程类型", "程序和工程", ("立案", "结案"), lines)


def _orders(values: Values) -> Sheet:
    lines = tuple(Line(BY_CODE[code].label, (Cell(values[code], code),)) for code in OF_ORDERS)
    return Sheet("orders", "责令改正", "情况", ("件数",), lines)


def _teams(teams: list[TeamFigures]) -> Sheet:
    lines = tuple(
        Line(
            one.team.name,
            tuple(Cell(one.values[code], code, one.team.id) for code, _label in OF_TEAMS),
            is_name=True,
        )
        for one in teams
    )
    return Sheet("teams", "各组对比", "小组", tuple(label for _code, label in OF_TEAMS), lines)

"""The figures of a year (年度数字) in words: what each counts, by which day, and which list shows it. Counting is the store's."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.stages import Stage


class FigureGroup(StrEnum):
    REGISTER = "工程和人员"
    CASES = "立案和结案"
    ON_THE_SPOT = "当场处罚"
    VISITS = "检查"
    ORDERS = "责令改正"
    LEADS = "案源"
    LEARNING = "学法培训"


class Listed(StrEnum):
    """The list that shows what a figure counts; NONE where nothing is listed one by one."""

    NONE = "无"
    WORKS = "工程"
    VISITS = "检查"
    CASES = "案件"
    DECISIONS = "当场处罚决定"
    ORDERS = "责令改正"
    LEADS = "案源"
    TRAININGS = "培训"


@dataclass(frozen=True)
class Scope:
    """Whose figures of which year, as things stood at the end of `as_of`. `members` None = the whole office.

    `lead_days` = how long a lead may wait in each stage, by the office's settings. `is_now` = nothing can have happened since:
    things stand as they are, and nobody has to look back.
    """

    agency_id: UUID
    year: int
    as_of: date
    members: frozenset[UUID] | None = None
    lead_days: tuple[tuple[Stage, int], ...] = ()
    is_now: bool = False

    @property
    def first_day(self) -> date:
        return date(self.year, 1, 1)


@dataclass(frozen=True)
class Figure:
    """`label`, `meaning` (口径) and `unit` are Chinese, the keys of their translations.

    `by_team` = it can be told apart by team. `adds` = it is the sum of these figures; `share_of` = (part, whole) in percent.
    """

    code: str
    group: FigureGroup
    label: str
    meaning: str
    unit: str = "件"
    listed: Listed = Listed.NONE
    by_team: bool = False
    adds: tuple[str, ...] = field(default=())
    share_of: tuple[str, str] | None = None


def _of(
    group: FigureGroup, listed: Listed, unit: str, *, by_team: bool = True
) -> Callable[[str, str, str], Figure]:
    def figure(code: str, label: str, meaning: str) -> Figure:
        return Figure(code, group, label, meaning, unit, listed, by_team)

    return figure


G, L = FigureGroup, Listed
_work = _of(G.REGISTER, L.WORKS, "处", by_team=False)
_case = _of(G.CASES, L.CASES, "件")
_decision = _of(G.ON_THE_SPOT, L.DECISIONS, "件")
_visit = _of(G.VISITS, L.VISITS, "次")
_order = _of(G.ORDERS, L.ORDERS, "件")
_lead = _of(G.LEADS, L.LEADS, "条", by_team=False)

FIGURES: tuple[Figure, ...] = (
    _work("works", "工程", "当日已经登记入台账的民防工程。"),
    Figure("area_m2", G.REGISTER, "面积", "上述工程当日台账上的建筑面积合计。", "平方米"),
    _work("works_in_use", "在用工程", "当日台账上状态为在用的工程。"),
    _work("works_under_construction", "在建工程", "当日台账上状态为在建的工程。"),
    _work("works_covered", "已检查的工程", "本年开始过至少一次检查的工程（网格巡查、已取消的检查不计）。"),
    Figure("coverage", G.REGISTER, "检查覆盖率", "已检查的工程占全部工程的百分比。", "百分数",
           share_of=("works_covered", "works")),
    Figure("officers", G.REGISTER, "执法人员", "当日有执法证号、账号没有停用的本机关人员。", "人"),
    Figure("certified", G.REGISTER, "执法证有效的人员", "上述人员中，执法证的有效期包括当日的。", "人"),
    Figure("teams", G.REGISTER, "执法小组", "当日本机关设立的小组。", "个"),
    Figure("filed", G.CASES, "立案", "一般程序立案与当场处罚之和。",
           by_team=True, adds=("filed_general", "filed_on_the_spot")),
    _case("filed_general", "一般程序立案", "本年批准立案的案件，按批准立案的日期。"),
    _case("filed_in_use", "一般程序立案：在用工程", "本年批准立案的案件中，当日台账上工程为在用的。"),
    _case("filed_under_construction", "一般程序立案：在建工程", "本年批准立案的案件中，当日台账上工程为在建的。"),
    _case("filed_elsewhere", "一般程序立案：其他工程", "本年批准立案的案件中，当日台账上工程既不是在用也不是在建的。"),
    Figure("closed", G.CASES, "结案", "一般程序结案与已备案的当场处罚之和。",
           by_team=True, adds=("closed_general", "closed_on_the_spot")),
    _case("closed_general", "一般程序结案", "本年结案、当日仍为已结案或者已归档的案件，按结案的日期；不论哪一年立案。"),
    _case("closed_in_use", "一般程序结案：在用工程", "本年结案的案件中，当日台账上工程为在用的。"),
    _case("closed_under_construction", "一般程序结案：在建工程", "本年结案的案件中，当日台账上工程为在建的。"),
    _case("closed_elsewhere", "一般程序结案：其他工程", "本年结案的案件中，当日台账上工程既不是在用也不是在建的。"),
    _case("decided_general", "一般程序处罚决定", "本年作出处罚决定的案件，按决定的日期；后来撤销的不计。"),
    Figure("fines_general", G.CASES, "一般程序罚款", "上述处罚决定的罚款金额合计。", "元", by_team=True),
    _case("cases_open", "未结的一般程序案件", "当日已经立案、还没有结案的案件；不论哪一年立案。"),
    _case("cases_late", "有期限逾期的案件", "当日未结的案件中，有一项应当遵守的期限已经过去的。"),
    _decision("filed_on_the_spot", "当场处罚决定", "本年当场作出并交付的处罚决定，按决定的日期；作废、撤销的不计。"),
    _decision("closed_on_the_spot", "已备案的当场处罚", "本年已经备案的当场处罚决定，按备案的日期；备案即为结案，撤销的不计。"),
    _decision("decisions_to_file", "待备案的当场处罚", "当日已经交付、还没有备案的当场处罚决定；不论哪一年作出。"),
    _decision("decisions_late", "逾期未备案的当场处罚", "上述待备案的决定中，备案的期限已经过去的。"),
    Figure("fines_on_the_spot", G.ON_THE_SPOT, "当场处罚罚款", "本年当场处罚决定的罚款金额合计。", "元", by_team=True),
    _visit("visits", "检查", "本年开始的检查，按开始的日期；网格巡查、已取消的检查不计。几个小组一起去的，各组都计。"),
    _visit("visits_with_findings", "查出问题的检查", "上述检查中，当日以前记下过问题、没有全部撤回的。"),
    _visit("patrols", "网格巡查", "本年开始的网格巡查，按开始的日期。"),
    _order("orders_made", "责令改正", "本年作出并交付的责令改正通知书，按作出的日期；作废、撤销的不计。"),
    _order("orders_closed", "已改正", "本年核实改正、当日仍为已改正的责令改正，按核实的日期；不论哪一年作出。"),
    _order("orders_open", "待改正", "当日还没有核实改正的责令改正；不论哪一年作出。"),
    _order("orders_late", "逾期未改正", "上述待改正的，限期已经过去的。"),
    _lead("leads_came", "收到的案源", "本年收到的案源，按收到的日期；并入先前案源的也计。"),
    _lead("leads_to_cases", "转为立案的案源", "本年收到的案源中，当日以前已经批准立案的。"),
    _lead("leads_open", "办理中的案源", "当日还等着有人办理的案源；不论哪一年收到。"),
    _lead("leads_late", "逾期的案源", "上述办理中的，在这一步停留超过本机关规定的天数的。"),
    Figure(
        "trainings", G.LEARNING, "举行的培训", "本年举行、登记了到场人员的培训，按举行的日期；已取消的不计。", "次",
        L.TRAININGS,
    ),
    Figure("attended", G.LEARNING, "到场人次", "上述培训登记到场的人次。", "人次"),
)  # fmt: skip
BY_CODE = {figure.code: figure for figure in FIGURES}
BAD = frozenset({"cases_late", "decisions_late", "orders_late", "leads_late"})
"""Figures that should be nought."""
COUNTED = tuple(one.code for one in FIGURES if not one.adds and one.share_of is None)
OF_TEAMS = (
    "filed", "filed_general", "closed", "closed_general", "fines_general", "cases_open", "filed_on_the_spot",
    "closed_on_the_spot", "visits", "orders_made", "orders_open",
)  # fmt: skip
"""What teams are compared by; the lists of every figure `by_team` can be asked for one team."""
NUMERALS = "一二三四五六七八九"
Values = dict[str, int]


def completed(counted: dict[str, int], *, codes: Iterable[str] | None = None) -> Values:
    """With sums and shares, in the order of the table. A share of nothing is nought."""
    wanted = frozenset(BY_CODE if codes is None else codes)
    found: Values = {}
    for figure in FIGURES:
        if figure.code not in wanted:
            continue
        if figure.adds:
            found[figure.code] = sum(counted[one] for one in figure.adds)
        elif figure.share_of:
            part, whole = (counted[one] for one in figure.share_of)
            found[figure.code] = round(100 * part / whole) if whole else 0
        else:
            found[figure.code] = counted[figure.code]
    return found


def last_day_counted(year: int, *, on: date) -> date:
    """A year that is over stands as at its last day; a running year as of now."""
    return min(on, date(year, 12, 31))


def refuse_span(year: int, as_of: date, *, today: date) -> Refusal | None:
    """截止日期须在该年以内，也不能在今天以后：以后的事还没有发生。"""
    if date(year, 1, 1) <= as_of <= min(today, date(year, 12, 31)):
        return None
    most = min(today, date(year, 12, 31))
    facts = {"day": as_of.isoformat(), "since": f"{year}-01-01", "most": most.isoformat()}
    return Refusal(Problem.FIGURES_DAY_WRONG, facts=facts)


def in_order(name: str) -> str:
    """执法一组、二组、三组 as they are counted: by their characters 三 would stand before 二."""
    return name.translate(str.maketrans(NUMERALS, "123456789"))

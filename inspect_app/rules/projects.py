"""Build, don't pay (以建为主): what a project had to build of civil defence against what it did (上海市民防条例第三十六条).

Civil buildings build; a fee is paid only where the office approved that building there is unsuitable. So a fee without
such an approval is a gap as well, however much was paid.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import sheet_tables, work_texts
from inspect_app.rules.sheet_tables import TableColumn
from inspect_app.rules.works import secrecy_mark

LARGEST_M2 = Decimal(9_999_999)
LARGEST_YUAN = Decimal(99_999_999_999)
NOUGHT = Decimal(0)


class ProjectState(StrEnum):
    NOT_BEGUN = "未开工"
    UNDER_CONSTRUCTION = "在建"
    COMPLETED = "竣工"


class GapKind(StrEnum):
    NOTHING_BUILT = "应建未建"
    TOO_LITTLE_BUILT = "少建"
    EXEMPT_WITHOUT_PAPER = "减免没有批准文号"
    PAID_WITHOUT_PAPER = "没有批准就以缴费代替建设"
    FEE_SHORT = "建设费未缴足"


@dataclass(frozen=True)
class ProjectFacts:
    """Areas of civil defence in m². `built_m2` = built, or while under construction, as the approved drawings have it.

    `elsewhere_m2` = the part for which paying instead of building was approved (易地建设).
    """

    number: str
    name: str
    developer: str
    address: str
    state: ProjectState
    total_m2: Decimal
    required_m2: Decimal
    built_m2: Decimal = NOUGHT
    exempt_m2: Decimal = NOUGHT
    exempt_paper: str = ""
    elsewhere_m2: Decimal = NOUGHT
    elsewhere_paper: str = ""
    fee_due_yuan: Decimal = NOUGHT
    fee_paid_yuan: Decimal = NOUGHT
    notes: str = ""


@dataclass(frozen=True)
class Gap:
    """`act` = the act of the rulebook that it may be; an area or an amount, the other is nought."""

    kind: GapKind
    act: str
    area_m2: Decimal = NOUGHT
    yuan: Decimal = NOUGHT


def gaps_of(project: ProjectFacts) -> list[Gap]:
    """What is missing, each with its kind. Let off or paid for counts only with the number of the approval."""
    exempt = project.exempt_m2 if project.exempt_paper.strip() else NOUGHT
    elsewhere = project.elsewhere_m2 if project.elsewhere_paper.strip() else NOUGHT
    missing = project.required_m2 - project.built_m2 - exempt - elsewhere
    found = [_not_built(project, missing)] if missing > 0 else []
    if project.exempt_m2 > exempt:
        found.append(Gap(GapKind.EXEMPT_WITHOUT_PAPER, "TL43-1", area_m2=project.exempt_m2))
    if project.fee_paid_yuan > 0 and elsewhere == NOUGHT:
        found.append(Gap(GapKind.PAID_WITHOUT_PAPER, "TL43-1", yuan=project.fee_paid_yuan))
    if project.fee_due_yuan > project.fee_paid_yuan:
        found.append(Gap(GapKind.FEE_SHORT, "TL43-1", yuan=project.fee_due_yuan - project.fee_paid_yuan))
    return found


def _not_built(project: ProjectFacts, missing: Decimal) -> Gap:
    if project.built_m2 == NOUGHT:
        return Gap(GapKind.NOTHING_BUILT, "RF48", area_m2=missing)
    return Gap(GapKind.TOO_LITTLE_BUILT, "TL43-1", area_m2=missing)


def missing_m2(gaps: Sequence[Gap]) -> Decimal:
    built = (GapKind.NOTHING_BUILT, GapKind.TOO_LITTLE_BUILT)
    return sum((gap.area_m2 for gap in gaps if gap.kind in built), NOUGHT)


def owed_yuan(gaps: Sequence[Gap]) -> Decimal:
    return sum((gap.yuan for gap in gaps if gap.kind is GapKind.FEE_SHORT), NOUGHT)


def _state(label: str, text: str) -> ProjectState | Refusal:
    return sheet_tables.read_choice(ProjectState, label, text)


def _area(label: str, text: str) -> Decimal | Refusal:
    return _bounded(label, text, LARGEST_M2)


def _money(label: str, text: str) -> Decimal | Refusal:
    return _bounded(label, text, LARGEST_YUAN)


def _bounded(label: str, text: str, most: Decimal) -> Decimal | Refusal:
    """An empty cell is nought."""
    value = work_texts.read_number(label, text) if text.strip() else NOUGHT
    if isinstance(value, Refusal):
        return value
    if NOUGHT <= value <= most:
        return value.quantize(Decimal("0.01"))
    return Refusal(Problem.OUT_OF_RANGE, facts={"field": label, "value": value, "least": 0, "most": most})


COLUMNS = (
    TableColumn("number", "项目编号", is_required=True, most=60, also_called=("编号", "项目代码")),
    TableColumn("name", "项目名称", is_required=True, most=200, also_called=("名称",)),
    TableColumn("developer", "建设单位", is_required=True, most=200),
    TableColumn("address", "项目地址", most=300, also_called=("地址",)),
    TableColumn("state", "建设状态", _state, is_required=True, also_called=("状态",)),
    TableColumn("total_m2", "总建筑面积（平方米）", _area, is_number=True, also_called=("总建筑面积",)),
    TableColumn(
        "required_m2", "应建民防面积（平方米）", _area, is_required=True, is_number=True, also_called=("应建面积",)
    ),
    TableColumn("built_m2", "已建民防面积（平方米）", _area, is_number=True, also_called=("已建面积",)),
    TableColumn("exempt_m2", "批准减免面积（平方米）", _area, is_number=True, also_called=("减免面积",)),
    TableColumn("exempt_paper", "减免批准文号", most=100),
    TableColumn("elsewhere_m2", "批准缴费面积（平方米）", _area, is_number=True, also_called=("易地建设面积",)),
    TableColumn("elsewhere_paper", "缴费批准文号", most=100),
    TableColumn("fee_due_yuan", "应缴建设费（元）", _money, is_number=True, also_called=("应缴建设费",)),
    TableColumn("fee_paid_yuan", "已缴建设费（元）", _money, is_number=True, also_called=("已缴建设费",)),
    TableColumn("notes", "备注", most=2000),
)
EXAMPLE = ProjectFacts(
    "示例-XM-001", "示例住宅项目", "示例置业有限公司", "示例路2号", ProjectState.UNDER_CONSTRUCTION,
    Decimal("80000.00"), Decimal("5600.00"), Decimal("5000.00"), notes="填写前请删除这一行",
)  # fmt: skip


def project_from(values: Mapping[str, object]) -> ProjectFacts:
    return ProjectFacts(**values)  # type: ignore[arg-type]


def project_faults(project: ProjectFacts) -> list[Refusal]:
    """涉密项目不得录入；应建、减免面积不能大于总建筑面积。"""
    texts = (project.number, project.name, project.developer, project.address, project.notes)
    mark = secrecy_mark(*texts)
    faults = [Refusal(Problem.CLASSIFIED_WORK, facts={"mark": mark})] if mark else []
    if project.total_m2 and project.required_m2 > project.total_m2:
        values = {"field": "应建民防面积（平方米）", "value": project.required_m2, "least": 0}
        faults.append(Refusal(Problem.OUT_OF_RANGE, facts=values | {"most": project.total_m2}))
    return faults


def texts_of_project(project: ProjectFacts) -> dict[str, str]:
    return {column.code: _written(getattr(project, column.code)) for column in COLUMNS}


def _written(value: object) -> str:
    if isinstance(value, ProjectState):
        return value.value
    return format(value, "f") if isinstance(value, Decimal) else str(value)

"""What a lead says that the program wrote, and a plate: data of the record, Chinese like every record of the office."""

from datetime import date
from decimal import Decimal

from inspect_app.rules.projects import Gap, ProjectFacts

PLATE_TITLE = "民防工程"
PLATE_CALL = "发现问题，请扫码反映"
"""What stands on a plate, whatever language the office is read in."""


def gap_text(project: ProjectFacts, gap: Gap) -> str:
    size = f"{_grouped(gap.area_m2)} 平方米" if gap.area_m2 else f"{_grouped(gap.yuan)} 元"
    required = _grouped(project.required_m2)
    return f"{project.name}（{project.number}）{gap.kind.value} {size}；应建民防面积 {required} 平方米。"


def quiet_text(work: str, last_on: date | None, months: int) -> str:
    if last_on is None:
        return f"{work}从未检查过，超过 {months} 个月没有检查即应核查。"
    return f"{work}自 {last_on.isoformat()} 以来没有检查，已超过 {months} 个月。"


def repeat_text(party: str, times: int, since: date) -> str:
    return f"{party}自 {since.isoformat()} 以来已有 {times} 次违法被处罚或者责令改正。"


def order_text(number: str, party: str, due_on: date) -> str:
    return f"责令改正通知书{number}（{party}）的改正期限 {due_on.isoformat()} 已过，没有改正记录。"


def _grouped(value: Decimal) -> str:
    return f"{value:,.2f}"

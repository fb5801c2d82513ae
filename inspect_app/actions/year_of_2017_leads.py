"""The leads of the played year: the city's of 11 May, and those of streets, citizens and another department."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from inspect_app.actions.lead_steps import check_papers, hand_over_lead, note_receipt, set_lead_aside
from inspect_app.actions.leads import report_lead
from inspect_app.actions.year_of_2017_cases import STANDARD
from inspect_app.actions.year_of_2017_player import SUPERVISOR, Cast, Deed, Play
from inspect_app.rules.calendar import day_of
from inspect_app.rules.leads import LeadFacts, LeadSource


@dataclass(frozen=True)
class LeadOf2017:
    name: str
    on: date
    source: LeadSource
    summary: str
    work: str
    from_whom: str = ""
    reference: str = ""


CITY_LEAD = LeadOf2017(
    "city",
    date(2017, 5, 11),
    LeadSource.CITY,
    STANDARD,
    "under_construction 0",
    "市民防办公室",
    "演示转办〔2017〕1号",
)
OTHERS = (
    LeadOf2017("street", date(2017, 3, 6), LeadSource.PATROL, "巡查发现通道堆放杂物", "in_use 60", "方松街道"),
    LeadOf2017("citizen", date(2017, 4, 17), LeadSource.CITIZEN, "反映地下车库防护门关不上", "in_use 61"),
    LeadOf2017("fire", date(2017, 6, 5), LeadSource.DEPARTMENT, "地下室消防通道被占用", "in_use 62", "消防部门"),
    LeadOf2017("waiting", date(2017, 8, 28), LeadSource.CITIZEN, "反映地下室长期积水", "in_use 63"),
)


def days_of_leads() -> list[Deed]:
    found = [Deed(one.on, 9, partial(_report, one)) for one in (CITY_LEAD, *OTHERS)]
    why = "现场情况与反映不符，已回复反映人"
    return [
        *found,
        Deed(date(2017, 5, 12), 9, _check("city", "审核建设单位报送的资料，存在疑点，安排现场检查")),
        Deed(date(2017, 3, 8), 9, _check("street", "核对台账和巡查照片")),
        Deed(date(2017, 3, 10), 9, _aside("street", "当场清理完毕，已拍照核实")),
        Deed(date(2017, 4, 19), 9, _aside("citizen", why)),
        Deed(date(2017, 6, 7), 9, _over("fire", "消防救援机构（演示）", "属于消防救援机构的职权")),
        Deed(date(2017, 6, 14), 9, _received("fire", "对方收件编号 演示001")),
        Deed(date(2017, 9, 1), 9, _aside("waiting", why)),
    ]


def _report(one: LeadOf2017, cast: Cast, at: datetime) -> None:
    facts = LeadFacts(one.source, one.summary, day_of(at), from_whom=one.from_whom, reference=one.reference)
    lead = report_lead(facts, cast.work(one.work).number, by=cast.people[SUPERVISOR], at=at)
    cast.kept[one.name] = lead.id


def _check(name: str, remark: str) -> Play:
    return lambda cast, at: check_papers(cast.kept[name], remark, by=cast.people[SUPERVISOR], at=at)


def _aside(name: str, reason: str) -> Play:
    return lambda cast, at: set_lead_aside(cast.kept[name], reason, by=cast.people[SUPERVISOR], at=at)


def _over(name: str, to: str, reason: str) -> Play:
    return lambda cast, at: hand_over_lead(cast.kept[name], to, reason, by=cast.people[SUPERVISOR], at=at)


def _received(name: str, receipt: str) -> Play:
    return lambda cast, at: note_receipt(cast.kept[name], receipt, by=cast.people[SUPERVISOR], at=at)

"""Four fictional cases of the demonstration, each taken as far as it says through the real actions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from inspect_app.actions.case_fines import fine_of_case
from inspect_app.actions.case_papers import case_facts, make_case_paper
from inspect_app.actions.case_records import record_of
from inspect_app.actions.cases import Proposal, propose_case, take_case_step
from inspect_app.actions.demonstration_works import demonstration_id
from inspect_app.actions.fines import PaymentFacts, record_payment
from inspect_app.rules.acts import Party
from inspect_app.rules.calendar import day_of
from inspect_app.rules.case_paper_values import case_values
from inspect_app.rules.case_papers import papers_of_step
from inspect_app.rules.decisions import PartyOfCase
from inspect_app.rules.fines import PaymentWay
from inspect_app.store.cases import Case
from inspect_app.store.officers import Officer
from inspect_app.store.works import Work

INVESTIGATORS = ("geng", "xin")
HEAD = "jia"
Step = tuple[str, int, str, dict[str, Any]]
"""Name, how many days ago, who (login), what."""
EVIDENCE = {"kind": "site_record", "title": "现场检查笔录", "proves": "违法事实", "source": "现场检查"}
NOTICE = {
    "sanction": "fine",
    "facts": "现场检查查明的违法事实",
    "reasons": "违反人民防空法第二十七条，按裁量情节拟处罚",
}


@dataclass(frozen=True)
class DemonstrationCase:
    act: str
    facts: str
    source: str
    found_days_ago: int
    steps: tuple[Step, ...]


def _investigated(days: int, fine_yuan: int, *factors: str) -> tuple[Step, ...]:
    conclusion = {"finding": "违法事实清楚，证据充分", "sanction": "fine", "complexity": "plain"}
    return (
        ("approve_filing", days, HEAD, {}),
        ("add_evidence", days - 2, "geng", EVIDENCE),
        ("interview", days - 5, "xin", {"person": "物业负责人", "post": "经理", "place": "办公室", "record": "承认上述事实。"}),
        ("close_investigation", days - 8, "geng", {**conclusion, "factors": list(factors), "fine_yuan": fine_yuan}),
        ("give_notice", days - 9, "geng", {**NOTICE, "fine_yuan": fine_yuan}),
    )  # fmt: skip


CASES = (
    DemonstrationCase("RF49-1", "防空地下室入口处堆放杂物，占用人防工程", "街镇巡查报告", 1, ()),
    DemonstrationCase(
        "RF49-3",
        "在防护单元隔墙上开门洞一处",
        "检查发现",
        85,
        (
            ("approve_filing", 84, HEAD, {}),
            ("add_evidence", 83, "geng", EVIDENCE),
            (
                "interview",
                80,
                "xin",
                {
                    "person": "物业负责人",
                    "post": "经理",
                    "place": "办公室",
                    "record": "称由前任物业所开，正在查找图纸。",
                },
            ),
            (
                "commission_expert",
                60,
                "geng",
                {"things": "隔墙开洞对防护能力的影响", "place": "检测单位", "note": "等待鉴定意见"},
            ),
        ),
    ),
    DemonstrationCase(
        "RF49-3", "拆除防护密闭门两樘用于扩大停车位", "市民防办转办", 12, _investigated(11, 50_000, "repeated")
    ),
    DemonstrationCase(
        "RF49-3",
        "临空墙被通风管道穿透",
        "检查发现",
        70,
        (
            *_investigated(69, 15_000, "first_time"),
            (
                "hear_statement",
                58,
                "geng",
                {"statement": "已联系封堵", "review": "属实，予以考虑", "is_adopted": True},
            ),
            ("decide", 55, HEAD, {**NOTICE, "fine_yuan": 12_000}),
            ("serve", 54, "geng", {"way": "direct", "recipient": "物业负责人"}),
            ("pay", 50, "geng", {"amount_yuan": 12_000, "slip": "演示-0001"}),
            ("close", 45, HEAD, {"note": "罚款已缴清，改正情况继续跟踪"}),
        ),
    ),
)


def make_cases(works: list[Work], officers: Mapping[str, Officer], *, at: datetime) -> int:
    """At the first works of the register; days count back from today."""
    for place, one in enumerate(CASES):
        _make(one, works[place], officers, at=at)
    return len(CASES)


def _issue_papers(case: Case, step: str, on: date, *, by: Officer, at: datetime) -> None:
    """Those on which the step rests, as the record fills them in, made on the day of the step."""
    record, at = record_of(case), at - timedelta(days=(day_of(at) - on).days)
    known = case_facts(case, record, on=on)
    for needed in papers_of_step(step, known):
        make_case_paper(case, record, needed.form, case_values(needed.form, known), by=by, at=at)


def _pay(case: Case, paid_on: date, facts: Mapping[str, Any], *, by: Officer, at: datetime) -> None:
    """Payments are written down at the fine."""
    fine = fine_of_case(case)
    if fine is None:
        raise LookupError(case.id)
    paid = PaymentFacts(paid_on, facts["amount_yuan"], Decimal(0), PaymentWay.BANK, facts["slip"])
    record_payment(fine.id, paid, by=by, at=at)


def _make(one: DemonstrationCase, work: Work, officers: Mapping[str, Officer], *, at: datetime) -> None:
    found_on = day_of(at) - timedelta(days=one.found_days_ago)
    party = PartyOfCase(Party.ORGANISATION, f"{work.name}物业（演示）", address=work.address)
    proposal = Proposal(work.id, one.act, party, one.facts, one.source, act_on=found_on, found_on=found_on)
    case = propose_case(proposal, by=officers["geng"], at=at, case_id=demonstration_id(f"case {one.facts}"))
    for step, days, login, facts in one.steps:
        named = (
            {"officers": [str(officers[key].id) for key in INVESTIGATORS]} if step == "approve_filing" else facts
        )
        on = day_of(at) - timedelta(days=days)
        if step == "pay":
            _pay(case, on, facts, by=officers[login], at=at)
            continue
        _issue_papers(case, step, on, by=officers[login], at=at)
        take_case_step(case.id, step, on, named, seen=len(case.entries), by=officers[login], at=at)

"""The cases of the played year: of which work, what for, by which team, filed and closed on which days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from inspect_app.actions.case_fines import fine_of_case
from inspect_app.actions.case_papers import case_facts, make_case_paper
from inspect_app.actions.case_records import record_of
from inspect_app.actions.cases import Proposal, propose_case, take_case_step
from inspect_app.actions.fines import PaymentFacts, record_payment
from inspect_app.actions.year_of_2017_player import HEAD_OF_TEAM, Cast, Deed, id_2017, working_days_after
from inspect_app.rules.acts import Party
from inspect_app.rules.calendar import day_of
from inspect_app.rules.case_paper_values import case_values
from inspect_app.rules.case_papers import papers_of_step
from inspect_app.rules.decisions import PartyOfCase
from inspect_app.rules.fines import PaymentWay
from inspect_app.rules.works import PartyPart
from inspect_app.store.cases import Case, case_with
from inspect_app.store.officers import Officer
from inspect_app.store.works import Work

DAY = timedelta(days=1)


@dataclass(frozen=True)
class CaseOf2017:
    """`closed` None = it goes on at the year's end, and then as far as `until` days after filing. `days` of other steps."""

    name: str
    work: str
    team: int
    act: str
    facts: str
    filed: date
    closed: date | None
    fine_yuan: int
    source: str = "检查发现"
    lead: str = ""
    days: Mapping[str, date] | None = None
    until: int = 1000


IN_USE, BUILDING = "in_use", "under_construction"
WALL = "在防护单元隔墙上擅自开洞安装管线"
GATE = "拆除防护密闭门，用于扩大停车位"
GOODS = "在防空地下室口部堆放杂物，占用人防工程"
WASTE = "向防空地下室内排入废水"
STANDARD = "在建项目未按国家规定的防护标准和质量标准修建民防工程"
CITY_LEAD = "市民防办公室转办"

CASES = (
    CaseOf2017("U1", f"{IN_USE} 0", 1, "RF49-3", WALL, date(2017, 2, 20), date(2017, 4, 18), 12_000),
    CaseOf2017("U2", f"{IN_USE} 1", 2, "RF49-1", GOODS, date(2017, 3, 15), date(2017, 5, 22), 10_000),
    CaseOf2017("U3", f"{IN_USE} 2", 3, "RF49-3", GATE, date(2017, 4, 12), date(2017, 6, 20), 20_000),
    CaseOf2017("U4", f"{IN_USE} 3", 1, "RF49-7", WASTE, date(2017, 5, 3), date(2017, 7, 11), 11_000, "街镇报送"),
    CaseOf2017(
        "C1", f"{BUILDING} 0", 1, "RF49-2", STANDARD, date(2017, 5, 15), date(2017, 8, 8), 30_000, CITY_LEAD, "city",
        {"give_notice": date(2017, 6, 5), "hear_statement": date(2017, 6, 9), "decide": date(2017, 6, 26),
         "serve": date(2017, 6, 28), "pay": date(2017, 7, 12)},
    ),
    CaseOf2017("U5", f"{IN_USE} 4", 2, "RF49-3", WALL, date(2017, 6, 8), date(2017, 8, 17), 15_000),
    CaseOf2017("C2", f"{BUILDING} 1", 3, "RF49-2", STANDARD, date(2017, 6, 12), date(2017, 10, 16), 25_000,
               days={"give_notice": date(2017, 8, 21), "hear_statement": date(2017, 8, 25),
                     "decide": date(2017, 9, 4), "serve": date(2017, 9, 6), "pay": date(2017, 9, 18)}),
    CaseOf2017("U6", f"{IN_USE} 5", 1, "RF49-1", GOODS, date(2017, 6, 20), date(2017, 9, 20), 10_000,
               days={"give_notice": date(2017, 8, 14), "hear_statement": date(2017, 8, 18),
                     "decide": date(2017, 8, 28), "serve": date(2017, 8, 30), "pay": date(2017, 9, 11)}),
    CaseOf2017("U7", f"{IN_USE} 6", 2, "RF49-3", GATE, date(2017, 8, 24), date(2017, 11, 2), 18_000, "群众反映"),
    CaseOf2017("U8", f"{IN_USE} 7", 3, "RF49-1", GOODS, date(2017, 9, 11), date(2017, 11, 20), 10_000),
    CaseOf2017("U9", f"{IN_USE} 8", 2, "RF49-3", WALL, date(2017, 9, 25), date(2017, 12, 5), 16_000),
    CaseOf2017("C3", f"{BUILDING} 2", 3, "RF49-2", STANDARD, date(2017, 10, 18), date(2017, 12, 20), 22_000),
    CaseOf2017("U10", f"{IN_USE} 9", 1, "RF49-3", GATE, date(2017, 11, 6), None, 15_000, until=30),
    CaseOf2017("U11", f"{IN_USE} 10", 3, "RF49-7", WASTE, date(2017, 11, 15), None, 10_000, "街镇报送", until=15),
)  # fmt: skip
"""As the report has them on 31 August: nine filed, six closed, of these one under construction and five in use."""
AFTER_FILING = {
    "add_evidence": 2, "interview": 5, "close_investigation": 12, "give_notice": 15, "hear_statement": 19,
    "decide": 27, "serve": 29, "pay": 40,
}  # fmt: skip
TAKEN_BY_HEAD = frozenset({"approve_filing", "decide", "close"})


def days_of_case(one: CaseOf2017) -> list[Deed]:
    found = [Deed(one.filed, 9, partial(_propose, one)), Deed(one.filed, 15, partial(_step, one, "approve_filing"))]
    for step, days in AFTER_FILING.items():
        on = (one.days or {}).get(step) or working_days_after(one.filed, days)
        if (on - one.filed).days <= one.until:
            found.append(Deed(on, 10, partial(_step, one, step)))
    return found + ([Deed(one.closed, 16, partial(_step, one, "close"))] if one.closed else [])


def party_of(work: Work, part: PartyPart) -> PartyOfCase:
    party = work.party(part)
    if party is None:
        raise LookupError(work.number)
    return PartyOfCase(
        Party.ORGANISATION, party.name, party.credit_code, party.address, party.phone, party.representative
    )


def _propose(one: CaseOf2017, cast: Cast, at: datetime) -> None:
    work, on = cast.work(one.work), day_of(at)
    part = PartyPart.BUILDER if one.work.startswith(BUILDING) else PartyPart.MANAGER
    proposal = Proposal(
        work.id, one.act, party_of(work, part), one.facts, one.source, act_on=on - DAY, found_on=on - DAY,
        lead_id=cast.kept.get(one.lead),
    )  # fmt: skip
    case = propose_case(proposal, by=cast.pair(one.team)[0], at=at, case_id=id_2017(f"case {one.name}"))
    cast.kept[f"case {one.name}"] = case.id


SAID: dict[str, dict[str, Any]] = {
    "add_evidence": {"kind": "site_record", "title": "现场检查笔录", "proves": "违法事实", "source": "现场检查"},
    "interview": {
        "person": "现场负责人（演示）", "post": "经理", "place": "本机关询问室", "record": "承认上述事实，愿意改正。",
    },
    "hear_statement": {"statement": "没有异议，正在改正", "review": "予以记录", "is_adopted": False},
    "serve": {"way": "direct", "recipient": "现场负责人（演示）"},
    "close": {"note": "罚款已经缴清，违法行为已经改正"},
}  # fmt: skip
REASONS = "违反人民防空法，按情节拟处罚款"


def _facts(one: CaseOf2017, step: str, cast: Cast) -> dict[str, Any]:
    if step == "approve_filing":
        return {"officers": [str(each.id) for each in cast.pair(one.team)]}
    if step == "close_investigation":
        conclusion = {"finding": "违法事实清楚，证据充分", "complexity": "plain", "factors": ["first_time"]}
        return {**conclusion, "sanction": "fine", "fine_yuan": one.fine_yuan}
    if step in ("give_notice", "decide"):
        return {"sanction": "fine", "facts": one.facts, "reasons": REASONS, "fine_yuan": one.fine_yuan}
    return SAID[step]


def _step(one: CaseOf2017, step: str, cast: Cast, at: datetime) -> None:
    case = case_with(cast.kept[f"case {one.name}"])
    if case is None:
        raise LookupError(one.name)
    by = cast.people[HEAD_OF_TEAM[one.team]] if step in TAKEN_BY_HEAD else cast.pair(one.team)[0]
    if step == "pay":
        _pay(case, one, by=by, at=at)
        return
    _issue_papers(case, step, by=by, at=at)
    take_case_step(case.id, step, day_of(at), _facts(one, step, cast), seen=len(case.entries), by=by, at=at)


def _issue_papers(case: Case, step: str, *, by: Officer, at: datetime) -> None:
    record = record_of(case)
    known = case_facts(case, record, on=day_of(at))
    for needed in papers_of_step(step, known):
        make_case_paper(case, record, needed.form, case_values(needed.form, known), by=by, at=at)


def _pay(case: Case, one: CaseOf2017, *, by: Officer, at: datetime) -> None:
    fine = fine_of_case(case)
    if fine is None:
        raise LookupError(case.number)
    slip = f"演示缴款{one.name}"
    paid = PaymentFacts(day_of(at), one.fine_yuan, Decimal(0), PaymentWay.BANK, slip)
    record_payment(fine.id, paid, by=by, at=at)

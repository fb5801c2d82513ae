"""Stated files for reviews: one in which everything is in order, to be changed in the one respect that matters."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from inspect_app.actions.settings import published_calendar
from inspect_app.rules import case_entries as e
from inspect_app.rules.acts import Act, FineRange, Mark, Party, Power, Sanction, Words
from inspect_app.rules.case_clocks import clocks_of
from inspect_app.rules.cases import CaseRecord, Entry
from inspect_app.rules.decisions import DecisionFacts, PartyOfCase, Told, gates_before_deciding
from inspect_app.rules.deliveries import Delivery
from inspect_app.rules.file_facts import GeneralFile, Kept, SpotFile
from inspect_app.rules.law_table import LawTable
from inspect_app.rules.people import OfficerFacts
from inspect_app.rules.stages import Stage
from inspect_app.rules.statutes import PENALTY_OF_TL43, REGISTER_USE

CALENDAR = published_calendar()
MONDAY = date(2026, 8, 3)
NOON = datetime(2026, 8, 3, 4, 0, tzinfo=UTC)
JIA = OfficerFacts("甲", "SJ-001", date(2024, 1, 1), date(2028, 12, 31))
YI = OfficerFacts("乙", "SJ-002", date(2024, 1, 1), date(2028, 12, 31))
ACT = Act(
    "TL43-3", Words("未备案", "Not registered"), (REGISTER_USE,), PENALTY_OF_TL43, Power.CIVIL_DEFENCE, Mark.V, "条例",
    warning=True, fines={Party.ORGANISATION: FineRange(500, 5000), Party.CITIZEN: FineRange(100, 1000)},
)  # fmt: skip
LAW = LawTable((ACT,))


def decision(**more: Any) -> DecisionFacts:
    values: dict[str, Any] = {
        "act": ACT,
        "party": PartyOfCase(Party.ORGANISATION, "演示物业有限公司", address="演示路1号"),
        "sanction": Sanction.FINE,
        "fine_yuan": 500,
        "facts": "未办理备案。",
        "place": "地下一层",
        "factors": ("first_time",),
        "factor_note": "",
        "officers": (JIA, YI),
        "decided_on": MONDAY,
        "facts_are_certain": True,
        "identity_shown_at": NOON - timedelta(minutes=9),
        "told_at": NOON - timedelta(minutes=6),
        "heard_at": NOON - timedelta(minutes=3),
        "decided_at": NOON,
        "correct_by": date(2026, 9, 3),
        "told": tuple(Told),
    }
    return DecisionFacts(**{**values, **more})


def spot_file(decided: DecisionFacts | None = None, **more: Any) -> SpotFile:
    decided = decided or decision()
    delivery = Delivery(frozenset({"SJ-001", "SJ-002"}), True, "", NOON, decided_on=MONDAY)
    values: dict[str, Any] = {
        "decision": decided,
        "delivery": delivery,
        "reviewed_on": date(2026, 8, 31),
        "gates": tuple(gates_before_deciding(decided, LAW)),
        "file_by_on": date(2026, 8, 5),
        "filed_on": date(2026, 8, 5),
        "papers": (Kept("行政处罚决定书"),),
        "evidence": (Kept("照片"),),
        "forms": frozenset({"on_the_spot_decision", "inspection_record"}),
    }
    return SpotFile(**{**values, **more})


OFFICERS = e.Officers(("1", "2"))
CONCLUSION = e.Conclusion("查明的事实", Sanction.FINE, e.Complexity.PLAIN, ("first_time",), 50_000)
NOTICE = e.Notice(Sanction.FINE, "事实", "理由和依据", 50_000)
DECIDED = e.PenaltyDecision("第1号", Sanction.FINE, "事实", "理由", 50_000, date(2026, 9, 30))
STATEMENT = e.Statement("没有意见", "无需复核", False)
EVIDENCE = e.Evidence(e.EvidenceKind.SITE_RECORD, "笔录", "事实", "检查")
SERVED = e.Service(e.ServiceWay.DIRECT, "张三")


NOTHING = e.Noted("")


def entry(step: str, day: str, facts: Any = NOTHING, by: str = "1") -> Entry:
    return Entry(step, date.fromisoformat(f"2026-{day}"), facts, by)


WHOLE = (
    entry("approve_filing", "08-03", OFFICERS, "9"),
    entry("add_evidence", "08-04", EVIDENCE),
    entry("close_investigation", "08-05", CONCLUSION),
    entry("give_notice", "08-06", NOTICE),
    entry("hear_statement", "08-07", STATEMENT),
    entry("decide", "08-14", DECIDED, "9"),
    entry("serve", "08-17", SERVED),
    entry("pay", "08-20", e.Paid(50_000, "P-1")),
    entry("close", "08-24", e.Noted("已履行"), "9"),
    entry("archive", "08-25"),
)


def record(entries: tuple[Entry, ...] = WHOLE, **more: Any) -> CaseRecord:
    values: dict[str, Any] = {
        "stage": Stage.ARCHIVED,
        "party": Party.ORGANISATION,
        "act_on": MONDAY,
        "found_on": MONDAY,
        "entries": entries,
        "officers": {"1": JIA, "2": YI},
        "thresholds": {Party.CITIZEN: 5_000, Party.ORGANISATION: 50_000},
    }
    return CaseRecord(**{**values, **more})


def case_file(entries: tuple[Entry, ...] = WHOLE, *, of: CaseRecord | None = None, **more: Any) -> GeneralFile:
    told = of or record(entries)
    values: dict[str, Any] = {
        "reviewed_on": date(2026, 9, 1),
        "clocks": tuple(clocks_of(told, calendar=CALENDAR)),
        "amount": (),
        "papers": (Kept("行政处罚决定书"),),
    }
    return GeneralFile(told, CALENDAR, **{**values, **more})


def without(*steps: str) -> tuple[Entry, ...]:
    return tuple(one for one in WHOLE if one.step not in steps)


def instead(step: str, day: str = "", **more: Any) -> tuple[Entry, ...]:
    """The whole record with other facts, or another day, of one step."""
    return tuple(_changed(one, day, more) if one.step == step else one for one in WHOLE)


def _changed(one: Entry, day: str, more: dict[str, Any]) -> Entry:
    on = date.fromisoformat(f"2026-{day}") if day else one.happened_on
    return replace(one, happened_on=on, facts=replace(one.facts, **more))

"""Leads (案源): where they come from, what must be known of one, by when somebody must have dealt with it, and its public state.

The days are the office's own rule, in calendar days: no law read by us sets them, and a report must never be turned away
because next year's holidays are not published yet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.deadlines import is_overdue
from inspect_app.rules.settings import SettingName, Settings
from inspect_app.rules.stages import Stage
from inspect_app.rules.works import secrecy_mark


class LeadSource(StrEnum):
    FINDING = "检查发现"
    PATROL = "街镇巡查"
    CITIZEN = "群众反映"
    CITY = "市民防办交办"
    DISTRICT = "区民防办移送"
    DEPARTMENT = "其他部门移送"
    PROJECT = "应建未建核对"
    SUGGESTED = "系统提示"
    OTHER = "其他来源"


class PublicState(StrEnum):
    """What whoever reported it may know: no name, no paper, no reason."""

    RECEIVED = "已收到，等待处理"
    UNDER_WAY = "正在核实"
    PASSED_ON = "已转交有权处理的部门"
    DONE = "已经办结"


class PublicResult(StrEnum):
    """How it ended, in words that whoever reported it may read."""

    ON_SITE = "经查实，已在现场处理"
    CASE_FILED = "经查实，已立案"
    CASE_ENDED = "立案后已经办结"
    NOT_FILED = "经审查，不予立案"
    TAKEN_OVER = "已由有权处理的部门接收"
    NOT_NEEDED = "经核实，不需要处理"
    MERGED = "与先前的线索是同一件事，合并办理"


BY_HAND = (
    LeadSource.PATROL,
    LeadSource.CITIZEN,
    LeadSource.CITY,
    LeadSource.DISTRICT,
    LeadSource.DEPARTMENT,
    LeadSource.OTHER,
)
"""Sources that a person enters or imports; the others are made where they come from."""
CLOCK_OF: dict[Stage, SettingName] = {
    Stage.RECEIVED: SettingName.LEAD_TRIAGE_DAYS,
    Stage.CHECKING: SettingName.LEAD_PAPERS_DAYS,
    Stage.ON_SITE: SettingName.LEAD_INSPECTION_DAYS,
    Stage.CASE_ASKED: SettingName.LEAD_FILING_DAYS,
    Stage.PASSED_ON: SettingName.LEAD_RECEIPT_DAYS,
}
"""Stages in which a lead waits for somebody, and how long it may. In every other stage it has ended."""
WAITING = frozenset(CLOCK_OF)
UNTIL_FILED = Stage.CASE_ASKED
"""It waits only until the head has decided on the case; how that case goes on is the case's own matter."""
LONGEST = {
    "summary": ("反映内容", 2000),
    "place": ("地点", 300),
    "party": ("当事人", 200),
    "from_whom": ("来源单位（人）", 200),
    "reference": ("来文编号", 100),
    "contact_name": ("联系人", 60),
    "contact_phone": ("联系电话", 60),
}
_ENDED = {
    Stage.SETTLED: PublicResult.ON_SITE,
    Stage.TAKEN_OVER: PublicResult.TAKEN_OVER,
    Stage.SET_ASIDE: PublicResult.NOT_NEEDED,
    Stage.MERGED: PublicResult.MERGED,
}
_CASE_OVER = frozenset({Stage.CLOSED, Stage.ENDED, Stage.TRANSFERRED})
CONFIRMED = frozenset(
    {PublicResult.ON_SITE, PublicResult.CASE_FILED, PublicResult.CASE_ENDED, PublicResult.TAKEN_OVER}
)
"""There was something to it."""
_TOLD = {
    Stage.RECEIVED: PublicState.RECEIVED,
    Stage.CHECKING: PublicState.UNDER_WAY,
    Stage.ON_SITE: PublicState.UNDER_WAY,
    Stage.CASE_ASKED: PublicState.UNDER_WAY,
    Stage.PASSED_ON: PublicState.PASSED_ON,
    Stage.TAKEN_OVER: PublicState.PASSED_ON,
}


@dataclass(frozen=True)
class LeadFacts:
    """`came_on` = the day on which the office learnt of it; `reference` = the number of the letter that brought it."""

    source: LeadSource
    summary: str
    came_on: date
    place: str = ""
    party: str = ""
    from_whom: str = ""
    reference: str = ""
    contact_name: str = ""
    contact_phone: str = ""


def lead_faults(facts: LeadFacts, *, on: date) -> list[Refusal]:
    """内容不能为空、不能太长、不能涉密；收到日期不能在今天之后。All faults together."""
    missing = None if facts.summary.strip() else Refusal(Problem.FIELD_MISSING, facts={"field": "反映内容"})
    late = None
    if facts.came_on > on:
        late = Refusal(Problem.LEAD_FROM_THE_FUTURE, facts={"day": facts.came_on.isoformat()})
    return [one for one in (missing, late, *_too_long(facts), _classified(facts)) if one]


def _too_long(facts: LeadFacts) -> list[Refusal]:
    return [
        Refusal(Problem.FIELD_TOO_LONG, facts={"field": label, "most": most})
        for name, (label, most) in LONGEST.items()
        if len(getattr(facts, name)) > most
    ]


def _classified(facts: LeadFacts) -> Refusal | None:
    mark = secrecy_mark(*(getattr(facts, name) for name in LONGEST))
    return Refusal(Problem.CLASSIFIED_WORK, facts={"mark": mark}) if mark else None


def lead_due_on(stage: Stage, since: date, settings: Settings) -> date | None:
    """The last day by which somebody takes it on from this stage; None = it has ended."""
    clock = CLOCK_OF.get(stage)
    return since + timedelta(days=settings.whole(clock)) if clock else None


def is_lead_late(due_on: date | None, *, is_waiting: bool, on: date) -> bool:
    return is_waiting and due_on is not None and is_overdue(due_on, on=on)


def public_state(stage: Stage) -> PublicState:
    return _TOLD.get(stage, PublicState.DONE)


def public_result(stage: Stage, case_stages: Sequence[Stage]) -> PublicResult | None:
    """None = it is not known yet. `case_stages` = those that its case has entered, the first one first."""
    if stage is UNTIL_FILED:
        return _result_of_case(case_stages)
    return _ENDED.get(stage)


def _result_of_case(stages: Sequence[Stage]) -> PublicResult | None:
    if Stage.NOT_FILED in stages:
        return PublicResult.NOT_FILED
    if _CASE_OVER.intersection(stages):
        return PublicResult.CASE_ENDED
    return PublicResult.CASE_FILED if set(stages) - {Stage.PROPOSED} else None


def handled_on_site(papers: Sequence[str], *, visit_done: bool) -> Refusal | None:
    """现场已处理：检查已经结束，并且当场作出了处罚决定或者责令改正。`papers` = numbers of decisions and orders in force."""
    if visit_done and papers:
        return None
    return Refusal(Problem.LEAD_NOT_HANDLED_ON_SITE)


def may_merge(lead_number: str, earlier_number: str, *, is_earlier: bool) -> Refusal | None:
    """同一事项并入先前的案源。Into an earlier one only, which itself was merged into none: so that nothing goes in circles."""
    if is_earlier and lead_number != earlier_number:
        return None
    return Refusal(Problem.LEAD_NOT_EARLIER, facts={"number": earlier_number})

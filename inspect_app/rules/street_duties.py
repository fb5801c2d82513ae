"""Responsibilities of a street for a year (责任清单): what it owes, and how far the record says that it was done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.statutes import DISTRICT_COORDINATES
from inspect_app.rules.works import secrecy_mark


class DutyKind(StrEnum):
    PATROL_EACH = "每个工程巡查（次）"
    PATROL_ON_TIME = "按间隔巡查（百分之）"
    REPORT_IN_TIME = "发现问题后上报（日内）"
    ANSWER_ON_TIME = "按期回复交办事项（百分之）"
    JOINT = "参加联合检查（次）"
    PUBLICITY = "民防宣传（次）"


BY_HAND = (DutyKind.JOINT, DutyKind.PUBLICITY)
"""What the street writes down itself and the district confirms; everything else is counted from patrols, leads and matters."""
BOUNDS = {
    DutyKind.PATROL_EACH: (1, 52),
    DutyKind.PATROL_ON_TIME: (1, 100),
    DutyKind.REPORT_IN_TIME: (0, 60),
    DutyKind.ANSWER_ON_TIME: (1, 100),
    DutyKind.JOINT: (1, 366),
    DutyKind.PUBLICITY: (1, 366),
}
LONGEST = 500


@dataclass(frozen=True)
class DutyLine:
    """`amount` = how often, within how many days, or how many per cent, as the kind says."""

    kind: DutyKind
    amount: int
    note: str = ""


class DutyFigure(StrEnum):
    """What is counted, each a list that can be opened."""

    WORKS = "工程"
    ENOUGH = "巡查达到次数的工程"
    PATROLS = "巡查"
    ON_TIME = "按时的巡查"
    OVERDUE = "逾期未巡查的工程"
    LEADS = "上报的案源"
    LEADS_IN_TIME = "及时上报的案源"
    CONFIRMED = "查实的案源"
    MATTERS = "应当回复的交办事项"
    ANSWERED = "按期回复的交办事项"


USUAL = {DutyKind.PATROL_EACH: 1, DutyKind.REPORT_IN_TIME: 3}
"""What is counted by where a street's list does not say how often, or within how many days."""


@dataclass(frozen=True)
class Fulfilment:
    """`done` of `owed`; `is_met` = as things stand now."""

    done: int
    owed: int
    is_met: bool


def refuse_duty(line: DutyLine, others: Sequence[DutyKind]) -> Refusal | None:
    """一种责任只写一行，数量在范围之内，说明不能涉密。"""
    if line.kind in others:
        return Refusal(Problem.DUTY_TWICE, facts={"kind": line.kind.value})
    least, most = BOUNDS[line.kind]
    if not least <= line.amount <= most:
        facts = {"field": line.kind.value, "value": line.amount, "least": least, "most": most}
        return Refusal(Problem.OUT_OF_RANGE, facts=facts)
    if len(line.note) > LONGEST:
        return Refusal(Problem.FIELD_TOO_LONG, facts={"field": "说明", "most": LONGEST})
    mark = secrecy_mark(line.note)
    return Refusal(Problem.CLASSIFIED_WORK, facts={"mark": mark}) if mark else None


def gates_before_submitting(lines: Sequence[DutyLine]) -> list[Refusal]:
    return [] if lines else [Refusal(Problem.DUTIES_EMPTY, DISTRICT_COORDINATES)]


def refuse_day_of_publication(on: date, *, agreed_on: date, today: date) -> Refusal | None:
    """公布日期不早于同意的那天，不晚于今天。"""
    if agreed_on <= on <= today:
        return None
    facts = {"on": on.isoformat(), "least": agreed_on.isoformat(), "most": today.isoformat()}
    return Refusal(Problem.DUTIES_DAY_WRONG, facts=facts)


def deed_faults(kind: DutyKind, text: str, on: date, *, today: date) -> list[Refusal]:
    """只登记联合检查和宣传；写明做了什么；日期不能在今天之后。"""
    wrong = None if kind in BY_HAND else Refusal(Problem.DUTY_NOT_BY_HAND, facts={"kind": kind.value})
    missing = None if text.strip() else Refusal(Problem.FIELD_MISSING, facts={"field": "做了什么"})
    long = (
        Refusal(Problem.FIELD_TOO_LONG, facts={"field": "做了什么", "most": LONGEST})
        if len(text) > LONGEST
        else None
    )
    late = Refusal(Problem.LEAD_FROM_THE_FUTURE, facts={"day": on.isoformat()}) if on > today else None
    mark = secrecy_mark(text)
    secret = Refusal(Problem.CLASSIFIED_WORK, facts={"mark": mark}) if mark else None
    return [one for one in (wrong, missing, long, late, secret) if one]


def fulfilment_of(line: DutyLine, count: Mapping[DutyFigure | DutyKind, int]) -> Fulfilment:
    """Where nothing was owed yet (no patrol, lead or matter) the share stands as met: nothing was late."""
    f = DutyFigure
    match line.kind:
        case DutyKind.PATROL_EACH:
            return _all(count[f.ENOUGH], count[f.WORKS])
        case DutyKind.PATROL_ON_TIME:
            return _share(count[f.ON_TIME], count[f.PATROLS] + count[f.OVERDUE], line.amount)
        case DutyKind.REPORT_IN_TIME:
            return _all(count[f.LEADS_IN_TIME], count[f.LEADS])
        case DutyKind.ANSWER_ON_TIME:
            return _share(count[f.ANSWERED], count[f.MATTERS], line.amount)
        case DutyKind.JOINT | DutyKind.PUBLICITY:
            return Fulfilment(count[line.kind], line.amount, count[line.kind] >= line.amount)


def _all(done: int, owed: int) -> Fulfilment:
    return Fulfilment(done, owed, done >= owed)


def _share(done: int, owed: int, per_cent: int) -> Fulfilment:
    return Fulfilment(done, owed, 100 * done >= per_cent * owed)


def was_reported_in_time(seen_on: date, reported_on: date, within_days: int) -> bool:
    return (reported_on - seen_on).days <= within_days

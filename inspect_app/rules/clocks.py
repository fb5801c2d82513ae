"""Every period that a law sets, as one table: how long, counted in which days, under which article.

An event's own day never counts; the last day is still in time. 行政处罚法第八十五条 makes "二日、三日、五日、七日" of that
law working days; all other periods run through weekends and holidays.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules import statutes
from inspect_app.rules.acts import Mark
from inspect_app.rules.calendar import WorkCalendar
from inspect_app.rules.statutes import LAW_IN_FORCE, WORKING_DAYS, Citation


class Counting(StrEnum):
    WORKING = "工作日"
    CALENDAR = "自然日"


class Unit(StrEnum):
    HOUR = "小时"
    DAY = "日"
    MONTH = "个月"
    YEAR = "年"


@dataclass(frozen=True)
class Clock:
    """One period. `since` = first day on which this text was in force, None where it does not matter or was not read.

    `is_wait`: not a time to act in but one to let pass: the next step may come only after the last day.
    """

    label: str
    length: int
    law: Citation
    unit: Unit = Unit.DAY
    counting: Counting = Counting.CALENDAR
    since: date | None = None
    is_wait: bool = False
    mark: Mark = Mark.V


LAW_OF_2021 = date(2021, 7, 15)
RECONSIDERATION_OF_2023 = date(2024, 1, 1)


def _working(label: str, days: int, law: Citation, *, is_wait: bool = False) -> Clock:
    return Clock(label, days, law, counting=Counting.WORKING, since=LAW_OF_2021, is_wait=is_wait)


CLOCKS: dict[str, Clock] = {
    "hand_over_cash": _working("当场收缴的罚款交至行政机关", 2, statutes.HAND_OVER_CASH),
    "deposit_cash": _working("行政机关将罚款缴付银行", 2, statutes.HAND_OVER_CASH),
    "withdraw_publication": _working("撤回已公开的处罚决定信息", 3, statutes.WITHDRAW_PUBLICATION),
    "ask_for_hearing": _working("当事人要求听证", 5, statutes.ASK_FOR_A_HEARING),
    "notice_of_hearing": _working("听证通知提前的时间", 7, statutes.NOTICE_OF_THE_HEARING, is_wait=True),
    "registered_evidence": _working("先行登记保存后作出处理决定", 7, statutes.REGISTERED_EVIDENCE),
    "serve_decision": _working("决定书送达不在场的当事人", 7, statutes.SERVE_THE_ABSENT),
    "pay_fine": Clock("当事人缴纳罚款", 15, statutes.PAY_WITHIN_15_DAYS, since=LAW_OF_2021),
    "decide_case": Clock("立案后作出处罚决定", 90, statutes.DECIDE_IN_90_DAYS, since=LAW_OF_2021),
    "limitation": Clock("追究时效", 2, statutes.LIMITATION, unit=Unit.YEAR),
    "limitation_of_harm": Clock(
        "追究时效（涉及生命健康安全且有危害后果）", 5, statutes.LIMITATION, unit=Unit.YEAR, since=LAW_OF_2021
    ),
    "reconsider": Clock("申请行政复议", 60, statutes.RECONSIDERATION_PERIOD, since=RECONSIDERATION_OF_2023),
    "sue": Clock("直接提起行政诉讼", 6, statutes.SUE_DIRECTLY, unit=Unit.MONTH),
    "sue_after_reconsideration": Clock("复议后提起行政诉讼", 15, statutes.SUIT_AFTER_RECONSIDERATION),
    # 行政强制法第五十四条只写“十日”；宁可多等，按工作日计，对当事人有利。
    "wait_after_demand": Clock(
        "催告后等待履行", 10, statutes.DEMAND_FIRST, counting=Counting.WORKING, is_wait=True, mark=Mark.I
    ),
    "ask_court": Clock("申请法院强制执行", 3, statutes.COURT_ENFORCEMENT, unit=Unit.MONTH),
    "announcement": Clock("公告送达", 30, statutes.ANNOUNCEMENT, is_wait=True, since=date(2024, 1, 1)),
    "decide_on_referral": Clock("负责人决定是否移送公安机关", 3, statutes.DECIDE_ON_REFERRAL),
    "refer_to_police": Clock("移送公安机关", 24, statutes.DECIDE_ON_REFERRAL, unit=Unit.HOUR),
    "police_answer": Clock("公安机关决定是否立案", 3, statutes.POLICE_ANSWER),
    "against_police_refusal": Clock("提请复议或者建议检察机关监督", 3, statutes.AGAINST_POLICE_REFUSAL),
    "goods_to_police": Clock("向公安机关移交涉案物品和材料", 3, statutes.GOODS_TO_THE_POLICE),
    "register_use": Clock("平时使用备案", 10, statutes.REGISTER_USE),
    "register_completion": Clock("竣工验收备案", 15, statutes.REGISTER_COMPLETION, counting=Counting.WORKING),
}


def clock_of(code: str) -> Clock:
    """Raises `Refused` for a name that the table does not have, naming those it has."""
    if code not in CLOCKS:
        raise Refused(Refusal(Problem.CLOCK_UNKNOWN, facts={"clock": code, "choices": tuple(CLOCKS)}))
    return CLOCKS[code]


def last_day(code: str, from_on: date, *, calendar: WorkCalendar) -> date:
    """The last day of the period that begins with what happened on `from_on`. Raises `Refused` where `reckoned` refuses."""
    clock_of(code)
    found = reckoned(code, from_on, calendar=calendar)
    if isinstance(found, Refusal):
        raise Refused(found)
    return found


def reckoned(code: str, from_on: date, *, calendar: WorkCalendar) -> date | Refusal:
    """The last day; or why it is not known: no text known to us was in force on that day, or the working days of a year
    on the way are not published. A legal period is never guessed.
    """
    clock = CLOCKS[code]
    if clock.since and from_on < clock.since:
        return Refusal(Problem.NO_RULE_IN_FORCE, LAW_IN_FORCE, {"on": from_on.isoformat()})
    if clock.unit is Unit.MONTH:
        return add_months(from_on, clock.length)
    if clock.unit is Unit.YEAR:
        return add_months(from_on, 12 * clock.length)
    days = clock.length // 24 if clock.unit is Unit.HOUR else clock.length
    if clock.counting is Counting.CALENDAR:
        return from_on + timedelta(days=days)
    return _after_working_days(from_on, days, calendar)


def _after_working_days(start: date, count: int, calendar: WorkCalendar) -> date | Refusal:
    day = start
    while count > 0:
        day += timedelta(days=1)
        if not calendar.knows(day):
            return Refusal(Problem.CALENDAR_NOT_PUBLISHED, WORKING_DAYS, {"year": day.year})
        count -= calendar.is_working(day)
    return day


def add_months(day: date, months: int) -> date:
    """The same day of the month, or the month's last day where it has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))

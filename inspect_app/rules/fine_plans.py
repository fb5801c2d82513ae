"""Deferral and instalments of a fine (暂缓或者分期缴纳，行政处罚法第六十六条第二款), and what stops its surcharge for a time."""

import itertools
from collections.abc import Sequence
from datetime import date

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import statutes
from inspect_app.rules.fines import FineFacts, Instalment, Pause, day_faults

MOST_INSTALMENTS = 24
"""The office's own bound, so that a slip of the hand makes no plan of a hundred years."""


def plan_faults(fine: FineFacts, instalments: Sequence[Instalment], *, on: date) -> list[Refusal]:
    """暂缓或者分期缴纳（第六十六条第二款）：dates in order, all after today, whole yuan, in sum what is still to pay."""
    days = [one.due_on for one in instalments]
    total = sum(one.amount_yuan for one in instalments)
    is_in_order = all(first < second for first, second in itertools.pairwise(days))
    faults = [
        None if 0 < len(days) <= MOST_INSTALMENTS else _plan(Problem.PLAN_EMPTY, most=MOST_INSTALMENTS),
        None
        if is_in_order and all(day > on for day in days)
        else _plan(Problem.PLAN_DAYS_WRONG, on=on.isoformat()),
        None if all(one.amount_yuan > 0 for one in instalments) else _plan(Problem.FINE_NOT_WHOLE),
        None if total == fine.unpaid_yuan else _plan(Problem.PLAN_SUM_WRONG, total=total, owed=fine.unpaid_yuan),
    ]
    return [fault for fault in faults if fault]


def _plan(problem: Problem, **facts: object) -> Refusal:
    return Refusal(problem, statutes.DEFER_PAYMENT, facts)


def pause_faults(fine: FineFacts, pause: Pause, *, today: date) -> list[Refusal]:
    """A reconsideration and the suit after it follow each other: one may not begin while another is pending."""
    last = max((one.until_on or date.max for one in fine.pauses), default=None)
    faults = day_faults(pause.from_on, since=fine.delivered_on, today=today)
    if last and pause.from_on <= last:
        faults.append(Refusal(Problem.PAUSES_OVERLAP, statutes.SURCHARGE_PAUSED))
    return faults

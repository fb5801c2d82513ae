"""The surcharge for late payment (加处罚款), for any day, line by line.

到期不缴纳的，每日按罚款数额的百分之三加处罚款，数额不得超出罚款的数额（行政处罚法第七十二条第一款第一项）；行政复议或者
行政诉讼期间不予计算（第七十三条第三款）。What the text leaves open is read in the party's favour: three per cent of what is
overdue and unpaid, each instalment's surcharge never above that instalment.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules import statutes
from inspect_app.rules.dated import Dated
from inspect_app.rules.fines import NOTHING, FineFacts, PauseGround

SURCHARGE_PERCENT = Dated({date(2021, 7, 15): Decimal(3)})
"""The text before that day was not read: no surcharge is reckoned for it."""


@dataclass(frozen=True)
class SurchargeLine:
    """Days in a row with the same reckoning, one line of the explanation.

    `base_yuan` = overdue and unpaid on each of these days; `pause` = why nothing is added although it is overdue;
    `is_capped` = from within these days on, the surcharge has reached what it may be; `total` = so far, these days included.
    """

    from_on: date
    until_on: date
    base_yuan: int
    pause: PauseGround | None
    is_capped: bool
    added: Decimal
    total: Decimal

    @property
    def days(self) -> int:
        return (self.until_on - self.from_on).days + 1


def surcharge(fine: FineFacts, *, on: date) -> Decimal:
    """What has been added by the end of this day; the day of a late payment still counts."""
    lines = surcharge_lines(fine, on=on)
    return lines[-1].total if lines else NOTHING


def surcharge_owed(fine: FineFacts, *, on: date) -> Decimal:
    return max(NOTHING, surcharge(fine, on=on) - fine.surcharge_paid - fine.waived)


def surcharge_lines(fine: FineFacts, *, on: date) -> list[SurchargeLine]:
    """The whole reckoning from the first day after a due day to this day. Empty = nothing was ever overdue."""
    if not SURCHARGE_PERCENT.covers(fine.delivered_on):
        raise Refused(
            Refusal(Problem.NO_RULE_IN_FORCE, statutes.LAW_IN_FORCE, {"on": fine.delivered_on.isoformat()})
        )
    lines: list[SurchargeLine] = []
    counted: dict[tuple[date, int], Decimal] = {}
    for day in _days_from(first_due_on(fine) + timedelta(days=1), on):
        line = _line_of(fine, day, counted, lines[-1].total if lines else NOTHING)
        if line and lines and _continues(lines[-1], line):
            lines[-1] = _joined(lines[-1], line)
        elif line:
            lines.append(line)
    return lines


def first_due_on(fine: FineFacts) -> date:
    return min(one.due_on for plan in fine.plans for one in plan.instalments)


def _days_from(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=count) for count in range((last - first).days + 1))


def _line_of(
    fine: FineFacts, day: date, counted: dict[tuple[date, int], Decimal], before: Decimal
) -> SurchargeLine | None:
    """One day; None when nothing is overdue on it. `counted` = what each instalment has been charged so far."""
    late = overdue_instalments(fine, on=day)
    if not late:
        return None
    base = sum(unpaid for _key, _cap, unpaid in late)
    pause = next((one.ground for one in fine.pauses if one.covers(day)), None)
    if pause:
        return SurchargeLine(day, day, base, pause, False, NOTHING, before)
    percent, added = SURCHARGE_PERCENT.on(fine.delivered_on), NOTHING
    for key, cap, unpaid in late:
        so_far = counted.get(key, NOTHING)
        step = min(unpaid * percent / 100, cap - so_far, fine.amount_yuan - before - added)
        counted[key] = so_far + step
        added += step
    is_capped = added < base * percent / 100
    return SurchargeLine(
        day, day, base, None, is_capped, added.quantize(NOTHING), (before + added).quantize(NOTHING)
    )


def overdue_instalments(fine: FineFacts, *, on: date) -> list[tuple[tuple[date, int], int, int]]:
    """(its key, its amount, what is unpaid of it) of each instalment whose due day is over on this day.

    Payments cover the instalments in their order; what a plan leaves out had been paid when it was approved. The day of a
    payment is still a day on which it was owed.
    """
    plan = fine.plan_on(on)
    paid = sum(one.fine_yuan for one in fine.payments if one.paid_on < on)
    rest, found = paid - (fine.amount_yuan - plan.total_yuan), []
    for index, one in enumerate(plan.instalments):
        covered = min(max(rest, 0), one.amount_yuan)
        rest -= one.amount_yuan
        if one.due_on < on and covered < one.amount_yuan:
            found.append(((plan.from_on, index), one.amount_yuan, one.amount_yuan - covered))
    return found


def _continues(line: SurchargeLine, following: SurchargeLine) -> bool:
    """Same reckoning and no day between: payments, pauses, due days and the cap begin a line of their own."""
    is_next_day = line.until_on + timedelta(days=1) == following.from_on
    return is_next_day and (line.base_yuan, line.pause, line.is_capped) == (
        following.base_yuan,
        following.pause,
        following.is_capped,
    )


def _joined(line: SurchargeLine, following: SurchargeLine) -> SurchargeLine:
    return SurchargeLine(
        line.from_on,
        following.until_on,
        line.base_yuan,
        line.pause,
        line.is_capped,
        line.added + following.added,
        following.total,
    )

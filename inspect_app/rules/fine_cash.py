"""Cash collected on the spot on its way to the bank: whose it is now, by when it must be passed on, who may confirm it."""

import unicodedata
from dataclasses import dataclass
from datetime import date

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.calendar import WorkCalendar
from inspect_app.rules.clocks import last_day
from inspect_app.rules.fines import day_faults
from inspect_app.rules.statutes import HAND_OVER_CASH


def receipt_key(number: str) -> str:
    """As receipt numbers are compared: full and half width, capitals and blanks make no other receipt."""
    return "".join(unicodedata.normalize("NFKC", number).upper().split())


@dataclass(frozen=True)
class Collected:
    """When cash came into an officer's hands; on the water the period begins with the landing, None = not yet."""

    on: date
    is_on_water: bool = False
    landed_on: date | None = None

    @property
    def begins_on(self) -> date | None:
        return self.landed_on if self.is_on_water else self.on


def hand_over_by(collected: Collected, *, calendar: WorkCalendar) -> date | None:
    """自收缴之日起二日内交至行政机关；在水上收缴的，自抵岸之日起二日内（第七十一条，工作日）。None = not landed yet."""
    begins_on = collected.begins_on
    return last_day("hand_over_cash", begins_on, calendar=calendar) if begins_on else None


def deposit_by(received_on: date, *, calendar: WorkCalendar) -> date:
    """行政机关应当在二日内将罚款缴付指定的银行（第七十一条，工作日）。"""
    return last_day("deposit_cash", received_on, calendar=calendar)


def hand_over_faults(handed_over_on: date, *, collected: Collected, today: date) -> list[Refusal]:
    if collected.begins_on is None:
        return [Refusal(Problem.CASH_NOT_LANDED, HAND_OVER_CASH)]
    return day_faults(handed_over_on, since=collected.begins_on, today=today)


def another_person_confirms(*, handed_over_by: object, confirms: object) -> Refusal | None:
    """Whoever hands money over is not the one who says that it arrived."""
    return Refusal(Problem.CASH_BY_THE_SAME_PERSON, HAND_OVER_CASH) if handed_over_by == confirms else None

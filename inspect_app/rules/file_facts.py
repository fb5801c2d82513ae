"""A finished file as a review sees it: frozen facts of an on-the-spot decision and of a general-procedure case."""

from dataclasses import dataclass
from datetime import date

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.calendar import WorkCalendar
from inspect_app.rules.case_clocks import RunningClock
from inspect_app.rules.cases import CaseRecord
from inspect_app.rules.decisions import DecisionFacts
from inspect_app.rules.deliveries import Delivery


@dataclass(frozen=True)
class Kept:
    """A paper or a file of evidence under its SHA-256. `is_here` False = announced and never arrived."""

    title: str
    is_here: bool = True
    is_intact: bool = True


@dataclass(frozen=True)
class Cash:
    """Each day of the cash's way, and by which day it should have been there; None = not done, or not known."""

    hand_over_by_on: date | None
    handed_over_on: date | None
    deposit_by_on: date | None
    deposited_on: date | None


@dataclass(frozen=True)
class Debt:
    """What the party owes. `due_on` = the next day on which something must be paid, None = not known, or nothing is."""

    amount_yuan: int
    unpaid_yuan: int
    due_on: date | None
    is_pursued: bool = False


@dataclass(frozen=True)
class Ordered:
    number: str
    due_on: date
    is_corrected: bool


@dataclass(frozen=True)
class Published:
    """`withdraw_by_on` None = it may stand."""

    published_on: date
    withdraw_by_on: date | None
    withdrawn_on: date | None


@dataclass(frozen=True)
class SpotFile:
    """`gates` = what the law's own gates refuse when asked again; `flags` = what they refused when it was taken in.

    `free_numbers` = earlier forms of the same block that were neither used nor voided; `forms` = papers that are there.
    """

    decision: DecisionFacts
    delivery: Delivery
    reviewed_on: date
    gates: tuple[Refusal, ...] = ()
    flags: tuple[Refusal, ...] = ()
    file_by_on: date | None = None
    filed_on: date | None = None
    papers: tuple[Kept, ...] = ()
    evidence: tuple[Kept, ...] = ()
    forms: frozenset[str] = frozenset()
    free_numbers: tuple[str, ...] = ()
    cash: Cash | None = None
    debt: Debt | None = None
    orders: tuple[Ordered, ...] = ()
    published: tuple[Published, ...] = ()
    is_from_a_visit: bool = True

    def refused_for(self, *problems: Problem) -> list[Refusal]:
        return [one for one in (*self.gates, *self.flags) if one.problem in problems]


@dataclass(frozen=True)
class GeneralFile:
    """`amount` = why the law refuses the penalty that was decided, by the day of the decision; None = none was decided.

    `lacking` = titles of papers that the steps taken call for and that the office's record does not hold.
    """

    record: CaseRecord
    calendar: WorkCalendar
    reviewed_on: date
    clocks: tuple[RunningClock, ...] = ()
    amount: tuple[Refusal, ...] | None = None
    lacking: tuple[str, ...] = ()
    papers: tuple[Kept, ...] = ()
    evidence: tuple[Kept, ...] = ()
    debt: Debt | None = None
    number: str = ""

    def clock(self, code: str) -> RunningClock | None:
        return next((one for one in self.clocks if one.code == code), None)

"""Figures that roll up (数字上报): which are agreed, when a month's are due, what a report says, and which rows a sample picks."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.chance import Chance
from inspect_app.rules.figure_proofs import CountedRow, leads_to
from inspect_app.rules.figures import BY_CODE

REPORTED = (
    "works", "works_covered", "filed_general", "filed_on_the_spot", "closed_general", "closed_on_the_spot", "visits",
    "visits_with_findings", "orders_made", "orders_closed", "orders_late", "leads_came", "leads_to_cases", "trainings",
)  # fmt: skip
"""The agreed figures, each the number of rows of a list, so that each can be checked by a sample."""
QUERY_VERSIONS: Mapping[str, int] = dict.fromkeys(REPORTED, 1)
"""Grows when what a figure counts changes: numbers of different versions are not the same thing."""
DUE_DAY = 10
"""A month's figures are expected by this day of the next month. Agreed between city and districts; no statute says it."""
MOST_SAMPLED = 50


@dataclass(frozen=True, order=True)
class Month:
    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"

    @property
    def last_day(self) -> date:
        return self.next.first_day - timedelta(days=1)

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def next(self) -> "Month":
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    @property
    def due_on(self) -> date:
        return self.next.first_day.replace(day=DUE_DAY)


@dataclass(frozen=True)
class ReportedFigure:
    """`query` = what counted it, with its version; `root` = over the salted hashes of the rows that it counted."""

    code: str
    query: str
    value: int
    root: str

    def plain(self) -> dict[str, str | int]:
        return {"code": self.code, "query": self.query, "value": self.value, "root": self.root}


class SampleFault(StrEnum):
    """What is wrong with a row of a sample."""

    MISSING = "没有给出"
    NOT_ASKED = "不在抽中的行里"
    DIFFERS = "与上报时统计的不符"
    TWICE = "与抽中的另一行重复"


@dataclass(frozen=True)
class Shown:
    """A row of a sample: what was told of it, its place, and the path that proves it."""

    index: int
    row: CountedRow
    path: tuple[str, ...]


def query_of(code: str) -> str:
    return f"{code}@{QUERY_VERSIONS[code]}"


def month_is_over(month: Month, *, today: date) -> Refusal | None:
    """一个月结束以后才能上报：以后的事还没有发生。"""
    if month.last_day < today:
        return None
    return Refusal(Problem.FIGURES_MONTH_RUNNING, facts={"month": str(month)})


def months_before(today: date, *, since: date) -> list[Month]:
    """Those that are over, the newest first, from the one in which `since` lies."""
    found, month = [], Month(since.year, since.month)
    while month.last_day < today:
        found.append(month)
        month = month.next
    return found[::-1]


def report_sha256(office: str, month: Month, number: int, figures: Sequence[Mapping[str, str | int]]) -> str:
    whole = {"office": office, "month": str(month), "number": number, "figures": [dict(one) for one in figures]}
    text = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def chosen(seed: str, figure: ReportedFigure, size: int) -> list[int]:
    """Which rows a seed picks, the same for everybody: without putting back, in rising order."""
    chance, left = Chance(seed, figure.root, "", figure.query), list(range(figure.value))
    return sorted(left.pop(chance.below(len(left))) for _ in range(min(size, figure.value)))


def faults_of_sample(
    figure: ReportedFigure, seed: str, size: int, shown: Sequence[Shown]
) -> list[tuple[int, SampleFault]]:
    """What does not agree, with the place of the row; empty = every row that was asked for is among those that were counted."""
    asked, given = chosen(seed, figure, size), [one.index for one in shown]
    faults = [(index, SampleFault.MISSING) for index in asked if index not in given]
    faults += [(index, SampleFault.NOT_ASKED) for index in given if index not in asked]
    for one in shown:
        if not leads_to(figure.root, one.row.sha256, one.index, figure.value, one.path):
            faults.append((one.index, SampleFault.DIFFERS))
    told = [(one.row.number, one.row.kind, one.row.on) for one in shown]
    twice = [one.index for place, one in enumerate(shown) if one.row.number and told[place] in told[:place]]
    return faults + [(index, SampleFault.TWICE) for index in twice]


def with_sums(values: Mapping[str, int]) -> dict[str, int]:
    """The reported figures and the sums that can be made of them."""
    sums = {code: one for code, one in BY_CODE.items() if one.adds and all(part in values for part in one.adds)}
    return {**values, **{code: sum(values[part] for part in one.adds) for code, one in sums.items()}}

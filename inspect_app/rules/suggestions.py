"""What the program points out as a possible lead, each with its reason: quiet works, repeat offenders, orders past their day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from inspect_app.rules.clocks import add_months
from inspect_app.rules.deadlines import is_overdue

LOOKS_BACK_MONTHS = 24
"""The office's own rule: how far back breaches count for a repeat offender."""


class SuggestionKind(StrEnum):
    QUIET = "长期没有检查"
    REPEAT = "屡次违法"
    OVERDUE = "责令改正逾期"


@dataclass(frozen=True)
class Suggestion:
    """`origin` = the very matter: a lead is made of it only once. A new fact (a later visit, one more breach) is a new matter.

    `last_on`, `times`, `due_on` = the reason, of the kind that it has.
    """

    kind: SuggestionKind
    origin: str
    work_id: UUID
    work_name: str
    party: str
    last_on: date | None = None
    times: int = 0
    due_on: date | None = None
    number: str = ""


@dataclass(frozen=True)
class QuietWork:
    """`last_on` = the newest visit that began, None = there was none."""

    work_id: UUID
    name: str
    last_on: date | None


@dataclass(frozen=True)
class Breach:
    """One decision or order against a party at a work."""

    party: str
    work_id: UUID
    work_name: str
    on: date


@dataclass(frozen=True)
class OpenOrder:
    order_id: UUID
    number: str
    work_id: UUID
    work_name: str
    party: str
    due_on: date


def quiet_before(on: date, *, months: int) -> date:
    """A work is quiet whose newest visit began before this day."""
    return add_months(on, -months)


def work_of_quiet(origin: str) -> UUID | None:
    """The work that the matter of a quiet work is about; None = it is another matter."""
    kind, _, rest = origin.partition(":")
    try:
        return UUID(hex=rest.partition(":")[0]) if kind == "quiet" else None
    except ValueError:
        return None


def quiet_works(works: Sequence[QuietWork], *, months: int, on: date) -> list[Suggestion]:
    """Never visited, or not for so many months; the longest quiet first."""
    before = quiet_before(on, months=months)
    found = [work for work in works if work.last_on is None or work.last_on < before]
    found.sort(key=lambda work: (work.last_on or date.min, work.name))
    return [
        Suggestion(
            SuggestionKind.QUIET,
            f"quiet:{work.work_id.hex}:{work.last_on.isoformat() if work.last_on else 'never'}",
            work.work_id, work.name, "", last_on=work.last_on,
        )
        for work in found
    ]  # fmt: skip


def repeat_offenders(breaches: Sequence[Breach], *, times: int, on: date) -> list[Suggestion]:
    """A party with so many breaches within two years, on days of their own: two papers of one day are one breach."""
    since = looks_back_to(on)
    by_party: dict[str, list[Breach]] = {}
    for breach in breaches:
        if breach.on >= since and breach.party.strip():
            by_party.setdefault(breach.party.strip(), []).append(breach)
    found = []
    for party, theirs in sorted(by_party.items()):
        days = {(one.on, one.work_id) for one in theirs}
        if len(days) >= times:
            last = max(theirs, key=lambda one: one.on)
            found.append(
                Suggestion(
                    SuggestionKind.REPEAT, f"repeat:{party}:{last.on.isoformat()}", last.work_id, last.work_name,
                    party, last_on=last.on, times=len(days),
                )
            )  # fmt: skip
    return sorted(found, key=lambda one: -one.times)


def looks_back_to(on: date) -> date:
    return add_months(on, -LOOKS_BACK_MONTHS)


def overdue_orders(orders: Sequence[OpenOrder], *, on: date) -> list[Suggestion]:
    """Open beyond their day; the last day itself is in time. Oldest first."""
    late = sorted((one for one in orders if is_overdue(one.due_on, on=on)), key=lambda one: one.due_on)
    return [
        Suggestion(
            SuggestionKind.OVERDUE, f"order:{one.order_id.hex}:{one.due_on.isoformat()}", one.work_id, one.work_name,
            one.party, due_on=one.due_on, number=one.number,
        )
        for one in late
    ]  # fmt: skip

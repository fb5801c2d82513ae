"""A case as its record tells it: the entries of its steps, and what they say together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from inspect_app.rules import case_entries as e
from inspect_app.rules.acts import Party, Sanction
from inspect_app.rules.calendar import WorkCalendar
from inspect_app.rules.judgement import Judgement
from inspect_app.rules.people import OfficerFacts
from inspect_app.rules.stages import Stage

Amount = Callable[[Sanction, int, tuple[str, ...], date], Judgement]


@dataclass(frozen=True)
class Entry:
    """One line of the record. `happened_on` = the day of the legal act; `by` = badge or name of who took the step."""

    step: str
    happened_on: date
    facts: Any
    by: str


@dataclass(frozen=True)
class CaseRecord:
    """`officers` = everybody who may be named, by key. `thresholds` in yuan, "and above" (第六十三条；金额由本机关设置).

    `interested` = who of them has declared an interest in its work or its party.
    """

    stage: Stage
    party: Party
    act_on: date
    found_on: date
    entries: tuple[Entry, ...]
    officers: Mapping[str, OfficerFacts]
    thresholds: Mapping[Party, int]
    interested: frozenset[str] = frozenset()

    def all(self, step: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.step == step]

    def last(self, step: str) -> Entry | None:
        return next((entry for entry in reversed(self.entries) if entry.step == step), None)

    def since(self, step: str) -> list[Entry]:
        """What came after the last time of that step; nothing where it was never taken."""
        taken = [index for index, entry in enumerate(self.entries) if entry.step == step]
        return list(self.entries[taken[-1] + 1 :]) if taken else []

    def has(self, step: str, *, after: str = "") -> bool:
        return any(entry.step == step for entry in (self.since(after) if after else self.entries))

    @property
    def filed_on(self) -> date | None:
        entry = self.last("approve_filing")
        return entry.happened_on if entry else None

    @property
    def investigators(self) -> tuple[str, ...]:
        """承办人员: those of the newest assignment, less those who were recused since."""
        named: tuple[str, ...] = ()
        for entry in self.entries:
            if isinstance(entry.facts, e.Officers):
                named = entry.facts.officers
            if isinstance(entry.facts, e.RecusalDecision) and entry.facts.is_granted:
                named = tuple(one for one in named if one != entry.facts.officer)
        return named

    @property
    def recused(self) -> frozenset[str]:
        granted = [one.facts for one in self.entries if isinstance(one.facts, e.RecusalDecision)]
        return frozenset(one.officer for one in granted if one.is_granted)

    @property
    def to_recuse(self) -> frozenset[str]:
        """应当回避，负责人没有决定不回避的. The newest decision holds."""
        decided = [one.facts for one in self.entries if isinstance(one.facts, e.RecusalDecision)]
        newest = {one.officer: one.is_granted for one in decided}
        return frozenset(key for key in self.interested if newest.get(key, True))

    @property
    def ever_investigated(self) -> frozenset[str]:
        named = [one.facts.officers for one in self.entries if isinstance(one.facts, e.Officers)]
        return frozenset(key for keys in named for key in keys)

    @property
    def notice(self) -> e.Notice | None:
        entry = self.last("give_notice")
        return entry.facts if entry else None

    @property
    def conclusion(self) -> e.Conclusion | None:
        entry = self.last("close_investigation")
        return entry.facts if entry else None

    @property
    def paid_yuan(self) -> int:
        return sum(entry.facts.amount_yuan for entry in self.all("pay"))

    @property
    def fine_yuan(self) -> int:
        entry = self.last("decide")
        return entry.facts.fine_yuan if entry and not self.has("withdraw", after="decide") else 0

    @property
    def may_ask_for_hearing(self) -> bool:
        """较大数额罚款: the intended fine reaches the office's threshold, that amount included."""
        return self.notice is not None and self.notice.fine_yuan >= self.thresholds[self.party]


@dataclass(frozen=True)
class NewEntry:
    """The step that somebody wants to take now. `amount` asks the law about a penalty; `today` by the office's clock."""

    step: str
    happened_on: date
    facts: Any
    by: str
    today: date
    calendar: WorkCalendar
    amount: Amount

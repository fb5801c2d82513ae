"""The law as rows with dates: what an office holds of acts and benchmarks, and which row counts on a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from inspect_app.rules.acts import Act, FineRange, Mark, Party
from inspect_app.rules.discretion import Factor, Tier


@dataclass(frozen=True)
class Benchmark:
    """One line of the discretion benchmark (裁量基准): the amounts of each tier for an act and kind of party."""

    act: str
    party: Party
    tiers: Mapping[Tier, FineRange]
    source: str
    mark: Mark
    valid_from: date = date.min
    valid_to: date | None = None
    reviewer: str = ""

    @property
    def is_enabled(self) -> bool:
        return self.mark is not Mark.R

    def is_in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class LawTable:
    """`acts` hold every version of an act; the later ones begin later."""

    acts: tuple[Act, ...]
    benchmarks: tuple[Benchmark, ...] = ()
    factors: Mapping[str, Factor] = field(default_factory=dict)

    @property
    def by_code(self) -> dict[str, list[Act]]:
        """The versions of each act, oldest first."""
        found: dict[str, list[Act]] = {}
        for act in sorted(self.acts, key=lambda one: one.valid_from):
            found.setdefault(act.code, []).append(act)
        return {code: found[code] for code in dict.fromkeys(act.code for act in self.acts)}

    def act_on(self, code: str, on: date) -> Act | None:
        """The row in force on that day; None where the table has none."""
        return next((act for act in self.by_code.get(code, ()) if act.is_in_force(on)), None)

    def known_on(self, on: date) -> dict[str, Act]:
        """Every act by its code: the row of that day, else the newest, so that why it does not count can be said."""
        return {code: self.act_on(code, on) or rows[-1] for code, rows in self.by_code.items()}

    def benchmark(self, act: str, party: Party, tier: Tier, *, on: date) -> FineRange | None:
        """The amounts of a tier; None where the office has entered no line, or only an unconfirmed one."""
        for line in self.benchmarks:
            if (line.act, line.party) == (act, party) and line.is_enabled and line.is_in_force(on):
                return line.tiers.get(tier)
        return None

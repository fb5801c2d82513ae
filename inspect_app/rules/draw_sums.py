"""A pool in numbers, as pages show it: a city's holds forty thousand works, and nobody reads them one by one."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from inspect_app.rules.draws import DrawPlan, PoolOfficer, PoolWork, Recusal, shares
from inspect_app.rules.plain import from_plain


@dataclass(frozen=True)
class PoolSums:
    """`streets` = how many works of each may be drawn; `named` = works by their numbers, as far as the page names them."""

    plan: DrawPlan
    works: int
    streets: Mapping[str, int]
    officers: tuple[PoolOfficer, ...]
    recusals: tuple[Recusal, ...]
    named: Mapping[str, PoolWork]

    @property
    def drawable(self) -> int:
        return sum(self.streets.values())

    def street_lines(self) -> list["StreetLine"]:
        fits = self.plan.by_street and 0 < self.plan.count <= self.drawable
        share = shares(self.plan.count, dict(self.streets)) if fits else {}
        return [StreetLine(street, self.streets[street], share.get(street)) for street in sorted(self.streets)]


@dataclass(frozen=True)
class StreetLine:
    """How many works of a street may be drawn, and how many will be when streets get their share; None without shares."""

    street: str
    works: int
    share: int | None


def sums_of_published(pool: Mapping[str, Any], drawn: Collection[str]) -> PoolSums:
    """Of a pool as it was published, in plain form. `drawn` = numbers of the result."""
    recusals = tuple(from_plain(Recusal, one) for one in pool["recusals"])
    named = {*drawn, *(one.number for one in recusals)}
    works = pool["works"]
    return PoolSums(
        from_plain(DrawPlan, pool["plan"]),
        len(works),
        dict(Counter(one["street"] for one in works if not one["excluded"])),
        tuple(from_plain(PoolOfficer, one) for one in pool["officers"]),
        recusals,
        {one["number"]: from_plain(PoolWork, one) for one in works if one["number"] in named},
    )

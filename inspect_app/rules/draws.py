"""The draw of works and officers (双随机): a pool and a seed in, the result out, the same for whoever computes it.

The algorithm is told for other programs in docs/draws.md; `FORMAT` changes with every change of it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.chance import Chance, sha256_of_text
from inspect_app.rules.plain import to_plain
from inspect_app.rules.risks import RiskReason
from inspect_app.rules.statutes import RANDOM_SELECTION, RECUSAL, TWO_OFFICERS

FORMAT = "inspect-draw/1"
HEAVIEST = 1_000
MOST_LACKING = 5


@dataclass(frozen=True)
class DrawPlan:
    """How many works, how many officers for each; by street = each street its share; by risk = heavier works likelier."""

    count: int
    officers_each: int
    by_street: bool
    by_risk: bool


@dataclass(frozen=True)
class PoolWork:
    """`excluded` = the reason why it is not drawn; empty = it may be."""

    number: str
    name: str
    street: str
    party: str
    weight: int = 1
    why: tuple[RiskReason, ...] = ()
    excluded: str = ""


@dataclass(frozen=True)
class PoolOfficer:
    badge_number: str
    name: str
    excluded: str = ""


@dataclass(frozen=True)
class Recusal:
    """回避: this officer not for this work."""

    badge_number: str
    number: str
    reason: str


@dataclass(frozen=True)
class Pool:
    """What is published before the draw, as a whole."""

    plan: DrawPlan
    works: tuple[PoolWork, ...]
    officers: tuple[PoolOfficer, ...]
    recusals: tuple[Recusal, ...] = ()

    def drawable(self) -> list[PoolWork]:
        return sorted((work for work in self.works if not work.excluded), key=lambda work: work.number)

    def officers_for(self, number: str) -> list[PoolOfficer]:
        recused = {one.badge_number for one in self.recusals if one.number == number}
        free = (one for one in self.officers if not one.excluded and one.badge_number not in recused)
        return sorted(free, key=lambda one: one.badge_number)


@dataclass(frozen=True)
class Drawn:
    """One work of the result, with the badge numbers of those who go there."""

    number: str
    officers: tuple[str, ...]


def canonical(plain: object) -> str:
    """JSON with sorted names, no blanks, nothing escaped that need not be: the same bytes from every program."""
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256_of_pool(pool: Pool) -> str:
    return sha256_of_text(canonical(to_plain(pool)))


def shares(count: int, sizes: dict[str, int]) -> dict[str, int]:
    """Each street its part of `count`; what is left over goes to the largest remainders, then by name."""
    total = sum(sizes.values())
    found = {street: count * size // total for street, size in sizes.items()}
    rest = sorted(sizes, key=lambda street: (-(count * sizes[street] % total), street))
    for street in rest[: count - sum(found.values())]:
        found[street] += 1
    return found


def draw(pool: Pool, seed: str, witness: str) -> list[Drawn]:
    """The result. The pool has passed `gates_before_publishing`."""
    sha256, strata = sha256_of_pool(pool), _strata(pool)
    counts = shares(pool.plan.count, {street: len(works) for street, works in strata.items()})
    numbers = [
        number
        for street in sorted(strata)
        for number in _drawn_works(
            strata[street], counts[street], pool.plan, Chance(seed, sha256, witness, f"works/{street}")
        )
    ]
    return _with_officers(numbers, pool, Chance(seed, sha256, witness, "officers"))


def _strata(pool: Pool) -> dict[str, list[PoolWork]]:
    found: dict[str, list[PoolWork]] = {}
    for work in pool.drawable():
        found.setdefault(work.street if pool.plan.by_street else "", []).append(work)
    return found


def _drawn_works(works: list[PoolWork], count: int, plan: DrawPlan, chance: Chance) -> list[str]:
    left, found = list(works), []
    for _ in range(count):
        point = chance.below(sum(_weight(work, plan) for work in left))
        for work in left:
            point -= _weight(work, plan)
            if point < 0:
                break
        left.remove(work)
        found.append(work.number)
    return found


def _weight(work: PoolWork, plan: DrawPlan) -> int:
    return work.weight if plan.by_risk else 1


def _with_officers(numbers: list[str], pool: Pool, chance: Chance) -> list[Drawn]:
    """Always among those with the fewest visits so far, so that the work is spread evenly."""
    load = {one.badge_number: 0 for one in pool.officers}
    found = []
    for number in numbers:
        free, chosen = [one.badge_number for one in pool.officers_for(number)], []
        for _ in range(pool.plan.officers_each):
            least = min(load[badge] for badge in free)
            lightest = [badge for badge in free if load[badge] == least]
            chosen.append(lightest[chance.below(len(lightest))])
            free.remove(chosen[-1])
            load[chosen[-1]] += 1
        found.append(Drawn(number, tuple(chosen)))
    return found


def gates_before_drawing(pool: Pool, declared: Sequence[Recusal]) -> list[Refusal]:
    """公布名单以后才申报利害关系的，也应当回避：名单不能改，只能作废重来。`declared` = what holds now."""
    barred = {(one.badge_number, one.number) for one in pool.recusals}
    drawable, free = {work.number for work in pool.drawable()}, {one.badge_number: one for one in pool.officers}
    late = {
        free[one.badge_number].name
        for one in declared
        if one.number in drawable and one.badge_number in free and not free[one.badge_number].excluded
        if (one.badge_number, one.number) not in barred
    }
    return [Refusal(Problem.DRAW_INTEREST_SINCE, RECUSAL, {"names": tuple(sorted(late))})] if late else []


def gates_before_publishing(pool: Pool, *, most: int | None = None) -> list[Refusal]:
    """抽取的数量不超过名单；每处不少于两名执法人员，回避之后仍然够。All faults together.

    Of an excerpt (its first `MOST_LACKING` works to draw, and all that recusals name) `most` = how many may be drawn.
    """
    plan, drawable = pool.plan, pool.drawable()
    most = len(drawable) if most is None else most
    faults = []
    if not 1 <= plan.count <= most:
        faults.append(Refusal(Problem.DRAW_COUNT_WRONG, RANDOM_SELECTION, {"count": plan.count, "most": most}))
    if plan.officers_each < 2:
        faults.append(Refusal(Problem.TOO_FEW_OFFICERS, TWO_OFFICERS, {"present": plan.officers_each}))
    return faults + _officers_lacking(drawable, pool, max(2, plan.officers_each))


def _officers_lacking(drawable: Sequence[PoolWork], pool: Pool, needed: int) -> list[Refusal]:
    """The first few. Where enough are free, only works that somebody is recused for may lack them."""
    free, recused = sum(1 for one in pool.officers if not one.excluded), {one.number for one in pool.recusals}
    works = (work for work in drawable if free < needed or work.number in recused)
    return list(islice((fault for work in works if (fault := _enough_officers(work, pool, needed))), MOST_LACKING))


def _enough_officers(work: PoolWork, pool: Pool, needed: int) -> Refusal | None:
    present = len(pool.officers_for(work.number))
    if present >= needed:
        return None
    facts = {"work": work.name, "present": present, "needed": needed}
    return Refusal(Problem.DRAW_OFFICERS_LACKING, TWO_OFFICERS, facts)

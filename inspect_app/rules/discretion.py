"""What makes a penalty lighter or heavier, in three tiers, and when none may or need be imposed (裁量)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspect_app.rules import statutes
from inspect_app.rules.acts import Words
from inspect_app.rules.clocks import LAW_OF_2021
from inspect_app.rules.statutes import Citation


class Weight(StrEnum):
    LIGHTER = "从轻"
    HEAVIER = "从重"


class Tier(StrEnum):
    """裁量档次 of the Shanghai benchmark (2020); REDUCED = below the floor, where a statute says so (减轻)."""

    REDUCED = "减轻"
    LIGHTER = "从轻"
    ORDINARY = "一般"
    HEAVIER = "从重"


@dataclass(frozen=True)
class Factor(Words):
    """A circumstance that an officer may state as a reason, and which way it weighs."""

    weighs: Weight = Weight.LIGHTER


class Outcome(StrEnum):
    MUST_NOT = "不予行政处罚"
    MAY_NOT = "可以不予行政处罚"
    REDUCE = "应当从轻或者减轻行政处罚"


@dataclass(frozen=True)
class Ground:
    """Circumstances on which the law itself lets a penalty be left out or reduced.

    `needs` = all of these, each met by any one of its factors.
    """

    needs: tuple[frozenset[str], ...]
    outcome: Outcome
    law: Citation

    def is_met(self, factors: Collection[str]) -> bool:
        return all(any(code in factors for code in one) for one in self.needs)


def _ground(outcome: Outcome, law: Citation, *needs: str) -> Ground:
    return Ground(tuple(frozenset(one.split("|")) for one in needs), outcome, law)


CORRECTED = "corrected_at_once|corrected_in_time"
GROUNDS = {
    "of_minors": _ground(Outcome.MUST_NOT, statutes.OF_MINORS, "under_14"),
    "without_capacity": _ground(Outcome.MUST_NOT, statutes.WITHOUT_CAPACITY, "no_capacity"),
    "without_fault": _ground(Outcome.MUST_NOT, statutes.NO_PENALTY_WITHOUT_FAULT, "no_fault"),
    "minor_and_mended": _ground(
        Outcome.MUST_NOT, statutes.NO_PENALTY_WHEN_MINOR, "minor_breach", CORRECTED, "no_harm"
    ),
    "first_and_mended": _ground(
        Outcome.MAY_NOT, statutes.NO_PENALTY_WHEN_MINOR, "first_time", "minor_harm|no_harm", CORRECTED
    ),
    "of_the_young": _ground(Outcome.REDUCE, statutes.OF_MINORS, "from_14_to_18"),
    "reduced_by_law": _ground(Outcome.REDUCE, statutes.LIGHTER_OR_REDUCED, "removed_harm|coerced|confessed|merit"),
}


def grounds_met(factors: Collection[str], *, on: date) -> list[str]:
    """Codes of the grounds that the stated factors amount to. Those of the law before 2021-07-15 were not read: none."""
    if on < LAW_OF_2021:
        return []
    return sorted(code for code, ground in GROUNDS.items() if ground.is_met(factors))


def tier_of(stated: Collection[str], factors: Mapping[str, Factor]) -> Tier | None:
    """从轻、一般、从重：which way more of the stated factors weigh. None when nothing is stated: an amount needs a reason."""
    weights = [factors[code].weighs for code in stated if code in factors]
    if not weights:
        return None
    balance = weights.count(Weight.HEAVIER) - weights.count(Weight.LIGHTER)
    if balance == 0:
        return Tier.ORDINARY
    return Tier.HEAVIER if balance > 0 else Tier.LIGHTER

"""What a case may cost, beside what like cases have cost: the range, the benchmark's tiers, earlier amounts in them."""

from collections.abc import Mapping
from dataclasses import dataclass

from inspect_app import clock
from inspect_app.actions.law import law_now
from inspect_app.rules.acts import FineRange
from inspect_app.rules.case_limitation import Limitation, limitation_of
from inspect_app.rules.case_records import CaseRecord
from inspect_app.rules.consequences import consequence_of
from inspect_app.rules.discretion import Tier, tier_of
from inspect_app.rules.stages import Stage
from inspect_app.store.cases import Case, similar_cases

DECIDED = frozenset({Stage.DECIDED, Stage.SERVED, Stage.DEMANDED, Stage.IN_COURT, Stage.CLOSED, Stage.ARCHIVED})


@dataclass(frozen=True)
class Like:
    """An earlier case, and the tier in which its amount lies today; None where the office has none for it."""

    case: Case
    tier: Tier | None


@dataclass(frozen=True)
class Amounts:
    """`stated` = the tier that the factors of the conclusion amount to; `proposed_yuan` = what was concluded or told."""

    lawful: FineRange | None
    tiers: Mapping[Tier, FineRange]
    stated: Tier | None
    proposed_yuan: int
    similar: list[Like]
    limitation: Limitation

    @property
    def is_unlike(self) -> bool:
        """The proposed amount lies outside of all that like cases in the same tier have cost."""
        same = [one.case.fine_yuan for one in self.similar if one.case.fine_yuan and one.tier is self.stated]
        return bool(same and self.proposed_yuan) and not min(same) <= self.proposed_yuan <= max(same)


def amounts_of(case: Case, record: CaseRecord) -> Amounts:
    law = law_now()
    found = consequence_of(case.act, law, on=clock.today())
    cost = found.costs.get(case.party_kind) if found else None
    tiers = cost.tiers if cost else {}
    factors = record.conclusion.factors if record.conclusion else ()
    proposed = record.notice or record.conclusion
    return Amounts(
        lawful=cost.lawful if cost else None,
        tiers=tiers,
        stated=tier_of(factors, law.factors),
        proposed_yuan=proposed.fine_yuan if proposed else 0,
        similar=[Like(one, _tier(one.fine_yuan, tiers)) for one in similar_cases(case, DECIDED)],
        limitation=limitation_of(case.act_on, case.found_on),
    )


def _tier(yuan: int, tiers: Mapping[Tier, FineRange]) -> Tier | None:
    return next((tier for tier, one in tiers.items() if yuan and one.floor_yuan <= yuan <= one.cap_yuan), None)

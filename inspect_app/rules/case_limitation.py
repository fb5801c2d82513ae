"""追究时效: is the act too old to be penalised when the office learnt of it (行政处罚法第三十六条)."""

from dataclasses import dataclass
from datetime import date

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import statutes
from inspect_app.rules.clocks import CLOCKS, LAW_OF_2021, add_months
from inspect_app.rules.statutes import Citation


@dataclass(frozen=True)
class Limitation:
    """`last_on` of two years; `last_if_harmful_on` of five, for what endangers life, health or safety and did harm."""

    last_on: date
    last_if_harmful_on: date
    found_on: date
    law: Citation = statutes.LIMITATION

    @property
    def is_over(self) -> bool:
        """Not found within two years."""
        return self.found_on > self.last_on

    @property
    def is_over_even_if_harmful(self) -> bool:
        return self.found_on > self.last_if_harmful_on


def limitation_of(act_on: date, found_on: date) -> Limitation:
    """`act_on` = the last day of an act that goes on. The five years came with the law of 2021."""
    two, five = (add_months(act_on, 12 * CLOCKS[code].length) for code in ("limitation", "limitation_of_harm"))
    return Limitation(two, five if found_on >= LAW_OF_2021 else two, found_on)


def within_limitation(act_on: date, found_on: date) -> Refusal | None:
    """违法行为在二年内未被发现的，不再给予处罚；涉及公民生命健康安全且有危害后果的，延长至五年。

    Whether there was such harm is for people to say: only what is too old in any case is refused.
    """
    found = limitation_of(act_on, found_on)
    if not found.is_over_even_if_harmful:
        return None
    facts = {"act": act_on.isoformat(), "found": found_on.isoformat(), "last": found.last_if_harmful_on.isoformat()}
    return Refusal(Problem.TIME_BARRED, statutes.LIMITATION, facts)

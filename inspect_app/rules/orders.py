"""Orders to correct (责令改正): not a penalty, but what every penalty must carry and what plain defects get."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.people import OfficerFacts, qualified_officers
from inspect_app.rules.statutes import CORRECTION_WITH_PENALTY, ON_THE_SPOT_CONTENT, Citation


@dataclass(frozen=True)
class Correction:
    """One thing to correct. `finding_id` as text; `requirement` in words."""

    finding_id: str
    requirement: str


@dataclass(frozen=True)
class OrderFacts:
    party_name: str
    corrections: tuple[Correction, ...]
    officers: tuple[OfficerFacts, ...]
    ordered_on: date
    due_on: date | None = None
    at_once: bool = False


def gates_before_ordering(facts: OrderFacts, *, law: Citation = CORRECTION_WITH_PENALTY) -> list[Refusal]:
    """What, by whom, by when; two officers with valid certificates. All faults together."""
    faults = [
        *qualified_officers(facts.officers, on=facts.ordered_on),
        None
        if facts.party_name.strip()
        else Refusal(Problem.PARTY_NOT_NAMED, ON_THE_SPOT_CONTENT, {"field": "名称"}),
        _something_to_correct(facts.corrections, law),
        _due_later(facts, law),
    ]
    return [fault for fault in faults if fault]


def _something_to_correct(corrections: Sequence[Correction], law: Citation) -> Refusal | None:
    if corrections and all(one.requirement.strip() for one in corrections):
        return None
    return Refusal(Problem.NOTHING_TO_CORRECT, law)


def _due_later(facts: OrderFacts, law: Citation) -> Refusal | None:
    if facts.at_once:
        return None
    if facts.due_on is None or facts.due_on <= facts.ordered_on:
        due = facts.due_on.isoformat() if facts.due_on else "—"
        return Refusal(Problem.DUE_DAY_IN_THE_PAST, law, {"due": due})
    return None


def closed_by_evidence(corrected: Collection[str], with_evidence: Collection[str]) -> Refusal | None:
    """An order closes only when each corrected finding has a photo or a document that shows it."""
    if corrected and set(corrected) <= set(with_evidence):
        return None
    return Refusal(Problem.EVIDENCE_NEEDED, CORRECTION_WITH_PENALTY)

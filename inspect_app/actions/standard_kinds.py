"""What can be done with each kind of standard: what the city can publish of it, and how it comes into force in a district."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from inspect_app.actions import (
    standard_cases,
    standard_checklists,
    standard_papers,
    standard_rulebooks,
    standard_trainings,
)
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.standards import KINDS, Offer, StandardKind
from inspect_app.store.officers import Officer
from inspect_app.store.standards import StandardAdoption, StandardEdition


@dataclass(frozen=True)
class Deeds:
    """`offers` = what this office has in force of this kind. `hindrances` = why an edition could not be put in force today.

    `put_in_force` = by the deeds by which the office publishes its own; gives what it became, and the codes of the supplements
    that went into it. `keep` = put its files where messages take them from.
    """

    offers: Callable[[Officer], Sequence[Offer]]
    hindrances: Callable[[StandardEdition, Officer], Sequence[Refusal]]
    put_in_force: Callable[[StandardAdoption, datetime], tuple[UUID, Sequence[str]]]
    keep: Callable[[Offer], None] | None = None


DEEDS: dict[str, Deeds] = {
    "checklist": Deeds(
        standard_checklists.offers, standard_checklists.hindrances, standard_checklists.put_in_force
    ),
    "rulebook": Deeds(standard_rulebooks.offers, standard_rulebooks.hindrances, standard_rulebooks.put_in_force),
    "paper_template": Deeds(
        standard_papers.offers, standard_papers.hindrances, standard_papers.put_in_force, standard_papers.keep
    ),
    "typical_case": Deeds(standard_cases.offers, standard_cases.hindrances, standard_cases.put_in_force),
    "training": Deeds(standard_trainings.offers, standard_trainings.hindrances, standard_trainings.put_in_force),
}


def kind_of(code: str) -> StandardKind:
    """Raises `Refused` for one that a newer version of the program made."""
    if code not in KINDS:
        raise Refused(Refusal(Problem.STANDARD_KIND_UNKNOWN, facts={"kind": code}))
    return KINDS[code]

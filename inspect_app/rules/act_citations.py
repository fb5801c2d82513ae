"""Which illegal acts cite an article of a statute, as the duty that is breached or as the penalty."""

from collections.abc import Iterable
from dataclasses import dataclass

from inspect_app.rules.acts import Act
from inspect_app.rules.statute_positions import Position, position_in
from inspect_app.rules.statutes import Citation


@dataclass(frozen=True)
class Citing:
    act: Act
    citation: Citation
    is_penalty: bool


def acts_citing(acts: Iterable[Act], title: str) -> dict[Position, list[Citing]]:
    """By article, the penalties first."""
    found: dict[Position, list[Citing]] = {}
    for act in acts:
        cited = [(act.penalty, True)] if act.penalty else []
        for citation, is_penalty in [*cited, *((duty, False) for duty in act.duties)]:
            place = position_in(citation.article) if citation.law.value == title else None
            if place:
                found.setdefault(place.of_article, []).append(Citing(act, citation, is_penalty))
    return {place: sorted(these, key=lambda one: not one.is_penalty) for place, these in found.items()}

"""What an edition of a standard would change here, in the words of its kind: each kind has its page part."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from inspect_app import clock
from inspect_app.actions.law import law_now
from inspect_app.actions.settings import rulebook_of_now
from inspect_app.actions.standard_checklists import as_used_here
from inspect_app.actions.standard_rulebooks import changes_to_lay, own_changes
from inspect_app.rules.amendments import Change, NewAct, about, amended
from inspect_app.rules.checklists import Checklist
from inspect_app.rules.comparison import compare
from inspect_app.rules.editions import differences
from inspect_app.store.checklists import checklist_by_code
from inspect_app.store.settings import latest_rulebook
from inspect_app.store.standards import StandardEdition


@dataclass(frozen=True)
class Shown:
    """`template` = the part of the page; `facts` = what it shows; `is_same` = nothing would change."""

    template: str
    facts: dict[str, Any]
    is_same: bool


def _of_checklist(edition: StandardEdition) -> Shown:
    """Against the version in force, our own items included on both sides."""
    laid = as_used_here(edition)
    file = checklist_by_code(edition.code)
    ours = file.published.content() if file and file.published else empty_like(laid.checklist)
    found = compare(ours, laid.checklist)
    facts = {"comparison": found, "is_new": file is None or file.published is None, "added": laid.added}
    return Shown("standards/of_checklist.html", facts, found.is_empty)


def empty_like(checklist: Checklist) -> Checklist:
    return Checklist(checklist.code, checklist.title, checklist.audience, (), checklist.status, checklist.stage)


def _of_rulebook(edition: StandardEdition) -> Shown:
    """The law as it would be with the city's rows over ours, against the edition in force."""
    changes, latest = changes_to_lay(edition), latest_rulebook()
    after = rulebook_of_now(amended(law_now(), changes), on=clock.today())
    found = differences(latest.body, after) if latest and changes else []
    facts = {
        "differences": found,
        "disabled": _disabled(changes),
        "own": [about(one) for one in own_changes(edition)],
    }
    return Shown("standards/of_rulebook.html", facts, not found)


def _disabled(changes: list[Change]) -> list[str]:
    """Acts that come unchecked: they are laid on and stay disabled until somebody here has checked them."""
    return [one.act.code for one in changes if isinstance(one, NewAct) and not one.act.is_enabled]


SHOWN: dict[str, Callable[[StandardEdition], Shown]] = {"checklist": _of_checklist, "rulebook": _of_rulebook}


def shown(edition: StandardEdition) -> Shown | None:
    """None = a kind that only a newer program can show. Raises `Refused` where its content cannot be read."""
    show = SHOWN.get(edition.kind)
    return show(edition) if show else None

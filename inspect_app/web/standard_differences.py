"""What an edition of a standard would change here, in the words of its kind: each kind has its page part."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from inspect_app.actions.standard_checklists import as_used_here
from inspect_app.rules.checklists import Checklist
from inspect_app.rules.comparison import compare
from inspect_app.store.checklists import checklist_by_code
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


SHOWN: dict[str, Callable[[StandardEdition], Shown]] = {"checklist": _of_checklist}


def shown(edition: StandardEdition) -> Shown | None:
    """None = a kind that only a newer program can show. Raises `Refused` where its content cannot be read."""
    show = SHOWN.get(edition.kind)
    return show(edition) if show else None

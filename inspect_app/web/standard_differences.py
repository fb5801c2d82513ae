"""What an edition of a standard would change here, in the words of its kind: each kind has its page part."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from flask_babel import gettext

from inspect_app import clock
from inspect_app.access import current_officer
from inspect_app.actions.law import law_now
from inspect_app.actions.paper_templates import template_in_force
from inspect_app.actions.settings import rulebook_of_now
from inspect_app.actions.standard_cases import facts_in as facts_of_case
from inspect_app.actions.standard_checklists import as_used_here
from inspect_app.actions.standard_papers import lines_of
from inspect_app.actions.standard_rulebooks import changes_to_lay, own_changes
from inspect_app.actions.standard_trainings import facts_in as facts_of_training
from inspect_app.rules.amendments import Change, NewAct, about, amended
from inspect_app.rules.checklists import Checklist
from inspect_app.rules.comparison import compare
from inspect_app.rules.editions import differences
from inspect_app.rules.paper_forms import FORMS
from inspect_app.rules.text_changes import changed_lines
from inspect_app.rules.typical_cases import LABELS
from inspect_app.store.checklists import checklist_by_code
from inspect_app.store.settings import latest_rulebook
from inspect_app.store.standards import StandardEdition, adoption_in_use
from inspect_app.store.trainings import training_with
from inspect_app.store.typical_cases import typical_case_with

T = TypeVar("T")


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


def _rows(rows: list[tuple[str, str, str]], *, is_new: bool) -> Shown:
    """(Label, what stands here now, what would) where they differ."""
    changed = [row for row in rows if row[1] != row[2]]
    return Shown("standards/of_rows.html", {"rows": changed, "is_new": is_new}, not changed)


def _of_paper(edition: StandardEdition) -> Shown:
    """The words of the template in force here, or of the sample, line by line."""
    if edition.code not in FORMS:
        return _rows([], is_new=False)
    ours = lines_of(template_in_force(current_officer().home_id, edition.code))
    changes = changed_lines(ours, edition.content.get("lines", []))
    return _rows([(gettext("文字"), before, after) for before, after in changes], is_new=False)


def _of_case(edition: StandardEdition) -> Shown:
    before, after = _thing_in_use(edition, typical_case_with), facts_of_case(edition)
    ours = before.content() if before else None
    texts = [(gettext(label), getattr(ours, name, ""), getattr(after, name)) for name, label in LABELS.items()]
    lists = [
        (gettext("违法行为"), "、".join(ours.acts if ours else ()), "、".join(after.acts)),
        (gettext("法律条文"), "、".join(ours.articles if ours else ()), "、".join(after.articles)),
    ]
    return _rows([*texts, *lists], is_new=ours is None)


def _of_training(edition: StandardEdition) -> Shown:
    before, after = _thing_in_use(edition, training_with), facts_of_training(edition)
    ours = before.facts() if before else None
    named = {
        "title": gettext("名称"),
        "task": gettext("学法任务"),
        "outline": gettext("内容"),
        "teacher": gettext("授课人"),
    }
    texts = [(label, getattr(ours, name, ""), getattr(after, name)) for name, label in named.items()]
    minutes = (gettext("学时（分钟）"), str(ours.minutes) if ours else "", str(after.minutes))
    return _rows([*texts, minutes], is_new=ours is None)


def _thing_in_use(edition: StandardEdition, load: Callable[[UUID], T | None]) -> T | None:
    """What an earlier edition became here."""
    used = adoption_in_use(*edition.key)
    return load(used.applied_as) if used and used.applied_as else None


SHOWN: dict[str, Callable[[StandardEdition], Shown]] = {
    "checklist": _of_checklist,
    "rulebook": _of_rulebook,
    "paper_template": _of_paper,
    "typical_case": _of_case,
    "training": _of_training,
}


def shown(edition: StandardEdition) -> Shown | None:
    """None = a kind that only a newer program can show. Raises `Refused` where its content cannot be read."""
    show = SHOWN.get(edition.kind)
    return show(edition) if show else None

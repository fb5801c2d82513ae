"""What a district adds to a checklist of the city's (补充项): laid over each edition anew; the common part stays as it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.checklist_edits import section_with, with_item
from inspect_app.rules.checklists import Checklist, Item


@dataclass(frozen=True)
class ItemSupplement:
    """An item of the district's own at the end of a section of the city's."""

    section: str
    item: Item


@dataclass(frozen=True)
class LaidOver:
    """The checklist as the district would use it, and what of its own does not fit. What does not fit is not in it."""

    checklist: Checklist
    conflicts: tuple[Refusal, ...]
    added: tuple[str, ...]


def laid_over(common: Checklist, supplements: Iterable[ItemSupplement]) -> LaidOver:
    """The common part unchanged, with each supplement at the end of its section."""
    checklist, conflicts, added = common, [], []
    for one in supplements:
        if refusal := conflict_of(checklist, one):
            conflicts.append(refusal)
        else:
            checklist = with_item(checklist, one.section, one.item)
            added.append(one.item.code)
    return LaidOver(checklist, tuple(conflicts), tuple(added))


def conflict_of(checklist: Checklist, one: ItemSupplement) -> Refusal | None:
    """补充项须有处可放，代码不与别的检查项相同，显示条件所指的检查项还在。"""
    facts = {"item": one.item.code, "section": one.section}
    if section_with(checklist, one.section) is None:
        return Refusal(Problem.SUPPLEMENT_WITHOUT_SECTION, facts=facts)
    if one.item.code in checklist.items:
        return Refusal(Problem.SUPPLEMENT_CODE_TAKEN, facts=facts)
    asked = one.item.show_when.item if one.item.show_when else ""
    if asked and asked not in checklist.items:
        return Refusal(Problem.SUPPLEMENT_WITHOUT_CONDITION, facts={**facts, "asked": asked})
    return None

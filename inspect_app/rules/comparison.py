"""What two versions of a checklist differ in: items added, removed, and changed field by field."""

from dataclasses import dataclass, fields
from typing import Any

from inspect_app.rules.checklist_edits import head_of, section_of_item
from inspect_app.rules.checklists import Checklist, Item, Section


@dataclass(frozen=True)
class FieldChange:
    """`field` = the name of the field; "section" when an item stands in another section."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class ItemChange:
    item: Item
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Comparison:
    """`is_reordered` = what both have stands in another order."""

    head: tuple[FieldChange, ...]
    sections: tuple[tuple[str, FieldChange], ...]
    added: tuple[Item, ...]
    removed: tuple[Item, ...]
    changed: tuple[ItemChange, ...]
    is_reordered: bool

    @property
    def is_empty(self) -> bool:
        return not (self.head or self.sections or self.added or self.removed or self.changed or self.is_reordered)


def compare(old: Checklist, new: Checklist) -> Comparison:
    before, after = old.items, new.items
    both = [code for code in after if code in before]
    changes = [ItemChange(after[code], _item_changes(code, old, new)) for code in both]
    return Comparison(
        head=tuple(change for change in field_changes(head_of(old), head_of(new)) if change.field != "sections"),
        sections=tuple(_section_changes(old, new)),
        added=tuple(item for code, item in after.items() if code not in before),
        removed=tuple(item for code, item in before.items() if code not in after),
        changed=tuple(change for change in changes if change.changes),
        is_reordered=both != [code for code in before if code in after],
    )


def field_changes(before: Any, after: Any) -> tuple[FieldChange, ...]:
    """Of two values of the same kind, the fields that differ."""
    pairs = ((one.name, getattr(before, one.name), getattr(after, one.name)) for one in fields(after))
    return tuple(FieldChange(name, old, new) for name, old, new in pairs if old != new)


def _item_changes(code: str, old: Checklist, new: Checklist) -> tuple[FieldChange, ...]:
    changes = field_changes(old.items[code], new.items[code])
    before, after = section_of_item(old, code), section_of_item(new, code)
    if before is None or after is None or before.code == after.code:
        return changes
    return (FieldChange("section", before.title, after.title), *changes)


def _section_changes(old: Checklist, new: Checklist) -> list[tuple[str, FieldChange]]:
    """Titles: None before = the section is new, None after = it is gone."""
    before, after = _titled(old.sections), _titled(new.sections)
    codes = dict.fromkeys([*before, *after])
    changes = ((code, FieldChange("title", before.get(code), after.get(code))) for code in codes)
    return [(code, change) for code, change in changes if change.before != change.after]


def _titled(sections: tuple[Section, ...]) -> dict[str, Any]:
    return {section.code: section.title for section in sections}

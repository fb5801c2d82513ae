"""The checklists of a visit with all that was answered: the last answer, the earlier ones, and where officers differ."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from inspect_app.actions.findings import content_of
from inspect_app.rules.checklists import Checklist, Item, Section
from inspect_app.rules.completeness import visible_items
from inspect_app.rules.people import AgencyKind
from inspect_app.store.reviews import Return
from inspect_app.store.visits import Answer, Visit
from inspect_app.web.photo_views import Key, PhotoView


@dataclass(frozen=True)
class ItemView:
    """`current` None = never answered; `earlier` newest first; `is_hidden` = its condition does not hold."""

    checklist: str
    item: Item
    current: Answer | None
    earlier: list[Answer]
    photos: list[PhotoView]
    returns: list[Return]
    is_disputed: bool
    is_hidden: bool

    @property
    def key(self) -> str:
        return f"{self.checklist}/{self.item.code}"


@dataclass(frozen=True)
class SectionView:
    section: Section
    items: list[ItemView]


@dataclass(frozen=True)
class ChecklistView:
    content: Checklist
    number: int
    sections: list[SectionView]

    @property
    def answered(self) -> int:
        return sum(1 for one in self._shown() if one.current and one.current.answer is not None)

    @property
    def total(self) -> int:
        return sum(1 for _ in self._shown())

    def _shown(self) -> Iterator[ItemView]:
        return (one for section in self.sections for one in section.items if not one.is_hidden)


@dataclass(frozen=True)
class Given:
    """Everything about items, by (checklist, item)."""

    answers: Mapping[Key, Sequence[Answer]]
    photos: Mapping[Key, list[PhotoView]]
    returns: Mapping[Key, list[Return]]
    disputed: frozenset[Key]


def by_item(rows: Sequence[Answer]) -> dict[Key, list[Answer]]:
    found: dict[Key, list[Answer]] = {}
    for row in rows:
        found.setdefault((row.checklist, row.item), []).append(row)
    return found


def ours_of(visit: Visit) -> frozenset[str]:
    """Checklists of the office's own part: only what these found leads to its orders, decisions and cases."""
    contents = [content_of(one.version) for one in visit.checklists]
    return frozenset(one.code for one in contents if one.audience is AgencyKind.DISTRICT)


def items_of(visit: Visit) -> dict[Key, tuple[Item, Section]]:
    """Every item of the visit's checklists with its section: what codes mean in words."""
    contents = [content_of(one.version) for one in visit.checklists]
    return {
        (content.code, item.code): (item, section)
        for content in contents
        for section in content.sections
        for item in section.items
    }


def checklists_of(visit: Visit, given: Given) -> list[ChecklistView]:
    return [_checklist(content_of(one.version), one.version.number, given) for one in visit.checklists]


def _checklist(content: Checklist, number: int, given: Given) -> ChecklistView:
    last = {item: rows[-1].answer for (code, item), rows in given.answers.items() if code == content.code}
    values = {item: value for item, value in last.items() if value is not None}
    shown = {item.code for item in visible_items(content, values)}
    sections = [
        SectionView(section, [_item(content.code, item, given, shown) for item in section.items])
        for section in content.sections
    ]
    return ChecklistView(content, number, sections)


def _item(code: str, item: Item, given: Given, shown: set[str]) -> ItemView:
    key = (code, item.code)
    rows = list(given.answers.get(key, []))
    return ItemView(
        checklist=code,
        item=item,
        current=rows[-1] if rows else None,
        earlier=rows[-2::-1],
        photos=given.photos.get(key, []),
        returns=given.returns.get(key, []),
        is_disputed=key in given.disputed,
        is_hidden=item.code not in shown and not rows,
    )

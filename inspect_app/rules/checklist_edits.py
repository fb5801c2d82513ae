"""Changing a draft, one part at a time: each function gives a new checklist; the one handed in stays as it is."""

import hashlib
import json
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.checklists import Checklist, Item, Section
from inspect_app.rules.plain import to_plain

CODE = re.compile(r"[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*")
T = TypeVar("T")


def stamp_of(part: object) -> str:
    """By this a form knows whether its part was changed since it was opened; "" = there is no such part."""
    if part is None:
        return ""
    text = json.dumps(to_plain(part), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def head_of(checklist: Checklist) -> Checklist:
    """Title and for which works, without the sections."""
    return replace(checklist, sections=())


def section_with(checklist: Checklist, code: str) -> Section | None:
    return next((section for section in checklist.sections if section.code == code), None)


def section_of_item(checklist: Checklist, code: str) -> Section | None:
    return next(
        (section for section in checklist.sections if any(item.code == code for item in section.items)), None
    )


def item_with(checklist: Checklist, code: str) -> Item | None:
    """The first of that code: a code that stands twice is a fault that publishing names."""
    return next((item for section in checklist.sections for item in section.items if item.code == code), None)


def with_section(checklist: Checklist, section: Section) -> Checklist:
    return replace(checklist, sections=(*checklist.sections, section))


def with_section_changed(checklist: Checklist, code: str, change: Callable[[Section], Section]) -> Checklist:
    found = section_with(checklist, code)
    sections = tuple(change(one) if one is found else one for one in checklist.sections)
    return replace(checklist, sections=sections)


def without_section(checklist: Checklist, code: str) -> Checklist:
    found = section_with(checklist, code)
    return replace(checklist, sections=tuple(one for one in checklist.sections if one is not found))


def with_section_moved(checklist: Checklist, code: str, steps: int) -> Checklist:
    return replace(checklist, sections=_moved(checklist.sections, section_with(checklist, code), steps))


def with_item(checklist: Checklist, section_code: str, item: Item) -> Checklist:
    """At the end of the section."""
    return with_section_changed(checklist, section_code, lambda one: replace(one, items=(*one.items, item)))


def with_item_changed(checklist: Checklist, code: str, item: Item, section_code: str) -> Checklist:
    """In its place; at the end of another section when it was given another one."""
    section, found = section_of_item(checklist, code), item_with(checklist, code)
    if section is None or section.code != section_code:
        return with_item(without_item(checklist, code), section_code, item)
    items = tuple(item if one is found else one for one in section.items)
    return with_section_changed(checklist, section.code, lambda one: replace(one, items=items))


def without_item(checklist: Checklist, code: str) -> Checklist:
    section, found = section_of_item(checklist, code), item_with(checklist, code)
    if section is None:
        return checklist
    items = tuple(one for one in section.items if one is not found)
    return with_section_changed(checklist, section.code, lambda one: replace(one, items=items))


def with_item_moved(checklist: Checklist, code: str, steps: int) -> Checklist:
    """Within its section; moving beyond the first or the last changes nothing."""
    section = section_of_item(checklist, code)
    if section is None:
        return checklist
    items = _moved(section.items, item_with(checklist, code), steps)
    return with_section_changed(checklist, section.code, lambda one: replace(one, items=items))


def _moved(parts: Sequence[T], part: T | None, steps: int) -> tuple[T, ...]:
    if part is None:
        return tuple(parts)
    index = next(index for index, one in enumerate(parts) if one is part)
    rest = [one for one in parts if one is not part]
    rest.insert(max(0, min(len(rest), index + steps)), part)
    return tuple(rest)


def code_fault(code: str, taken: Collection[str]) -> Refusal | None:
    """Letters, digits and hyphens, and nobody else's: phones and findings know an item by its code."""
    if not CODE.fullmatch(code):
        return Refusal(Problem.CODE_WRONG, facts={"code": code})
    return Refusal(Problem.CODE_TAKEN, facts={"code": code}) if code in taken else None


def free_code(prefix: str, taken: Collection[str]) -> str:
    """item-1, item-2, …: the first that nobody has."""
    number = 1
    while f"{prefix}-{number}" in taken:
        number += 1
    return f"{prefix}-{number}"

"""Editing a draft part by part: its head, its sections, its items. A form saves only over what it was opened with."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from inspect_app.actions.checklists import change_draft
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.acts import Words
from inspect_app.rules.checklist_edits import (
    code_fault,
    free_code,
    head_of,
    item_with,
    section_of_item,
    section_with,
    stamp_of,
    with_item,
    with_item_changed,
    with_item_moved,
    with_section,
    with_section_changed,
    with_section_moved,
    without_item,
    without_section,
)
from inspect_app.rules.checklists import BuildStage, Checklist, Item, Option, Section
from inspect_app.rules.works import WorkStatus
from inspect_app.store.checklists import ChecklistFile, ChecklistVersion, version_with
from inspect_app.store.officers import Officer


@dataclass(frozen=True)
class Head:
    """What stands above the sections. Code and audience are the file's and never change."""

    title: Words
    status: WorkStatus | None
    stage: BuildStage | None


def save_head(version_id: UUID, head: Head, *, stamp: str, by: Officer, at: datetime) -> ChecklistVersion:
    def change(checklist: Checklist) -> Checklist:
        _check_stamp(head_of(checklist), stamp)
        return replace(checklist, title=head.title, status=head.status, stage=head.stage)

    return change_draft(version_id, change, "head", by=by, at=at)


def add_section(version_id: UUID, section: Section, *, by: Officer, at: datetime) -> Section:
    """An empty code gets the first free one."""
    added: list[Section] = []

    def change(checklist: Checklist) -> Checklist:
        taken = {one.code for one in checklist.sections}
        named = replace(section, code=section.code or free_code("section", taken))
        refuse_if_any([code_fault(named.code, taken)])
        added.append(named)
        return with_section(checklist, named)

    change_draft(version_id, change, section.code, by=by, at=at)
    return added[0]


def save_section(version_id: UUID, code: str, title: Words, *, stamp: str, by: Officer, at: datetime) -> None:
    def change(checklist: Checklist) -> Checklist:
        section = section_with(checklist, code)
        _check_stamp(section.title if section else None, stamp)
        return with_section_changed(checklist, code, lambda one: replace(one, title=title))

    change_draft(version_id, change, code, by=by, at=at)


def move_section(version_id: UUID, code: str, steps: int, *, by: Officer, at: datetime) -> None:
    change_draft(version_id, lambda checklist: with_section_moved(checklist, code, steps), code, by=by, at=at)


def remove_section(version_id: UUID, code: str, *, by: Officer, at: datetime) -> None:
    """Only an empty one: items are taken out one by one, each on purpose."""

    def change(checklist: Checklist) -> Checklist:
        section = section_with(checklist, code)
        if section and section.items:
            raise Refused(Refusal(Problem.SECTION_NOT_EMPTY, facts={"count": len(section.items)}))
        return without_section(checklist, code)

    change_draft(version_id, change, code, by=by, at=at)


def add_item(version_id: UUID, section_code: str, item: Item, *, by: Officer, at: datetime) -> Item:
    """An empty code gets the first that no version ever had."""
    version, added = version_with(version_id), []

    def change(checklist: Checklist) -> Checklist:
        _check_section(checklist, section_code)
        used = codes_ever_used(version.file) if version else set()
        named = _with_option_codes(replace(item, code=item.code or free_code("item", used | set(checklist.items))))
        refuse_if_any([code_fault(named.code, checklist.items), *_option_faults(named)])
        added.append(named)
        return with_item(checklist, section_code, named)

    change_draft(version_id, change, item.code, by=by, at=at)
    return added[0]


def save_item(
    version_id: UUID, code: str, item: Item, section_code: str, *, stamp: str, by: Officer, at: datetime
) -> Item:
    """`stamp` = of the item and its section as the form was opened with. One that is gone may be put back on purpose."""
    saved = _with_option_codes(replace(item, code=item.code or code))

    def change(checklist: Checklist) -> Checklist:
        _check_section(checklist, section_code)
        _check_stamp(item_with(checklist, code), stamp)
        others = set(checklist.items) - {code}
        refuse_if_any([code_fault(saved.code, others), *_option_faults(saved)])
        return with_item_changed(checklist, code, saved, section_code)

    change_draft(version_id, change, code, by=by, at=at)
    return saved


def move_item(version_id: UUID, code: str, steps: int, *, by: Officer, at: datetime) -> None:
    change_draft(version_id, lambda checklist: with_item_moved(checklist, code, steps), code, by=by, at=at)


def remove_item(version_id: UUID, code: str, *, stamp: str, by: Officer, at: datetime) -> None:
    def change(checklist: Checklist) -> Checklist:
        _check_stamp(item_with(checklist, code), stamp)
        return without_item(checklist, code)

    change_draft(version_id, change, code, by=by, at=at)


def codes_ever_used(file: ChecklistFile) -> set[str]:
    return {code for version in file.versions for code in version.content().items}


def section_code_of(checklist: Checklist, code: str) -> str:
    section = section_of_item(checklist, code)
    return section.code if section else ""


def _check_stamp(part: object, stamp: str) -> None:
    if stamp_of(part) != stamp:
        raise Refused(Refusal(Problem.CHANGED_MEANWHILE))


def _check_section(checklist: Checklist, code: str) -> None:
    if section_with(checklist, code) is None:
        raise Refused(Refusal(Problem.CHANGED_MEANWHILE))


def _with_option_codes(item: Item) -> Item:
    """An option without a code gets a free one, for the phone answers by codes."""
    options: list[Option] = []
    for option in item.options:
        taken = {one.code for one in (*item.options, *options)}
        options.append(option if option.code else replace(option, code=free_code("option", taken)))
    return replace(item, options=tuple(options))


def _option_faults(item: Item) -> list[Refusal | None]:
    codes = [option.code for option in item.options]
    return [code_fault(code, codes[:index]) for index, code in enumerate(codes)]

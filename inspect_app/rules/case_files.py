"""What a case file (案卷) holds and in which order: cover, contents, papers, evidence, closing sheet; and what it lacks."""

from collections.abc import Collection
from dataclasses import dataclass

from inspect_app.rules.case_paper_facts import DECISIONS
from inspect_app.rules.case_steps import CASE_STEPS
from inspect_app.rules.paper_blocks import Block, Picture
from inspect_app.rules.paper_forms import FORMS
from inspect_app.rules.papers import Row


@dataclass(frozen=True)
class FileEntry:
    """One paper or evidence sheet. `form` = its form, "" for evidence; `on` = its day or time in words."""

    title: str
    on: str
    blocks: tuple[Block, ...]
    form: str = ""
    number: str = ""
    note: str = ""


@dataclass(frozen=True)
class CaseFile:
    """Everything in order, frozen: whoever draws it asks nothing more. `cover` and `closing` are pages without a number."""

    title: str
    number: str
    agency: str
    cover: tuple[Block, ...]
    entries: tuple[FileEntry, ...]
    closing: tuple[Block, ...]
    is_demonstration: bool = False


ON_THE_SPOT_FILE = ("on_the_spot_decision", "inspection_record", "service_record")
"""The papers of an on-the-spot decision's file, in their order; evidence follows."""


FIRST_IN_A_CASE = (
    "penalty_decision", "no_penalty_decision", "withdrawal_decision", "correction_supplement", "service_record",
    "service_announcement",
)  # fmt: skip
GENERAL_FILE = (*FIRST_IN_A_CASE, *(code for code in FORMS if code not in FIRST_IN_A_CASE))
"""正卷 of a case: what was decided and how it was served, then all papers in the order in which a case meets them; evidence."""
NOT_IN_EVERY_FILE = frozenset({"case_source", "interview_notice", "evidence_extraction", "service_announcement"})
OF_THE_FILE = frozenset({"file_cover", "file_contents", "file_closing"})


def lacking_in_case(entries: Collection["FileEntry"], steps: Collection[str]) -> list[str]:
    """Titles of papers that belong to a step that was taken and are not here."""
    here = {entry.form for entry in entries}
    wanted = [form for step in CASE_STEPS if step in steps for form in CASE_STEPS[step].papers]
    optional = NOT_IN_EVERY_FILE | OF_THE_FILE | ({"penalty_decision", "no_penalty_decision"} - _decided(steps))
    return [FORMS[form].title for form in dict.fromkeys(wanted) if form not in here | optional]


def _decided(steps: Collection[str]) -> frozenset[str]:
    return frozenset(form for step, form in DECISIONS.items() if step in steps)


def in_order(entries: Collection[FileEntry], order: tuple[str, ...]) -> tuple[FileEntry, ...]:
    """Papers as the order names them, then those that it does not name, then evidence; each group as it came."""
    places = {form: place for place, form in enumerate(order)}

    def place(entry: FileEntry) -> int:
        return places.get(entry.form, len(order)) if entry.form else len(order) + 1

    return tuple(sorted(entries, key=place))


def lacking(entries: Collection[FileEntry], order: tuple[str, ...]) -> list[str]:
    """Titles of the papers that such a file has and this one has not."""
    here = {entry.form for entry in entries}
    return [FORMS[form].title for form in order if form not in here]


def lines_of_contents(case_file: CaseFile) -> list[Row]:
    """卷内文件目录, but for the page on which each begins: only whoever lays out the pages knows it."""
    return [
        {"no": str(number), "number": one.number, "title": one.title, "on": one.on, "note": one.note}
        for number, one in enumerate(case_file.entries, 1)
    ]


def photos_in(case_file: CaseFile) -> set[str]:
    """Hashes of the photos on its evidence sheets."""
    return {block.sha256 for one in case_file.entries for block in one.blocks if isinstance(block, Picture)}

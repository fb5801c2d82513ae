"""The columns of the register as text: their headings, how each is read, how it is written. Sheets and forms share them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import work_texts
from inspect_app.rules.works import LABELS, PartyFacts, PartyPart, WorkFacts, WorkStatus, secrecy_mark

Reader = Callable[[str, str], object]
Writer = Callable[[WorkFacts], str]
BLANK = WorkFacts("", "", "", "", WorkStatus.IN_USE, Decimal(0))


@dataclass(frozen=True)
class Column:
    """`code` = the name of the field in forms; `read(label, text)` gives the value or the Refusal.

    `words` = what the heading is put together from, each with a translation of its own.
    """

    code: str
    words: tuple[str, ...]
    read: Reader
    write: Writer
    is_required: bool = False
    is_number: bool = False
    also_called: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return "".join(self.words)


@dataclass(frozen=True)
class Fault:
    """What is wrong, and under which heading."""

    column: str
    refusal: Refusal


@dataclass(frozen=True)
class Difference:
    column: str
    old: str
    new: str


PARTY_FIELDS = {
    "name": "",
    "credit_code": "信用代码",
    "representative": "法定代表人",
    "contact": "联系人",
    "phone": "电话",
    "address": "地址",
}


def _text(_label: str, text: str) -> str:
    return text


def _plain(name: str, read: Reader = _text, write: Callable[[Any], str] = str, **more: Any) -> Column:
    return Column(name, (LABELS[name],), read, lambda work: write(getattr(work, name)), **more)


def _of_party(part: PartyPart, field: str) -> Column:
    def write(work: WorkFacts) -> str:
        party = next((party for party in work.parties if party.part is part), None)
        return str(getattr(party, field)) if party else ""

    return Column(party_code(part, field), (part.value, PARTY_FIELDS[field]), _text, write)


def party_code(part: PartyPart, field: str) -> str:
    return f"{part.name.lower()}-{field}"


def _yes_no(value: bool) -> str:
    return work_texts.YES if value else work_texts.NO


COLUMNS = (
    _plain("number", is_required=True, also_called=("编号",)),
    _plain("name", is_required=True, also_called=("名称",)),
    _plain("status", work_texts.read_status, lambda status: status.value, is_required=True),
    _plain("street", is_required=True, also_called=("街道", "所属街镇")),
    _plain("address", is_required=True),
    _plain(
        "area_m2",
        work_texts.read_number,
        is_required=True,
        is_number=True,
        also_called=("建筑面积", "面积", "建筑面积（㎡）"),
    ),
    _plain("peacetime_use"),
    _plain("protection_class"),
    _plain("built_year", work_texts.read_year, lambda year: "" if year is None else str(year), is_number=True),
    _plain("is_key_project", work_texts.read_yes_no, _yes_no),
    _plain(
        "secrecy",
        work_texts.read_secrecy,
        lambda secrecy: secrecy.value,
        also_called=("是否涉密", "保密等级", "保密级别", "涉密"),
    ),
    *(_of_party(part, field) for part in PartyPart for field in PARTY_FIELDS),
    _plain("entrances", work_texts.read_entrances, work_texts.write_entrances),
    _plain("notes"),
)
BY_CODE = {column.code: column for column in COLUMNS}
BY_LABEL = {column.label: column for column in COLUMNS}
_NUMBERED_BY = {
    Problem.DUPLICATE_NUMBER: LABELS["number"],
    Problem.UNKNOWN_STREET: LABELS["street"],
    Problem.ENTRANCE_OUTSIDE_AREA: LABELS["entrances"],
}


def texts_of_work(work: WorkFacts) -> dict[str, str]:
    return {column.code: column.write(work) for column in COLUMNS}


def read_work(texts: Mapping[str, str], *, before: WorkFacts | None = None) -> tuple[WorkFacts, list[Fault]]:
    """What the texts (by column code) say, laid over what is known: a column that is not given stays as it was.

    So does one that cannot be read, which is a fault.
    """
    base, values, faults = before or BLANK, dict[str, Any](), []
    for column in COLUMNS:
        if column.code in texts:
            value = column.read(column.label, texts[column.code])
            if isinstance(value, Refusal):
                faults.append(Fault(column.label, value))
            else:
                values[column.code] = value
    parties = tuple(_party(base, part, values) for part in PartyPart)
    own = {code: value for code, value in values.items() if code in LABELS}
    return work_texts.tidied(replace(base, **own, parties=parties)), faults


def all_faults(misread: Sequence[Fault], refusals: Sequence[Refusal], work: WorkFacts) -> list[Fault]:
    """What could not be read and what is refused of the rest, secrecy first; a column that could not be read says it once."""
    silent = {fault.column for fault in misread}
    found = [Fault(column_of(refusal, work), refusal) for refusal in refusals]
    faults = [*misread, *(fault for fault in found if fault.column not in silent)]
    return sorted(faults, key=lambda fault: fault.refusal.problem is not Problem.CLASSIFIED_WORK)


def _party(base: WorkFacts, part: PartyPart, values: Mapping[str, Any]) -> PartyFacts:
    known = next((party for party in base.parties if party.part is part), PartyFacts(part, ""))
    given = {f: values[party_code(part, f)] for f in PARTY_FIELDS if party_code(part, f) in values}
    return replace(known, **given)


def column_of(refusal: Refusal, work: WorkFacts) -> str:
    """The heading under which a fault of the whole work is to be mended."""
    if refusal.problem is Problem.CLASSIFIED_WORK:
        marked = (column.label for column in COLUMNS if secrecy_mark(column.write(work)))
        return next(marked, LABELS["secrecy"])
    named = str(refusal.facts.get("field", ""))
    return _NUMBERED_BY.get(refusal.problem) or (named if named in BY_LABEL else LABELS["entrances"])


def differences(before: WorkFacts, after: WorkFacts) -> list[Difference]:
    """Field by field, as a person reads them."""
    pairs = ((column.label, column.write(before), column.write(after)) for column in COLUMNS)
    return [Difference(label, old, new) for label, old, new in pairs if old != new]

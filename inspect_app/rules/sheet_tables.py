"""Any list that comes as a sheet: which heading is which column, and what each row says, or why it cannot be read."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.work_sheets import Row

E = TypeVar("E", bound=StrEnum)
_DAY = re.compile(r"(\d{4})[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})\u65e5?")


def as_it_is(_label: str, text: str) -> object:
    return text.strip()


@dataclass(frozen=True)
class TableColumn:
    """`read(label, text)` gives the value or the Refusal; `most` = signs of a text, 0 = `read` sees to it."""

    code: str
    label: str
    read: Callable[[str, str], object] = as_it_is
    is_required: bool = False
    is_number: bool = False
    most: int = 0
    also_called: tuple[str, ...] = ()


@dataclass(frozen=True)
class ColumnFault:
    column: str
    refusal: Refusal


@dataclass(frozen=True)
class TableRow:
    """`values` by column code, of every column that could be read; a row with faults is not used."""

    number: int
    texts: Mapping[str, str]
    values: Mapping[str, object]
    faults: tuple[ColumnFault, ...] = ()


@dataclass(frozen=True)
class Table:
    """`ignored` = headings that nobody knows: their columns are not read."""

    rows: tuple[TableRow, ...]
    ignored: tuple[str, ...]


def read_table(rows: Iterable[Row], columns: Sequence[TableColumn]) -> Table:
    """The first row that is not empty holds the headings. `Refused` when the sheet as a whole cannot be used."""
    filled = ((number, cells) for number, cells in rows if any(cell.strip() for cell in cells))
    _, header = next(filled, (0, ()))
    if not header:
        raise Refused(Refusal(Problem.IMPORT_UNREADABLE, facts={"reason": "文件是空的"}))
    places = _places(header, columns)
    read = tuple(read_row(number, _texts(cells, places), columns) for number, cells in filled)
    if not read:
        raise Refused(Refusal(Problem.IMPORT_UNREADABLE, facts={"reason": "没有一行内容"}))
    ignored = [cell.strip() for index, cell in enumerate(header) if cell.strip() and index not in places]
    return Table(read, tuple(ignored))


def known_to(columns: Sequence[TableColumn]) -> Callable[[Sequence[str]], int]:
    """How many cells of a row are headings of these columns; tells the delimiter of a text file."""
    known = _by_heading(columns)
    return lambda header: sum(1 for cell in header if _same(cell) in known)


def _places(header: Sequence[str], columns: Sequence[TableColumn]) -> dict[int, TableColumn]:
    known = _by_heading(columns)
    places = {index: known[_same(cell)] for index, cell in enumerate(header) if _same(cell) in known}
    found = list(places.values())
    if missing := [column.label for column in columns if column.is_required and column not in found]:
        raise Refused(Refusal(Problem.IMPORT_COLUMNS_MISSING, facts={"columns": tuple(missing)}))
    if twice := [column.label for column in columns if found.count(column) > 1]:
        raise Refused(Refusal(Problem.IMPORT_COLUMN_TWICE, facts={"columns": tuple(twice)}))
    return places


def _by_heading(columns: Sequence[TableColumn]) -> dict[str, TableColumn]:
    return {_same(name): column for column in columns for name in (column.label, *column.also_called)}


def _same(heading: str) -> str:
    """Headings are the same whatever their spaces, their width and a star for "required"."""
    return "".join(unicodedata.normalize("NFKC", heading).split()).replace("*", "")


def _texts(cells: Sequence[str], places: Mapping[int, TableColumn]) -> dict[str, str]:
    return {column.code: cells[index] if index < len(cells) else "" for index, column in places.items()}


def read_row(number: int, texts: Mapping[str, str], columns: Sequence[TableColumn]) -> TableRow:
    """A column that the sheet does not have reads as an empty cell."""
    values: dict[str, object] = {}
    faults = []
    for column in columns:
        value = _value(column, texts.get(column.code, ""))
        if isinstance(value, Refusal):
            faults.append(ColumnFault(column.label, value))
        else:
            values[column.code] = value
    return TableRow(number, texts, values, tuple(faults))


def _value(column: TableColumn, text: str) -> object:
    if column.is_required and not text.strip():
        return Refusal(Problem.FIELD_MISSING, facts={"field": column.label})
    if column.most and len(text.strip()) > column.most:
        return Refusal(Problem.FIELD_TOO_LONG, facts={"field": column.label, "most": column.most})
    return column.read(column.label, text)


def read_choice(kind: type[E], label: str, text: str) -> E | Refusal:
    found = next((one for one in kind if one.value == text.strip()), None)
    choices = tuple(one.value for one in kind)
    return found or Refusal(
        Problem.UNKNOWN_CHOICE, facts={"field": label, "value": text.strip()[:60], "choices": choices}
    )


def read_day(label: str, text: str) -> date | Refusal:
    """2026-11-28, 2026/11/28 or 2026年11月28日."""
    found = _DAY.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    try:
        return date(*(int(part) for part in found.groups())) if found else _no_day(label, text)
    except ValueError:
        return _no_day(label, text)


def _no_day(label: str, text: str) -> Refusal:
    return Refusal(Problem.NOT_A_DAY, facts={"field": label, "value": text.strip()[:60]})

"""The register as a sheet: which heading is which column, and what each row says. Rows are text; files are read elsewhere."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.work_columns import BY_CODE, COLUMNS, Column, Fault, texts_of_work
from inspect_app.rules.works import (
    LABELS,
    EntranceFacts,
    PartyFacts,
    PartyPart,
    WorkFacts,
    WorkStatus,
    secrecy_mark,
)

MOST_ROWS = 20_000
EXAMPLE = WorkFacts(
    number="示例-0001",
    name="示例小区地下车库",
    address="示例路1号",
    street="方松街道",
    status=WorkStatus.IN_USE,
    area_m2=Decimal("1234.50"),
    peacetime_use="汽车库",
    protection_class="核6级常6级",
    built_year=2015,
    notes="填写前请删除这一行",
    parties=(PartyFacts(PartyPart.MANAGER, "示例物业有限公司", contact="示例联系人", phone="021-00000000"),),
    entrances=(EntranceFacts("1号口", 121.2277, 31.0322, 100), EntranceFacts("2号口", 121.2281, 31.0325, 100)),
)

Row = tuple[int, Sequence[str]]
"""The number that the sheet shows beside the row, and its cells."""


@dataclass(frozen=True)
class SheetRow:
    """`texts` by column code; `fault` = already known to be wrong, its content is then not kept."""

    number: int
    texts: Mapping[str, str]
    fault: Fault | None = None


@dataclass(frozen=True)
class Sheet:
    """`ignored` = headings that nobody knows: their columns are not read."""

    rows: tuple[SheetRow, ...]
    ignored: tuple[str, ...]


def read_sheet(rows: Iterable[Row]) -> Sheet:
    """The first row that is not empty holds the headings. `Refused` when the sheet as a whole cannot be used."""
    filled = ((number, cells) for number, cells in rows if any(cell.strip() for cell in cells))
    _, header = next(filled, (0, ()))
    places, ignored = _places(header)
    read = tuple(_read_row(number, cells, places, header) for number, cells in filled)
    if not read:
        raise Refused(Refusal(Problem.IMPORT_UNREADABLE, facts={"reason": "没有一行内容"}))
    return Sheet(read, ignored)


def known_headings(header: Sequence[str]) -> int:
    """How many cells of a row are headings of ours; tells the delimiter of a text file."""
    return sum(1 for cell in header if _same(cell) in _BY_HEADING)


def _places(header: Sequence[str]) -> tuple[dict[int, Column], tuple[str, ...]]:
    if not any(cell.strip() for cell in header):
        raise Refused(Refusal(Problem.IMPORT_UNREADABLE, facts={"reason": "文件是空的"}))
    places = {index: _BY_HEADING[_same(cell)] for index, cell in enumerate(header) if _same(cell) in _BY_HEADING}
    found = list(places.values())
    if missing := [column.label for column in COLUMNS if column.is_required and column not in found]:
        raise Refused(Refusal(Problem.IMPORT_COLUMNS_MISSING, facts={"columns": tuple(missing)}))
    if twice := [column.label for column in COLUMNS if found.count(column) > 1]:
        raise Refused(Refusal(Problem.IMPORT_COLUMN_TWICE, facts={"columns": tuple(twice)}))
    ignored = [cell.strip() for index, cell in enumerate(header) if cell.strip() and index not in places]
    return places, tuple(ignored)


def _same(heading: str) -> str:
    """Headings are the same whatever their spaces, their width and a star for "required"."""
    return "".join(unicodedata.normalize("NFKC", heading).split()).replace("*", "")


_BY_HEADING = {_same(name): column for column in COLUMNS for name in (column.label, *column.also_called)}


def _read_row(number: int, cells: Sequence[str], places: Mapping[int, Column], header: Sequence[str]) -> SheetRow:
    """What a row says. A column of no known name is not read, but a mark of secrecy in it is seen."""
    texts = {column.code: cells[index] if index < len(cells) else "" for index, column in places.items()}
    for index, cell in enumerate(cells):
        if index not in places and (mark := secrecy_mark(cell)):
            heading = header[index].strip() if index < len(header) else ""
            refusal = Refusal(Problem.CLASSIFIED_WORK, facts={"mark": mark})
            return SheetRow(number, {}, Fault(heading or LABELS["secrecy"], refusal))
    if texts["number"].strip() == EXAMPLE.number:
        return SheetRow(number, texts, Fault(LABELS["number"], Refusal(Problem.IMPORT_EXAMPLE_ROW)))
    return SheetRow(number, texts)


def written(works: Iterable[WorkFacts], *, without: Iterable[str] = ()) -> Iterable[list[str]]:
    """The headings, then a row for each work. `without` = codes of columns that the reader may not see."""
    codes = [code for code in BY_CODE if code not in set(without)]
    yield [BY_CODE[code].label for code in codes]
    for work in works:
        texts = texts_of_work(work)
        yield [texts[code] for code in codes]

"""Sheets as files: XLSX and CSV to rows of text and back, bounded in size, and never a formula by accident."""

import csv
import io
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import IO, Any

from flask import send_file
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from werkzeug.wrappers import Response

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.work_columns import COLUMNS
from inspect_app.rules.work_sheets import MOST_ROWS, Row, known_headings
from inspect_app.web.sheet_parts import Broken, TooMuch, check_workbook

MOST_BYTES = 10 * 1024 * 1024
MOST_COLUMNS = 200
DELIMITERS = ",;\t"
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "'")
"""What a spreadsheet takes for a formula; the apostrophe itself, so that what is escaped can be told from what is not."""

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"
NUMBERS = {column.label for column in COLUMNS if column.is_number}


Known = Callable[[Sequence[str]], int]
"""How many cells of a row are headings that the reader knows."""


def read_rows(file: IO[bytes], known: Known = known_headings) -> list[Row]:
    """The rows of the first sheet as text, with their numbers. What the file is, its first bytes tell, not its name."""
    data = file.read(MOST_BYTES + 1)
    if not data:
        raise _unreadable("文件是空的")
    if len(data) > MOST_BYTES:
        raise _unreadable("文件超过 10 MB")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _unreadable("这是旧版 .xls 或者加了密码的文件，请另存为不加密的 .xlsx")
    rows = _xlsx_rows(data) if data.startswith(b"PK") else _csv_rows(data, known)
    filled = list(islice(((number, cells) for number, cells in rows if any(cells)), MOST_ROWS + 2))
    if len(filled) > MOST_ROWS + 1:
        raise _unreadable("超过 20,000 行，请分成几个文件")
    return filled


def _unreadable(reason: str) -> Refused:
    return Refused(Refusal(Problem.IMPORT_UNREADABLE, facts={"reason": reason}))


def _xlsx_rows(data: bytes) -> Iterator[Row]:
    _refuse_bomb(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
            yield number, [_as_text(cell) for cell in cells]
    except Refused:
        raise
    except Exception as error:
        raise _unreadable("不是完整的 XLSX 文件") from error


def _refuse_bomb(data: bytes) -> None:
    try:
        check_workbook(io.BytesIO(data))
    except Broken as error:
        raise _unreadable("不是完整的 XLSX 文件") from error
    except TooMuch as error:
        raise _unreadable("解压后太大") from error


def _as_text(cell: object) -> str:
    """As the person sees it in the sheet; a whole number has no decimals."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return format(Decimal(repr(cell)), "f").removesuffix(".0")
    if isinstance(cell, datetime):
        return (cell.date() if cell.time() == datetime.min.time() else cell).isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _csv_rows(data: bytes, known: Known) -> Iterator[Row]:
    text = _decoded(data)
    delimiter = _delimiter(text, known)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
            yield number, [_without_guard(cell) for cell in cells[:MOST_COLUMNS]]
    except csv.Error as error:
        raise _unreadable("不是完整的 CSV 文件") from error


def _decoded(data: bytes) -> str:
    """UTF-8 (with or without BOM) or UTF-16 as Excel writes it; else GB18030, which includes GBK."""
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if is_wide else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _unreadable("文字编码既不是 UTF-8 也不是 GBK")


def _delimiter(text: str, known: Known) -> str:
    """The one that makes the most known headings of the first line that is not empty."""
    first = next((line for line in text.splitlines() if line.strip(DELIMITERS + " ")), "")
    return max(DELIMITERS, key=lambda delimiter: known(first.replace('"', "").split(delimiter)))


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _without_guard(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text


def send_sheet(
    rows: Iterable[list[str]],
    ending: str,
    *,
    name: str,
    title: str = "工程台账",
    numbers: Collection[str] = NUMBERS,
) -> Response:
    """`ending` = xlsx or csv; `numbers` = headings of columns that can be reckoned with."""
    file, kind = (xlsx_file(rows, title, numbers), XLSX_TYPE) if ending == "xlsx" else (csv_file(rows), CSV_TYPE)
    return send_file(file, mimetype=kind, as_attachment=True, download_name=name)


def csv_file(rows: Iterable[list[str]]) -> io.BytesIO:
    """UTF-8 with BOM, so that Excel reads the Chinese."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return io.BytesIO(text.getvalue().encode("utf-8-sig"))


def xlsx_file(rows: Iterable[list[str]], title: str = "工程台账", numbers: Collection[str] = NUMBERS) -> io.BytesIO:
    """The first row is the headings. Areas and years are numbers that can be reckoned with; the rest is text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "C2"
    lines = iter(rows)
    headings = next(lines)
    for index, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = max(10, min(30, 2 * len(heading) + 4))
    is_number = [heading in numbers for heading in headings]
    sheet.append([_cell(sheet, heading, is_number=False, is_heading=True) for heading in headings])
    for line in lines:
        pairs = zip(line, is_number, strict=True)
        sheet.append([_cell(sheet, text, is_number=number) if text else None for text, number in pairs])
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def _cell(sheet: Any, text: str, *, is_number: bool, is_heading: bool = False) -> object:
    if is_number and not is_heading:
        number = Decimal(text)
        return int(number) if number == int(number) else number
    clean = ILLEGAL_CHARACTERS_RE.sub("", text)
    if not is_heading and not clean.startswith(FORMULA_STARTS):
        return clean
    cell = WriteOnlyCell(sheet, clean)
    cell.data_type = "s"  # openpyxl would make a formula of what begins like one
    cell.quotePrefix = True  # and so would Excel, as soon as a person edits the cell
    if is_heading:
        cell.font = Font(bold=True)
    return cell

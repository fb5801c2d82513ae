"""Workbooks that no program writes: a few kilobytes that would keep their reader busy for ever, or fill its memory."""

import io
import zipfile
from pathlib import Path

import pytest

from inspect_app.problems import Refused
from inspect_app.web.sheets import MOST_BYTES, read_rows, xlsx_file
from tests.forked import cost_of

END_OF_ROWS, END_OF_STYLES = b"</sheetData>", b"</cellXfs>"
SHEET, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"
BOMBS = {
    "a row far below": (SHEET, b'<row r="2"', b'<row r="99999999999"'),
    "a row of no number": (SHEET, b'<row r="2"', b'<row r="1e9"'),
    "millions of rows": (SHEET, END_OF_ROWS, b"<row/>" * 4_000_000 + END_OF_ROWS),
    "millions of cells": (SHEET, END_OF_ROWS, b"<row>" + b"<c/>" * 4_000_000 + b"</row>" + END_OF_ROWS),
    "millions of styles": (STYLES, END_OF_STYLES, b'<xf numFmtId="0"/>' * 400_000 + END_OF_STYLES),
    "never closed": (SHEET, END_OF_ROWS, b"<a>" * 2_000_000 + END_OF_ROWS),
    "an entity of its own": (SHEET, b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'),
    "a file from outside": (
        SHEET,
        b"<worksheet",
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet',
    ),
}


def what_is_said_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            rows = read_rows(file)
        return str(len(rows))
    except Refused as refused:
        return str(refused.refusals[0].facts["reason"])


def book(part: str = "", before: bytes = b"", after: bytes = b"", *, renamed: str = "") -> bytes:
    """A workbook of two rows, with some bytes of one part exchanged; the part under another name, if one is given."""
    plain, out = xlsx_file([["工程编号", "工程名称"], ["A-1", "甲"]]).getvalue(), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = old.read(name)
            assert name != part or before in body, "nothing to exchange"
            body = body.replace(before, after, 1) if name == part else body
            body = body.replace(SHEET.encode()[3:], renamed.encode()[3:]) if renamed else body
            new.writestr(renamed if renamed and name == SHEET else name, body)
    return out.getvalue()


@pytest.mark.parametrize("name", BOMBS)
def test_a_workbook_that_would_never_end_is_refused_at_once(tmp_path, name):
    path = tmp_path / "list.xlsx"
    path.write_bytes(book(*BOMBS[name]))
    assert path.stat().st_size < MOST_BYTES // 10
    cost = cost_of(what_is_said_of, path)
    assert cost.result in ("解压后太大", "不是完整的 XLSX 文件")
    assert cost.seconds < 6
    assert cost.megabytes < 300


def test_a_sheet_under_another_name_is_looked_at_as_well():
    far = BOMBS["a row far below"]
    assert len(read_rows(io.BytesIO(book(renamed="xl/worksheets/sheet1.bin")))) == 2
    with pytest.raises(Refused):
        read_rows(io.BytesIO(book(*far, renamed="xl/worksheets/sheet1.bin")))


def test_an_honest_workbook_is_read():
    assert [cells[:2] for _number, cells in read_rows(io.BytesIO(book()))] == [
        ["工程编号", "工程名称"],
        ["A-1", "甲"],
    ]

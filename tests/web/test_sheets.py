"""Files: what they are is told by their bytes; text stays text; what is too much is refused."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from inspect_app.problems import Refused
from inspect_app.rules.work_sheets import MOST_ROWS, read_sheet, written
from inspect_app.web.sheets import csv_file, read_rows, xlsx_file
from tests.make import work_facts

NASTY = ["=1+1", "+86 21", "-1", "@SUM(A1)", "'quoted", "''twice", "＝全角", "多行\n备注", 'a "b", c;d']


def rows_of(data):
    return read_rows(io.BytesIO(data))


def reason(data):
    with pytest.raises(Refused) as caught:
        rows_of(data)
    return caught.value.refusals[0].facts["reason"]


def book(*rows):
    made, file = Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(row)
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize("make_file", [csv_file, xlsx_file])
@pytest.mark.parametrize("text", NASTY)
def test_whatever_begins_like_a_formula_comes_back_as_it_was(make_file, text):
    rows = list(written([work_facts(notes=text)]))
    _, (_, cells) = read_rows(make_file(rows))
    assert cells[len(rows[0]) - 1] == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1"])
def test_no_cell_of_an_export_is_a_formula(text):
    rows = list(written([work_facts(name=text)]))
    cell = load_workbook(xlsx_file(rows)).active["B2"]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", text, True)
    assert f",'{text}," in csv_file(rows).getvalue().decode("utf-8-sig")


def test_areas_and_years_can_be_reckoned_with_in_a_sheet():
    sheet = load_workbook(xlsx_file(written([work_facts()]))).active
    cells = dict(zip([cell.value for cell in sheet[1]], sheet[2], strict=True))
    assert [cells[name].value for name in ("建筑面积（平方米）", "建成年份")] == [5000, 2015]


def test_numbers_of_a_sheet_are_read_as_the_person_sees_them():
    [(_, cells)] = rows_of(book([20230001, 5000.0, 1234.5, 0.1 + 0.2, True, None, "文"]))
    assert cells[:7] == ["20230001", "5000", "1234.5", "0.3", "是", "", "文"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_in_every_encoding_and_with_every_delimiter(encoding, delimiter):
    text = delimiter.join(["工程编号", "工程名称", "地址"]) + "\r\n" + delimiter.join(["A-1", "甲", '"路1号"'])
    assert rows_of(text.encode(encoding)) == [(1, ["工程编号", "工程名称", "地址"]), (2, ["A-1", "甲", "路1号"])]


def test_a_csv_begins_with_a_mark_so_that_excel_reads_the_chinese():
    assert csv_file(written([work_facts()])).getvalue().startswith(b"\xef\xbb\xbf")


def test_rows_keep_the_number_that_the_sheet_shows():
    assert [number for number, _ in rows_of(book(["a"], [], ["b"]))] == [1, 3]
    assert [number for number, _ in rows_of(b"a\n\nb\n")] == [1, 3]


def test_a_wrong_dimension_in_the_file_hides_no_cell():
    data, out = book(["工程编号", "工程名称"], ["A-1", "甲"]), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b'<dimension ref="A1:B2"', b'<dimension ref="A1"'))
    assert rows_of(out.getvalue())[1][1][:2] == ["A-1", "甲"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "文件是空的"),
        (b"x" * (10 * 1024 * 1024 + 1), "10 MB"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, ".xls"),
        (b"PK\x03\x04 broken", "XLSX"),
        (b"\xff\xff\xff\xff", "GBK"),
        (b'a,"' + b"x" * 200_000 + b'"', "CSV"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(data, words):
    assert words in reason(data)


def test_a_zip_that_is_no_workbook_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "x")
    assert "XLSX" in reason(file.getvalue())


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * (101 * 1024 * 1024))
    assert "解压后太大" in reason(file.getvalue())


def test_entities_that_grow_are_refused():
    file, lol = io.BytesIO(), '<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">'
    lol += "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
    with zipfile.ZipFile(io.BytesIO(book(["a"]))) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.namelist():
            text = old.read(part).decode()
            new.writestr(part, text if "sheet1" not in part else lol + text.replace("<t>a</t>", "<t>&a9;</t>"))
    assert "XLSX" in reason(file.getvalue())


def test_the_most_rows_are_read_and_one_more_is_refused():
    line = "A-{},甲\n"
    text = "工程编号,工程名称\n" + "".join(line.format(n) for n in range(MOST_ROWS))
    assert len(rows_of(text.encode())) == MOST_ROWS + 1
    assert "20,000" in reason((text + line.format("x")).encode())


@pytest.mark.parametrize("make_file", [csv_file, xlsx_file])
def test_a_file_as_it_was_exported_is_a_sheet(make_file):
    sheet = read_sheet(read_rows(make_file(written([work_facts()]))))
    assert (len(sheet.rows), sheet.ignored) == (1, ())

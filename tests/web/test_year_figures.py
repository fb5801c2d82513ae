"""The year in figures in the office: every number is as long as the list that it opens; pages ask the database little."""

import csv
import io
import re
import zipfile
from datetime import date

import pytest
from docx import Document
from openpyxl import load_workbook

from inspect_app.store.base import db
from inspect_app.store.cases import CaseEntry
from tests.desk import Desk, text_of
from tests.statements import counted

SPAN = {"year": "2017", "as_of": "2017-08-31"}
LINK = re.compile(r'<a href="(/[^"]+)"[^>]*data-counts="(\w+)"[^>]*>([\d,]+)</a>')
PASSWORD = "songjiang-demo"


@pytest.fixture
def chief(played) -> Desk:
    return Desk(played.test_client(), "jia", PASSWORD)


def rows_of_list(desk: Desk, path: str) -> int:
    """The lines of a list: those of its first page, and of the last one where it has several."""
    html = desk.open(path).get_data(as_text=True)
    last = re.search(r"第 1 页，共 (\d+) 页", html)
    if last is None:
        return lines_in(html)
    pages = int(last.group(1))
    return (pages - 1) * lines_in(html) + lines_in(desk.open(f"{path}&page={pages}").get_data(as_text=True))


def lines_in(html: str) -> int:
    table = re.search(r"<table.*?</table>", html.split("data-figure=")[1], re.S)
    body = re.search(r"<tbody>(.*?)</tbody>", table.group(0), re.S) if table else None
    return len(re.findall(r"<tr[ >]", body.group(1))) if body else 0


def test_every_number_opens_a_list_of_that_length(chief):
    """The list says which figure it shows, and has just so many lines."""
    html = chief.open("/year-figures", **SPAN).get_data(as_text=True)
    links = {
        (path.replace("&amp;", "&"), code): int(number.replace(",", ""))
        for path, code, number in LINK.findall(html)
    }
    assert len({code for _path, code in links}) >= 30
    lengths = {key: rows_of_list(chief, key[0]) for key in links}
    assert lengths == links


def test_a_list_says_what_it_was_opened_from_and_lets_go_of_it(chief):
    page = chief.read("/cases", figure="closed_in_use", **SPAN)
    assert "一般程序结案：在用工程 · 2017 年 · 截至 2017-08-31" in page
    assert "共 5 条" in page
    assert "共 14 条" in chief.read("/cases", all="1")


@pytest.mark.parametrize(
    "args",
    [
        {"figure": "no_such_figure", **SPAN},
        {"figure": "closed_in_use", "year": "2017", "as_of": "2099-01-01"},
        {"figure": "closed_in_use", "year": "x", "as_of": "2017-08-31"},
        {"figure": "works_covered", **SPAN},
    ],
)
def test_a_figure_that_is_none_of_the_lists_leaves_it_as_it_is(chief, args):
    assert "共 14 条" in chief.read("/cases", **args)


def test_an_inspector_has_no_figures_of_the_year(played):
    desk = Desk(played.test_client(), "geng", PASSWORD)
    assert desk.open("/year-figures").status_code == 403
    assert desk.open("/targets/2017").status_code == 403
    assert "共 14 条" in desk.read("/cases", figure="closed_in_use", **SPAN)


@pytest.mark.parametrize("day", ["2018-01-01", "2016-12-31", "2099-01-01", "yesterday"])
def test_a_day_outside_the_year_is_told_and_nothing_is_counted_for_it(chief, day):
    answer = chief.open("/year-figures", year="2017", as_of=day)
    assert answer.status_code == 422
    assert f"截止日期 {day} 不对" in text_of(answer)


def test_without_a_day_a_year_that_is_over_stands_as_at_its_end(chief):
    assert "截至 2017-12-31" in chief.read("/year-figures", year="2017")


def test_the_first_page_of_a_head_shows_the_year(chief, played):
    page = chief.open("/").get_data(as_text=True)
    assert "data-overview" in page
    assert page.count("data-chart=") == 4
    assert "chart.umd.min.js" in page
    assert "data-overview" not in Desk(played.test_client(), "ding", PASSWORD).open("/").get_data(as_text=True)


def test_every_chart_has_its_table_with_its_numbers(chief):
    html = chief.open("/year-figures", **SPAN).get_data(as_text=True)
    charts = re.findall(r"<figure.*?</figure>", html, re.S)
    assert all('data-value="' in chart and "<thead>" in chart for chart in charts)
    months = charts[0]
    assert "2017-08" in months
    assert re.search(r'2017-08</th>.*?data-value="13".*?data-value="10".*?data-value="20"', months, re.S)


def test_as_many_questions_whatever_the_year_holds(chief):
    """Pages of figures ask as much for two months as for a year."""
    chief.open("/year-figures", **SPAN)
    few = counted(lambda: chief.open("/year-figures", year="2017", as_of="2017-03-01"))
    many = counted(lambda: chief.open("/year-figures", **SPAN))
    assert abs(few - many) <= 2
    assert many <= 50


def test_a_changed_record_changes_the_page(chief):
    assert "13 立案" in chief.read("/year-figures", **SPAN)
    entry = db.session.query(CaseEntry).filter_by(step="approve_filing", happened_on=date(2017, 9, 11)).one()
    entry.happened_on = date(2017, 8, 31)
    db.session.flush()
    assert "14 立案" in chief.read("/year-figures", **SPAN)


def test_the_report_is_a_word_file_with_text_tables_and_charts(chief):
    data = chief.open("/year-figures/report.docx", **SPAN).data
    document = Document(io.BytesIO(data))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "上海市松江区民防办公室 2017 年行政执法工作年底考核" in text
    assert "立案 13 件：一般程序 9 件，当场处罚 4 件。" in text
    assert "结案 10 件：在建工程 1 件，在用工程 5 件" in text
    assert len(document.tables) == 6
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        charts = [name for name in package.namelist() if name.startswith("word/charts/")]
        assert len(charts) == 4
        assert "pattFill" in "".join(package.read(name).decode() for name in charts)
        assert "drawingml.chart+xml" in package.read("[Content_Types].xml").decode()


def test_the_report_is_a_workbook_with_charts_and_its_fields_described(chief):
    book = load_workbook(io.BytesIO(chief.open("/year-figures/report.xlsx", **SPAN).data))
    figures = {row[1]: row[2] for row in book["数字"].iter_rows(min_row=3, values_only=True)}
    assert (figures["立案"], figures["结案"], figures["工程"]) == (13, 10, 329)
    assert book["年度目标"]["B3"].value == "6、12、20"
    assert [len(book[name]._charts) for name in ("逐月累计", "按程序和工程类型", "责令改正", "各组对比")] == [1] * 4
    assert book["字段说明"]["A4"].value == "数字"


def test_figures_travel_as_csv(chief):
    text = chief.open("/year-figures/report.csv", **SPAN).data.decode("utf-8-sig")
    rows = {row["数字"]: row for row in csv.DictReader(io.StringIO(text))}
    assert (rows["立案"]["数量"], rows["面积"]["数量"]) == ("13", "1650000")
    assert rows["结案"]["口径"]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_published_names_no_work_no_person_and_no_lead(chief, ending):
    data = chief.open(f"/year-figures/publication.{ending}", **SPAN).data
    if ending == "xlsx":
        book = load_workbook(io.BytesIO(data))
        assert book.sheetnames == ["数字", "字段说明"]
        text = "\n".join(str(cell) for row in book["数字"].iter_rows(values_only=True) for cell in row)
    else:
        text = data.decode("utf-8-sig")
    assert "一般程序立案" in text
    assert not any(word in text for word in ("面积", "执法人员", "收到的案源", "执法一组"))


@pytest.mark.parametrize(
    ("path", "figure", "lines", "word"),
    [
        ("/visits", "visits_with_findings", 12, "工程编号"),
        ("/decisions", "filed_on_the_spot", 4, "罚款（元）"),
        ("/orders", "orders_made", 7, "限期"),
    ],
)
def test_a_list_that_a_figure_opened_is_taken_away_as_it_is(chief, path, figure, lines, word):
    text = chief.open(f"{path}/sheet.csv", figure=figure, **SPAN).data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == lines
    assert word in rows[0]
    assert chief.open(f"{path}/sheet.xlsx", figure=figure, **SPAN).status_code == 200

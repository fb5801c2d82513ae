"""The register as rows of text: headings, what is ignored, what is refused as a whole."""

import pytest

from inspect_app.problems import Problem, Refused
from inspect_app.rules.work_sheets import EXAMPLE, known_headings, read_sheet, written
from inspect_app.rules.works import check_work
from tests.conftest import MONDAY
from tests.make import work_facts

REQUIRED = ["工程编号", "工程名称", "状态", "街镇", "地址", "建筑面积（平方米）"]
ROW = ["A-1", "甲", "在用", "方松街道", "某路1号", "100"]


def refused(rows):
    with pytest.raises(Refused) as caught:
        read_sheet(rows)
    return caught.value.refusals[0]


def test_headings_are_known_whatever_their_spaces_width_and_stars():
    header = [" 工程 编号*", "工程　名称", "状态", "街镇", "地址", "建筑面积(平方米)"]
    assert read_sheet([(1, header), (2, ROW)]).rows[0].texts["area_m2"] == "100"


def test_blank_rows_before_and_between_are_no_rows():
    sheet = read_sheet([(1, ["", " "]), (2, REQUIRED), (3, []), (4, ROW), (5, ["  "])])
    assert [row.number for row in sheet.rows] == [4]


def test_a_short_row_has_empty_cells_at_its_end():
    assert read_sheet([(1, REQUIRED), (2, ROW[:2])]).rows[0].texts["address"] == ""


def test_an_unknown_column_is_named_and_not_read():
    sheet = read_sheet([(1, [*REQUIRED, "层数"]), (2, [*ROW, "2"])])
    assert sheet.ignored == ("层数",)


def test_a_mark_of_secrecy_in_an_unknown_column_is_seen_and_nothing_of_the_row_is_kept():
    [row] = read_sheet([(1, [*REQUIRED, "性质"]), (2, [*ROW, "机密"])]).rows
    assert (row.fault.column, row.fault.refusal.problem, row.texts) == ("性质", Problem.CLASSIFIED_WORK, {})


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([], Problem.IMPORT_UNREADABLE),
        ([(1, REQUIRED)], Problem.IMPORT_UNREADABLE),
        ([(1, REQUIRED[:-2]), (2, ROW)], Problem.IMPORT_COLUMNS_MISSING),
        ([(1, [*REQUIRED, "名称"]), (2, ROW)], Problem.IMPORT_COLUMN_TWICE),
    ],
)
def test_a_sheet_that_cannot_be_used(rows, problem):
    assert refused(rows).problem is problem


def test_missing_columns_are_named():
    assert refused([(1, REQUIRED[:-2]), (2, ROW)]).facts["columns"] == ("地址", "建筑面积（平方米）")


def test_the_example_of_the_template_is_a_good_work_but_is_never_imported():
    assert check_work(EXAMPLE, on=MONDAY.date()) == []
    [row] = read_sheet(list(enumerate(written([EXAMPLE]), start=1))).rows
    assert row.fault.refusal.problem is Problem.IMPORT_EXAMPLE_ROW


def test_a_column_that_the_reader_may_not_see_is_not_written():
    headings, row = written([work_facts(notes="内部")], without=["notes"])
    assert "备注" not in headings
    assert "内部" not in row


def test_known_headings_tell_the_delimiter():
    assert known_headings(REQUIRED) == 6
    assert known_headings([";".join(REQUIRED)]) == 0

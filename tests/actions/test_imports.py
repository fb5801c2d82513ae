"""An import: each row is new, changed, unchanged or wrong; what was previewed is what is written, or nothing is."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import event

from inspect_app.actions.imports import Outcome, apply_import, preview_import
from inspect_app.actions.works import change_work
from inspect_app.problems import Problem, Refused
from inspect_app.rules.work_sheets import read_sheet, written
from inspect_app.store.audit import audit_lines
from inspect_app.store.base import db, transaction
from inspect_app.store.works import work_by_number, works_of
from tests import make
from tests.conftest import MONDAY


def sheet_of(*works, **cells):
    """A sheet of these works; `cells` = heading -> text, written over in every row."""
    header, *rows = written(works)
    for heading, text in cells.items():
        for row in rows:
            row[header.index(heading)] = text
    return read_sheet(list(enumerate([header, *rows], start=1)))


def preview(office, sheet):
    return preview_import(sheet, agency_id=office.agency.id, on=MONDAY.date())


def outcomes(office, sheet):
    return [one.outcome for one in preview(office, sheet).rows]


def confirm(office, seen):
    rows = [one.row for one in seen.rows if one.outcome in (Outcome.NEW, Outcome.CHANGED)]
    with transaction():
        return apply_import(rows, state=seen.state, source="a.csv", by=office.supervisor, at=MONDAY)


def faults(office, sheet):
    return [
        (one.row.number, fault.column, fault.refusal.problem)
        for one in preview(office, sheet).rows
        for fault in one.faults
    ]


def test_new_changed_and_unchanged_rows(office):
    known = office.work.facts()
    sheet = sheet_of(make.work_facts("SJ-0002"), replace(known, name="新名"))
    assert outcomes(office, sheet) == [Outcome.NEW, Outcome.CHANGED]
    assert outcomes(office, sheet_of(known)) == [Outcome.UNCHANGED]


def test_a_change_is_shown_field_by_field(office):
    changed = replace(office.work.facts(), area_m2=Decimal("6000"), entrances=())
    [one] = preview(office, sheet_of(changed)).rows
    assert [(d.column, d.old, d.new) for d in one.differences] == [
        ("建筑面积（平方米）", "5000.00", "6000.00"),
        ("出入口", "1号口 121.227700,31.032200 100", ""),
    ]


def test_a_preview_writes_nothing(office):
    lines = len(audit_lines(limit=99))
    preview(office, sheet_of(make.work_facts("SJ-0002"), replace(office.work.facts(), name="新名")))
    assert [work.name for work in works_of(office.agency.id)] == ["演示一号地下车库"]
    assert len(audit_lines(limit=99)) == lines


def test_what_was_previewed_is_written_with_its_history(office):
    seen = preview(office, sheet_of(make.work_facts("SJ-0002"), replace(office.work.facts(), name="新名")))
    counts = confirm(office, seen)
    assert (counts[Outcome.NEW], counts[Outcome.CHANGED]) == (1, 1)
    assert work_by_number(office.agency.id, "SJ-0001").name == "新名"
    new = work_by_number(office.agency.id, "SJ-0002")
    assert [line.deed for line in audit_lines(limit=9, subject_id=new.id)] == ["register_work"]
    [summary] = [line for line in audit_lines(limit=9) if line.deed == "import_works"]
    assert summary.details == {"source": "a.csv", "rows": {"wrong": 0, "changed": 1, "new": 1, "unchanged": 0}}


def test_the_same_file_twice_changes_nothing(office):
    sheet = sheet_of(make.work_facts("SJ-0002"), replace(office.work.facts(), name="新名"))
    confirm(office, preview(office, sheet))
    again = preview(office, sheet)
    assert {one.outcome for one in again.rows} == {Outcome.UNCHANGED}
    lines = audit_lines(limit=99)
    assert set(confirm(office, again).values()) == {0}
    assert [line.deed for line in audit_lines(limit=99)][1:] == [line.deed for line in lines]


def test_a_register_that_moved_since_the_preview_is_not_overwritten(office):
    seen = preview(office, sheet_of(make.work_facts("SJ-0002")))
    with transaction():
        facts = replace(office.work.facts(), name="另有人改")
        change_work(office.work.id, facts, revision=1, by=office.head, at=MONDAY)
    with pytest.raises(Refused) as caught:
        confirm(office, seen)
    assert caught.value.refusals[0].problem is Problem.IMPORT_OUTDATED
    assert work_by_number(office.agency.id, "SJ-0002") is None


def test_a_number_twice_in_the_file_is_wrong_the_second_time(office):
    sheet = sheet_of(make.work_facts("SJ-0002"), make.work_facts("SJ-0002", name="另一个"))
    assert faults(office, sheet) == [(3, "工程编号", Problem.IMPORT_DOUBLE_ROW)]


def test_every_fault_of_a_row_is_told_under_its_column(office):
    sheet = sheet_of(
        make.work_facts("X"), 工程名称="", 街镇="火星镇", 建成年份="1800", 状态="不明", 出入口="口 1,2 100"
    )
    assert faults(office, sheet) == [
        (2, "状态", Problem.UNKNOWN_CHOICE),
        (2, "工程名称", Problem.FIELD_MISSING),
        (2, "建成年份", Problem.OUT_OF_RANGE),
        (2, "出入口", Problem.ENTRANCE_OUTSIDE_AREA),
        (2, "街镇", Problem.UNKNOWN_STREET),
    ]


@pytest.mark.parametrize(
    "cells", [{"密级": "涉密"}, {"密级": "机密"}, {"备注": "绝密工程"}, {"工程名称": "军事秘密库"}]
)
def test_a_classified_work_is_refused_and_nothing_of_it_is_kept(office, cells):
    [one] = preview(office, sheet_of(make.work_facts("X"), **cells)).rows
    assert [fault.refusal.problem for fault in one.faults] == [Problem.CLASSIFIED_WORK]
    assert one.row.texts == {}
    assert one.facts is None


def test_wrong_rows_do_not_keep_the_good_ones_out(office):
    seen = preview(office, sheet_of(make.work_facts("SJ-0002"), make.work_facts("SJ-0003", street="火星镇")))
    counts = confirm(office, seen)
    assert counts[Outcome.NEW] == 1
    assert work_by_number(office.agency.id, "SJ-0003") is None


def test_numbers_of_another_office_are_free(office):
    from inspect_app.actions.instance import add_agency
    from inspect_app.rules.people import AgencyKind

    with transaction():
        other = add_agency("SH-ZZ", AgencyKind.DISTRICT, "另一区民防办公室", office.agency.parent)
        add_agency("SH-ZZ-01", AgencyKind.STREET, "方松街道", other)
    seen = preview_import(sheet_of(make.work_facts()), agency_id=other.id, on=MONDAY.date())
    assert [one.outcome for one in seen.rows] == [Outcome.NEW]


def statements(deed):
    found = []

    def note(_connection, _cursor, statement, *_more):
        found.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        deed()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(found)


def test_three_hundred_rows_need_hardly_more_statements_than_thirty(office):
    def run(first, count):
        works = [make.work_facts(f"N-{number}") for number in range(first, first + count)]
        sheet = sheet_of(*works)
        return statements(lambda: confirm(office, preview(office, sheet)))

    few = run(0, 30)
    assert run(1000, 300) < few + 30

"""A work as texts: what is written can be read back, and what cannot be read says under which heading."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspect_app.problems import Problem
from inspect_app.rules.work_columns import BLANK, COLUMNS, all_faults, differences, read_work, texts_of_work
from inspect_app.rules.work_texts import (
    read_entrances,
    read_number,
    read_secrecy,
    read_year,
    read_yes_no,
    tidied,
    write_entrances,
)
from inspect_app.rules.works import EntranceFacts, PartyFacts, PartyPart, Secrecy, WorkStatus, check_work
from tests.conftest import MONDAY
from tests.make import work_facts

TODAY = MONDAY.date()
words = st.text(max_size=20)
entrances = st.builds(
    EntranceFacts,
    words,
    st.floats(120.8, 122.3, allow_nan=False),
    st.floats(30.6, 31.95, allow_nan=False),
    st.integers(10, 1000),
)
parties = st.builds(PartyFacts, st.sampled_from(PartyPart), words, words, words, words, words, words)
works = st.builds(
    work_facts,
    name=words,
    address=words,
    status=st.sampled_from(WorkStatus),
    area_m2=st.decimals(Decimal("0.01"), Decimal(9_999_999), places=2),
    peacetime_use=words,
    protection_class=words,
    built_year=st.none() | st.integers(1950, 2030),
    is_key_project=st.booleans(),
    notes=words,
    parties=st.lists(parties, max_size=5, unique_by=lambda party: party.part).map(tuple),
    entrances=st.lists(entrances, max_size=3).map(tuple),
)


@settings(max_examples=200, deadline=None)
@given(works)
def test_what_is_written_is_read_back_the_same(work):
    kept = tidied(work)
    assert read_work(texts_of_work(kept)) == (kept, [])


@settings(max_examples=50, deadline=None)
@given(works)
def test_tidying_twice_is_tidying_once(work):
    assert tidied(tidied(work)) == tidied(work)


def test_a_column_that_is_not_given_stays_as_it_was():
    before = tidied(work_facts(notes="内部备注"))
    facts, faults = read_work({"number": "SJ-0001", "name": "新名"}, before=before)
    assert faults == []
    assert [(change.column, change.old, change.new) for change in differences(before, facts)] == [
        ("工程名称", "演示一号地下车库", "新名")
    ]


def test_an_empty_cell_empties():
    before = tidied(work_facts(notes="内部备注"))
    facts, _ = read_work(
        {"notes": "", "entrances": "", "manager-name": "", "manager-credit_code": ""}, before=before
    )
    assert (facts.notes, facts.entrances) == ("", ())


def test_every_text_that_cannot_be_read_is_told_at_once():
    texts = {
        "status": "不明",
        "area_m2": "很大",
        "built_year": "去年",
        "is_key_project": "也许",
        "entrances": "门口",
    }
    facts, faults = read_work({**texts_of_work(work_facts()), **texts})
    assert [fault.column for fault in faults] == ["状态", "建筑面积（平方米）", "建成年份", "重点工程", "出入口"]
    assert facts.name == "演示一号地下车库"


def test_a_column_that_cannot_be_read_is_not_refused_a_second_time():
    facts, misread = read_work({**texts_of_work(BLANK), "area_m2": "很大"})
    columns = [fault.column for fault in all_faults(misread, check_work(facts, on=TODAY), facts)]
    assert columns.count("建筑面积（平方米）") == 1
    assert "工程编号" in columns


def test_secrecy_is_told_before_anything_else_and_under_its_column():
    facts, misread = read_work({**texts_of_work(BLANK), "area_m2": "很大", "notes": "机密级工程"})
    first = all_faults(misread, check_work(facts, on=TODAY), facts)[0]
    assert (first.column, first.refusal.problem) == ("备注", Problem.CLASSIFIED_WORK)


@pytest.mark.parametrize(
    ("text", "number"),
    [("5000", 5000), (" 5,000.50 ", Decimal("5000.50")), ("５０００", 5000), ("-1", -1)],
)
def test_a_number_as_people_write_it(text, number):
    assert read_number("面积", text) == number


@pytest.mark.parametrize("text", ["", "NaN", "Infinity", "1e9", "1_000", "五千", "9" * 40])
def test_what_is_no_number(text):
    assert read_number("面积", text).problem in (Problem.FIELD_MISSING, Problem.NOT_A_NUMBER)


@pytest.mark.parametrize(("text", "year"), [("2015", 2015), ("2015年", 2015), ("2015.0", 2015), ("", None)])
def test_a_year_as_people_write_it(text, year):
    assert read_year("建成年份", text) == year


def test_half_a_year_is_no_year():
    assert read_year("建成年份", "2015.5").problem is Problem.NOT_A_NUMBER


@pytest.mark.parametrize(("text", "value"), [("是", True), ("Ｙ", True), ("√", True), ("否", False), ("", False)])
def test_yes_and_no(text, value):
    assert read_yes_no("重点工程", text) is value


@pytest.mark.parametrize(
    ("text", "secrecy"),
    [
        ("", Secrecy.NONE),
        ("非涉密", Secrecy.NONE),
        ("否", Secrecy.NONE),
        ("涉密", Secrecy.CLASSIFIED),
        ("是", Secrecy.CLASSIFIED),
        ("机密★10年", Secrecy.CLASSIFIED),
    ],
)
def test_declared_secrecy(text, secrecy):
    assert read_secrecy("密级", text) is secrecy


def test_a_declaration_that_nobody_understands_is_not_taken_for_not_classified():
    assert read_secrecy("密级", "待定").problem is Problem.UNKNOWN_CHOICE


@pytest.mark.parametrize(
    "text",
    [
        "1号口 121.227700,31.032200 100; 2号口 121.228100,31.032500 80",
        "1号口 121.2277，31.0322；2号口 121.2281, 31.0325 80",
        " 1号口 121.2277 , 31.0322 100\n2号口 121.2281,31.0325 80; ",
    ],
)
def test_entrances_as_people_write_them(text):
    one, two = EntranceFacts("1号口", 121.2277, 31.0322, 100), EntranceFacts("2号口", 121.2281, 31.0325, 80)
    assert read_entrances("出入口", text) == (one, two)


def test_the_name_of_an_entrance_may_hold_spaces():
    entrance = EntranceFacts("地库 东 口", 121.2277, 31.0322, 100)
    assert read_entrances("出入口", write_entrances([entrance])) == (entrance,)


def test_an_entrance_without_a_name_gets_one():
    work = tidied(work_facts(entrances=(EntranceFacts("", 121.2277, 31.0322), EntranceFacts("东;口", 121.2, 31.0))))
    assert [entrance.name for entrance in work.entrances] == ["1号口", "东，口"]


@pytest.mark.parametrize("text", ["1号口", "1号口 121.2277", "1号口 东经,北纬 100", "1号口 121,31 100 5 x"])
def test_entrances_that_cannot_be_read(text):
    assert read_entrances("出入口", text).problem in (Problem.ENTRANCE_UNREADABLE, Problem.NOT_A_NUMBER)


def test_details_of_a_party_without_its_name_are_refused():
    work = replace(work_facts(), parties=(PartyFacts(PartyPart.OWNER, "", phone="021-1"),))
    assert [fault.facts["field"] for fault in check_work(work, on=TODAY)] == ["产权（投资）单位"]


def test_texts_that_are_too_long_are_refused():
    faults = check_work(work_facts(name="长" * 201, notes="长" * 2001), on=TODAY)
    assert [(fault.problem, fault.facts["field"]) for fault in faults] == [
        (Problem.FIELD_TOO_LONG, "工程名称"),
        (Problem.FIELD_TOO_LONG, "备注"),
    ]


def test_no_two_columns_share_a_heading_or_a_code():
    assert len({column.label for column in COLUMNS}) == len({column.code for column in COLUMNS}) == len(COLUMNS)

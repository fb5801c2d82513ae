"""Entering and changing a work in the office: who may, what is refused, and that nothing typed is ever lost."""

import re

import pytest

from inspect_app.store.works import work_by_number, work_of, works_of
from tests import make
from tests.desk import Desk, text_of
from tests.web.work_fields import form_of

EDITORS = [("jia", 403), ("kezhang", 200), ("zhuren", 200), ("admin", 200), ("jiedao", 403), ("xiaofang", 403)]


@pytest.mark.parametrize(("login", "status"), EDITORS)
def test_who_may_open_the_forms(app, office, street, login, status):
    desk = Desk(app.test_client(), login)
    assert [desk.open(path).status_code for path in ("/works/new", f"/works/{office.work.id}/edit")] == [status] * 2


@pytest.mark.parametrize("login", ["jia", "jiedao", "xiaofang"])
def test_who_may_not_write(app, office, street, login):
    desk = Desk(app.test_client(), login)
    assert desk.send("/works", **form_of(make.work_facts("X"))).status_code == 403
    assert desk.send(f"/works/{office.work.id}", **form_of(make.work_facts(name="X"))).status_code == 403
    assert work_of(office.agency.id, office.work.id).revision == 1


def test_entering_a_work(desk, office):
    response = desk.send("/works", **form_of(make.work_facts("SJ-0009", notes="两行\n备注")))
    work = work_by_number(office.agency.id, "SJ-0009")
    assert response.headers["Location"] == f"/works/{work.id}"
    assert work.facts() == make.work_facts("SJ-0009", notes="两行\n备注")


def test_rows_of_entrances_may_have_gaps_and_empty_rows(desk, office):
    fields = form_of(make.work_facts("SJ-0009", entrances=()))
    fields |= {"entrances-2-name": "东口", "entrances-2-longitude": "121.2", "entrances-2-latitude": "31.0"}
    fields |= {"entrances-5-name": "", "entrances-5-longitude": "", "entrances-5-latitude": ""}
    desk.send("/works", **fields)
    [entrance] = work_by_number(office.agency.id, "SJ-0009").entrances
    assert (entrance.name, entrance.radius_m) == ("东口", 100)


def test_without_a_script_there_are_three_empty_rows_for_entrances(desk, office):
    body = desk.open(f"/works/{office.work.id}/edit").get_data(as_text=True)
    assert [f'name="entrances-{place}-name"' in body for place in range(5)] == [True, True, True, True, False]


def test_a_classified_work_is_refused_in_words_and_what_was_typed_is_kept(desk, office):
    response = desk.send("/works", **form_of(make.work_facts("SJ-0009"), secrecy="涉密"))
    page = text_of(response)
    assert response.status_code == 422
    assert "涉密工程不得录入本系统" in page
    body = response.get_data(as_text=True)
    assert 'value="演示一号地下车库"' in body
    assert 'value="121.2277"' in body
    assert 'value="91310117DEMO000001"' in body
    assert work_by_number(office.agency.id, "SJ-0009") is None


def test_secrecy_must_be_declared(desk, office):
    response = desk.send("/works", **form_of(make.work_facts("SJ-0009"), secrecy=""))
    assert "“密级”不能为空" in text_of(response)


def test_all_faults_of_a_form_are_told_at_once(desk, office):
    fields = form_of(make.work_facts("SJ-0001", name=""), area_m2="很大", **{"owner-phone": "1"})
    fields |= {"entrances-0-longitude": "东边"}
    page = text_of(desk.send("/works", **fields))
    for words in (
        "工程编号“SJ-0001”已经存在",
        "“工程名称”不能为空",
        "应当是数字，现在是“很大”",
        "“产权（投资）单位”不能为空",
        "“东边”",
    ):
        assert words in page
    assert len(works_of(office.agency.id)) == 1


def test_of_two_people_the_second_keeps_what_was_typed_and_sees_the_other(desk, head, office):
    facts = office.work.facts()
    head.send(f"/works/{office.work.id}", **form_of(facts, name="负责人改的"))
    response = desk.send(f"/works/{office.work.id}", **form_of(facts, name="科长改的"))
    assert response.status_code == 409
    assert "负责人改的 → 改为 科长改的" in text_of(response)
    body = response.get_data(as_text=True)
    assert 'value="科长改的"' in body
    revision = re.search(r'name="revision"[^>]*value="(\d+)"', body)[1]
    desk.send(f"/works/{office.work.id}", **form_of(facts, name="科长改的", revision=revision))
    assert work_of(office.agency.id, office.work.id).name == "科长改的"


@pytest.mark.parametrize("revision", ["", "x", "-1", "999"])
def test_a_revision_that_makes_no_sense_changes_nothing(desk, office, revision):
    fields = form_of(office.work.facts(), name="X", revision=revision)
    assert desk.send(f"/works/{office.work.id}", **fields).status_code == 409

"""Agencies, their names over time, and their teams."""

from datetime import date

import pytest

from inspect_app.store.agencies import agency_by_code, teams_of
from inspect_app.store.audit import audit_lines
from inspect_app.store.settings import latest_rulebook
from tests.desk import text_of


def new_street(**more):
    return {"kind": "STREET", "code": "SH-SJ-19", "name": "新设镇", "since_on": "2026-01-01", **more}


def test_the_tree_shows_the_whole_instance(admin):
    page = admin.read("/agencies")
    for name in ("上海市民防办公室", "上海市松江区民防办公室", "岳阳街道", "松江区消防救援支队"):
        assert name in page


def test_a_supervisor_may_not_change_agencies(desk, office):
    for path in ("", f"/{office.agency.id}/names", f"/{office.agency.id}/teams"):
        assert desk.send(f"/agencies{path}", **new_street()).status_code == 403


def test_a_street_is_added_below_the_office(admin, office):
    assert admin.send("/agencies", **new_street()).status_code == 302
    street = agency_by_code("SH-SJ-19")
    assert (street.parent_id, street.name_on(date(2026, 1, 1))) == (office.agency.id, "新设镇")
    assert audit_lines(limit=1)[0].deed == "add_agency"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"code": "SH-SJ-01"}, "代码“SH-SJ-01”已被使用"),
        ({"code": "松江"}, "只能由字母、数字和连字符"),
        ({"name": "   "}, "“名称”不能为空"),
    ],
)
def test_a_refused_agency_keeps_what_was_typed(admin, wrong, said):
    response = admin.send("/agencies", **new_street(**wrong))
    assert response.status_code == 422
    assert said in text_of(response)
    assert "2026-01-01" in response.get_data(as_text=True)


def test_a_district_cannot_be_added_by_a_crafted_form(admin):
    assert admin.send("/agencies", **new_street(kind="DISTRICT")).status_code == 422
    assert agency_by_code("SH-SJ-19") is None


def test_a_new_name_holds_from_its_first_day_and_reaches_the_phones(admin, office):
    before = latest_rulebook().number
    fields = {"agency-name": "上海市松江区国防动员办公室", "agency-since_on": "2026-12-01"}
    assert admin.send(f"/agencies/{office.agency.id}/names", **fields).status_code == 302
    agency = agency_by_code("SH-SJ")
    assert agency.name_on(date(2026, 11, 30)) == "上海市松江区民防办公室"
    assert agency.name_on(date(2026, 12, 1)) == "上海市松江区国防动员办公室"
    assert latest_rulebook().number == before + 1


def test_the_same_first_day_again_mends_the_name(admin, office):
    for name in ("错字", "上海市松江区国防动员办公室"):
        fields = {"agency-name": name, "agency-since_on": "2026-12-01"}
        admin.send(f"/agencies/{office.agency.id}/names", **fields)
    names = [line.name for line in agency_by_code("SH-SJ").names]
    assert names == ["上海市松江区民防办公室", "上海市松江区国防动员办公室"]


def test_a_name_without_its_first_day_is_refused(admin, office):
    response = admin.send(f"/agencies/{office.agency.id}/names", **{"agency-name": "新名称", "agency-since_on": ""})
    assert response.status_code == 422
    assert "新名称" in response.get_data(as_text=True)


def test_teams_are_added_and_renamed_without_doubles(admin, office):
    path = f"/agencies/{office.agency.id}/teams"
    for name in ("一组", "二组"):
        assert admin.send(path, **{"team-name": name}).status_code == 302
    assert admin.send(path, **{"team-name": "一组"}).status_code == 422
    first, second = teams_of(office.agency.id)
    refused = admin.send(f"{path}/{second.id}", name="一组")
    assert (refused.status_code, "“一组”已经存在" in text_of(refused)) == (422, True)
    assert admin.send(f"{path}/{first.id}", name="执法一组").status_code == 302
    assert {team.name for team in teams_of(office.agency.id)} == {"执法一组", "二组"}


def test_a_team_is_found_only_under_its_own_agency(admin, office):
    admin.send(f"/agencies/{office.agency.id}/teams", **{"team-name": "一组"})
    team, street = teams_of(office.agency.id)[0], agency_by_code("SH-SJ-01")
    assert admin.send(f"/agencies/{street.id}/teams/{team.id}", name="别组").status_code == 404

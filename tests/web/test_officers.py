"""People and their accounts: who may look after them, what is refused, what it does."""

from datetime import date

import pytest

from inspect_app.actions.agencies import add_team
from inspect_app.store.agencies import agency_by_code
from inspect_app.store.audit import audit_lines
from inspect_app.store.base import transaction
from inspect_app.store.officers import officer_by_login
from tests.conftest import MONDAY
from tests.desk import Desk, text_of

NEW_PASSWORD = "another long password"


def fields(office, **more):
    return {
        "login": "bing",
        "name": "检查员丙",
        "role": "INSPECTOR",
        "agency_id": str(office.agency.id),
        "team_id": "",
        "badge_number": "SJ-009",
        "certificate_from": "2024-01-01",
        "certificate_until": "2028-12-31",
        "language": "zh",
        **more,
    }


def last_deed():
    return audit_lines(limit=1)[0].deed


def address(officer, deed=""):
    return f"/officers/{officer.id}{deed}"


@pytest.mark.parametrize("path", ["/officers", "/officers/new", "/agencies", "/agencies/new"])
def test_only_an_administrator_looks_after_people(admin, desk, head, path):
    assert admin.open(path).status_code == 200
    assert desk.open(path).status_code == 403
    assert head.open(path).status_code == 403


@pytest.mark.parametrize("deed", ["/password", "/suspension", "/suspension/end", ""])
def test_a_supervisor_may_not_change_accounts(desk, office, deed):
    assert desk.send(address(office.jia, deed), password=NEW_PASSWORD).status_code == 403
    assert officer_by_login("jia").disabled_at is None


def test_the_list_shows_people_by_agency_with_their_certificates(admin, office):
    with transaction():
        office.jia.certificate_until = date(2020, 1, 1)
    page = admin.read("/officers")
    assert "检查员jia" in page
    assert "SJ-001" in page
    assert "已过期" in page
    assert "松江区消防救援支队" in page


@pytest.mark.parametrize(
    ("query", "found", "missing"),
    [
        ({"q": "SJ-002"}, "检查员yi", "检查员jia"),
        ({"q": "JIA"}, "检查员jia", "检查员yi"),
        ({"state": "expired"}, "检查员jia", "检查员yi"),
        ({"state": "disabled"}, "检查员yi", "检查员jia"),
    ],
)
def test_the_list_is_filtered(admin, office, query, found, missing):
    with transaction():
        office.jia.certificate_until = date(2020, 1, 1)
        office.yi.disabled_at = MONDAY
    page = admin.read("/officers", **query)
    assert found in page
    assert missing not in page


def test_a_new_account_can_sign_in(app, admin, office):
    response = admin.send("/officers", **fields(office), password=NEW_PASSWORD)
    assert response.status_code == 302
    assert last_deed() == "create_officer"
    assert "检查员丙" in Desk(app.test_client(), "bing", NEW_PASSWORD).read("/account")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"login": "jia"}, "用户名“jia”已被使用"),
        ({"badge_number": "SJ-001"}, "执法证号“SJ-001”已登记在别人名下"),
        ({"certificate_until": "2023-01-01"}, "有效期起止日期不对"),
        ({"role": "PARTNER"}, "“协同部门人员”不能属于“上海市松江区民防办公室”"),
        ({"password": "short"}, "密码太短"),
    ],
)
def test_a_refused_account_keeps_what_was_typed(admin, office, wrong, said):
    response = admin.send("/officers", **{**fields(office), "password": NEW_PASSWORD, **wrong})
    assert response.status_code == 422
    assert said in text_of(response)
    assert "检查员丙" in response.get_data(as_text=True)
    assert officer_by_login("bing") is None


def test_a_team_of_another_agency_is_refused(admin, office):
    with transaction():
        team = add_team(agency_by_code("SH-SJ-FIRE"), "一中队", by=office.jia.id, at=MONDAY)
    response = admin.send("/officers", **fields(office, team_id=str(team.id)), password=NEW_PASSWORD)
    assert response.status_code == 422
    assert "不属于“上海市松江区民防办公室”" in text_of(response)


def test_a_changed_account_is_told_field_by_field_in_the_audit(admin, office):
    changed = fields(office, login="jia", name="检查员甲", badge_number="SJ-001")
    assert admin.send(address(office.jia), **changed).status_code == 302
    assert officer_by_login("jia").name == "检查员甲"
    line = audit_lines(limit=1)[0]
    assert (line.deed, line.details["changed"]["name"]) == ("change_officer", ["检查员jia", "检查员甲"])


def test_colleagues_phones_hear_of_a_changed_name(admin, phone, office):
    phone.sync()
    admin.send(address(office.yi), **fields(office, login="yi", name="检查员乙", badge_number="SJ-002"))
    phone.sync()
    assert phone.confirmed[("officer", str(office.yi.id))]["name"] == "检查员乙"


def test_an_administrator_cannot_lock_everybody_out(admin, office):
    me = officer_by_login("admin")
    assert admin.send(address(me, "/suspension")).status_code == 409
    changed = fields(office, login="admin", badge_number="", role="HEAD")
    response = admin.send(address(me), **changed)
    assert response.status_code == 422
    assert "不能停用自己的帐号" in text_of(response)
    assert officer_by_login("admin").disabled_at is None

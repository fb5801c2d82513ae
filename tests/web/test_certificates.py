"""Certificates before they end, teams and who leads them, and interests that call for recusal."""

from datetime import timedelta

import pytest

from inspect_app import clock
from inspect_app.actions.agencies import add_team
from inspect_app.actions.interests import declare_interest, end_interest, interested_in
from inspect_app.actions.settings import change_setting
from inspect_app.rules.interests import InterestFacts
from inspect_app.rules.settings import SettingName
from inspect_app.store.base import db, transaction
from inspect_app.store.interests import interests_of
from inspect_app.store.officers import officer_by_login
from inspect_app.store.team_leads import leads_of
from inspect_app.store.visits import Visit
from tests.conftest import MONDAY
from tests.desk import Desk, text_of


def ends_in(login, days):
    with transaction():
        officer_by_login(login).certificate_until = clock.today() + timedelta(days=days)


@pytest.mark.parametrize(("days", "is_told"), [(61, False), (60, True), (0, True), (-1, True)])
def test_an_officer_and_the_head_are_warned_before_a_certificate_ends(inspector, head, days, is_told):
    ends_in("jia", days)
    assert ("您的执法证" in inspector.read("/")) is is_told
    assert ("1 执法证已过期或者快到期" in head.read("/")) is is_told
    assert ("检查员jia" in head.read("/certificates", state="due")) is is_told


def test_the_days_of_the_warning_are_a_setting(inspector, office):
    ends_in("jia", 80)
    assert "您的执法证" not in inspector.read("/")
    with transaction():
        change_setting(SettingName.CERTIFICATE_WARNING_DAYS, "90", by=office.head, at=MONDAY)
    assert "还有 80 天" in inspector.read("/")


def test_the_list_of_certificates_goes_into_a_sheet(head):
    ends_in("jia", -1)
    sheet = head.open("/certificates/export.csv", state="expired").get_data().decode("utf-8-sig")
    assert sheet.splitlines()[0].startswith("姓名,岗位,组,带队")
    assert "检查员jia" in sheet
    assert "检查员yi" not in sheet
    assert head.open("/certificates/export.pdf").status_code == 404


def test_an_inspector_sees_no_list_of_certificates(inspector):
    assert inspector.open("/certificates").status_code == 403


def test_a_team_is_led_by_one_of_the_leadership(admin, office):
    with transaction():
        team = add_team(office.agency, "执法一组", by=office.head.id, at=MONDAY)
    path = f"/agencies/{office.agency.id}/teams/{team.id}/lead"
    refused = admin.send(path, officer=str(office.jia.id))
    assert refused.status_code == 422
    assert "不能带队" in text_of(refused)
    assert leads_of([team.id]) == {}
    assert admin.send(path, officer=str(office.head.id)).status_code == 302
    assert leads_of([team.id])[team.id].login == "zhuren"
    assert admin.send(path, officer="").status_code == 302
    assert leads_of([team.id]) == {}


def test_whoever_is_elsewhere_leads_no_team_of_ours(admin, office):
    with transaction():
        team = add_team(office.agency, "执法一组", by=office.head.id, at=MONDAY)
    path = f"/agencies/{office.agency.id}/teams/{team.id}/lead"
    assert admin.send(path, officer=str(office.fire.id)).status_code == 422


def declared(office, **more):
    facts = InterestFacts(office.jia.id, "亲属在物业任职", **more)
    with transaction():
        return declare_interest(facts, by=office.jia, at=MONDAY)


@pytest.mark.parametrize("party", ["演示物业有限公司", "91310117demo000001", "演示物业 有限公司"])
def test_an_interest_in_a_party_touches_its_works(office, party):
    declared(office, party_name=party)
    assert interested_in(office.work) == {office.jia.id: "亲属在物业任职"}


def test_an_interest_that_has_ended_touches_nothing(office):
    interest = declared(office, work_id=office.work.id)
    assert office.jia.id in interested_in(office.work)
    with transaction():
        end_interest(interest.id, "已离职", by=office.jia, at=MONDAY)
    assert interested_in(office.work) == {}


def test_an_officer_declares_and_ends_an_interest(inspector, office):
    done = inspector.send("/interests", work="SJ-0001", relation="曾任职")
    assert done.status_code == 302
    [interest] = interests_of(office.agency.id)
    assert "曾任职" in inspector.read("/interests")
    assert inspector.send(f"/interests/{interest.id}/end", reason=" ").status_code == 422
    assert inspector.send(f"/interests/{interest.id}/end", reason="已离职").status_code == 302
    assert inspector.send(f"/interests/{interest.id}/end", reason="再来").status_code == 409


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"work": "SJ-9", "relation": "x"}, "没有编号为"),
        ({"relation": "x"}, "哪个工程"),
        ({"party_name": "甲"}, "关系"),
    ],
)
def test_what_is_missing_of_an_interest_is_said_and_nothing_is_lost(inspector, office, fields, words):
    refused = inspector.send("/interests", **fields)
    assert refused.status_code == 422
    assert words in text_of(refused)
    assert all(value in refused.get_data(as_text=True) for value in fields.values())
    assert interests_of(office.agency.id) == []


def test_an_inspector_declares_for_nobody_else(inspector, office):
    assert inspector.send("/interests", work="SJ-0001", relation="x", officer=str(office.yi.id)).status_code == 302
    [interest] = interests_of(office.agency.id)
    assert interest.officer_id == office.jia.id


def test_an_officer_sees_and_ends_only_their_own(app, office):
    interest = declared(office, work_id=office.work.id)
    yi = Desk(app.test_client(), "yi")
    assert "亲属在物业任职" not in yi.read("/interests")
    assert yi.send(f"/interests/{interest.id}/end", reason="x").status_code == 404


def test_planning_warns_of_an_interest_and_goes_on_with_the_heads_decision(desk, office, published):
    declared(office, work_id=office.work.id)
    page = desk.read("/visits/new", work=str(office.work.id))
    assert "应当回避：亲属在物业任职" in page
    assert "第四十三条" in page
    plan = {"work": str(office.work.id), "kind": "planned", "checklists": "short/1", "officers": str(office.jia.id)}
    refused = desk.send("/visits", **plan)
    assert refused.status_code == 422
    assert "应当回避" in text_of(refused)
    assert db.session.query(Visit).count() == 0
    other = desk.send("/visits", **{**plan, "officers": str(office.yi.id)})
    assert other.status_code == 302, "whoever has no interest is not asked"
    assert desk.send("/visits", **plan, recusal_decision="负责人决定不回避").status_code == 302

"""Cases at the desk: who may, what is refused, what the page shows; the calendar and its feed."""

import re
from datetime import date

import pytest
from icalendar import Calendar

from inspect_app.rules.stages import Stage
from inspect_app.store.cases import CaseFilter, case_with, cases_matching
from tests.case_walk import CONCLUSION, EVIDENCE, NOTICE, proposed
from tests.desk import Desk
from tests.on_site import finished_visit


@pytest.fixture
def filed(office):
    walk = proposed(office)
    walk.file("2026-11-23")
    return walk


def proposal(office, **more):
    values = {
        "work": str(office.work.id), "source": "市办转办", "act": "RF49-3", "party_kind": "organisation",
        "party_name": "演示物业有限公司", "address": "演示路1号", "facts": "临空墙被穿透", "act_on": "2026-11-23",
        "found_on": "2026-11-23",
    }  # fmt: skip
    return {**values, **more}


@pytest.mark.parametrize(("login", "status"), [("jia", 200), ("zhuren", 200), ("admin", 403), ("xiaofang", 403)])
def test_who_may_see_cases(app, office, login, status):
    walk = proposed(office)
    desk = Desk(app.test_client(), login)
    assert {desk.open(path).status_code for path in ("/cases", f"/cases/{walk.case.id}", "/calendar")} == {status}


def test_a_case_is_proposed_by_hand(inspector, office):
    response = inspector.send("/cases", **proposal(office))
    assert response.status_code == 302
    [case] = cases_matching(office.agency.id, CaseFilter(), limit=10)
    assert (case.stage, case.party["name"], case.number) == (
        Stage.PROPOSED,
        "演示物业有限公司",
        "沪松民防案〔2026〕第0001号",
    )
    page = inspector.read(response.headers["Location"])
    assert "待立案审批" in page
    assert "批准立案：负责人" in page.replace(" ", "")


def test_what_is_missing_is_named_and_what_was_filled_in_stays(inspector, office):
    response = inspector.send("/cases", **proposal(office, facts=" ", source=""))
    assert response.status_code == 422
    page = response.get_data(as_text=True)
    assert "“违法事实”不能为空" in page
    assert "演示物业有限公司" in page


def test_by_hand_the_work_is_looked_up_first(inspector, office):
    page = inspector.open("/cases/new").get_data(as_text=True)
    assert "先选工程" in page
    assert office.work.name not in page
    found = inspector.open("/cases/new", search=office.work.number).get_data(as_text=True)
    assert f"/cases/new?work={office.work.id}" in found
    form = inspector.open(f"/cases/new?work={office.work.id}").get_data(as_text=True)
    assert f'<option lang="zh-CN" selected value="{office.work.id}">' in form
    assert (
        inspector.send("/cases", **{**proposal(office), "work": "11111111-1111-4111-8111-111111111111"}).status_code
        == 422
    )


def test_a_finding_brings_what_is_known_of_it(inspector, office, phone):
    _visit_id, finding_id = finished_visit(phone, office.work.id)
    page = inspector.open(f"/cases/new?finding={finding_id}").get_data(as_text=True)
    assert "防护门锈蚀，无法关闭。" in page
    assert "检查发现" in page
    inspector.send(f"/cases?finding={finding_id}", **proposal(office))
    [case] = cases_matching(office.agency.id, CaseFilter(), limit=10)
    assert str(case.finding_id) == str(finding_id)
    assert f"#finding-{finding_id}" in inspector.open(f"/cases/{case.id}").get_data(as_text=True)


def test_a_finding_leads_to_its_case_and_is_proposed_once(desk, inspector, street, admin, office, phone):
    visit_id, finding_id = finished_visit(phone, office.work.id)
    link = f"/cases/new?finding={finding_id}"
    assert link in desk.open(f"/visits/{visit_id}").get_data(as_text=True)
    desk.send(link.replace("/new", ""), **proposal(office))
    page = inspector.open(f"/visits/{visit_id}").get_data(as_text=True)
    [case] = cases_matching(office.agency.id, CaseFilter(), limit=10)
    assert f"/cases/{case.id}" in page
    assert link not in page


def test_what_was_found_by_another_office_is_no_origin(stranger, office, phone):
    _visit_id, finding_id = finished_visit(phone, office.work.id)
    assert "防护门锈蚀" not in stranger.open(f"/cases/new?finding={finding_id}").get_data(as_text=True)


def test_a_lead_becomes_a_case_once(desk, office, phone):
    _visit_id, finding_id = finished_visit(phone, office.work.id)
    lead = desk.send(f"/findings/{finding_id}/lead").headers["Location"]
    link = re.search(r"/cases/new\?lead=[\w-]+", desk.open(lead).get_data(as_text=True)).group(0)
    assert "防护门锈蚀" in desk.open(link).get_data(as_text=True)
    desk.send(link.replace("/new", ""), **proposal(office))
    [case] = cases_matching(office.agency.id, CaseFilter(), limit=10)
    assert str(case.finding_id) == str(finding_id)
    page = desk.open(lead).get_data(as_text=True)
    assert "/cases/new?lead=" not in page
    assert "沪松民防案〔2026〕第0001号" in page
    assert desk.send(link.replace("/new", ""), **proposal(office)).status_code == 409


def test_the_head_files_and_the_investigator_goes_on(app, office, head, inspector):
    case_id = proposed(office).case.id
    address = f"/cases/{case_id}/steps/approve_filing"
    keys = [str(office.jia.id), str(office.yi.id)]
    assert "检查员jia" in head.read(address)
    assert inspector.send(address, seen=0, happened_on="2026-11-23", officers=keys).status_code == 409
    assert head.send(address, seen=0, happened_on="2026-11-23", officers=keys).status_code == 302
    page = inspector.read(f"/cases/{case_id}")
    assert "收集证据" in page
    assert "立案后作出处罚决定" in page
    assert "2027-02-21" in page
    assert (
        inspector.send(
            f"/cases/{case_id}/steps/add_evidence", seen=1, happened_on="2026-11-23", **EVIDENCE
        ).status_code
        == 302
    )
    assert "现场检查笔录" in inspector.read(f"/cases/{case_id}")


def test_a_refused_step_says_why_with_the_article_and_keeps_what_was_written(inspector, filed):
    conclusion = {**CONCLUSION, "fine_yuan": 9_999, "finding": "墙上打了孔"}
    response = inspector.send(
        f"/cases/{filed.case.id}/steps/close_investigation", seen=1, happened_on="2026-11-23", **conclusion
    )
    page = response.get_data(as_text=True)
    assert response.status_code == 409
    assert "还没有任何证据" in page
    assert "不得低于 10000 元" in page
    assert "《中华人民共和国人民防空法》第四十九条第三项" in page
    assert "墙上打了孔" in page


def test_a_step_over_what_another_has_written_is_refused(inspector, filed):
    response = inspector.send(
        f"/cases/{filed.case.id}/steps/add_evidence", seen=0, happened_on="2026-11-23", **EVIDENCE
    )
    assert "他人刚刚办理了本案的一步" in response.get_data(as_text=True)
    assert len(case_with(filed.case.id).entries) == 1


def test_a_step_that_nobody_knows_is_nowhere(inspector, filed):
    assert inspector.open(f"/cases/{filed.case.id}/steps/forget").status_code == 404
    assert inspector.send(f"/cases/{filed.case.id}/steps/forget").status_code == 404


def test_a_step_that_is_not_open_says_so_in_its_form(inspector, filed):
    assert "不能办理“作出处罚决定”" in inspector.read(f"/cases/{filed.case.id}/steps/decide")


def test_the_form_begins_with_what_earlier_steps_said(inspector, filed):
    filed.investigate("2026-11-23", fine_yuan=12_345)
    page = inspector.open(f"/cases/{filed.case.id}/steps/give_notice").get_data(as_text=True)
    assert 'value="12345"' in page


def test_a_day_that_is_none_is_refused_in_words(inspector, filed):
    response = inspector.send(f"/cases/{filed.case.id}/steps/add_evidence", seen=1, happened_on="", **EVIDENCE)
    assert response.status_code == 422
    assert "请填写日期" in response.get_data(as_text=True)


def test_an_act_found_late_is_warned_of(inspector, office):
    page = inspector.read(f"/cases/{proposed(office, act_on=date(2024, 11, 22)).case.id}")
    assert "违法行为终了已过二年" in page
    assert "已过追究时效" in inspector.read(f"/cases/{proposed(office, act_on=date(2021, 11, 22)).case.id}")
    assert "追究时效" not in inspector.read(f"/cases/{proposed(office, act_on=date(2024, 11, 23)).case.id}")


def test_cases_are_found_by_number_party_stage_and_act(inspector, office, filed):
    other = proposed(office, act="RF49-1")
    assert inspector.read("/cases", text="0002").count("演示物业有限公司") == 1
    assert other.case.number in inspector.read("/cases", act="RF49-1")
    assert filed.case.number in inspector.read("/cases", stage="investigating")
    assert "没有符合条件的案件" in inspector.read("/cases", text="没有这个人")


def test_what_waits_for_whom_is_on_the_first_page_and_in_the_list(app, inspector, head, office, filed):
    proposed(office)
    assert re.search(r"1 案件等我办理", head.read("/"))
    assert "批准立案" in head.read("/cases", mine=1)
    assert filed.case.number not in head.read("/cases", mine=1)
    assert filed.case.number in inspector.read("/cases", mine=1)
    assert "没有符合条件的案件" in Desk(app.test_client(), "kezhang").read("/cases", mine=1, all=1)


def test_what_is_late_is_counted_filtered_and_marked(inspector, office):
    late = proposed(office, "2026-08-03")
    late.file("2026-08-03")
    proposed(office).file("2026-11-23")
    assert "1 案件逾期" in inspector.read("/")
    assert "1 案件期限七日内到期或者逾期" in inspector.read("/")
    page = inspector.read("/cases", late=1)
    assert (page.count("演示物业有限公司"), page.count(late.case.number)) == (1, 1)
    assert page.count("逾期") > inspector.read("/cases", text="0002", all=1).count("逾期")


def test_the_list_leaves_as_a_sheet(inspector, admin, office, filed):
    late = proposed(office, "2026-08-03")
    late.file("2026-08-03")
    lines = inspector.open("/cases/export.csv").get_data(as_text=True).splitlines()
    assert lines[0].lstrip("\ufeff").startswith("案号,案件来源")
    assert len(lines) == 3
    assert "检查员jia、检查员yi" in lines[1]
    [_heading, line] = inspector.open("/cases/export.csv", late=1).get_data(as_text=True).splitlines()
    assert line.startswith(late.case.number)
    assert line.endswith("2026-11-01,是")
    assert inspector.open("/cases/export.xlsx").data[:2] == b"PK"
    assert inspector.open("/cases/export.pdf").status_code == 404
    assert admin.open("/cases/export.csv").status_code == 403


def test_similar_cases_stand_beside_with_their_amounts(inspector, office, filed):
    filed.investigate("2026-11-23", fine_yuan=12_000)
    filed.take("give_notice", "2026-11-23", **NOTICE, fine_yuan=12_000)
    filed.take("waive_rights", "2026-11-23", note="书面放弃")
    filed.take("decide", "2026-11-23", office.head, number="x", **NOTICE, fine_yuan=12_000)
    later = proposed(office)
    page = inspector.read(f"/cases/{later.case.id}")
    assert filed.case.number in page
    assert "12,000 元" in page
    later.file("2026-11-23")
    assert filed.case.number in inspector.read(f"/cases/{later.case.id}/steps/close_investigation")
    later.investigate("2026-11-23", fine_yuan=40_000)
    assert "罚款幅度：10,000 至" in inspector.read(f"/cases/{later.case.id}/steps/give_notice")
    assert filed.case.number not in inspector.read(f"/cases/{later.case.id}/steps/assign")


def test_the_calendar_shows_the_due_days_of_its_month(inspector, filed):
    page = inspector.read("/calendar", month="2027-02")
    assert filed.case.number in page
    assert "立案后作出处罚决定" in page
    assert filed.case.number not in inspector.read("/calendar", month="2027-03")
    assert filed.case.number in inspector.read("/calendar", month="2027-02", mine=1)
    assert inspector.open("/calendar", month="soon").status_code == 200


def test_the_feed_is_read_without_a_session_until_it_is_ended(app, inspector, filed):
    page = inspector.send("/calendar/feed").get_data(as_text=True)
    address = re.search(r"/calendar/feeds/[\w-]+\.ics", page).group(0)
    response = app.test_client().get(address)
    assert response.content_type.startswith("text/calendar")
    [event] = Calendar.from_ical(response.data).walk("VEVENT")
    assert str(event["DTSTART"].dt) == "2027-02-21"
    assert filed.case.number in event["SUMMARY"]
    assert inspector.send("/calendar/feed/end").status_code == 302
    assert app.test_client().get(address).status_code == 404


def test_a_new_address_ends_the_old_one_and_shows_only_ones_own_cases(app, office, filed):
    yi = Desk(app.test_client(), "kezhang")
    pages = [yi.send("/calendar/feed").get_data(as_text=True) for _ in range(2)]
    old, new = (re.search(r"/calendar/feeds/[\w-]+\.ics", page).group(0) for page in pages)
    assert (app.test_client().get(old).status_code, app.test_client().get(new).status_code) == (404, 200)
    assert b"VEVENT" in app.test_client().get(new).data


def test_an_officer_who_investigates_nothing_subscribes_to_nothing(app, office, filed):
    filed.take("ask_recusal", "2026-11-23", officer=str(office.yi.id), reason="亲属")
    filed.take(
        "decide_recusal", "2026-11-23", office.head, officer=str(office.yi.id), is_granted=True, reason="属实"
    )
    desk = Desk(app.test_client(), "yi")
    address = re.search(r"/calendar/feeds/[\w-]+\.ics", desk.send("/calendar/feed").get_data(as_text=True)).group(0)
    assert b"VEVENT" not in app.test_client().get(address).data

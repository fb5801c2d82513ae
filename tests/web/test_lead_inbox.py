"""The inbox of leads: entering one, the list, every step of triage, what each ends in, and who may do it."""

import re
from datetime import timedelta

import pytest

from inspect_app import clock
from inspect_app.store.base import transaction
from inspect_app.store.leads import Lead, LeadFilter, leads_matching
from tests import make
from tests.desk import Desk
from tests.on_site import find, order
from tests.web.test_cases import proposal

REPORT = {"source": "city", "came_on": "2026-11-20", "summary": "地下车库的防护门被拆除", "place": "演示路9号"}


def entered(desk, **more):
    """The address of a lead that was just entered."""
    response = desk.send("/leads", **{**REPORT, **more})
    assert response.status_code == 302, response.get_data(as_text=True)
    return response.headers["Location"]


def only_lead(office) -> Lead:
    [lead] = leads_matching(office.agency.id, LeadFilter())
    return lead


@pytest.mark.parametrize(("login", "status"), [("jia", 200), ("kezhang", 200), ("admin", 403), ("xiaofang", 403)])
def test_who_may_enter_a_lead(app, office, login, status):
    assert Desk(app.test_client(), login).open("/leads/new").status_code == status


def test_a_lead_from_the_city_is_entered_and_found_again(desk, office):
    address = entered(desk, work=office.work.number, reference="沪国动办〔2026〕1号")
    page = desk.read(address)
    assert "待研判" in page
    assert "沪国动办〔2026〕1号" in page
    assert "收到案源" in page
    for text in ("防护门", "沪国动办", "演示路9号", office.work.number):
        assert "地下车库的防护门被拆除" in desk.read("/leads", text=text, all=1), text
    assert "没有符合条件的案源" in desk.read("/leads", text="没有的", all=1)
    assert "没有符合条件的案源" in desk.read("/leads", source="patrol", all=1)
    assert "地下车库的防护门被拆除" in desk.read("/leads", source="city", stage="received", open=1, all=1)


def test_a_lead_with_faults_keeps_what_was_typed(desk, office):
    wrong = desk.send("/leads", **{**REPORT, "work": "没有这个"})
    assert wrong.status_code == 422
    page = wrong.get_data(as_text=True)
    assert "台账里没有编号为“没有这个”的工程" in page
    assert "地下车库的防护门被拆除" in page
    assert desk.send("/leads", **{**REPORT, "came_on": "2999-01-01"}).status_code == 422
    assert desk.send("/leads", **{**REPORT, "summary": ""}).status_code == 422
    assert leads_matching(office.agency.id, LeadFilter()) == []


def test_a_street_reports_from_its_patrol_and_sees_what_became_of_it(street, stranger, desk, office):
    sent = street.send("/leads", came_on="2026-11-20", summary="出入口堆放杂物", work=office.work.number)
    assert sent.headers["Location"] == "/leads/reported"
    assert only_lead(office).source.name == "PATROL"
    assert "已收到，等待处理" in street.read("/leads/reported")
    assert street.open("/leads").status_code == 403
    assert street.open(f"/leads/{only_lead(office).id}").status_code == 403
    assert "方松街道" in desk.read(f"/leads/{only_lead(office).id}")
    assert "还没有报送过线索" in stranger.read("/leads/reported")


@pytest.mark.parametrize(
    ("path", "fields", "says"),
    [
        ("papers", {}, "核查资料"),
        ("handover", {"passed_to": "松江区消防救援支队", "reason": "消防设施"}, "已移交，待对方接收"),
        ("report", {"reason": "屡次违法"}, "已移交，待对方接收"),
        ("setting-aside", {"reason": "查无此事"}, "不予处理"),
    ],
)
def test_each_step_of_triage_moves_the_lead_and_stays_on_record(desk, office, path, fields, says):
    address = entered(desk)
    assert desk.send(f"{address}/{path}", **fields).status_code == 302
    page = desk.read(address)
    assert says in page
    for text in fields.values():
        assert text in page


@pytest.mark.parametrize("path", ["handover", "report", "setting-aside", "receipt", "reopening"])
def test_a_step_that_needs_a_reason_is_refused_without_one(desk, office, path):
    address = entered(desk)
    response = desk.send(f"{address}/{path}", reason=" ", passed_to="某机关")
    assert response.status_code in (409, 422)
    assert only_lead(office).stage.name == "RECEIVED"


def test_what_was_handed_over_waits_until_the_other_side_has_it(desk, office):
    address = entered(desk)
    desk.send(f"{address}/handover", passed_to="松江区消防救援支队", reason="消防设施")
    assert only_lead(office).due_on is not None
    assert desk.send(f"{address}/receipt", reason="回执第3号").status_code == 302
    assert "对方已接收" in desk.read(address)
    assert only_lead(office).due_on is None
    assert desk.send(f"{address}/reopening", reason="对方退回").status_code == 302
    assert only_lead(office).stage.name == "RECEIVED"


def test_a_second_lead_on_the_same_matter_is_merged_into_the_first(desk, office):
    first, second = entered(desk, work=office.work.number), entered(desk, work=office.work.number)
    numbers = {one.id: one.number for one in leads_matching(office.agency.id, LeadFilter(sort="number"))}
    earlier, later = sorted(numbers.values())
    assert "先前的同类案源" in desk.read(second)
    assert desk.send(f"{first}/merging", number=later).status_code == 422
    assert desk.send(f"{second}/merging", number=later).status_code == 422
    assert desk.send(f"{second}/merging", number=earlier).status_code == 302
    assert earlier in desk.read(second)
    assert later in desk.read(first)


def test_an_inspection_on_site_is_planned_from_the_lead_and_ends_it_with_its_paper(desk, office, phone):
    address = entered(desk)
    assert "请先指明工程" in desk.read(address)
    assert desk.send(f"{address}/work", number="没有的").status_code == 422
    assert desk.send(f"{address}/work", number=office.work.number).status_code == 302
    link = re.search(r"/visits/new\?[^\"]+", desk.open(address).get_data(as_text=True)).group(0)
    assert "地下车库的防护门被拆除" in desk.read(link.replace("&amp;", "&"))
    lead_id = address.rpartition("/")[2]
    plan = {
        "work": str(office.work.id), "lead": lead_id, "kind": "triggered", "reason": "案源",
        "officers": [str(office.jia.id), str(office.yi.id)], "checklists": ["short/1"],
    }  # fmt: skip
    planned = desk.send("/visits", **plan)
    assert planned.status_code == 302
    assert only_lead(office).stage.name == "ON_SITE"
    visit_id = planned.headers["Location"].rpartition("/")[2]
    assert desk.send(f"{address}/settlement").status_code == 409
    phone.sync()
    phone.say(
        "visit_started",
        visit_id,
        work_id=str(office.work.id),
        kind="triggered",
        checklists=[{"code": "short", "number": 1}],
    )
    order(phone, office.yi.id, visit_id, find(phone, visit_id, "item-1"))
    phone.say("visit_finished", visit_id)
    phone.sync()
    assert desk.send(f"{address}/settlement").status_code == 302
    assert "现场已处理" in desk.read(address)


def test_what_a_finding_led_to_ends_its_lead_too(desk, office, phone):
    phone.sync()
    visit_id = phone.start_visit(office.work.id)
    finding_id = find(phone, visit_id, "item-1")
    other_id = find(phone, visit_id, "item-2")
    phone.say("visit_finished", visit_id)
    phone.sync()
    address, other = (desk.send(f"/findings/{one}/lead").headers["Location"] for one in (finding_id, other_id))
    assert desk.send(f"{address}/settlement").status_code == 409
    fields = {**proposal(office), "source": "检查发现"}
    assert desk.send(f"/cases?finding={finding_id}", **fields).status_code == 302
    assert "已提请立案" in desk.read(address)
    assert "待研判" in desk.read(other)


def test_a_strangers_lead_is_not_there(desk, stranger, office):
    address = entered(desk)
    assert stranger.open(address).status_code == 404
    assert stranger.send(f"{address}/setting-aside", reason="不").status_code == 404
    assert stranger.send(f"/leads/{make.any_id()}/papers").status_code == 404
    assert "还没有案源" in stranger.read("/leads")


def test_an_inspector_proposes_cases_but_does_not_triage(desk, inspector, office):
    address = entered(desk)
    assert "提请立案" in inspector.read(address)
    assert "不予处理并办结" not in inspector.read(address)
    assert inspector.send(f"{address}/setting-aside", reason="不").status_code == 403


def test_a_lead_past_its_day_is_red_on_the_list_its_page_and_the_first_page(desk, office):
    address = entered(desk)
    with transaction():
        only_lead(office).due_on = clock.today() - timedelta(days=1)
    assert "逾期" in desk.read("/leads", all=1)
    assert "已过期限" in desk.read(address)
    assert "案源逾期" in desk.read("/")
    assert "地下车库的防护门被拆除" in desk.read("/leads", late=1, all=1)
    with transaction():
        only_lead(office).due_on = clock.today()
    assert "没有符合条件的案源" in desk.read("/leads", late=1, all=1)


def test_the_list_is_exported_with_its_filter(desk, office):
    entered(desk, party="=1+1")
    sheet = desk.open("/leads/sheet.csv", source="city").get_data().decode("utf-8-sig")
    assert "地下车库的防护门被拆除" in sheet
    assert "'=1+1" in sheet
    assert "地下车库" not in desk.open("/leads/sheet.csv", source="patrol").get_data().decode("utf-8-sig")
    assert desk.open("/leads/sheet.xlsx").get_data().startswith(b"PK")

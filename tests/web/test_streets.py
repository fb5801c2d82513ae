"""Streets and towns in the office's pages: their own works and when each is due, matters between them and the office."""

from datetime import timedelta
from hashlib import sha256

import pytest

from inspect_app import clock
from inspect_app.actions.checklists import new_draft, publish_checklist
from inspect_app.actions.works import register_work
from inspect_app.rules.people import Role
from inspect_app.store.agencies import agency_by_code
from inspect_app.store.base import transaction
from inspect_app.store.street_matters import MatterFilter, StreetMatter, matters_matching
from tests import make
from tests.conftest import MONDAY
from tests.desk import Desk
from tests.on_site import finished_visit
from tests.phone_in_python import Phone


@pytest.fixture
def elsewhere(app, office):
    """The head of another street, with a work of their own."""
    with transaction():
        make.officer("sijing", agency_by_code("SH-SJ-07").id, role=Role.STREET_HEAD, at=MONDAY)
        facts = make.work_facts("SJ-0002", name="演示二号地下车库", street="泗泾镇")
        register_work(facts, agency_id=office.agency.id, by=None, at=MONDAY)
    return Desk(app.test_client(), "sijing")


def told(desk, office, **more) -> StreetMatter:
    fields = {"text": "去核对一下战时出入口有没有堆放杂物", "due_on": clock.today().isoformat(), **more}
    response = desk.send(f"/works/{office.work.id}/street-matters", **fields)
    assert response.status_code == 302, response.get_data(as_text=True)
    return matters_matching(office.agency.id, MatterFilter())[0]


def test_a_street_sees_its_own_works_and_no_others(street, elsewhere, desk):
    assert "演示一号" in street.read("/streets/works")
    assert "演示二号" not in street.read("/streets/works")
    assert "演示二号" in elsewhere.read("/streets/works")
    assert "演示一号" not in elsewhere.read("/streets/works")
    page = desk.read("/streets/works")
    assert "演示一号" in page
    assert "演示二号" in page


def test_a_street_gets_its_own_works_whatever_it_asks_for(street, elsewhere, office):
    other = agency_by_code("SH-SJ-07").id
    assert "演示二号" not in street.read("/streets/works", street=str(other), all=1)
    sheet = street.open("/streets/works/sheet.csv", street=str(other)).get_data(as_text=True)
    assert "SJ-0001" in sheet
    assert "SJ-0002" not in sheet


def test_the_list_is_filtered_sorted_and_exported(desk, elsewhere, office):
    assert "演示一号" not in desk.read("/streets/works", text="SJ-0002", all=1)
    assert "没有符合条件的工程" in desk.read("/streets/works", state="overdue", all=1)
    assert "从未巡查" in desk.read("/streets/works", state="never", all=1)
    page = desk.read("/streets/works", sort="number", order="desc", all=1)
    assert page.index("SJ-0002") < page.index("SJ-0001")
    assert desk.open("/streets/works/sheet.xlsx").data.startswith(b"PK")


def test_a_work_may_have_an_interval_of_its_own(desk, office, street):
    path = f"/works/{office.work.id}"
    assert "90" in desk.read(path)
    desk.send(f"{path}/patrol-interval", days="30")
    assert "本工程单独规定" in desk.read(path)
    assert "每 30 日一次" in street.read("/streets/works")
    assert "没有保存" in desk.read(desk.send(f"{path}/patrol-interval", days="0").headers["Location"])
    desk.send(f"{path}/patrol-interval", days="")
    assert "本工程单独规定" not in desk.read(path)
    assert street.send(f"{path}/patrol-interval", days="1").status_code == 403


def test_a_matter_is_told_answered_and_closed(desk, office, street, head):
    matter = told(desk, office)
    page = street.read("/streets/matters")
    assert "战时出入口有没有堆放杂物" in page
    assert "待街镇回复" in page
    assert "1" in street.read("/")
    answer = f"/streets/matters/{matter.id}/answer"
    refused = street.send(answer, answer=" ")
    assert refused.status_code == 422
    assert "“回复”不能为空" in refused.get_data(as_text=True)
    assert street.send(answer, answer="已清理，附照片").status_code == 302
    assert "已清理" in desk.read("/streets/matters", state="answered", all=1)
    assert "已清理" in desk.read("/streets/matters", text=office.work.number, all=1)
    assert desk.send(f"/streets/matters/{matter.id}/closing").status_code == 302
    assert "已办结" in street.read("/streets/matters", all=1)
    assert street.send(answer, answer="再说一句").status_code == 409


def test_what_nobody_answered_is_closed_only_with_a_reason(desk, office):
    matter = told(desk, office)
    path = f"/streets/matters/{matter.id}/closing"
    assert desk.send(path, reason=" ").status_code == 422
    assert desk.send(path, reason="已由本办处理").status_code == 302


def test_a_matter_with_a_fault_keeps_what_was_typed(desk, office):
    path = f"/works/{office.work.id}/street-matters"
    past = (clock.today() - timedelta(days=1)).isoformat()
    refused = desk.send(path, text="去看看", due_on=past)
    assert refused.status_code == 422
    page = refused.get_data(as_text=True)
    assert "在今天之前" in page
    assert "去看看" in page
    assert desk.send(path, text="", due_on=past).status_code == 422
    assert matters_matching(office.agency.id, MatterFilter()) == []


def test_a_street_comes_near_no_matter_of_another_one(desk, office, elsewhere, stranger):
    matter = told(desk, office)
    assert "战时出入口" not in elsewhere.read("/streets/matters")
    assert elsewhere.send(f"/streets/matters/{matter.id}/answer", answer="看过了").status_code == 404
    assert stranger.send(f"/streets/matters/{matter.id}/closing", reason="x").status_code == 404


def test_a_late_answer_shows_on_both_first_pages(desk, office, street):
    matter = told(desk, office)
    with transaction():
        matters_matching(office.agency.id, MatterFilter())[0].due_on = clock.today() - timedelta(days=1)
    for one in (desk, street):
        assert "交办事项逾期未回复" in one.read("/")
        assert "逾期未回复" in one.read("/streets/matters", state="late", all=1)
    street.send(f"/streets/matters/{matter.id}/answer", answer="已看")
    assert "街镇已回复，待办结" in desk.read("/")


@pytest.fixture
def patrol(app, office, street):
    """A patrol of 方松街道 with something not met and a lead, told by a phone; gives its id and the lead's."""
    phone = Phone(app.test_client())
    with transaction():
        draft = new_draft(make.checklist("walk", audience="street", status=None), by=None, at=MONDAY)
        publish_checklist(draft, by=None, at=MONDAY)
    phone.sign_in("jiedao")
    visit_id = phone.start_visit(office.work.id, kind="patrol", checklists=[{"code": "walk", "number": 1}])
    phone.say("answer_given", visit_id, checklist="walk", item="item-1", value="not_met")
    body, photo_id, lead_id = make.picture(9), make.any_id(), make.any_id()
    told = {"sha256": sha256(body).hexdigest(), "size_bytes": len(body), "media_type": "image/jpeg"}
    phone.say("photo_taken", visit_id, photo_id=photo_id, checklist="walk", item="item-1", **told)
    phone.say("lead_raised", visit_id, lead_id=lead_id, summary="防护门被拆走一扇", photo_ids=[photo_id])
    phone.say("visit_finished", visit_id)
    phone.sync()
    assert phone.upload(body).status_code < 300
    return visit_id, lead_id, told["sha256"]


def test_a_patrol_is_shown_to_its_street_and_the_office_alone(patrol, street, elsewhere, desk, stranger):
    visit_id, _lead_id, photo = patrol
    for one in (street, desk):
        assert "演示一号" in one.read("/streets/patrols")
        page = one.read(f"/streets/patrols/{visit_id}")
        assert "防护门被拆走一扇" in page
        assert "不合格" in page
        assert one.open(f"/photos/{photo}/small").status_code == 200
    for one in (elsewhere, stranger):
        assert one.open(f"/streets/patrols/{visit_id}").status_code == 404
        assert one.open(f"/photos/{photo}/small").status_code == 404
        assert "演示一号" not in one.read("/streets/patrols")
    assert "没有" in street.read("/streets/patrols", year="2001", all=1)
    assert "未到期" in street.read("/streets/works")


def test_patrols_wait_for_review_by_themselves(patrol, desk, office, phone):
    """They are many: none stands before an inspection that a penalty may hang on."""
    visit_id, _lead_id, _photo = patrol
    assert "等待审核 0 次" in desk.read("/reviews")
    page = desk.open("/reviews").get_data(as_text=True)
    assert "街镇巡查等待审核 1 次" in page
    assert page.index("街镇巡查等待审核 1 次") < page.index(visit_id)
    finished_visit(phone, office.work.id)
    page = desk.read("/reviews")
    assert page.index("等待审核 1 次") < page.index("街镇巡查等待审核 1 次")


def test_the_lead_of_a_patrol_has_its_photo_in_the_inbox(patrol, desk, office):
    _visit_id, lead_id, photo = patrol
    page = desk.open(f"/leads/{lead_id}").get_data(as_text=True)
    assert f"/photos/{photo}/small" in page
    assert "查看这次巡查" in page


def test_a_street_reads_the_result_and_its_day_and_nothing_else(patrol, street, elsewhere, desk, office):
    _visit_id, lead_id, _photo = patrol
    assert "已收到，等待处理" in street.read("/leads/reported")
    desk.send(f"/leads/{lead_id}/handover", passed_to="某执法大队", reason="内部理由在此")
    assert "已转交有权处理的部门" in street.read("/leads/reported")
    desk.send(f"/leads/{lead_id}/receipt", reason="回执第3号")
    page = street.read("/leads/reported")
    assert "已由有权处理的部门接收" in page
    for hidden in ("某执法大队", "内部理由", "回执"):
        assert hidden not in page
    sheet = street.open("/leads/reported/sheet.csv").get_data(as_text=True)
    assert clock.today().isoformat() in sheet
    assert "内部理由" not in sheet
    assert "防护门被拆走" not in elsewhere.read("/leads/reported", street=str(agency_by_code("SH-SJ-03").id), all=1)
    assert "防护门被拆走" in desk.read("/leads/reported", street=str(agency_by_code("SH-SJ-03").id), all=1)

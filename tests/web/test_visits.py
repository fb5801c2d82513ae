"""The list of visits, planning one, cancelling, and finishing for a phone that never came back."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from inspect_app import clock
from inspect_app.actions.planning import plan_visit
from inspect_app.actions.visits import VisitFacts
from inspect_app.rules.procedure import Stage, VisitKind
from inspect_app.store.audit import audit_lines
from inspect_app.store.base import transaction
from inspect_app.store.visits import visit_with, visits_of_work
from tests import make
from tests.desk import Desk, text_of
from tests.on_site import find, finished_visit, photograph, today


def plan(desk, office, **more):
    fields = {
        "work": office.work.id,
        "kind": "planned",
        "checklists": "short/1",
        "officers": [str(office.jia.id), str(office.yi.id)],
        "due_on": (today() + timedelta(days=5)).isoformat(),
        "reason": "",
    }
    return desk.send("/visits", **{**fields, **more})


def planned_id(office):
    return visits_of_work(office.work.id)[0].id


@pytest.mark.parametrize(("login", "status"), [("jia", 200), ("kezhang", 200), ("admin", 403), ("xiaofang", 403)])
def test_who_may_see_the_list_of_visits(app, office, login, status):
    assert Desk(app.test_client(), login).open("/visits").status_code == status


def test_whoever_is_not_signed_in_is_sent_to_the_door(app, office):
    assert Desk(app.test_client()).open("/visits").headers["Location"].startswith("/sign-in")


def test_a_work_is_found_by_the_initials_of_its_name(desk, office):
    assert "演示一号地下车库" in desk.read("/visits/new", search="ysyh")


def test_the_form_offers_checklists_that_fit_and_partners_too(desk, office):
    with transaction():
        make.officer("xinren", office.agency.id, at=clock.now())
    page = desk.read("/visits/new", work=office.work.id)
    assert "短表（区民防办）" in page
    assert "检查员xiaofang · 松江区消防救援支队 " in page
    assert "检查员xinren · 上海市松江区民防办公室 · 无有效执法证" in page


def test_a_planned_visit_reaches_the_phones_of_those_named(desk, office, phone):
    assert plan(desk, office).status_code == 302
    phone.sync()
    assert phone.visit(str(planned_id(office)))["stage"] == "planned"
    assert audit_lines(limit=1)[0].deed == "plan_visit"


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"officers": []}, "请至少选择一名检查人员"),
        ({"checklists": []}, "请至少选择一张检查表"),
        ({"kind": "triggered"}, "这种检查须写明理由"),
        ({"due_on": "2020-01-01"}, "检查期限不能早于今天"),
    ],
)
def test_a_plan_that_lacks_something_is_refused_and_kept_on_the_page(desk, office, more, sentence):
    response = plan(desk, office, code_number="JCM-1", **more)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert 'value="JCM-1"' in response.get_data(as_text=True)
    assert visits_of_work(office.work.id) == []


def test_only_those_who_plan_may_plan(app, office):
    inspector = Desk(app.test_client(), "jia")
    assert inspector.open("/visits/new").status_code == 403
    assert plan(inspector, office).status_code == 403


def test_a_planned_visit_is_cancelled_with_a_reason(desk, office):
    plan(desk, office)
    visit_id = planned_id(office)
    assert desk.send(f"/visits/{visit_id}/cancellation", reason=" ").status_code == 422
    assert desk.send(f"/visits/{visit_id}/cancellation", reason="业主改期").status_code == 302
    assert visit_with(visit_id).stage is Stage.CANCELLED
    page = desk.read(f"/visits/{visit_id}")
    assert "业主改期" in page
    assert "代为结束" not in page


def test_a_visit_cancelled_in_the_office_and_done_on_site_stands_and_is_flagged(desk, office, phone):
    plan(desk, office)
    visit_id = str(planned_id(office))
    desk.send(f"/visits/{visit_id}/cancellation", reason="业主改期")
    assert "已取消、现场仍然做了" not in desk.read("/reviews").partition("轻重怎么算")[0]
    assert "疑点" not in desk.read(f"/visits/{visit_id}")
    phone.say("visit_started", visit_id, work_id=str(office.work.id), kind="planned", checklists=[])
    find(phone, visit_id)
    phone.say("visit_finished", visit_id)
    assert {answer["status"] for answer in phone.sync()["answers"]} == {"accepted"}
    assert visit_with(UUID(visit_id)).stage is Stage.FINISHED
    queue = desk.read("/reviews").partition("轻重怎么算")[0]
    assert "重 28" in queue
    assert "已取消、现场仍然做了的检查；" in queue
    page = desk.read(f"/visits/{visit_id}")
    assert "疑点：办公室已经取消这次检查，现场仍然做了" in page
    assert re.search(r"取消安排 ?： ?检查员kezhang · [\d: -]+ · 理由： ?业主改期", page)
    assert "防护门锈蚀" in page
    desk.send("/language", language="en")
    assert "Doubt: the office had cancelled this visit" in desk.read(f"/visits/{visit_id}")
    assert "had cancelled and that was done on site" in desk.read("/reviews")


def test_a_visit_whose_phone_never_came_back_is_finished_with_a_reason(desk, office, phone):
    visit_id = phone.start_visit(office.work.id)
    phone.sync()
    assert "代为结束" in desk.read(f"/visits/{visit_id}")
    assert desk.send(f"/visits/{visit_id}/finish", reason="").status_code == 422
    assert desk.send(f"/visits/{visit_id}/finish", reason="手机遗失").status_code == 302
    assert visit_with(UUID(visit_id)).stage is Stage.FINISHED


def test_an_inspector_may_not_finish_or_cancel(app, office, phone):
    visit_id = phone.start_visit(office.work.id)
    phone.sync()
    inspector = Desk(app.test_client(), "jia")
    assert inspector.send(f"/visits/{visit_id}/finish", reason="x").status_code == 403
    assert inspector.send(f"/visits/{visit_id}/cancellation", reason="x").status_code == 403
    assert "代为结束" not in inspector.read(f"/visits/{visit_id}")


def test_the_list_is_filtered_and_the_filter_remembered_until_it_is_cleared(desk, office, phone):
    finished_visit(phone, office.work.id)
    assert "共 1 条" in desk.read("/visits", stage="finished")
    assert "共 0 条" in desk.read("/visits", stage="planned")
    assert "共 0 条" in desk.read("/visits")
    assert "共 1 条" in desk.read("/visits", all=1)
    assert "共 1 条" in desk.read("/visits")


def test_the_list_is_filtered_by_work_kind_officer_and_missing_photos(desk, office, phone):
    visit_id, finding_id = finished_visit(phone, office.work.id)
    for fits, query in [
        (1, {"text": "演示一号"}),
        (0, {"text": "没有的工程"}),
        (1, {"kind": "planned"}),
        (0, {"kind": "joint"}),
        (1, {"officer": str(office.jia.id)}),
        (0, {"officer": str(office.yi.id)}),
        (0, {"photos": "1"}),
    ]:
        assert f"共 {fits} 条" in desk.read("/visits", **query), query
    photograph(phone, visit_id, finding_id=finding_id)
    phone.sync()
    assert "共 1 条" in desk.read("/visits", photos="1")


def test_a_visit_past_its_day_is_late(desk, office):
    plan(desk, office)
    assert "共 0 条" in desk.read("/visits", overdue="1")
    with transaction():
        facts = VisitFacts(
            uuid4(),
            office.work.id,
            VisitKind.PLANNED,
            (("short", 1),),
            (office.jia.id,),
            today() - timedelta(days=1),
        )
        plan_visit(facts, by=office.supervisor, at=clock.now() - timedelta(days=9))
    page = desk.read("/visits", overdue="1")
    assert "共 1 条" in page
    assert "逾期 " in page


def test_findings_are_counted_by_their_last_words(desk, office, phone):
    visit_id = phone.start_visit(office.work.id)
    finding_id = find(phone, visit_id, severity="minor")
    find(phone, visit_id, item="item-1", severity="serious", finding_id=finding_id)
    phone.sync()
    assert "严重 1" in desk.read("/visits")


def test_a_visit_of_another_office_is_not_found(stranger, office, phone):
    visit_id, _finding_id = finished_visit(phone, office.work.id)
    assert "共 0 条" in stranger.read("/visits")
    assert stranger.open(f"/visits/{visit_id}").status_code == 404
    assert stranger.send(f"/visits/{visit_id}/finish", reason="x").status_code == 404
    assert stranger.send("/visits", work=office.work.id, kind="planned").status_code == 404

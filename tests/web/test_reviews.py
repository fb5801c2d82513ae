"""The reviewer's queue, sending single items back, approving."""

from uuid import UUID

import pytest

from inspect_app.rules.procedure import Stage
from inspect_app.store.audit import audit_lines
from inspect_app.store.reviews import returns_of
from inspect_app.store.visits import visit_with
from inspect_app.web import reviews
from tests import make
from tests.desk import Desk, text_of
from tests.on_site import find, finished_visit, photograph


@pytest.mark.parametrize(("login", "status"), [("kezhang", 200), ("zhuren", 200), ("jia", 403), ("xiaofang", 403)])
def test_who_may_see_the_queue(app, office, login, status):
    assert Desk(app.test_client(), login).open("/reviews").status_code == status


def test_an_empty_queue_says_what_comes_next(desk):
    assert "现场结束并同步后，会出现在这里" in desk.read("/reviews")


def test_what_came_in_waits_with_its_weight_and_missing_photos(desk, office, phone):
    visit_id = phone.start_visit(office.work.id)
    finding_id = find(phone, visit_id, severity="serious")
    photograph(phone, visit_id, finding_id=finding_id)
    phone.say("visit_finished", visit_id)
    phone.sync()
    page = desk.read("/reviews")
    assert "等待审核 1 次" in page
    assert "严重问题；位置没有定位或者扫码佐证" in page
    assert "中 15" in page


def test_the_heaviest_comes_first_or_the_oldest(desk, office, phone):
    light, _ = finished_visit(phone, office.work.id)
    heavy = phone.start_visit(office.work.id)
    find(phone, heavy, severity="serious")
    phone.say("visit_finished", heavy)
    phone.sync()
    by_weight = desk.open("/reviews").get_data(as_text=True)
    assert by_weight.index(heavy) < by_weight.index(light)
    assert desk.open("/reviews", sort="age").status_code == 200


def test_of_too_many_those_are_listed_that_have_waited_longest(desk, office, phone, monkeypatch):
    monkeypatch.setattr(reviews, "MOST_IN_QUEUE", 1)
    (first, _), (second, _) = [finished_visit(phone, office.work.id) for _ in range(2)]
    page = desk.open("/reviews").get_data(as_text=True)
    assert "等待审核 2 次" in page
    assert "只列出等得最久的 1 次" in page
    assert (first in page, second in page) == (True, False)


def test_a_visit_under_way_is_not_in_the_queue(desk, office, phone):
    phone.start_visit(office.work.id)
    phone.sync()
    assert "等待审核 0 次" in desk.read("/reviews")


def test_single_items_go_back_with_their_remarks(desk, office, phone):
    visit_id, finding_id = finished_visit(phone, office.work.id)
    photo_id = photograph(phone, visit_id, finding_id=finding_id, checklist="short", item="item-1")
    phone.sync()
    remarks = {
        f"finding-{finding_id}": "写明锈蚀范围",
        f"photo-{photo_id}": "照片模糊，重拍",
        "item-short/item-2": "请作答",
        "visit": "补充位置",
    }
    response = desk.send(f"/visits/{visit_id}/returns", **remarks)
    assert response.headers["Location"] == "/reviews"
    returns = returns_of(UUID(visit_id))
    assert {(one.item, str(one.finding_id or ""), str(one.photo_id or ""), one.remark) for one in returns} == {
        ("item-1", finding_id, "", "写明锈蚀范围"),
        ("item-1", finding_id, photo_id, "照片模糊，重拍"),
        ("item-2", "", "", "请作答"),
        ("", "", "", "补充位置"),
    }
    assert visit_with(UUID(visit_id)).stage is Stage.RETURNED
    assert audit_lines(limit=1)[0].deed == "return_items"
    phone.sync()
    assert len(phone.visit(visit_id)["returns"]) == 4
    assert "已退回、等待补正 1 次" in desk.read("/reviews")


def test_nothing_goes_back_without_a_remark(desk, office, phone):
    visit_id, _ = finished_visit(phone, office.work.id)
    response = desk.send(f"/visits/{visit_id}/returns", visit="  ")
    assert response.status_code == 422
    assert "请选择要退回的检查项并写明意见" in text_of(response)


def test_a_remark_about_something_else_is_not_taken(desk, office, phone):
    visit_id, _ = finished_visit(phone, office.work.id)
    other = {f"finding-{make.any_id()}": "x", "item-long/none": "x"}
    assert desk.send(f"/visits/{visit_id}/returns", **other).status_code == 422


def test_remarks_stay_on_the_page_when_they_are_refused(desk, office, phone):
    visit_id, finding_id = finished_visit(phone, office.work.id)
    desk.send(f"/visits/{visit_id}/returns", visit="先退一次")
    response = desk.send(f"/visits/{visit_id}/returns", **{f"finding-{finding_id}": "再退一次"})
    assert response.status_code == 409
    assert "不能办理“退回补正”" in text_of(response)


def test_the_corrected_version_stands_with_the_old_one(desk, office, phone):
    visit_id, finding_id = finished_visit(phone, office.work.id)
    desk.send(f"/visits/{visit_id}/returns", **{f"finding-{finding_id}": "写明范围"})
    phone.sync()
    [returned] = phone.visit(visit_id)["returns"].values()
    find(phone, visit_id, finding_id=finding_id, text="防护门锈蚀约三成。", return_id=returned["id"])
    phone.sync()
    page = desk.read(f"/visits/{visit_id}")
    assert "防护门锈蚀约三成。" in page
    assert "防护门锈蚀，无法关闭。" in page
    assert "已处理" in page
    assert visit_with(UUID(visit_id)).stage is Stage.FINISHED


def test_a_visit_is_approved(desk, office, phone):
    visit_id, _ = finished_visit(phone, office.work.id)
    assert desk.send(f"/visits/{visit_id}/approval").headers["Location"] == "/reviews"
    assert visit_with(UUID(visit_id)).stage is Stage.APPROVED
    assert audit_lines(limit=1)[0].deed == "approve_visit"
    page = desk.read(f"/visits/{visit_id}")
    assert "审核通过" in page
    assert "退回补正" not in page


def test_a_visit_whose_photos_are_still_on_the_way_is_not_approved(desk, office, phone):
    visit_id, finding_id = finished_visit(phone, office.work.id)
    body = make.picture(7)
    photograph(phone, visit_id, body, finding_id=finding_id)
    phone.sync()
    response = desk.send(f"/visits/{visit_id}/approval")
    assert response.status_code == 409
    assert "还有 1 件照片、录音录像没有传到" in text_of(response)
    phone.upload(body)
    assert desk.send(f"/visits/{visit_id}/approval").status_code == 302


def test_an_inspector_may_neither_return_nor_approve(inspector, office, phone):
    visit_id, _ = finished_visit(phone, office.work.id)
    assert inspector.send(f"/visits/{visit_id}/approval").status_code == 403
    assert inspector.send(f"/visits/{visit_id}/returns", visit="x").status_code == 403
    page = inspector.read(f"/visits/{visit_id}")
    assert "审核通过" not in page
    assert "退回" not in page


def test_another_offices_visit_is_neither_returned_nor_approved(stranger, office, phone):
    visit_id, _ = finished_visit(phone, office.work.id)
    assert stranger.send(f"/visits/{visit_id}/approval").status_code == 404
    assert stranger.send(f"/visits/{visit_id}/returns", visit="x").status_code == 404
    assert "等待审核 0 次" in stranger.read("/reviews")

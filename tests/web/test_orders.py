"""Orders to correct in the office: that came from phones, with evidence before and after."""

from datetime import timedelta
from uuid import UUID

import pytest

from inspect_app.actions.works import register_work
from inspect_app.rules.procedure import Stage
from inspect_app.store.audit import audit_lines
from inspect_app.store.base import transaction
from inspect_app.store.orders import order_with
from tests import make
from tests.conftest import MONDAY
from tests.desk import Desk
from tests.on_site import finished_visit, order, photograph, today


@pytest.fixture
def ordered(office, phone):
    """An order for one finding, delivered on the spot: (visit, finding, order)."""
    phone.sync()
    visit_id, finding_id = finished_visit(phone, office.work.id)
    photograph(phone, visit_id, make.picture(30), finding_id=finding_id)
    order_id = order(phone, office.yi.id, visit_id, finding_id)
    phone.sync()
    phone.upload(make.picture(30))
    assert order_with(UUID(order_id)).flags == []
    return visit_id, finding_id, order_id


def check(phone, office, finding_id, order_id, *, is_corrected, body=None):
    """A re-inspection; with a photo of the corrected finding when there are bytes."""
    visit_id = phone.start_visit(office.work.id, kind="re_inspection", order_id=order_id)
    if body:
        photograph(phone, visit_id, body, finding_id=finding_id)
    outcome = {"finding_id": finding_id, "is_corrected": is_corrected, "note": "门已修复"}
    phone.say("order_checked", visit_id, order_id=order_id, outcomes=[outcome])
    phone.sync()
    if body:
        phone.upload(body)
    return visit_id


def stage_of(order_id):
    return order_with(UUID(order_id)).stage


@pytest.mark.parametrize(("login", "status"), [("jia", 200), ("kezhang", 200), ("admin", 403), ("xiaofang", 403)])
def test_who_may_see_orders(app, ordered, login, status):
    desk = Desk(app.test_client(), login)
    for path in ("/orders", f"/orders/{ordered[2]}", f"/orders/{ordered[2]}/print"):
        assert desk.open(path).status_code == status


@pytest.mark.parametrize(
    ("refusal", "witness", "flags"),
    [("", "", []), ("拒绝签收", "王五，居委会", []), ("拒绝签收", "", ["witness_missing"])],
)
def test_a_delivery_on_site_is_taken_as_a_fact_and_its_doubts_are_flagged(
    desk, office, phone, refusal, witness, flags
):
    phone.sync()
    visit_id, finding_id = finished_visit(phone, office.work.id)
    order_id = order(phone, office.yi.id, visit_id, finding_id, refusal=refusal, witness=witness)
    phone.sync()
    found = order_with(UUID(order_id))
    assert (found.stage, [flag["code"] for flag in found.flags]) == (Stage.ORDERED, flags)
    assert ("民事诉讼法" in desk.read(f"/orders/{order_id}")) is bool(flags)
    assert ("共 1 条" in desk.read("/orders", flagged="1")) is bool(flags)


def test_another_office_sees_none_of_it(stranger, office, ordered):
    visit_id, _finding_id, order_id = ordered
    assert "共 0 条" in stranger.read("/orders")
    assert stranger.open(f"/orders/{order_id}").status_code == 404
    assert stranger.open(f"/orders/{order_id}/print").status_code == 404
    for deed in ("withdrawal", "void", "reopening", "delivery"):
        assert stranger.send(f"/orders/{order_id}/{deed}", reason="x").status_code == 404
    assert stranger.open(f"/visits/{visit_id}/order/new").status_code == 404
    assert stranger.send(f"/visits/{visit_id}/order").status_code == 404


def test_before_and_after_stand_side_by_side(desk, office, phone, ordered):
    _visit_id, finding_id, order_id = ordered
    assert "还没有改正的照片" in desk.read(f"/orders/{order_id}")
    check(phone, office, finding_id, order_id, is_corrected=True, body=make.picture(31))
    page = desk.open(f"/orders/{order_id}").get_data(as_text=True)
    assert page.count("data-photo ") == 2
    assert "门已修复" in page
    assert stage_of(order_id) is Stage.CORRECTED


def test_an_order_is_not_closed_without_evidence(desk, office, phone, ordered):
    _visit_id, finding_id, order_id = ordered
    check(phone, office, finding_id, order_id, is_corrected=True)
    assert stage_of(order_id) is Stage.ORDERED
    page = desk.read(f"/orders/{order_id}")
    assert "没有改正的证据" in page
    assert "核实改正" not in page


def test_what_is_not_corrected_stays_open_with_what_was_seen(desk, office, phone, ordered):
    _visit_id, finding_id, order_id = ordered
    check(phone, office, finding_id, order_id, is_corrected=False)
    page = desk.read(f"/orders/{order_id}")
    assert "未改正" in page
    assert "已改正 0 项，共 1 项" in page


def test_a_closed_order_is_sent_to_be_checked_again(desk, inspector, office, phone, ordered):
    _visit_id, finding_id, order_id = ordered
    assert desk.send(f"/orders/{order_id}/reopening", reason="x").status_code == 409
    check(phone, office, finding_id, order_id, is_corrected=True, body=make.picture(31))
    assert inspector.send(f"/orders/{order_id}/reopening", reason="x").status_code == 403
    assert desk.send(f"/orders/{order_id}/reopening", reason="").status_code == 422
    assert desk.send(f"/orders/{order_id}/reopening", reason="照片看不清").status_code == 302
    assert stage_of(order_id) is Stage.ORDERED
    assert audit_lines(limit=1)[0].deed == "reopen_order"


def test_only_the_head_withdraws(desk, head, ordered):
    assert desk.send(f"/orders/{ordered[2]}/withdrawal", reason="x").status_code == 403
    assert head.send(f"/orders/{ordered[2]}/withdrawal", reason="对象有误").status_code == 302
    assert stage_of(ordered[2]) is Stage.WITHDRAWN


def test_an_order_past_its_day_is_red(desk, ordered):
    assert "共 0 条" in desk.read("/orders", overdue="1")
    with transaction():
        order_with(UUID(ordered[2])).due_on = today() - timedelta(days=1)
    assert '<span class="badge badge--bad">逾期</span>' in desk.open("/orders", overdue="1").get_data(as_text=True)
    assert "请安排复查" in desk.read(f"/orders/{ordered[2]}")


def test_a_check_on_another_work_says_nothing_of_this_order(office, phone, ordered):
    """The evidence must come from the very work."""
    _visit_id, finding_id, order_id = ordered
    with transaction():
        other = register_work(make.work_facts("SJ-0002"), agency_id=office.agency.id, by=None, at=MONDAY)
    visit_id = phone.start_visit(other.id, kind="re_inspection", order_id=order_id)
    phone.say(
        "order_checked", visit_id, order_id=order_id,
        outcomes=[{"finding_id": finding_id, "is_corrected": True, "note": ""}],
    )  # fmt: skip
    assert phone.sync()["answers"][-1]["status"] == "held"
    assert order_with(UUID(order_id)).checks == []


def test_an_empty_list_says_what_comes_next(desk):
    assert "现场作出的同步后出现在这里" in desk.read("/orders")

"""Ordering correction at the desk: the gates, the notice, its delivery."""

from datetime import timedelta

import pytest

from inspect_app.rules.procedure import Stage
from inspect_app.store.audit import audit_lines
from inspect_app.store.orders import order_with, orders_of
from tests.desk import Desk, text_of
from tests.on_site import find, finished_visit, today


def filled(office, finding_id, **more):
    fields = {
        f"finding-{finding_id}": "1",
        f"requirement-{finding_id}": "修复防护门。",
        "party_name": "演示物业有限公司",
        "basis": "《中华人民共和国人民防空法》第二十五条",
        "correction": "by_day",
        "due_on": (today() + timedelta(days=15)).isoformat(),
        "officers": [str(office.jia.id), str(office.yi.id)],
    }
    return {**fields, **more}


@pytest.mark.parametrize(("login", "status"), [("jia", 200), ("kezhang", 200), ("admin", 403)])
def test_who_may_order_at_the_desk(app, office, phone, login, status):
    visit_id, finding_id = finished_visit(phone, office.work.id)
    desk = Desk(app.test_client(), login)
    assert desk.open(f"/visits/{visit_id}/order/new").status_code == status
    if status == 403:
        assert desk.send(f"/visits/{visit_id}/order", **filled(office, finding_id)).status_code == 403


def test_the_form_ticks_the_finding_that_it_was_opened_from(desk, office, phone):
    visit_id, finding_id = finished_visit(phone, office.work.id)
    other = find(phone, visit_id, "item-2", text="照明损坏")
    phone.sync()
    page = desk.open(f"/visits/{visit_id}/order/new", finding=finding_id).get_data(as_text=True)
    assert f'name="finding-{finding_id}" value="1" checked' in page
    assert f'name="finding-{other}" value="1" >' in page
    assert "《中华人民共和国人民防空法》第二十五条" in page


def test_an_order_is_made_printed_and_delivered(desk, office, phone):
    visit_id, finding_id = finished_visit(phone, office.work.id)
    response = desk.send(f"/visits/{visit_id}/order", **filled(office, finding_id))
    assert response.status_code == 302, text_of(response)
    [made] = orders_of(office.agency.id)
    assert audit_lines(limit=1)[0].deed == "order_at_desk"
    path = f"/orders/{made.id}"
    assert "修复防护门。" in desk.read(f"{path}/print")
    refused = desk.send(f"{path}/delivery", officers=["SJ-001"], outcome="signed", party_name="张三")
    assert refused.status_code == 422
    assert "还缺少检查员yi的签名" in text_of(refused)
    both = ["SJ-001", "SJ-002"]
    assert desk.send(f"{path}/delivery", officers=both, outcome="signed", party_name="张三").status_code == 302
    phone.sync()
    assert phone.confirmed[("order", str(made.id))]["stage"] == "ordered"


def test_an_order_never_handed_over_is_voided(desk, office, phone):
    visit_id, finding_id = finished_visit(phone, office.work.id)
    desk.send(f"/visits/{visit_id}/order", **filled(office, finding_id))
    [made] = orders_of(office.agency.id)
    assert desk.send(f"/orders/{made.id}/void", reason="").status_code == 422
    assert desk.send(f"/orders/{made.id}/void", reason="打印错误").status_code == 302
    assert order_with(made.id).stage is Stage.VOIDED


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"officers": []}, "执法人员不得少于两人"),
        ({"due_on": ""}, "改正期限应当在今天之后"),
        ({"party_name": ""}, "请填写当事人的名称"),
        ({"requirement": ""}, "请写明需要改正什么"),
        ({"finding": ""}, "请写明需要改正什么"),
    ],
)
def test_a_closed_gate_is_shown_and_nothing_is_made(desk, office, phone, change, sentence):
    visit_id, finding_id = finished_visit(phone, office.work.id)
    named = {f"{k}-{finding_id}" if k in ("requirement", "finding") else k: v for k, v in change.items()}
    response = desk.send(f"/visits/{visit_id}/order", **filled(office, finding_id, **named))
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert orders_of(office.agency.id) == []

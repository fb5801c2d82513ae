"""Handing a finding over to the department with the power: the letter, the visit's history, the other department's phone."""

import re
from uuid import UUID, uuid4

import pytest

from inspect_app.actions.checklists import new_draft, publish_checklist
from inspect_app.store.base import transaction
from inspect_app.store.cases import cases_from_findings
from inspect_app.store.decisions import decisions_of_visits
from inspect_app.store.finding_transfers import transfers_of_visit
from inspect_app.store.orders import orders_of_visits
from tests import make, on_site
from tests.conftest import MONDAY
from tests.phone_in_python import Phone


@pytest.fixture
def fire(app, office) -> Phone:
    with transaction():
        draft = new_draft(make.checklist("fire-part", audience="fire"), by=None, at=MONDAY)
        publish_checklist(draft, by=None, at=MONDAY)
    phone = Phone(app.test_client())
    phone.sign_in("xiaofang")
    return phone


@pytest.fixture
def joint(phone, fire, office) -> tuple[str, str]:
    """A joint visit with a finding of the fire department's part; gives the ids of both."""
    checklists = [{"code": code, "number": 1} for code in ("short", "fire-part")]
    more = {"kind": "joint", "checklists": checklists, "officer_ids": [str(office.fire.id)]}
    visit_id = phone.start_visit(office.work.id, **more)
    phone.sync()
    finding_id = str(uuid4())
    words = {"checklist": "fire-part", "item": "item-1", "text": "消火栓被遮挡。", "severity": "ordinary"}
    fire.say("finding_recorded", visit_id, finding_id=finding_id, **words)
    fire.sync()
    return visit_id, finding_id


def path(finding_id):
    return f"/findings/{finding_id}/transfer"


def said(office, **more):
    texts = {"case_cause": "遮挡消火栓", "party_name": "演示物业有限公司", "facts": "消火栓被遮挡。"}
    return {
        "to_agency": str(office.fire.agency_id),
        "reasons": "不属于本机关职权",
        "contact": "检查员",
        **texts,
        **more,
    }


def test_the_desk_alone_hands_over(desk, inspector, joint, office):
    assert desk.open(path(joint[1])).status_code == 200
    assert inspector.open(path(joint[1])).status_code == 403
    assert inspector.send(path(joint[1]), **said(office)).status_code == 403


def test_the_letter_is_prepared_from_the_record_for_the_department_of_the_list(desk, office, joint):
    page = desk.open(path(joint[1])).text
    assert "消火栓被遮挡。" in page
    [chosen] = [one for one in re.findall(r"<option[^>]*>", page) if "selected" in one]
    assert str(office.fire.agency_id) in chosen


def test_handing_over_makes_the_letter_and_the_visit_remembers_it(desk, office, joint, fire):
    response = desk.send(path(joint[1]), **said(office))
    [transfer] = transfers_of_visit(UUID(joint[0]))
    assert (response.status_code, response.location) == (302, f"/papers/{transfer.paper_id}")
    page = desk.open(f"/visits/{joint[0]}").text
    assert "移送问题" in page
    assert f"/papers/{transfer.paper_id}" in page
    fire.sync()
    [told] = [value for (kind, _id), value in fire.confirmed.items() if kind == "transfer"]
    assert (told["text"], told["reasons"]) == ("消火栓被遮挡。", "不属于本机关职权")
    again = desk.send(path(joint[1]), **said(office))
    assert (again.status_code, "已经移送" in again.text) == (409, True)


def test_only_a_partner_department_takes_over(desk, office, joint):
    response = desk.send(path(joint[1]), **said(office, to_agency=str(office.agency.id)))
    assert response.status_code == 422
    assert transfers_of_visit(UUID(joint[0])) == []


def test_our_own_phones_hear_nothing_of_it_as_theirs(desk, office, joint, phone):
    desk.send(path(joint[1]), **said(office))
    phone.sync()
    assert [kind for kind, _id in phone.confirmed if kind == "transfer"] == []


def test_the_page_offers_no_penalty_for_what_is_another_departments(desk, joint):
    page = desk.open(f"/visits/{joint[0]}").text
    assert path(joint[1]) in page
    for deed in (f"/decisions/new?finding_id={joint[1]}", f"order/new?finding={joint[1]}"):
        assert deed not in page


def test_a_decision_or_order_on_it_that_was_handed_over_is_a_fact_with_a_flag(phone, office, joint):
    visit_id, finding_id = joint
    decision_id = on_site.decide(phone, office.yi.id, visit_id, finding_id)
    on_site.deliver(phone, visit_id, decision_id)
    on_site.order(phone, office.yi.id, visit_id, finding_id)
    assert {answer["status"] for answer in phone.sync()["answers"]} == {"accepted"}
    [decision] = decisions_of_visits(UUID(visit_id))
    [order] = orders_of_visits(UUID(visit_id))
    for paper in (decision, order):
        assert "finding_of_another_department" in {flag["code"] for flag in paper.flags}
    assert decision.flags[-1]["law"] or any(flag["law"] for flag in decision.flags)


def test_a_decision_on_our_own_finding_has_no_such_flag(phone, office, joint):
    ours = on_site.find(phone, joint[0])
    decision_id = on_site.decide(phone, office.yi.id, joint[0], ours)
    on_site.deliver(phone, joint[0], decision_id)
    phone.sync()
    [decision] = decisions_of_visits(UUID(joint[0]))
    assert "finding_of_another_department" not in {flag["code"] for flag in decision.flags}


def test_at_the_desk_no_order_is_made_on_it(desk, office, joint):
    data = {
        f"finding-{joint[1]}": "1", f"requirement-{joint[1]}": "移开", "party_name": "演示物业有限公司",
        "basis": "法", "correction": "at_once", "officers": [str(office.jia.id), str(office.yi.id)],
    }  # fmt: skip
    response = desk.send(f"/visits/{joint[0]}/order", **data)
    assert (response.status_code, "应当移送" in response.text) == (422, True)
    assert orders_of_visits(UUID(joint[0])) == []


def proposal(office):
    return {
        "work": str(office.work.id), "act": "RF49-3", "party_kind": "organisation", "party_name": "演示物业有限公司",
        "address": "演示路1号", "facts": "消火栓被遮挡。", "source": "检查发现", "act_on": "2026-11-23", "found_on": "2026-11-23",
    }  # fmt: skip


def test_no_case_is_proposed_on_another_departments_finding(inspector, office, joint):
    response = inspector.send(f"/cases?finding={joint[1]}", **proposal(office))
    assert (response.status_code, "应当移送" in response.text) == (422, True)
    assert cases_from_findings([UUID(joint[1])]) == {}


def test_nothing_is_made_at_the_desk_on_what_was_handed_over(desk, inspector, office, joint, phone):
    ours = on_site.find(phone, joint[0])
    phone.sync()
    assert f"/cases/new?finding={ours}" in desk.open(f"/visits/{joint[0]}").text
    desk.send(path(ours), **said(office))
    page = desk.open(f"/visits/{joint[0]}").text
    assert f"/cases/new?finding={ours}" not in page
    response = inspector.send(f"/cases?finding={ours}", **proposal(office))
    assert (response.status_code, "已经移送松江区消防救援支队" in response.text) == (422, True)


def test_the_summary_shows_each_departments_part_and_says_when_it_is_not_whole(desk, office, joint, phone, fire):
    visit_id, finding_id = joint
    desk.send(path(finding_id), **said(office))
    text = desk.read(f"/visits/{visit_id}/joint-summary")
    assert text.index(office.agency.name) < text.index("消防救援支队")
    for words in ("消火栓被遮挡。", "已移送松江区消防救援支队", "未发现问题。", "汇总会变", "尚未结束"):
        assert words in text
    fire.say("visit_finished", visit_id)
    fire.sync()
    phone.say("visit_finished", visit_id)
    phone.sync()
    text = desk.read(f"/visits/{visit_id}/joint-summary")
    assert "尚未结束" not in text
    assert "汇总会变" not in text


def test_what_a_phone_announced_and_has_not_sent_stands_beside_its_officer(desk, office, joint, fire):
    visit_id, _finding_id = joint
    fire.say("answer_given", visit_id, checklist="fire-part", item="item-2", value="met")
    fire.sync([])
    page = desk.open(f"/visits/{visit_id}").text
    assert 'data-unsent="xiaofang"' in page
    assert "手机里还有 1 条记录" in page
    fire.sync()
    assert "data-unsent" not in desk.open(f"/visits/{visit_id}").text

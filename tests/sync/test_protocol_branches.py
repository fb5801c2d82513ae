"""PROTOCOL.md, journals that branch or begin anew: one test for each MUST, and what a person in the office may do."""

from uuid import UUID

import pytest

from inspect_app.clock import now
from inspect_app.store.branches import branch_after
from inspect_app.store.journal import AnswerStatus, event_with
from inspect_app.store.officers import device_with
from inspect_app.store.visits import answers_of
from inspect_app.sync.held import apply_by_person
from tests.desk import Desk, text_of
from tests.phone_in_python import Phone

ITEMS = ["item-1", "item-2", "item-3"]


def copied(app, phone) -> Phone:
    """The same key and journal on another phone, as after a restored backup."""
    copy = Phone(app.test_client())
    copy.key, copy.id = phone.key, phone.id
    assert copy.sign_in("jia").status_code == 200
    copy.events, copy.answers = list(phone.events), dict(phone.answers)
    return copy


def renewed(app, phone) -> Phone:
    """The same phone after it began its journal anew: another device with an empty chain, the officer signed in again."""
    fresh = Phone(app.test_client())
    assert fresh.sign_in("jia").status_code == 200
    return fresh


def say(phone, visit_id, *items, value="met"):
    return [phone.say("answer_given", visit_id, checklist="short", item=item, value=value) for item in items]


def status(event_id):
    return event_with(UUID(event_id)).status


def given(visit_id):
    return {answer.item: answer.value for answer in answers_of(UUID(visit_id))}


@pytest.fixture
def forked(app, phone, visit_id):
    """Two phones with one key: one wrote one answer, the other two and a third that came by itself."""
    copy = copied(app, phone)
    say(phone, visit_id, "item-1")
    phone.sync()
    branch = say(copy, visit_id, *ITEMS, value="not_met")
    copy.sync()
    return copy, branch


def test_m76_what_another_device_of_the_officer_signed_is_taken_in_as_that_devices(app, phone, visit_id):
    fresh = renewed(app, phone)
    [unsent] = say(phone, visit_id, "item-1")
    own = say(fresh, visit_id, "item-2", "item-3")
    reply = fresh.sync([phone.events[-1], *fresh.events])
    assert {answer["status"] for answer in reply["answers"]} == {"accepted"}
    assert [device_with(UUID(one.id)).head_seq for one in (phone, fresh)] == [2, 2]
    assert event_with(UUID(unsent)).device_id == UUID(phone.id)
    assert {event_with(UUID(one)).device_id for one in own} == {UUID(fresh.id)}
    assert phone.sync()["answers"][0]["status"] == "accepted"


def test_m76_a_forged_one_is_refused_all_the_same(app, phone, visit_id):
    fresh = renewed(app, phone)
    forged = phone.event("answer_given", visit_id, {}, key=fresh.key)
    assert fresh.sync([forged])["answers"][0]["reasons"][0]["code"] == "signature_wrong"


def test_m77_a_branch_is_held_whole_and_the_chain_goes_on(forked, phone, visit_id):
    _copy, branch = forked
    assert {status(one) for one in branch} == {AnswerStatus.HELD}
    say(phone, visit_id, *ITEMS)
    phone.sync()
    assert {status(one) for one in branch} == {AnswerStatus.HELD}
    assert set(given(visit_id).values()) == {"met"}
    assert device_with(UUID(phone.id)).head_seq == 5


def test_m78_a_person_applies_a_branch_from_one_event_on_and_the_chain_stays_where_it_was(
    forked, phone, office, visit_id
):
    copy, branch = forked
    head = device_with(UUID(phone.id)).head_sha256
    apply_by_person(UUID(branch[0]), by=office.head.id, at=now(), reason="手机从备份恢复", in_spite_of_gap=True)
    assert {status(one) for one in branch} == {AnswerStatus.ACCEPTED}
    assert given(visit_id) == dict.fromkeys(ITEMS, "not_met")
    assert device_with(UUID(phone.id)).head_sha256 == head
    say(phone, visit_id, "item-2")
    assert phone.sync()["answers"][0]["status"] == "accepted"
    copy.sync([])
    assert {copy.answers[one]["status"] for one in branch} == {"accepted"}


def test_m78_what_hangs_on_a_gap_is_no_branch(phone, visit_id):
    say(phone, visit_id, *ITEMS)
    phone.sync(phone.events[-2:])
    behind = event_with(UUID(phone.payload(phone.events[-1])["id"]))
    assert branch_after(behind) is None


def test_the_office_sees_the_branch_and_applies_it_with_a_reason(app, forked, visit_id):
    desk = Desk(app.test_client(), "kezhang")
    _copy, branch = forked
    page = desk.read(f"/problem-events/{branch[0]}")
    assert "这台设备的记录分成了两支" in page
    assert "后面还有 2 条" in page
    response = desk.send(f"/problem-events/{branch[0]}/exemption", reason=" ")
    assert (response.status_code, "请写明理由" in text_of(response)) == (422, True)
    assert desk.send(f"/problem-events/{branch[0]}/exemption", reason="本人确认").status_code == 302
    assert given(visit_id) == dict.fromkeys(ITEMS, "not_met")
    assert "没有待处理的记录" in desk.read("/problem-events")


def test_the_office_sets_a_branch_aside_and_its_phone_hears_why(app, forked, phone, visit_id):
    desk = Desk(app.test_client(), "kezhang")
    copy, branch = forked
    assert desk.send(f"/problem-events/{branch[0]}/settlement", reason="误操作的旧手机").status_code == 302
    assert "没有待处理的记录" in desk.read("/problem-events")
    copy.sync([])
    assert {copy.answers[one]["set_aside"]["reason"] for one in branch} == {"误操作的旧手机"}
    assert given(visit_id) == {"item-1": "met"}


def test_the_copied_phone_goes_on_under_a_device_of_its_own(app, forked, visit_id):
    copy, branch = forked
    [late] = say(copy, visit_id, "item-1")
    fresh = renewed(app, copy)
    say(fresh, visit_id, "item-3")
    fresh.sync([copy.events[-1], *fresh.events])
    assert given(visit_id)["item-3"] == "met"
    assert status(late) is AnswerStatus.HELD
    assert len(branch_after(event_with(UUID(branch[0]))) or []) == 3

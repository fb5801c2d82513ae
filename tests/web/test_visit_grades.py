"""How well place and time of a visit are known, as its page says it: grades with their reasons, and the journal."""

from datetime import UTC, datetime, timedelta

import pytest

from inspect_app.actions.plates import give_plates, replace_plate
from inspect_app.actions.works import register_work
from inspect_app.store.base import transaction
from inspect_app.store.plates import plate_mark, plates_of
from tests import make
from tests.conftest import MONDAY
from tests.on_site import finished_visit, photograph

HERE = {"longitude": 121.2277, "latitude": 31.0322, "accuracy_m": 15.0}


def now(**ago):
    return (datetime.now(UTC) - timedelta(**ago)).isoformat()


@pytest.mark.parametrize(
    ("fix", "words"),
    [
        ({"kind": "spot", **HERE}, "A 现场定位 当场定位，在工程范围内"),
        ({"kind": "entrance", **HERE}, "B 入口定位 在入口处定位后进入"),
        ({"kind": "code"}, "D 人工填写 扫描的标牌查不到，可能已经换发"),
        ({"kind": "code", "plate": "2" * 20, "plate_match": "own"}, "D 人工填写 扫描的标牌查不到，可能已经换发"),
        ({"kind": "typed", "reason": "地下无信号"}, "D 人工填写 人工填写，写明了理由"),
        ({"kind": "spot", **HERE, "longitude": 121.3}, "X 位置矛盾 离出入口太远"),
        ({"kind": "spot", **HERE, "longitude": 121.232, "datum": "GCJ-02"}, "D 人工填写 没有任何位置记录"),
    ],
)
def test_the_place_is_shown_as_a_grade_with_its_reason(desk, office, phone, fix, words):
    visit_id = phone.start_visit(office.work.id)
    phone.say("place_fixed", visit_id, **{"fix_at": now(), **fix})
    phone.sync()
    assert words in desk.read(f"/visits/{visit_id}")


def test_a_scanned_plate_is_judged_by_the_register_not_by_what_the_phone_said(desk, office, phone):
    with transaction():
        other = register_work(make.work_facts("SJ-0002"), agency_id=office.agency.id, by=None, at=MONDAY)
        give_plates([office.work, other], by=office.jia, at=MONDAY)
    plates = plates_of([office.work.id, other.id])
    for owner, words in (
        (office.work.id, "C 扫码确认 扫描了工程的二维码"),
        (other.id, "X 位置矛盾 扫描的是另一工程的标牌"),
    ):
        visit_id = phone.start_visit(office.work.id)
        phone.say("place_fixed", visit_id, kind="code", plate=plates[owner].code, plate_match="unknown")
        phone.sync()
        assert words in desk.read(f"/visits/{visit_id}")


def test_a_plate_that_was_replaced_leads_nowhere_from_then_on_and_old_records_stay(desk, office, phone):
    with transaction():
        give_plates([office.work], by=office.jia, at=datetime.now(UTC))
    old = plates_of([office.work.id])[office.work.id].code
    before, after = phone.start_visit(office.work.id), phone.start_visit(office.work.id)
    phone.say("place_fixed", before, kind="code", plate=old)
    phone.sync()
    with transaction():
        replace_plate(office.work.id, by=office.jia, at=datetime.now(UTC))
    phone.say("place_fixed", after, kind="code", plate=old)
    phone.sync()
    assert "C 扫码确认 扫描了工程的二维码" in desk.read(f"/visits/{before}")
    assert "扫描的标牌查不到" in desk.read(f"/visits/{after}")


def test_a_phone_hears_of_a_new_plate_by_its_mark_and_never_by_its_code(office, phone):
    assert _work_heard(phone, office.work.id)["plate"] == ""
    with transaction():
        give_plates([office.work], by=office.jia, at=datetime.now(UTC))
    code = plates_of([office.work.id])[office.work.id].code
    heard = _work_heard(phone, office.work.id)
    assert heard["plate"] == plate_mark(code)
    assert code not in str(heard)


def _work_heard(phone, work_id):
    changes = phone.sync()["changes"]
    return next(one["value"] for one in changes if one["kind"] == "work" and one["id"] == str(work_id))


def test_a_photo_with_its_own_fix_is_graded_by_it(desk, office, phone):
    visit_id, finding_id = finished_visit(phone, office.work.id)
    photograph(phone, visit_id, finding_id=finding_id, fix={**HERE, "fix_at": now(seconds=5)})
    photograph(phone, visit_id, make.picture(2), finding_id=finding_id, fix={"longitude": "x", "fix_at": 5})
    phone.sync()
    page = desk.read(f"/visits/{visit_id}")
    assert "A 现场定位 当场定位，在工程范围内" in page
    assert page.count("没有任何位置记录") >= 2


def test_the_phones_wrong_clock_does_not_spoil_its_fixes(desk, office, phone):
    visit_id = phone.start_visit(office.work.id)
    phone.sync()
    hour_off = {"at": now(hours=5)}
    data = {"kind": "spot", **HERE, "fix_at": now(hours=5, seconds=3)}
    phone.events.append(phone.event("place_fixed", visit_id, data, **hour_off))
    phone.sync()
    assert "A 现场定位 当场定位" in desk.read(f"/visits/{visit_id}")


def test_the_time_is_graded_and_each_line_of_the_journal_says_why(desk, office, phone):
    phone.sync()
    visit_id = phone.start_visit(office.work.id)
    phone.say("answer_given", visit_id, checklist="short", item="item-1", value="met", note="完好")
    phone.say("identity_shown", visit_id, by_whom="检查员甲", text="出示")
    phone.say("photo_taken", visit_id, photo_id="not a photo")
    phone.sync()
    page = desk.read(f"/visits/{visit_id}")
    assert "手机记录 4 条" in page
    assert "答复检查项 检查项item-1：合格 · 完好" in page
    assert "出示执法证件 检查员甲 · 出示" in page
    assert "未通过" in page
    assert "由服务器时间推算" in page

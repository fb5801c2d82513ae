"""What the office sets for itself, its working days, and the file of pre-numbered forms."""

from datetime import date
from uuid import uuid4

import pytest

from inspect_app.actions.documents import DocumentFacts, keep_document
from inspect_app.actions.forms import use_number, void_form, withdraw_after_restore
from inspect_app.actions.settings import office_settings, work_calendar
from inspect_app.clock import now
from inspect_app.rules.documents import document_sha256
from inspect_app.rules.numbers import FormKind
from inspect_app.rules.settings import SettingName
from inspect_app.store.audit import audit_lines
from inspect_app.store.base import transaction
from inspect_app.store.documents import blocks_of
from inspect_app.store.officers import devices_of
from inspect_app.store.settings import latest_rulebook
from tests.conftest import MONDAY
from tests.desk import text_of

PAGES = ["/settings", "/working-days", "/form-blocks"]


@pytest.mark.parametrize("path", PAGES)
def test_head_and_administrator_may_set_and_nobody_else(admin, head, desk, inspector, path):
    assert [who.open(path).status_code for who in (admin, head, desk, inspector)] == [200, 200, 403, 403]


def test_every_setting_stands_on_the_page_with_its_default(head):
    page = head.read("/settings")
    for name in SettingName:
        assert name.value in page
    assert "1 到 30 的整数" in page
    assert "沪松民防当罚〔{year}〕第{serial}号" in page


def test_a_changed_setting_holds_and_makes_a_new_rulebook(head, office):
    before = latest_rulebook().number
    assert head.send("/settings/filing_working_days", value="3").status_code == 302
    assert office_settings(office.agency.id).whole(SettingName.FILING_WORKING_DAYS) == 3
    assert latest_rulebook().number == before + 1
    assert audit_lines(limit=1)[0].deed == "change_setting"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("filing_working_days", "31", "应当在 1 到 30 之间"),
        ("decision_number", "没有占位符", "可选：含 {year} 和 {serial}"),
        ("payment_place", "", "不能为空"),
    ],
)
def test_a_refused_setting_stays_on_the_page_as_typed(head, office, name, value, said):
    response = head.send(f"/settings/{name}", value=value)
    assert response.status_code == 422
    assert said in text_of(response)
    assert f'value="{value}"' in response.get_data(as_text=True)
    assert name not in {one.name.lower() for one in office_settings(office.agency.id).values}


def test_only_known_settings_are_changed_and_only_by_those_who_may(head, desk):
    assert head.send("/settings/unknown", value="1").status_code == 404
    assert desk.send("/settings/filing_working_days", value="3").status_code == 403


def test_an_own_working_day_wins_and_can_be_taken_back(head, office):
    day = date(2026, 11, 25)
    fields = {"day": day.isoformat(), "is_working": "0", "note": "停止办公"}
    assert head.send("/working-days", **fields).status_code == 302
    assert not work_calendar(office.agency.id).is_working(day)
    assert "停止办公" in head.read("/working-days")
    assert head.send("/working-days/2026-11-25/removal").status_code == 302
    assert work_calendar(office.agency.id).is_working(day)
    assert audit_lines(limit=1)[0].deed == "remove_calendar_day"


def test_a_working_day_needs_its_reason_and_keeps_what_was_typed(head):
    response = head.send("/working-days", day="2026-11-25", is_working="0", note="")
    assert response.status_code == 422
    assert "2026-11-25" in response.get_data(as_text=True)


@pytest.mark.parametrize("day", ["2026-11-26", "no-day"])
def test_a_day_that_is_not_in_the_table_cannot_be_removed(head, day):
    assert head.send(f"/working-days/{day}/removal").status_code == 404


def test_a_supervisor_may_not_touch_the_working_days(desk):
    assert desk.send("/working-days", day="2026-11-25", is_working="0", note="x").status_code == 403
    assert desk.send("/working-days/2026-11-25/removal").status_code == 403


def test_the_page_says_how_far_the_published_calendar_reaches(head, office):
    last = max(work_calendar(office.agency.id).published)
    assert f"至 {last} 年" in head.read("/working-days")


def test_every_number_is_used_voided_or_explained(head, phone, office):
    device = devices_of([office.jia.id])[0]
    year = device.enrolled_at.year
    block = blocks_of(device.id, office.agency.id, FormKind.CORRECTION_ORDER, year)[0]
    content = {"number": block.facts().number(1)}
    facts = DocumentFacts(uuid4(), "correction_order", uuid4(), None, content, document_sha256(content))
    with transaction():
        document, _ = keep_document(facts, by=office.jia, at=MONDAY)
        use_number(block.id, 1, document=document, device_id=device.id, on=date(year, 1, 2), at=MONDAY)
        void_form(block.id, 4, "写错当事人", device_id=device.id, at=MONDAY)
    page = head.read("/form-blocks")
    assert "已用 1" in page
    assert "写错当事人" in page
    assert "0002–0003 跳号" in page
    assert "0005–0020 设备领用中，尚未使用" in page
    assert "检查员jia" in page


def test_numbers_that_a_restore_withdrew_are_explained(head, phone):
    with transaction():
        skipped = withdraw_after_restore(MONDAY, at=MONDAY)
    page = head.read("/form-blocks")
    assert f"{skipped[0].first:04d}–{skipped[0].last:04d} 系统曾由备份恢复" in page


def test_a_voided_form_of_a_block_that_a_restore_forgot_stands_on_the_page(head, phone, office):
    known = blocks_of(devices_of([office.jia.id])[0].id, office.agency.id, FormKind.CORRECTION_ORDER, now().year)[0]
    with transaction():
        withdraw_after_restore(now(), at=now())
    assert "号段已遗失" not in head.read("/form-blocks")
    visit_id = phone.start_visit(office.work.id)
    phone.say("form_voided", visit_id, block_id=str(known.id), serial=2, reason="写错日期")
    phone.say("form_voided", visit_id, block_id=str(uuid4()), serial=47, reason="污损")
    assert {answer["status"] for answer in phone.sync()["answers"]} == {"accepted"}
    page = head.read("/form-blocks").partition("号段已遗失的作废文书 作废 1")[2]
    assert "0047 记录里没有写明 检查员jia" in page
    assert "污损" in page
    assert "写错日期" not in page


def test_without_any_block_the_page_says_how_they_come_to_be(head):
    assert "还没有领用过号段" in head.read("/form-blocks")

"""The order of a draft: sections and items are added, moved and removed; its head is changed."""

from inspect_app.rules.checklist_edits import head_of, section_with, stamp_of
from tests.checklist_drafts import address, content, fields, order
from tests.desk import text_of


def test_a_new_item_gets_a_code_that_no_version_ever_had(desk, draft):
    response = desk.send(address(draft, "/items"), **fields(code="", stamp=""))
    assert response.status_code == 302
    assert order()[-1] == "item-4"


def test_the_form_of_a_new_item_opens_in_its_section(desk, draft):
    assert desk.open(address(draft, "/sections/all/items/new")).status_code == 200
    assert desk.open(address(draft, "/sections/gone/items/new")).status_code == 404
    assert desk.open(address(draft, "/items/gone/edit")).status_code == 404


def test_items_move_and_go(desk, draft):
    desk.send(address(draft, "/items/item-2/position"), towards="up")
    assert order() == ["item-2", "item-1", "item-3", "registered"]
    desk.send(address(draft, "/items/item-2/position"), towards="down")
    assert order()[:2] == ["item-1", "item-2"]
    stamp = stamp_of(content().items["item-3"])
    assert desk.send(address(draft, "/items/item-3/removal"), stamp="seen before").status_code == 409
    assert desk.send(address(draft, "/items/item-3/removal"), stamp=stamp).status_code == 302
    assert order() == ["item-1", "item-2", "registered"]


def test_sections_are_added_renamed_moved_and_removed_when_empty(desk, draft):
    assert desk.send(address(draft, "/sections"), title_zh="新部分", title_en="New", code="").status_code == 302
    assert [section.code for section in content().sections] == ["all", "section-1"]
    taken = desk.send(address(draft, "/sections"), title_zh="重复", title_en="x", code="all")
    assert (taken.status_code, "重复" in taken.get_data(as_text=True)) == (409, True)
    desk.send(address(draft, "/sections/section-1/position"), towards="up")
    assert [section.code for section in content().sections] == ["section-1", "all"]
    stamp = stamp_of(section_with(content(), "section-1").title)
    assert desk.open(address(draft, "/sections/section-1/edit")).status_code == 200
    desk.send(address(draft, "/sections/section-1"), title_zh="改名", title_en="Renamed", stamp=stamp)
    assert section_with(content(), "section-1").title.zh == "改名"
    stale = desk.send(address(draft, "/sections/section-1"), title_zh="再改", title_en="x", stamp=stamp)
    assert (stale.status_code, "再改" in stale.get_data(as_text=True)) == (409, True)
    full = desk.send(address(draft, "/sections/all/removal"))
    assert (full.status_code, "还有 4 个检查项" in text_of(full)) == (409, True)
    assert desk.send(address(draft, "/sections/section-1/removal")).status_code == 302
    assert [section.code for section in content().sections] == ["all"]


def test_the_head_is_changed_and_guarded(desk, draft):
    stamp = stamp_of(head_of(content()))
    head = {"title_zh": "新标题", "title_en": "New title", "status": "", "stage": "INSTALLATION", "stamp": stamp}
    assert desk.open(address(draft, "/edit")).status_code == 200
    assert desk.send(address(draft, "/head"), **head).status_code == 302
    assert (content().title.zh, content().status, content().stage.name) == ("新标题", None, "INSTALLATION")
    stale = desk.send(address(draft, "/head"), **{**head, "title_zh": "又一个"})
    assert (stale.status_code, "又一个" in stale.get_data(as_text=True)) == (422, True)
    assert content().title.zh == "新标题"

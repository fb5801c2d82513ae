"""An order to correct, and its re-inspection: closed by evidence only."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.phone_app import PhoneApp
from tests.browser.pictures import some_photos


def order_what_was_found(phone: PhoneApp, photos: list[Path]) -> str:
    """On a visit that has begun: a finding with photos, and an order to correct it, handed over. Gives its number."""
    page = phone.page
    code = page.locator("article.item:has([data-answer=not_met])").nth(6).get_attribute("data-item")
    phone.find_wrong(code, text="防护门密封条老化脱落。", photos=photos)
    page.get_by_role("link", name="责令改正").click()
    page.wait_for_selector("#party-name")
    boxes = page.get_by_role("group", name="执法人员（两名以上）").get_by_role("checkbox")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.get_by_label("7 天").check()
    page.click("[data-make]")
    expect(page.locator("[data-paper=correction_order]")).to_contain_text("防护门密封条老化脱落。")
    number = page.locator(".paper__number").inner_text()
    phone.sign_and_deliver()
    return number


def begin_re_inspection(phone: PhoneApp, before_starting: Callable[[], None] = lambda: None) -> str:
    page = phone.page
    phone.go("/phone")
    page.locator("[data-order]").first.click()
    page.get_by_role("link", name="复查").click()
    page.wait_for_selector("[data-start]")
    before_starting()
    visit_id = phone.start()
    page.get_by_role("link", name="核对责令改正事项").click()
    page.wait_for_selector("[data-check-item]")
    return visit_id


def test_an_order_is_closed_by_a_re_inspection_with_photos(new_phone, new_desk, server, tmp_path: Path):
    phone = new_phone("geng")
    photos = some_photos(tmp_path / "photos", 3)
    server.stop()
    phone.open_assigned()
    phone.start()
    number = order_what_was_found(phone, photos[:1])
    server.start()
    phone.wait_until_synced()

    begin_re_inspection(phone, before_starting=server.stop)
    page = phone.page
    page.get_by_label("已改正").check()
    page.click("[data-check]")
    expect(page.locator(".notice--bad")).to_contain_text("需要照片为证")
    page.locator("[data-check-item] [data-photo=album]").set_input_files(photos[1:2])
    page.wait_for_selector("[data-check-item] .photo")
    page.click("[data-check]")
    page.wait_for_url("**/phone/visits/*")
    phone.seal()
    server.start()
    phone.wait_until_synced()

    desk = new_desk("ding")
    desk.goto(f"{server.url}/orders")
    desk.get_by_role("link", name="全部").first.click() if desk.get_by_role(
        "link", name=number
    ).count() == 0 else None
    desk.get_by_role("link", name=number).first.click()
    expect(desk.locator("h1")).to_contain_text("已改正")
    evidence = desk.locator(".evidence__pair section")
    expect(evidence.nth(0).locator("img")).to_have_count(1)
    expect(evidence.nth(1).locator("img")).to_have_count(1)
    assert desk.get_by_role("button", name="核实改正").count() == 0

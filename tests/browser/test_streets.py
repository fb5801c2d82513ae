"""A street patrols and raises a lead with the server gone; the district deals with it once, and the street reads the result."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.pictures import some_photos

WRONG = "doors-in-place"
SEEN = "防护门门扇被拆走，靠在东侧墙边"


def test_a_lead_raised_with_no_server_arrives_once_and_its_result_comes_back(
    new_phone, new_desk, server, tmp_path: Path
):
    phone = new_phone("sijing")
    page = phone.page
    expect(page.locator("[data-join]")).to_have_count(0)
    page.locator("[data-due] a[data-work]").first.click()
    expect(page.locator("[data-patrols]")).to_be_visible()
    name = page.locator("h1").inner_text()
    server.stop()

    page.get_by_role("link", name="开始巡查").click()
    expect(page.locator("[data-street-only]")).to_be_visible()
    expect(page.locator("input[name=kind]")).to_have_count(0)
    visit_id = phone.start()
    phone.find_wrong(WRONG, text=SEEN, photos=some_photos(tmp_path, 1))
    phone.answer_the_rest()
    for never in ("责令改正", "当场处罚", "邀请同行人员扫码参加", "严重程度"):
        expect(page.get_by_text(never)).to_have_count(0)
    phone.item(WRONG).locator("[data-raise]").click()
    expect(page.locator("#summary")).to_have_value(SEEN)
    expect(page.locator(".photo")).to_have_count(1)
    page.locator("[data-send]").click()
    expect(phone.item(WRONG).locator("[data-raised]")).to_be_visible()
    phone.wait_until_on_disk("lead_raised", summary=SEEN)
    phone.go(f"/phone/visits/{visit_id}/finish")
    expect(page.locator("[data-seal]")).to_have_count(0)
    page.locator("[data-only-mine]").click()
    page.wait_for_url(re.compile(r"/phone/visits/[^/]+$"))
    phone.go("/phone/leads")
    expect(page.locator("[data-lead]", has_text=SEEN).locator("[data-outcome]")).to_have_text("待传")

    server.start()
    phone.wait_until_synced()
    phone.sync()

    desk = new_desk("ding")
    desk.goto(f"{server.url}/leads?text={SEEN}&all=1")
    expect(desk.locator("tbody tr")).to_have_count(1)
    desk.get_by_role("link", name=SEEN).click()
    expect(desk.locator(".lead-photos img")).to_have_js_property("complete", value=True)
    expect(desk.locator("dl.facts")).to_contain_text("泗泾镇")
    desk.get_by_text("不予处理", exact=True).first.click()
    card = desk.locator("details", has_text="不予处理并办结")
    card.locator("textarea").fill("内部理由：现场核实门扇仍在")
    card.get_by_role("button", name="不予处理并办结").click()
    expect(desk.locator(".notice--good")).to_contain_text("案源已办结")

    phone.sync()
    phone.go("/phone/leads")
    told = page.locator("[data-lead]", has_text=SEEN)
    expect(told).to_have_count(1)
    expect(told.locator("[data-outcome]")).to_have_text("经核实，不需要处理")
    expect(page.get_by_text("内部理由")).to_have_count(0)
    phone.go("/phone")
    expect(page.locator("[data-due]").get_by_text(name, exact=True)).to_have_count(0)

"""From the office's map to the phone: several works chosen and planned together, and found in that order with no network."""

from playwright.sync_api import expect

IS_KEPT = """async () => {
  const [name] = await caches.keys();
  return Boolean(await caches.match("/static/vendor/leaflet/leaflet.js", { cacheName: name }));
}"""


def test_three_works_planned_on_the_map_stand_in_their_order_on_the_phone(new_phone, new_desk, server):
    desk = new_desk("ding")
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.goto(f"{server.url}/map?all=1&status=in_use")
    rows = desk.locator("[data-map-list] ul").first.locator("input[type=checkbox]")
    expect(rows.first).to_be_visible()
    for place in range(3):
        rows.nth(place * 40).check()
    expect(desk.locator("[data-map-chosen]")).to_contain_text("已选 3 个工程")
    desk.get_by_role("button", name="一起安排检查").click()
    officer = desk.locator(".boxes label", has_text="检查员辛").first
    officer.click()
    desk.fill("#due_on", "2030-01-02")
    desk.get_by_role("button", name="预览").click()
    expect(desk.locator("[data-preview] tbody tr")).to_have_count(3)
    wanted = desk.locator("[data-preview] tbody strong").all_inner_texts()
    desk.get_by_role("button", name="确认安排 3 次检查").click()
    expect(desk.locator("main")).to_contain_text("已安排 3 次检查")
    assert not [url for url in asked if not url.startswith((server.url, "data:", "blob:"))]

    phone = new_phone("xin")
    page = phone.page
    phone.wait_until(IS_KEPT)
    server.stop()
    page.reload()
    page.wait_for_selector("[data-visit]")
    shown = [text for text in page.locator("[data-visit] strong").all_inner_texts() if text[1:3] == ". "]
    assert shown == [f"{place}. {name}" for place, name in enumerate(wanted, start=1)]
    page.click("[data-map]")
    page.wait_for_selector("[data-stop]")
    expect(page.locator(".phone-map__stop")).to_have_count(page.locator("[data-stop]").count())
    stops = page.locator("[data-stop] strong").all_inner_texts()
    assert [text for text in stops if ". " in text] == shown
    page.locator(".phone-map__stop").last.dispatch_event("click")
    expect(page.locator(".leaflet-popup a[href^='/phone/works/']")).to_be_visible()
    page.click("[data-locate]")
    expect(page.locator("main [role=status]")).to_contain_text("橙色点是您的位置")

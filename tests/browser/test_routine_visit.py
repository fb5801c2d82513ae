"""A routine visit: 40 items and more, 12 photos, three findings, the server gone while the inspector works."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.phone_app import PhoneApp
from tests.browser.pictures import some_photos


def test_a_visit_without_signal_arrives_by_itself_once(new_phone, new_desk, server, tmp_path: Path):
    phone = new_phone("geng")
    photos = some_photos(tmp_path / "photos", 12)
    server.stop()
    phone.open_assigned()
    visit_id = phone.start()
    page = phone.page
    page.get_by_role("button", name="入口定位").click()
    page.wait_for_selector('.place[data-grade="X"], .place[data-grade="B"]')
    codes = [
        one.get_attribute("data-item") for one in page.locator("article.item:has([data-answer=not_met])").all()
    ]
    wrong = codes[3:6]
    for place, code in enumerate(wrong):
        phone.find_wrong(code, text=f"第{place + 1}处问题：实测记录。", photos=photos[place * 4 : place * 4 + 4])
    assert phone.answer_the_rest(but=tuple(wrong)) >= 37
    assert "离线" in phone.chip()
    assert page.locator("article.item--met, article.item--not_met, article.item--not_applicable").count() >= 40
    phone.seal()
    assert "待传" in phone.chip()

    server.start()
    phone.wait_until_synced()
    phone.go("/phone/outbox")
    expect(page.locator("main")).to_contain_text("全部已经传到办公室")

    desk = new_desk("ding")
    desk.goto(f"{server.url}/reviews")
    assert desk.locator(f'a[href*="{visit_id}"]').count() >= 1
    desk.goto(f"{server.url}/visits/{visit_id}")
    findings = desk.locator("article[data-finding]")
    expect(findings).to_have_count(3)
    for place in range(3):
        expect(desk.get_by_text(f"第{place + 1}处问题：实测记录。").first).to_be_visible()
        images = findings.nth(place).locator(".finding__photos img")
        expect(images).to_have_count(4)
        for image in images.all():
            image.scroll_into_view_if_needed()
            expect(image).to_have_js_property("complete", True)
            assert image.evaluate("one => one.naturalWidth") > 300
    desk.get_by_role("button", name="审核通过").click()
    desk.goto(f"{server.url}/visits/{visit_id}")
    expect(desk.locator("h1")).to_contain_text("已通过")
    phone.sync()
    phone.go(f"/phone/visits/{visit_id}")
    expect(page.locator("main")).to_contain_text("已通过")


def test_a_killed_tab_comes_back_to_the_same_item_with_everything_there(new_phone, server, tmp_path: Path):
    phone = new_phone("geng")
    server.stop()
    phone.open_assigned()
    phone.start()
    page = phone.page
    code = page.locator("article.item:has([data-answer=not_met])").nth(8).get_attribute("data-item")
    phone.find_wrong(code, photos=some_photos(tmp_path / "photos", 1))
    phone.item(code).locator(".finding textarea").fill("正在输入时页面被系统关闭")
    page.wait_for_timeout(400)  # the words are on disk well before they are an event
    context, url = page.context, page.url
    page.close(run_before_unload=False)
    phone.page = page = context.new_page()
    page.goto(url)
    phone.unlock()  # another tab: the system keeps a tab's session over its death, a test's browser does not
    expect(phone.item(code).locator(".finding textarea")).to_have_value("正在输入时页面被系统关闭")
    expect(phone.item(code)).to_be_in_viewport()
    expect(phone.item(code).locator(".photo")).to_have_count(1)
    expect(phone.item(code).locator('[data-answer="not_met"]')).to_have_attribute("aria-pressed", "true")


def test_a_second_tab_shows_what_the_first_one_said(new_phone, server):
    phone = new_phone("geng")
    phone.open_assigned()
    phone.start()
    other = phone.page.context.new_page()
    other.goto(phone.page.url)
    PhoneApp(other, server).pass_the_lock()
    code = phone.page.locator("article.item:has([data-answer=met])").first.get_attribute("data-item")
    phone.answer(code, "met")
    expect(other.locator(f'article[data-item="{code}"] [data-answer="met"]')).to_have_attribute(
        "aria-pressed", "true"
    )

"""Two officers on one visit, each on their own phone; and what a reviewer sends back."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.pictures import some_photos


def test_two_officers_on_one_visit_never_overwrite_each_other(new_phone, new_desk, server, tmp_path: Path):
    one, two = new_phone("geng"), new_phone("xin")
    server.stop()
    one.open_assigned()
    visit_id = one.start()
    two.open_assigned()
    assert two.start() == visit_id
    codes = [
        item.get_attribute("data-item")
        for item in one.page.locator("article.item:has([data-answer=not_met])").all()
    ]
    one.find_wrong(codes[4], text="庚：墙面渗水。", photos=some_photos(tmp_path / "one", 2))
    two.find_wrong(codes[5], text="辛：风机不能启动。", photos=some_photos(tmp_path / "two", 1, size=(1500, 1100)))
    two.answer(codes[7], "met")
    one.answer(codes[7], "not_applicable")
    # Opening the next page ends this one, whatever it is still writing.
    two.wait_until_on_disk("answer_given", item=codes[7])
    two.go(f"/phone/visits/{visit_id}/finish")
    two.page.click("[data-only-mine]")
    two.page.wait_for_url("**/phone/visits/*")
    server.start()
    two.wait_until_synced()
    one.sync()
    one.go(f"/phone/visits/{visit_id}")
    expect(one.item(codes[5]).locator(".finding textarea")).to_have_value("辛：风机不能启动。")
    one.answer_the_rest(but=(codes[4], codes[5]))
    one.seal()
    one.wait_until_synced()

    desk = new_desk("ding")
    desk.goto(f"{server.url}/visits/{visit_id}")
    expect(desk.locator("h1")).to_contain_text("待审核")
    expect(desk.locator("article[data-finding]")).to_have_count(2)
    expect(desk.locator("main")).to_contain_text("庚：墙面渗水。")
    expect(desk.locator("main")).to_contain_text("辛：风机不能启动。")
    expect(desk.locator("main")).to_contain_text("人员意见不一致")


def test_a_returned_item_comes_back_corrected_with_the_old_one_kept(new_phone, new_desk, server, tmp_path: Path):
    phone = new_phone("geng")
    phone.open_assigned()
    visit_id = phone.start()
    page = phone.page
    code = page.locator("article.item:has([data-answer=not_met])").nth(5).get_attribute("data-item")
    phone.find_wrong(code, text="门坏了", photos=some_photos(tmp_path / "photos", 1))
    phone.answer_the_rest(but=(code,))
    phone.seal()
    phone.wait_until_synced()

    desk = new_desk("ding")
    desk.goto(f"{server.url}/visits/{visit_id}")
    desk.locator("article[data-finding]").get_by_text("退回这个问题").first.click()
    desk.locator("article[data-finding] textarea, article[data-finding] input[type=text]").first.fill(
        "请写明是哪一樘门、坏在哪里"
    )
    desk.get_by_role("button", name="退回补正").click()
    desk.goto(f"{server.url}/visits/{visit_id}")
    expect(desk.locator("h1")).to_contain_text("已退回")

    phone.sync()
    server.stop()
    phone.go("/phone")
    expect(page.locator("main")).to_contain_text("被退回")
    page.locator(f'[data-visit="{visit_id}"]').click()
    expect(page.locator("[data-return]")).to_contain_text("请写明是哪一樘门")
    phone.item(code).locator(".finding textarea").fill("3号门防护密闭门铰链断裂，无法关闭。")
    phone.item(code).locator(".finding textarea").blur()
    expect(page.locator("[data-return]")).to_have_count(0)
    server.start()
    phone.wait_until_synced()

    desk.goto(f"{server.url}/visits/{visit_id}")
    expect(desk.locator("h1")).to_contain_text("待审核")
    expect(desk.locator("article[data-finding] .finding__text")).to_have_text("3号门防护密闭门铰链断裂，无法关闭。")
    expect(desk.locator("article[data-finding] del")).to_contain_text(["门坏了"])
    desk.get_by_role("button", name="审核通过").click()
    desk.goto(f"{server.url}/visits/{visit_id}")
    expect(desk.locator("h1")).to_contain_text("已通过")

"""A closed case reviewed at the desk with the keyboard: drawn by a seed, answered by keys, signed, counted."""

from playwright.sync_api import Page, expect


def open_sheet(desk: Page, base: str) -> None:
    desk.goto(f"{base}/file-reviews/new")
    desk.check("input[name=how][value=at_random]")
    desk.fill("#count", "1")
    desk.fill("#seed", "2026")
    desk.get_by_label("检查员己 · 法制审核人员").check()
    desk.select_option("#procedure", "general")
    desk.get_by_role("button", name="选取", exact=True).click()
    expect(desk.locator("main")).to_contain_text("已选出 1 件案卷。")
    desk.locator("tbody a").click()
    desk.get_by_role("button", name="开始评查").click()


def test_a_case_is_drawn_answered_by_keyboard_and_signed(new_desk, server):
    desk: Page = new_desk("ji")
    open_sheet(desk, server.url)
    counter = desk.locator("[data-open-checks]")
    expect(counter).to_contain_text("/")
    whole = desk.locator("[data-check]").count()
    desk.keyboard.press("u")
    expect(desk.locator("#check-identity_shown")).to_be_focused()
    desk.keyboard.press("1")
    expect(desk.locator("#check-identity_shown input").first).to_be_checked()
    desk.keyboard.press("r")
    desk.keyboard.type("笔录中有记载，第123页。")
    expect(desk.locator("#remark_identity_shown")).to_have_value("笔录中有记载，第123页。")
    desk.locator("#check-identity_shown").focus()
    desk.keyboard.press("j")
    expect(desk.locator("#check-recusal")).to_be_focused()
    desk.keyboard.press("k")
    expect(desk.locator("#check-identity_shown")).to_be_focused()
    while not (counter.inner_text() or "").startswith(f"{whole} /"):
        desk.keyboard.press("u")
        desk.keyboard.press("1")
    for remark in desk.locator("[data-check] textarea").all():
        remark.fill("已核对")
    desk.fill("#conclusion", "总体规范。")
    desk.check("#is_confirmed")
    desk.get_by_role("button", name="签字确认").click()
    expect(desk.locator("main")).to_contain_text("已签字确认，评查表不能再改。")
    desk.goto(f"{server.url}/file-reviews/scores")
    desk.locator("tbody a").first.click()
    expect(desk.locator("main")).to_contain_text("共 1 条")

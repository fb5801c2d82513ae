"""A rulebook changes in the middle of a visit: what has begun keeps its edition, what begins afterwards has the new one."""

import re

from playwright.sync_api import Page, expect

from tests.browser.phone_app import PhoneApp

NOT_REGISTERED = "use-registered"
TIERS = {"lighter": (500, 1000), "ordinary": (1000, 2000), "heavier": (2000, 5000)}


def draft_a_benchmark(desk: Page, base: str) -> str:
    desk.goto(f"{base}/rulebook/amendments")
    desk.fill("#title", "录入裁量基准")
    desk.get_by_role("button", name="开始起草").click()
    desk.get_by_role("link", name="裁量基准", exact=True).click()
    desk.select_option("#act", "TL43-3")
    desk.select_option("#party", "organisation")
    for tier, (floor, cap) in TIERS.items():
        desk.fill(f"#{tier}_floor", str(floor))
        desk.fill(f"#{tier}_cap", str(cap))
    desk.fill("#valid_from", "2026-01-01")
    desk.fill("#source", "演示裁量基准")
    desk.fill("#reviewer", "检查员己")
    desk.get_by_role("button", name="保存").click()
    expect(desk.locator("main")).to_contain_text("500 元至 1,000 元")
    desk.get_by_role("button", name="提交发布").click()
    expect(desk.locator("h1")).to_contain_text("待发布")
    return desk.url


def publish(desk: Page, address: str) -> None:
    desk.goto(address)
    desk.get_by_role("button", name="发布", exact=True).click()
    expect(desk.locator("h1")).to_contain_text("已发布")


def penalty_of(phone: PhoneApp, visit_id: str, fine_yuan: int) -> None:
    phone.go(f"/phone/visits/{visit_id}/penalty")
    page = phone.page
    page.wait_for_selector("[name=sanction]")
    page.locator("[name=sanction]").nth(1).check()
    page.fill("#fine-yuan", str(fine_yuan))
    phone.choose_two_officers()
    phone.take_the_steps()


def test_a_rulebook_published_in_the_middle_of_a_visit(new_phone, new_desk, server):
    phone = new_phone("geng")
    phone.open_assigned()
    first = phone.start()
    phone.find_wrong(NOT_REGISTERED)
    acts = phone.item(NOT_REGISTERED).locator("[data-act=TL43-3]")
    phone.item(NOT_REGISTERED).locator("details.acts summary").click()
    expect(acts).to_contain_text("单位：警告、罚款 500 至 5000 元。小额可以当场处罚，其余按普通程序")
    expect(acts).to_contain_text("由本单位处理")
    expect(acts).not_to_contain_text("裁量基准")
    phone.wait_until_synced()

    address = draft_a_benchmark(new_desk("ding"), server.url)
    reviewer = new_desk("ji")
    publish(reviewer, address)
    phone.sync()

    server.stop()  # both editions are on the phone: what follows needs no network
    penalty_of(phone, first, 3000)
    page = phone.page
    expect(page.locator("[data-weighing]")).to_contain_text("按所选理由属于“从轻”档。罚款应当在 500 至 5000 元")
    expect(page.locator("[data-fine-fault]")).to_have_count(0)
    page.click("[data-make]")
    expect(page.locator("[data-paper=on_the_spot_decision]")).to_contain_text("叁仟元整")
    number = page.locator(".paper__number").inner_text()
    phone.sign_and_deliver()

    phone.go("/phone")
    page.wait_for_selector("[data-visit]")
    other = next(one for one in phone.values("[data-visit]", "data-visit") if one != first)
    page.locator(f'[data-visit="{other}"]').click()
    page.wait_for_selector("[data-start], article.item")
    second = phone.start()
    phone.find_wrong(NOT_REGISTERED)
    phone.item(NOT_REGISTERED).locator("details.acts summary").click()
    expect(phone.item(NOT_REGISTERED).locator("[data-act=TL43-3]")).to_contain_text("裁量基准：从轻 500 至 1000 元")
    penalty_of(phone, second, 1001)
    expect(page.locator("[data-weighing]")).to_contain_text("罚款应当在 500 至 1000 元")
    fault = page.locator("[data-fine-fault]")
    expect(fault).to_contain_text("“从轻”档的罚款应当在 500 元至 1000 元之间")
    expect(fault).to_contain_text("《中华人民共和国行政处罚法》第三十四条")
    page.click("[data-make]")
    expect(page.locator(".notice--bad").first).to_contain_text("“从轻”档")
    page.fill("#fine-yuan", "1000")
    page.click("[data-make]")
    expect(page.locator("[data-paper=on_the_spot_decision]")).to_contain_text("壹仟元整")
    legal = page.locator(".paper__number").inner_text()
    phone.sign_and_deliver()
    server.start()
    phone.wait_until_synced()
    the_office_sees_both(reviewer, server.url, {first: number, second: legal})


def the_office_sees_both(desk: Page, base: str, numbers: dict[str, str]) -> None:
    """Each visit and decision with its own edition; what the law of the day says otherwise now is flagged."""
    editions = []
    for visit_id, number in numbers.items():
        desk.goto(f"{base}/visits/{visit_id}")
        link = desk.locator("a[href^='/rulebook/editions/']")
        editions.append(int(re.sub(r"\D", "", link.inner_text())))
        desk.goto(f"{base}/decisions")
        desk.get_by_role("link", name=number).click()
        expect(desk.locator("a[href^='/rulebook/editions/']")).to_have_text(f"第 {editions[-1]} 版")
        flagged = desk.get_by_text("核对时发现的疑点")
        expect(flagged).to_have_count(1 if len(editions) == 1 else 0)
        if len(editions) == 1:
            expect(desk.locator("main")).to_contain_text(
                "对“平时利用民防工程不按照规定办理备案手续”在决定当日的规定与它不同"
            )
    assert editions[1] == editions[0] + 1

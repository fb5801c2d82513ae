"""A joint inspection: each department fills its own part and reads the other's; our notes stay ours."""

from playwright.sync_api import expect


def test_the_fire_officer_fills_their_part_and_reads_ours(new_phone, new_desk, server):
    ours, fire = new_phone("geng"), new_phone("xiaofang1")
    ours.go("/phone")
    ours.page.locator("[data-visit]", has_text="联合检查").click()
    visit_id = ours.start()
    first = ours.page.locator("article.item:has([data-answer=met])").first.get_attribute("data-item")
    ours.answer(first, "met")
    ours.wait_until_synced()

    fire.sync()
    fire.go(f"/phone/visits/{visit_id}")
    page = fire.page
    ours_here = page.locator('[data-others="works-in-use"]')
    expect(ours_here.locator("summary")).to_contain_text("已答 1 / ")
    ours_here.locator("summary").click()
    expect(ours_here.locator(f'[data-others-item="{first}"]')).to_contain_text("检查员庚")
    expect(ours_here.locator("button")).to_have_count(0)
    expect(page.locator("article.item [data-answer]:enabled")).to_have_count(0)
    page.click("[data-begin]")
    assert fire.start() == visit_id
    server.stop()
    answered = page.locator("article.item:has([data-answer=not_met])").first.get_attribute("data-item")
    fire.find_wrong(answered, text="消火栓被遮挡。")
    server.start()
    fire.wait_until_synced()

    ours.sync()
    ours.go(f"/phone/visits/{visit_id}")
    theirs = ours.page.locator('[data-others="fire-part"]')
    theirs.locator("summary").click()
    expect(theirs.locator(f'[data-others-item="{answered}"]')).to_contain_text("消火栓被遮挡。")
    expect(ours.page.locator("a", has_text="责令改正")).to_have_count(0)

    desk = new_desk("ding")
    desk.goto(f"{server.url}/visits/{visit_id}")
    expect(desk.locator("main")).to_contain_text("消火栓被遮挡。")

"""A hard question is asked in the basement, answered in the office, and found in the phone's handbook with the server gone."""

from playwright.sync_api import expect

ASKED = "业主加装的隔墙挡住战时出入口，责令改正写给谁？"
TITLE = "加装隔墙挡住出入口的，责令改正写给谁"
ANSWER = "写给实际加装并使用的单位，同时抄送物业管理单位。"
ARTICLE = "处罚法第二十八条第一款"
NOT_REGISTERED = "use-registered"
EDITIONS = (
    "async () => (await new Promise((done) => { indexedDB.open(`officer ${JSON.parse(localStorage.getItem('officers')).geng}`)"
    ".onsuccess = ({ target: { result: db } }) => { const all = db.transaction('handbook').objectStore('handbook').getAll();"
    " all.onsuccess = () => (db.close(), done(JSON.stringify(all.result.map((row) => row.edition)))); }; }))"
)


def test_a_question_asked_with_no_signal_is_answered_and_found_with_no_signal(new_phone, new_desk, server):
    phone = new_phone("geng")
    phone.open_assigned()
    phone.start()
    phone.find_wrong(NOT_REGISTERED)
    phone.page.context.set_offline(True)
    phone.item(NOT_REGISTERED).locator("[data-ask]").click()
    page = phone.page
    page.locator("[data-ask]").click()
    expect(page.locator("p[role=status]")).to_have_text("还没有写问题。")
    page.fill("#question", ASKED)
    page.locator("[data-ask]").click()
    expect(page.locator("[data-asked] .badge")).to_have_text("待传")
    phone.wait_until_on_disk("question_asked", text=ASKED)
    page.reload()
    phone.pass_the_lock()
    expect(page.locator("[data-asked]")).to_contain_text(ASKED)
    phone.page.context.set_offline(False)
    phone.sync()
    phone.go("/phone/handbook/questions")
    expect(page.locator("[data-asked] .badge")).to_have_text("待解答")

    desk = new_desk("ji")
    desk.goto(f"{server.url}/")
    desk.get_by_role("link", name=ASKED).click()
    expect(desk.get_by_role("link", name="查看检查")).to_be_visible()
    desk.fill("#title", TITLE)
    desk.fill("#text", ANSWER)
    desk.fill("#articles", ARTICLE)
    desk.get_by_role("button", name="发布解答").click()
    expect(desk.get_by_text(f"手册里没有“{ARTICLE}”")).to_be_visible()
    expect(desk.locator("#text")).to_have_value(ANSWER)
    desk.fill("#articles", "")
    desk.get_by_role("button", name="发布解答").click()
    expect(desk.locator("h1")).to_have_text(TITLE)

    before = page.evaluate(EDITIONS)
    phone.sync()
    phone.wait_until(f"async (before) => (await ({EDITIONS})()) !== before", before)
    server.stop()
    phone.go("/phone/handbook/questions")
    expect(page.locator("[data-answer]", has_text=TITLE)).to_contain_text(ANSWER)
    phone.go("/phone/handbook")
    page.fill("#query", "加装隔墙")
    expect(page.locator("[data-answer] .title")).to_have_text(TITLE)

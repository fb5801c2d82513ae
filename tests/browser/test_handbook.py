"""A statute is imported at the desk; on the phone it is searched and read, and cited articles open, with the server gone."""

from pathlib import Path

from playwright.sync_api import expect

from inspect_app.rules.statute_numerals import numeral
from tests.invented_statutes import FIRST, TITLE

NOT_REGISTERED = "use-registered"
TOWN = "上海市民防条例"
WORDS = "（这是测试用的虚构条文）"


def invented_law() -> str:
    """Under the title that the acts cite, in words that nobody passed."""
    articles = []
    for number in range(1, 44):
        text = f"第{numeral(number)}条 第{numeral(number)}号虚构规定。"
        if number == 41:
            text += f"\n\n平时使用虚构工程的，应当登记{WORDS}。"
        if number == 43:
            text += "\n\n第二款的虚构规定。" + "".join(f"\n\n（{one}）虚构情形{one}；" for one in "一二三")
        articles.append(text)
    return f"# {TOWN}\n\n<!-- INFO END -->\n\n## 第一章 总则\n\n" + "\n\n".join(articles)


def bring_in(desk, url: str, file: Path, day: str = "") -> None:
    desk.goto(f"{url}/handbook/imports/new")
    desk.set_input_files("#file", str(file))
    if day:
        desk.fill("#in_force_on", day)
    desk.get_by_role("button", name="上传并预览").click()
    expect(desk.get_by_text("还没有写入任何内容")).to_be_visible()
    desk.get_by_role("button", name="确认导入").click()
    expect(desk.locator(".notice--good")).to_contain_text("已导入")


def test_a_statute_imported_at_the_desk_is_read_in_the_basement(new_phone, new_desk, server, tmp_path: Path):
    phone = new_phone("geng")
    desk = new_desk("jia")
    for name, text, day in [("示范.md", FIRST, ""), ("虚构.md", invented_law(), "2020-01-01")]:
        (tmp_path / name).write_text(text, encoding="utf-8")
        bring_in(desk, server.url, tmp_path / name, day)
    desk.goto(f"{server.url}/handbook")
    desk.get_by_role("link", name=TITLE).click()
    article = desk.locator("#a4")
    article.get_by_text("写批注").click()
    article.locator("textarea").fill("从轻的要写明理由。")
    article.get_by_role("button", name="保存批注").click()
    expect(desk.locator(".law__note")).to_contain_text("从轻的要写明理由。")
    phone.sync()
    page = phone.page
    phone.wait_until(
        "async () => (await new Promise((done) => { indexedDB.open(`officer ${JSON.parse(localStorage.getItem('officers')).geng}`)"
        ".onsuccess = ({ target: { result: db } }) => { const all = db.transaction('handbook').objectStore('handbook').count();"
        " all.onsuccess = () => (db.close(), done(all.result)); }; })) === 3"
    )
    server.stop()

    phone.go("/phone")
    page.locator(".tabs").get_by_role("link", name="手册").click()
    expect(page.locator("[data-statute]")).to_have_count(2)
    page.fill("#query", "疏散通道")
    expect(page.locator("mark")).to_have_text("疏散通道")
    page.locator("[data-hit]").click()
    expect(page.locator("h1")).to_have_text(f"{TITLE} 第三条")
    expect(page.locator(".statute__text--meant")).to_contain_text("保持通道畅通")
    page.get_by_role("link", name="下一条").click()
    expect(page.locator("[data-note]")).to_contain_text("从轻的要写明理由。")
    page.reload()
    phone.pass_the_lock()
    expect(page.locator("[data-note]")).to_contain_text("从轻的要写明理由。")
    page.get_by_role("link", name="返回").click()
    expect(page.locator("[data-article]")).to_have_count(5)

    phone.open_assigned()
    phone.start()
    phone.find_wrong(NOT_REGISTERED)
    phone.item(NOT_REGISTERED).locator(".acts summary").click()
    phone.item(NOT_REGISTERED).locator("[data-cite]").first.click()
    sheet = page.locator("[data-article-sheet]")
    expect(sheet.locator(".statute__text--meant")).to_contain_text(WORDS)
    page.locator("[data-close]").click()
    expect(sheet).to_have_count(0)
    page.get_by_role("link", name="当场处罚").click()
    page.wait_for_selector("[name=sanction]")
    page.fill("#facts", "没有登记")
    page.locator('[data-cite="shanghai_civil_defence:第四十三条第一款第三项"]').first.click()
    expect(sheet.locator("h2")).to_have_text(f"《{TOWN}》第四十三条第一款第三项")
    page.locator("[data-close]").click()
    expect(page.locator("#facts")).to_have_value("没有登记")

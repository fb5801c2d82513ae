"""On-the-spot penalties with no signal: what the law allows, in its order, on a pre-numbered form."""

from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.phone_app import PhoneApp

NOT_REGISTERED = "use-registered"


def words_of(paper: Locator) -> str:
    """The paper's text without blanks: phone and office draw one document in the same words."""
    return "".join((paper.text_content() or "").split())


def found_unregistered(phone: PhoneApp) -> str:
    phone.open_assigned()
    visit_id = phone.start()
    phone.find_wrong(NOT_REGISTERED)
    phone.page.get_by_role("link", name="当场处罚").click()
    phone.page.wait_for_selector("[name=sanction]")
    return visit_id


def test_a_unit_that_has_not_registered_its_use_is_fined_within_the_law(new_phone, new_desk, server):
    phone = new_phone("geng")
    server.stop()
    visit_id = found_unregistered(phone)
    page = phone.page
    expect(page.get_by_text("500 至 3000 元")).to_be_visible()
    page.locator("[name=sanction]").nth(1).check()
    page.fill("#fine-yuan", "3001")
    fault = page.locator("[data-fine-fault]")
    expect(fault).to_contain_text("最高 3000 元")
    expect(fault).to_contain_text("《中华人民共和国行政处罚法》第五十一条")
    page.fill("#fine-yuan", "499")
    expect(fault).to_contain_text("《上海市民防条例》第四十三条第一款第三项")
    page.fill("#fine-yuan", "3000")
    expect(fault).to_have_count(0)
    page.click("[data-make]")
    reasons = page.locator(".notice--bad").first
    for missing in ("请先出示执法证件", "请先告知", "请先听取", "违法事实确凿", "决定处罚轻重的理由"):
        expect(reasons).to_contain_text(missing)
    phone.choose_two_officers()
    phone.take_the_steps()
    page.click("[data-make]")
    paper = page.locator("[data-paper=on_the_spot_decision]")
    expect(paper).to_contain_text("警告，并处罚款人民币叁仟元整")
    expect(paper).to_contain_text("先向上海市松江区人民政府申请行政复议")
    number, address = page.locator(".paper__number").inner_text(), page.url
    phone.sign_and_deliver()
    phone.answer_the_rest(but=(NOT_REGISTERED,))
    phone.item(NOT_REGISTERED).locator('[data-photo="album"]').set_input_files([])
    server.start()
    phone.wait_until_synced()

    desk = new_desk("ding")
    desk.goto(f"{server.url}/decisions")
    expect(desk.get_by_role("link", name=number)).to_have_count(1)
    desk.get_by_role("link", name=number).click()
    expect(desk.locator("h1")).to_contain_text("待备案")
    expect(desk.locator("main dl").first).to_contain_text("警告，并处罚款人民币叁仟元整（¥3,000.00）")
    expect(desk.get_by_text("有疑点")).to_have_count(0)
    desk.get_by_role("button", name="备案").click()
    expect(desk.locator("h1")).to_contain_text("已备案")
    phone.open(address.removeprefix(server.url))
    assert words_of(paper) == words_of(desk.locator("article.document"))
    assert visit_id in address


def test_a_person_is_warned_and_a_fine_beyond_their_limit_is_refused(new_phone, new_desk, server):
    phone = new_phone("geng")
    server.stop()
    found_unregistered(phone)
    page = phone.page
    page.get_by_label("个人").check()
    page.fill("#party-name", "王某")
    expect(page.get_by_text("100 至 200 元")).to_be_visible()
    page.locator("[name=sanction]").nth(1).check()
    page.fill("#fine-yuan", "201")
    expect(page.locator("[data-fine-fault]")).to_contain_text("最高 200 元")
    page.locator("[name=sanction]").nth(0).check()
    phone.choose_two_officers()
    phone.take_the_steps()
    page.click("[data-make]")
    expect(page.locator(".paper__sanction")).to_have_text("警告")
    number = page.locator(".paper__number").inner_text()
    phone.sign_and_deliver()
    server.start()
    phone.wait_until_synced()
    desk = new_desk("ding")
    desk.goto(f"{server.url}/decisions")
    expect(desk.get_by_role("link", name=number)).to_have_count(1)
    expect(desk.locator("main")).to_contain_text("王某")


def test_a_refusal_to_sign_is_noted_with_its_witness(new_phone, new_desk, server):
    phone = new_phone("geng")
    server.stop()
    found_unregistered(phone)
    page = phone.page
    phone.choose_two_officers()
    phone.take_the_steps()
    page.click("[data-make]")
    page.wait_for_selector("[data-paper]")
    number = page.locator(".paper__number").inner_text()
    assert page.locator("[data-deliver]").count() == 0
    phone.sign_and_deliver(refusal="当事人看过内容后拒绝签名", witness="李某，物业保安")
    server.start()
    phone.wait_until_synced()
    desk = new_desk("ding")
    desk.goto(f"{server.url}/decisions")
    desk.get_by_role("link", name=number).click()
    expect(desk.locator("main")).to_contain_text("当事人看过内容后拒绝签名")
    expect(desk.locator("main")).to_contain_text("李某，物业保安")


def test_a_spoilt_form_is_voided_and_its_number_never_comes_again(new_phone, new_desk, server):
    phone = new_phone("geng")
    server.stop()
    visit_id = found_unregistered(phone)
    page = phone.page
    phone.choose_two_officers()
    phone.take_the_steps()
    page.click("[data-make]")
    page.wait_for_selector("[data-paper]")
    spoilt = page.locator(".paper__number").inner_text()
    page.get_by_role("button", name="写错了，作废这份文书").click()
    page.fill("#void-reason", "当事人名称写错")
    page.get_by_role("button", name="作废", exact=True).click()
    page.wait_for_selector("article.item")
    phone.go(f"/phone/visits/{visit_id}/penalty")
    phone.choose_two_officers()
    phone.take_the_steps()
    page.click("[data-make]")
    page.wait_for_selector("[data-paper]")
    second = page.locator(".paper__number").inner_text()
    assert second != spoilt
    phone.sign_and_deliver()
    server.start()
    phone.wait_until_synced()
    desk = new_desk("ding")
    desk.goto(f"{server.url}/decisions")
    expect(desk.locator("tr", has_text=spoilt)).to_contain_text("已作废")
    expect(desk.locator("tr", has_text=second)).to_contain_text("待备案")


def test_the_paper_is_there_for_a4_and_roll_and_as_a_file(new_phone, server):
    phone = new_phone("geng")
    server.stop()
    found_unregistered(phone)
    page = phone.page
    phone.choose_two_officers()
    phone.take_the_steps()
    page.click("[data-make]")
    page.wait_for_selector("[data-paper]")
    assert page.locator(".paper__qr path").get_attribute("d")
    page.get_by_label("80 毫米卷纸").check()
    expect(page.locator(".paper--roll80")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="发送文件").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "当场行政处罚决定书" in text
    assert ".paper--roll80" in text
    assert "申请行政复议" in text

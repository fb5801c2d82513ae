"""A fine collected on the spot with no signal: the phone says until when the cash must be handed over, and it gets to the bank."""

import os
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.test_penalties import found_unregistered


def _picture(page: Page, name: str) -> None:
    """Where somebody wants to look: FINE_PICTURES=folder."""
    if folder := os.environ.get("FINE_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def _day(desk: Page, form: str) -> None:
    desk.fill(f"#{form}-day", desk.evaluate("new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10)"))


def test_cash_collected_with_no_signal_goes_from_the_phone_to_the_bank(new_phone, new_desk, server):
    phone = new_phone("geng")
    server.stop()
    found_unregistered(phone)
    page = phone.page
    page.get_by_label("个人").check()
    page.fill("#party-name", "王某")
    page.locator("[name=sanction]").nth(1).check()
    page.fill("#fine-yuan", "100")
    phone.choose_two_officers()
    phone.take_the_steps()
    page.get_by_label("当场收缴：一百元以下").check()
    expect(page.locator("[data-hand-over]")).to_contain_text("把现金交到机关")
    _picture(page, "phone-penalty")
    page.click("[data-make]")
    reasons = page.locator(".notice--bad").first
    expect(reasons).to_contain_text("必须开具财政专用票据")
    expect(reasons).to_contain_text("请选择制发机关")
    page.get_by_label("上海市财政局").check()
    page.fill("#receipt-number", "沪财 00123")
    page.click("[data-make]")
    paper = page.locator("[data-paper=on_the_spot_decision]")
    expect(paper).to_contain_text("已出具上海市财政局统一制发的专用票据，票据号：沪财 00123")
    phone.sign_and_deliver()
    phone.open("/phone")
    cash = page.locator("[data-cash]")
    expect(cash).to_contain_text("100 元")
    expect(cash).to_contain_text("王某")
    _picture(page, "phone-today")
    server.start()
    phone.wait_until_synced()
    expect(cash).to_have_count(1)

    desk = new_desk("geng")
    expect(desk.get_by_role("link", name="我收缴的现金待交")).to_contain_text("1")
    _picture(desk, "home")
    desk.get_by_role("link", name="我收缴的现金待交").click()
    desk.locator("table a").first.click()
    address = desk.url
    _picture(desk, "fine-cash")
    _day(desk, "handover")
    desk.get_by_role("button", name="登记交出").click()
    expect(desk.locator("h1")).to_contain_text("现金待确认")
    lead = new_desk("ding")
    lead.goto(address)
    _day(lead, "confirmation")
    lead.get_by_role("button", name="确认收到").click()
    expect(lead.locator("h1")).to_contain_text("现金待缴银行")
    _day(lead, "deposit")
    lead.fill("#deposit-number", "缴款书 8")
    lead.get_by_role("button", name="登记缴付银行").click()
    expect(lead.locator("h1")).to_contain_text("已缴清")
    _picture(lead, "fine-paid")
    lead.get_by_role("link", name="看处罚决定").click()
    _picture(lead, "decision")
    phone.open("/phone")
    phone.wait_until_synced()
    expect(cash).to_have_count(0)

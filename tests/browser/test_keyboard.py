"""The phone without a finger: an item answered and a finding recorded with the keyboard alone, the focus always seen."""

import re

from playwright.sync_api import Page, expect

from tests.browser.phone_app import PhoneApp

ITEM = 'article[data-item="use-registered"]'
FOCUS = """() => {
  const here = document.activeElement;
  const seen = [here, here.closest("label")].filter(Boolean).some((one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  });
  return here === document.body ? "nowhere" : seen ? "" : `${here.outerHTML.slice(0, 120)} has no outline`;
}"""


def tab_to(page: Page, css: str, *, most: int = 60) -> None:
    """As often as it takes; wherever the focus rests on the way, it can be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(css) => document.activeElement.matches(css)", css):
            assert page.evaluate(FOCUS) == ""
            return
        assert page.evaluate(FOCUS) in ("", "nowhere")
    raise AssertionError(f"{css} is not among the next {most} places; the focus is at {page.evaluate(FOCUS)}")


def test_an_item_is_answered_and_a_finding_recorded_by_keyboard(new_phone):
    phone: PhoneApp = new_phone("geng")
    page: Page = phone.page
    page.goto(f"{phone.server.url}/phone")
    phone.wait_for("[data-visit]")
    tab_to(page, 'a[data-visit][href*="start?visit"]')
    page.keyboard.press("Enter")
    phone.wait_for("[data-start]")
    expect(page.locator("h1")).to_be_focused()
    tab_to(page, "[data-start]", most=90)
    page.keyboard.press("Enter")
    phone.wait_for("article.item")
    expect(page.locator("h1")).to_be_focused()
    tab_to(page, f'{ITEM} [data-answer="not_met"]')
    page.keyboard.press("Space")
    expect(page.locator(f'{ITEM} [data-answer="not_met"]')).to_have_attribute("aria-pressed", "true")
    expect(page.locator(f'{ITEM} [data-answer="not_met"]')).to_be_focused()

    tab_to(page, f"{ITEM} .phrase", most=3)
    page.keyboard.press("Enter")
    words = page.locator(f"{ITEM} .finding textarea")
    expect(words).not_to_have_value("")
    tab_to(page, f"{ITEM} .finding textarea", most=9)
    page.keyboard.press("Control+End")
    page.keyboard.type("门口没有公示牌。")
    tab_to(page, f'{ITEM} [data-photo="album"]', most=4)
    tab_to(page, f"{ITEM} [name^=severity]", most=6)
    page.keyboard.press("ArrowRight")
    tab_to(page, f"{ITEM} details.acts summary", most=2)
    page.keyboard.press("Enter")
    tab_to(page, f"{ITEM} details.acts input", most=2)

    phone.wait_until_on_disk("finding_recorded", severity="serious")
    page.reload()
    expect(words).to_have_value(re.compile("门口没有公示牌。$"))
    expect(page.locator(f"{ITEM} [name^=severity]").nth(2)).to_be_checked()


def test_a_dialog_is_left_with_escape(new_phone):
    phone: PhoneApp = new_phone("geng")
    page: Page = phone.page
    phone.open_assigned()
    phone.start()
    phone.find_wrong("use-registered")
    page.locator(f'{ITEM} [data-photo="live"]').focus()
    page.keyboard.press("Enter")
    phone.wait_for("dialog.camera")
    page.keyboard.press("Escape")
    phone.wait_until_gone("dialog.camera")
    expect(page.locator(f'{ITEM} [data-photo="live"]')).to_be_focused()

"""A head's morning: from the first page to what is overdue, from a number to its list, from the year to its report."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from inspect_app import clock
from tests.browser.server import Server, commanded


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """The played year, as `flask demo` leaves it."""
    data = commanded(tmp_path / "data", ["db", "upgrade"], ["demo", "songjiang-2017"])
    running = Server(data).start()
    yield running
    running.stop()
    assert "Traceback" not in running.log(), running.log()[-4_000:]


def lines_of(page: Page) -> Locator:
    return page.locator("main table tbody tr")


def test_a_heads_morning(new_desk, server):
    head = new_desk("jia")
    overview = head.locator("[data-overview]")
    expect(overview.locator("canvas")).to_have_count(4)
    expect(head.locator("[data-map-status]")).to_contain_text("工程 视野内 329 个")
    widths = overview.locator("canvas").evaluate_all("all => all.map((one) => one.width)")
    assert min(widths) > 100
    overdue = overview.locator(".sums [data-counts=orders_late]")
    expect(overdue).to_have_text("1")
    overdue.click()
    expect(head.locator("[data-figure=orders_late]")).to_contain_text("逾期未改正")
    expect(lines_of(head)).to_have_count(1)
    head.locator("main table tbody a").first.click()
    expect(head.locator("main")).to_contain_text("待改正")

    head.goto(f"{server.url}/year-figures?year=2017&as_of=2017-08-31")
    expect(head.locator(".sums")).to_contain_text("13 立案")
    head.locator("table [data-counts=closed_in_use]").first.click()
    expect(head.locator("[data-figure=closed_in_use]")).to_contain_text("截至 2017-08-31")
    expect(lines_of(head)).to_have_count(5)
    head.get_by_role("link", name="看全部").click()
    expect(lines_of(head)).to_have_count(14)

    head.goto(f"{server.url}/year-figures?year=2017&as_of=2017-08-31")
    with head.expect_download() as begun:
        head.get_by_role("link", name="年底考核 Word").click()
    assert begun.value.suggested_filename == "年底考核-2017-2017-08-31.docx"

    head.get_by_role("link", name="年度目标").first.click()
    year = clock.today().year
    head.goto(f"{server.url}/targets/{year}")
    head.get_by_label("件数").fill("6")
    head.get_by_label("完成日期").fill(f"{year}-12-31")
    head.get_by_label("理由").fill("年初目标")
    head.get_by_role("button", name="保存").click()
    expect(head.locator(".notice--good")).to_contain_text("已保存")
    expect(head.locator("[data-measure=filed]")).to_contain_text("还差 6")

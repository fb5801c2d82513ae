"""The office's part of the story: what came in, reviewed and filed; the register, its import; a checklist's draft."""

import csv
import io
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.screenshots.album import Album
from tests.screenshots.stage import Stage


class Desk:
    def __init__(self, stage: Stage, album: Album) -> None:
        self.url, self.album, self.stage = stage.server.url, album, stage
        self.page = stage.desk("ding")

    def go(self, path: str) -> Page:
        self.page.goto(f"{self.url}{path}")
        return self.page

    def approve(self, visit_id: str) -> None:
        self.go(f"/visits/{visit_id}").get_by_role("button", name="审核通过").click()

    def first_page(self) -> None:
        self.album.take(self.go("/"), "office-home")
        self.album.take(self.go("/reviews"), "office-reviews")

    def register(self, folder: Path) -> None:
        self.album.take(self.go("/works?all=1&text=ys"), "office-register")
        sheet = self.page.request.get(f"{self.url}/works/sheet.csv").body().decode("utf-8-sig")
        path = folder / "台账补充.csv"
        path.write_text(altered(sheet), encoding="utf-8-sig")
        page = self.go("/works/imports/new")
        page.set_input_files("#file", path)
        page.click("main button.button--main")
        page.wait_for_selector(".kinds")
        page.locator(".kinds a").nth(0).click()
        self.album.take(page, "office-import")

    def review(self, visit_id: str) -> None:
        page = self.go(f"/visits/{visit_id}")
        self._load_photos(page)
        page.evaluate("scrollTo(0, 0)")
        self.album.take(page, "office-visit")
        self._take_finding("office-review")

    def _take_finding(self, name: str) -> None:
        finding = self.page.locator("article[data-finding]", has_text="手轮卡滞")
        self.album.take(self.page, name, top=finding, above=16)

    def _load_photos(self, page: Page) -> None:
        for image in page.locator("article[data-finding] img").all():
            image.scroll_into_view_if_needed()
            expect(image).to_have_js_property("complete", True)

    def file(self, number: str) -> None:
        page = self.go("/decisions")
        page.get_by_role("link", name=number).click()
        address = page.url
        page.get_by_role("button", name="备案").click()
        expect(page.locator("h1")).to_contain_text("已备案")
        self.album.take(page, "office-decision-filed")
        page.goto(f"{address}/print")
        self.album.keep("paper-decision", page.locator(".sheet__paper").screenshot())

    def orders(self) -> None:
        self.album.take(self.go("/orders?all=1"), "office-orders")

    def checklist(self) -> None:
        page = self.go("/checklists")
        page.locator("section.card", has_text="works-in-use").get_by_role("button", name="新建版本").click()
        page.wait_for_selector("article.item")
        address = page.url
        page.locator("#item-door-rust-hinges").get_by_role("link", name="修改").click()
        page.wait_for_selector("form.item-form")
        self.album.take(page, "office-checklist-item")
        page.goto(f"{address}/preview")
        frame = page.frame_locator("iframe")
        frame.locator("article.item").nth(9).wait_for()
        frame.locator('[data-item="door-rust-hinges"] [data-answer="met"]').scroll_into_view_if_needed()
        self.album.take(page, "office-checklist-preview", top=".handset", above=100)

    def across(self) -> None:
        """What went to and came from the fictional city."""
        self.album.take(self.go("/handovers?all=1"), "across-handovers")
        page = self.page
        page.get_by_role("link", name="群众来信反映地下车库两樘").click()
        self.album.take(page, "across-lead")
        page = self.go("/leads?all=1&text=被木条撑住")
        page.get_by_role("link", name="被木条撑住").click()
        page.get_by_role("link", name="交给其他机关").click()
        page.get_by_role("link", name="上报 · 演示市民防办公室").click()
        self.album.take(page, "across-release", top="form h2", above=16)
        page = self.go("/questions?all=1")
        page.get_by_role("link", name="人防门由前任物业拆除的").click()
        self.album.take(page, "across-question")

    def in_english(self, visit_id: str) -> None:
        page = self.go(f"/visits/{visit_id}")
        page.get_by_role("button", name="English").click()
        self._load_photos(page)
        self._take_finding("office-review-en")


def altered(sheet: str) -> str:
    """The exported register with two works added, three changed and two rows that cannot be taken in."""
    rows = list(csv.reader(io.StringIO(sheet)))
    at = {name: place for place, name in enumerate(rows[0])}
    number, name, street, area, year = (
        at[one] for one in ("工程编号", "工程名称", "街镇", "建筑面积（平方米）", "建成年份")
    )
    for row, value in ((rows[3], "2019"), (rows[8], "2020"), (rows[11], "2021")):
        row[year] = value
    for place, extra in enumerate(("演示枫苑第9小区地下车库", "演示桂苑第8小区地下车库"), start=1):
        rows.append([*rows[5]])
        rows[-1][number], rows[-1][name] = f"演示-新{place:03d}", extra
    rows[20][street], rows[25][area] = "不存在的街道", "五千"
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()

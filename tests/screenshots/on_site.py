"""The officers' part of the story: two weeks ago, and today with the server gone."""

from pathlib import Path
from uuid import UUID

from playwright.sync_api import Locator, Page, expect

from tests.screenshots.album import Album
from tests.screenshots.drawings import drawn_photo
from tests.screenshots.stage import Handset, Stage

NOT_REGISTERED, RUSTY, BLOCKED = "use-registered", "door-rust-hinges", "door-approach-clear"
RUSTY_BEFORE = "2号口防护密闭门门扇下部锈蚀，手轮转动困难。"
RUSTY_NOW = "2号口防护密闭门门扇下部大面积锈蚀，闭锁手轮卡滞，经两人操作不能关闭到位。"
GOODS = "2号口通道内堆放纸箱约20件，防护密闭门启闭范围被占用。"
REQUIREMENTS = ("除锈、补漆，修复闭锁手轮，使2号口防护密闭门能够关闭到位。", "清空2号口通道内的堆放物。")
STEPS = ("identity_shown", "party_told", "party_heard")


def an_earlier_order(stage: Stage, folder: Path, work_id: UUID) -> str:
    """Another pair was there before: the same door, ordered to be put right, and nobody has done it."""
    phone = stage.phone("gui", stage.place_of(work_id))
    page = phone.page
    phone.go(f"/phone/works/{work_id}/start")
    page.get_by_label("检查员壬").check()
    visit_id = phone.start()
    phone.fix_at_the_entrance()
    phone.find_wrong(RUSTY, text=RUSTY_BEFORE, photos=[drawn_photo(folder, "door-before")])
    begin_order(phone, days=7)
    make_order(phone)
    phone.answer_the_rest(but=(RUSTY,))
    phone.seal("张某，物业管理员")
    phone.wait_until_synced()
    phone.sync()
    page.context.close()
    return visit_id


def begin_order(phone: Handset, *, days: int) -> None:
    page = phone.page
    page.locator(".foot").get_by_role("link", name="责令改正").click()
    page.wait_for_selector("#party-name")
    phone.choose_two_officers()
    page.get_by_label(f"{days} 天").check()


def make_order(phone: Handset) -> None:
    phone.page.click("[data-make]")
    phone.page.wait_for_selector("[data-paper=correction_order]")
    phone.sign_and_deliver()


class Today:
    """A visit with three findings, a fine and an order, from the first screen to the outbox."""

    def __init__(self, stage: Stage, album: Album, folder: Path, work_id: UUID) -> None:
        self.stage, self.album, self.folder = stage, album, folder
        self.phone = stage.phone("geng", stage.place_of(work_id))
        self.page = self.phone.page
        self.decision_number = ""

    def item(self, code: str) -> Locator:
        return self.phone.item(code)

    def later(self, minutes: int) -> None:
        self.stage.pass_time(self.page, minutes)

    def begin(self) -> str:
        """Signed in with a network, then down into the basement."""
        self.phone.go("/phone")
        self.album.take(self.page, "phone-today")
        with self.page.expect_response("**/api/sync"):  # this page counts its time from what the server says now
            self.phone.open_assigned()
        self.phone.wait_until_synced()
        self.page.wait_for_timeout(500)
        self.album.take(self.page, "phone-start")
        self.stage.server.stop()
        self.later(12)
        visit_id = self.phone.start()
        self.phone.fix_at_the_entrance()
        return visit_id

    def look_around(self) -> None:
        self.later(4)
        for code in ("accepted", "responsible-unit", "maintenance-records", "emergency-plan"):
            self.phone.answer(code, "met")
        self.phone.answer("actual-use", "parking")
        self.page.wait_for_selector("text=离线")
        self.album.take(self.page, "phone-visit", top=self.item("actual-use"), above=320)
        self.find(NOT_REGISTERED, "", "parked-cars", 3)
        self.find(RUSTY, RUSTY_NOW, "rusty-door", 11)
        self.album.take(self.page, "phone-finding", top=self.item(RUSTY))
        self._in_english()
        self.find(BLOCKED, GOODS, "blocked-door", 4)

    def _in_english(self) -> None:
        visit = f"/phone/visits/{self.phone.visit_id()}"
        for language, name in (("English", "phone-finding-en"), ("中文", "")):
            self.phone.move("/phone/me")
            self.page.get_by_label(language).check()
            self.phone.move("/phone")
            if name:
                self.album.take(self.page, "phone-today-en")
            self.phone.move(visit)
            if name:
                self.album.take(self.page, name, top=self.item(RUSTY))

    def find(self, code: str, text: str, scene: str, minutes: int) -> None:
        self.later(minutes)
        self.phone.find_wrong(code, text=text, photos=[drawn_photo(self.folder, scene)])

    def penalise(self) -> None:
        """¥3,001 is refused with its article; ¥1,500 is decided, signed and handed over."""
        page = self.page
        self.later(6)
        page.locator(".foot").get_by_role("link", name="当场处罚").click()
        page.wait_for_selector("[name=sanction]")
        page.locator("[name=sanction]").nth(1).check()
        page.fill("#fine-yuan", "3001")
        expect(page.locator("[data-fine-fault]")).to_contain_text("第五十一条")
        self.album.take(page, "phone-penalty-refused", top=page.locator(".step").nth(2))
        page.fill("#fine-yuan", "1500")
        for factor in ("首次违法", "危害后果轻微", "配合检查"):
            page.get_by_label(factor, exact=True).check()
        page.get_by_label("违法事实确凿，有法定依据").check()
        self.phone.choose_two_officers()
        self._tell_and_hear()
        page.click("[data-make]")
        page.wait_for_selector("[data-paper=on_the_spot_decision]")
        self.decision_number = page.locator(".paper__number").inner_text()
        self.album.take(page, "phone-paper")
        self._sign()

    def _tell_and_hear(self) -> None:
        for step in STEPS:
            self.later(3)
            self.page.click(f'[data-step="{step}"]')
            self.page.wait_for_selector(f'[data-step="{step}"].step__button--done')
        self.album.take(self.page, "phone-penalty-steps", top=self.page.locator(".step").nth(5))
        self.later(2)

    def _sign(self) -> None:
        page = self.page
        for badge in self.phone.badges():
            self.phone.sign(badge)
        page.click('[data-signer="party"]')
        scrawl(page)
        self.album.take(page, "phone-signature")
        page.click('[data-sign="done"]')
        page.wait_for_selector("dialog.signing", state="detached")
        self.later(3)
        self.album.take(page, "phone-signed", top=page.get_by_role("heading", name="签名"), above=270)
        page.click("[data-deliver]")
        page.wait_for_url("**/phone/visits/*")

    def order_and_finish(self) -> None:
        phone, page = self.phone, self.page
        self.later(5)
        begin_order(phone, days=15)
        page.get_by_role("group", name="改正事项").get_by_role("checkbox").first.uncheck()
        for field, words in zip(page.get_by_label("改正要求").all(), REQUIREMENTS, strict=True):
            field.fill(words)
        self.album.take(page, "phone-order")
        make_order(phone)
        phone.answer_the_rest(but=(NOT_REGISTERED, RUSTY, BLOCKED))
        self.later(9)
        page.locator(".foot").get_by_role("link", name="结束检查").click()
        page.fill("#present", "王某，物业管理员")
        self.album.take(page, "phone-finish")
        page.click("[data-seal]")
        page.wait_for_selector("[data-paper=inspection_record]")
        phone.sign_and_deliver()

    def offline(self) -> None:
        for name in ("outbox", "me"):
            self.phone.go(f"/phone/{name}")
            self.page.wait_for_selector("text=离线")
            self.album.take(self.page, f"phone-{name}")

    def online(self) -> None:
        self.later(20)
        self.stage.server.start()
        self.phone.wait_until_synced()
        self.phone.sync()


STROKES = (
    ((0.16, 0.32), (0.36, 0.29)),
    ((0.18, 0.5), (0.34, 0.47)),
    ((0.12, 0.7), (0.4, 0.66)),
    ((0.26, 0.3), (0.25, 0.68)),
    ((0.55, 0.28), (0.86, 0.25)),
    ((0.62, 0.2), (0.6, 0.5), (0.8, 0.48), (0.82, 0.2)),
    ((0.62, 0.38), (0.8, 0.36)),
    ((0.5, 0.6), (0.9, 0.56)),
    ((0.7, 0.48), (0.69, 0.84)),
    ((0.68, 0.6), (0.52, 0.8)),
    ((0.71, 0.6), (0.88, 0.78)),
)


def scrawl(page: Page) -> None:
    """The party's name by finger, 王某, not yet confirmed."""
    box = page.locator("canvas.signing__pad").bounding_box()
    assert box
    for stroke in STROKES:
        points = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]
        page.mouse.move(*points[0])
        page.mouse.down()
        for point in points[1:]:
            page.mouse.move(*point, steps=6)
        page.mouse.up()

"""The phone app as an officer uses it: by what is on the screen."""

from playwright.sync_api import Locator, Page

from tests.browser.server import Server


class PhoneApp:
    def __init__(self, page: Page, server: Server) -> None:
        self.page = page
        self.server = server

    def sign_in(self, login: str, password: str) -> None:
        """Sign in and wait until the app and its data are on the phone and it works without a network."""
        page = self.page
        page.goto(f"{self.server.url}/phone")
        page.fill("#login", login)
        page.fill("#password", password)
        page.click("form button")
        page.wait_for_selector(".tabs")
        self.wait_until_synced()
        page.evaluate("navigator.serviceWorker.ready")
        page.wait_for_function("async () => (await caches.keys()).length === 1")

    def chip(self) -> str:
        return self.page.inner_text("[data-chip]").strip()

    def wait_until_synced(self) -> None:
        """The system says that the network is back; the rest happens by itself."""
        self.page.evaluate("dispatchEvent(new Event('online'))")
        self.page.wait_for_selector(".chip--good", timeout=30_000)

    def sync(self) -> None:
        """Press the button, as often as it takes."""
        self.go("/phone/outbox")
        before = self.page.locator("[data-synced]").get_attribute("data-synced")
        self.page.click("[data-sync]:not([disabled])")
        self.page.wait_for_function(
            "(before) => document.querySelector('[data-synced]').dataset.synced > before", arg=before
        )
        self.wait_until_synced()

    def go(self, path: str) -> None:
        self.page.goto(f"{self.server.url}{path}")
        self.page.wait_for_selector("main.body > *")

    def stand_at(self, longitude: float, latitude: float, accuracy: float = 12) -> None:
        self.page.context.set_geolocation({"longitude": longitude, "latitude": latitude, "accuracy": accuracy})

    def open_assigned(self, place: int = 0) -> None:
        """Today, the assigned visit, its start."""
        self.go("/phone")
        self.page.locator("[data-visit]").nth(place).click()
        self.page.wait_for_selector("[data-start], article.item")

    def start(self) -> str:
        """Start what is prepared; gives the visit's id."""
        self.page.click("[data-start]")
        self.page.wait_for_url("**/phone/visits/*")
        return self.visit_id()

    def visit_id(self) -> str:
        return self.page.url.split("/visits/")[1].split("/")[0].split("#")[0].split("?")[0]

    def item(self, code: str) -> Locator:
        return self.page.locator(f'article[data-item="{code}"]')

    def answer(self, code: str, answer: str) -> None:
        self.item(code).locator(f'[data-answer="{answer}"]').click()

    def answer_the_rest(self, *, but: tuple[str, ...] = ()) -> int:
        """Everything that is not answered yet as met; gives how many taps it took."""
        taps = 0
        while (left := self._unanswered(but)) is not None:
            self._answer_one(left)
            taps += 1
        return taps

    def _unanswered(self, but: tuple[str, ...]) -> Locator | None:
        skip = "".join(f':not([data-item="{code}"])' for code in but)
        answered = ".item--met, .item--not_met, .item--not_applicable"
        found = self.page.locator(f"article.item{skip}:not({answered})")
        for index in range(found.count()):
            one = found.nth(index)
            if one.locator("button[data-answer], .measure input").count() and not one.locator("small.soft").count():
                return one
        return None

    def _answer_one(self, item: Locator) -> None:
        code = item.get_attribute("data-item")
        buttons = item.locator("button[data-answer]")
        if buttons.count():
            met = item.locator('[data-answer="met"], .answer--met').first
            (met if met.count() else buttons.first).click()
        else:
            item.locator(".measure input").fill("0")
            item.locator(".measure input").blur()
        self.page.wait_for_selector(
            f'article[data-item="{code}"]:is(.item--met, .item--not_met, .item--not_applicable)'
        )

    def find_wrong(self, code: str, *, text: str = "", photos: list[str] | None = None) -> None:
        """Not met, with words (the first ready phrase when none are given) and photos."""
        self.answer(code, "not_met")
        item = self.item(code)
        if text:
            item.locator(".finding textarea").first.fill(text)
            item.locator(".finding textarea").first.blur()
        else:
            item.locator(".phrase").first.click()
        if photos:
            item.locator('[data-photo="album"]').first.set_input_files(photos)
            self.page.wait_for_function(
                "([code, count]) => document.querySelectorAll(`article[data-item='${code}'] .photo`).length >= count",
                arg=[code, len(photos)],
            )

    def sign(self, who: str) -> None:
        """A finger on the glass, for the officer of that badge or "party"."""
        page = self.page
        page.click(f'[data-signer="{who}"]')
        box = page.locator("canvas.signing__pad").bounding_box()
        assert box
        page.mouse.move(box["x"] + 30, box["y"] + 50)
        page.mouse.down()
        for step in range(10):
            page.mouse.move(box["x"] + 30 + step * 20, box["y"] + 50 + (step % 2) * 50)
        page.mouse.up()
        page.click('[data-sign="done"]')
        page.wait_for_selector("dialog.signing", state="detached")

    def badges(self) -> list[str]:
        """Badges of the officers who are asked to sign the document on the screen."""
        found = [one.get_attribute("data-signer") for one in self.page.locator("[data-signer]").all()]
        return [badge for badge in found if badge and badge != "party"]

    def sign_and_deliver(self, *, refusal: str = "", witness: str = "") -> None:
        for badge in self.badges():
            self.sign(badge)
        if refusal:
            self.refuse(refusal, witness)
        else:
            self.sign("party")
        self.page.click("[data-deliver]")
        self.page.wait_for_url("**/phone/visits/*")
        self.page.wait_for_selector("[data-deliver]", state="detached")

    def refuse(self, reason: str, witness: str) -> None:
        self.page.click("[data-refuse]")
        self.page.fill("#refusal-reason", reason)
        self.page.fill("#refusal-witness", witness)
        self.page.click("form.card button")

    def seal(self, present: str = "王某，管理员") -> None:
        """Make the on-site record, have it signed, finish the visit."""
        self.go(f"/phone/visits/{self.visit_id()}/finish")
        self.page.fill("#present", present)
        self.page.click("[data-seal]")
        self.page.wait_for_selector("[data-paper=inspection_record]")
        self.sign_and_deliver()

"""What an officer does on the phone, said once for every browser: each brings its own way to tap, write and look."""

from abc import ABC, abstractmethod
from typing import Any

from tests.browser.sealed import IS_ON_DISK
from tests.browser.server import Server

UNANSWERED = """(but) => {
  const open = "article.item:not(.item--met, .item--not_met, .item--not_applicable)";
  const one = [...document.querySelectorAll(open)].find((item) => !but.includes(item.dataset.item)
    && item.querySelector("button[data-answer], .measure input") && !item.querySelector("small.soft"));
  if (!one) return null;
  const answer = one.querySelector('[data-answer="met"], .answer--met') ?? one.querySelector("[data-answer]");
  return [one.dataset.item, answer?.dataset.answer ?? null];
}"""
VALUES = "(css, name) => [...document.querySelectorAll(css)].map((one) => one.getAttribute(name))"
OFFICERS = '//fieldset[.//*[@id="add-officer"]]//label[contains(@class, "check")]'
FACTORS = '//*[contains(@class, "choice__columns")]//label'
PIN = "135790"
CERTAIN = '//section[@class="step"]/label[contains(@class, "check")]'


class OnThePhone(ABC):
    """Places on the screen are CSS, or XPath when they begin with "//"."""

    server: Server

    @abstractmethod
    def open(self, path: str) -> None: ...
    @abstractmethod
    def address(self) -> str: ...
    @abstractmethod
    def tap(self, place: str) -> None: ...
    @abstractmethod
    def write(self, place: str, text: str) -> None:
        """Instead of what stands there; then the field is left."""

    @abstractmethod
    def attach(self, place: str, files: list[str]) -> None: ...
    @abstractmethod
    def draw(self, place: str) -> None:
        """A zigzag with a finger."""

    @abstractmethod
    def run(self, function: str, *values: Any) -> Any:
        """A JavaScript function in the page; what it promises is waited for."""

    @abstractmethod
    def wait_until(self, function: str, *values: Any, seconds: float = 30) -> None: ...

    def wait_until_on_disk(self, event_type: str, **data: Any) -> None:
        """A deed shows some 20 ms before it is on disk: whoever reloads sooner, as no finger can, must wait for that."""
        self.wait_until(IS_ON_DISK, [event_type, data])

    def wait_for(self, css: str, *, seconds: float = 30) -> None:
        self.wait_until("(css) => document.querySelector(css)?.checkVisibility() ?? false", css, seconds=seconds)

    def wait_until_gone(self, css: str) -> None:
        self.wait_until("(css) => !document.querySelector(css)", css)

    def values(self, css: str, name: str) -> list[str]:
        found: list[str] = self.run(VALUES, css, name)
        return found

    def text(self, css: str) -> str:
        words: str = self.run("(css) => document.querySelector(css)?.innerText ?? ''", css)
        return words.strip()

    def go(self, path: str) -> None:
        self.open(path)
        self.wait_for("main.body > *")
        if self.is_locked():  # the browser was killed, or closed, and has forgotten that it was open
            self.unlock()
            self.wait_for(".chip")

    def sign_in(self, login: str, password: str) -> None:
        """Sign in and wait until the app and its data are on the phone and it works without a network."""
        self.open("/phone")
        self.wait_for("#login")
        self.write("#login", login)
        self.write("#password", password)
        self.tap("form button")
        self.pass_the_lock()
        self.settle_in()

    def settle_in(self) -> None:
        self.wait_until_synced()
        self.wait_until("async () => Boolean((await navigator.serviceWorker.getRegistration())?.active)")
        self.wait_until("async () => (await caches.keys()).length === 1")

    def pass_the_lock(self) -> None:
        """Whatever stands before the app: choosing a PIN on a new phone, or entering it."""
        self.wait_for(".chip, #pin")
        if self.run("() => Boolean(document.querySelector('#pin-again'))"):
            self.choose_pin()
        elif self.is_locked():
            self.unlock()
        self.wait_for(".chip")

    def is_locked(self) -> bool:
        return bool(self.run("() => Boolean(document.querySelector('[data-unlock]'))"))

    def choose_pin(self, pin: str = PIN) -> None:
        self.write("#pin", pin)
        self.write("#pin-again", pin)
        self.tap("[data-keep-pin]")

    def unlock(self, pin: str = PIN) -> None:
        self.write("#pin", pin)
        self.tap("[data-unlock]")

    def chip(self) -> str:
        return self.text("[data-chip]")

    def wait_until_synced(self) -> None:
        """The system says that the network is back; the rest happens by itself."""
        self.run("() => void dispatchEvent(new Event('online'))")
        try:
            self.wait_for(".chip--good", seconds=30)
        except Exception as error:
            raise AssertionError(f"not synced within 30 s, the chip says {self.chip()}") from error

    def sync_after_a_kill(self, password: str) -> None:
        """A killed browser may have forgotten its session too: then the officer is asked to sign in again, and does."""
        self.run("() => void dispatchEvent(new Event('online'))")
        self.wait_for(".chip--good, .chip--bad")
        if "重新登录" in self.chip():
            self.go("/phone/me")
            self.tap(".notice ~ button, .notice + button")
            self.write("#password", password)
            self.tap("form button")
            self.pass_the_lock()
        self.wait_until_synced()

    def sync(self) -> None:
        """Press the button, as often as it takes."""
        self.go("/phone/outbox")
        self.wait_for("[data-synced]")
        [before] = self.values("[data-synced]", "data-synced")
        self.tap("[data-sync]:not([disabled])")
        self.wait_until("(before) => document.querySelector('[data-synced]').dataset.synced > before", before)
        self.wait_until_synced()

    def open_assigned(self, place: int = 0) -> None:
        """Today, the assigned visit, its start."""
        self.go("/phone")
        self.wait_for("[data-visit]")
        self.tap(f"(//*[@data-visit])[{place + 1}]")
        self.wait_for("[data-start], article.item")

    def start(self) -> str:
        """Start what is prepared; gives the visit's id."""
        self.tap("[data-start]")
        self.wait_until("() => /^[/]phone[/]visits[/][^/]+$/.test(location.pathname)")
        return self.visit_id()

    def begin_assigned(self) -> tuple[str, list[str]]:
        """The first assigned visit, begun; gives its id and the items that are answered by a tap."""
        self.open_assigned()
        visit_id = self.start()
        self.wait_for("article.item [data-answer=met]")
        return visit_id, self.values("article.item:has([data-answer=met])", "data-item")

    def meet(self, code: str) -> None:
        """Tapped as met, and seen to be."""
        self.answer(code, "met")
        self.wait_for(f'article[data-item="{code}"].item--met')

    def visit_id(self) -> str:
        return self.address().split("/visits/")[1].split("/")[0].split("#")[0].split("?")[0]

    def answer(self, code: str, answer: str) -> None:
        self.tap(f'article[data-item="{code}"] [data-answer="{answer}"]')

    def answer_the_rest(self, *, but: tuple[str, ...] = ()) -> int:
        """Everything that is not answered yet as met; gives how many taps it took."""
        taps = 0
        while left := self.run(UNANSWERED, list(but)):
            code, answer = left
            if answer:
                self.answer(code, answer)
            else:
                self.write(f'article[data-item="{code}"] .measure input', "0")
            item = f'article[data-item="{code}"]'
            self.wait_for(f"{item}:is(.item--met, .item--not_met, .item--not_applicable)")
            taps += 1
        if taps:
            self.wait_until_on_disk("answer_given", item=code)
        return taps

    def find_wrong(self, code: str, *, text: str = "", photos: list[str] | None = None) -> None:
        """Not met, with words (the first ready phrase when none are given) and photos."""
        item = f'article[data-item="{code}"]'
        self.answer(code, "not_met")
        self.wait_for(f"{item} .finding textarea")
        if text:
            self.write(f"{item} .finding textarea", text)
        else:
            self.tap(f"{item} .phrase")
        if photos:
            self.attach(f'{item} [data-photo="album"]', photos)
            kept = "(css, count) => document.querySelectorAll(css).length >= count"
            self.wait_until(kept, f"{item} .photo", len(photos))

    def tick(self, place: str) -> None:
        """The box or the choice with that label, unless it is ticked already."""
        checked = (
            "(path) => document.evaluate(path, document, null, 9).singleNodeValue.querySelector('input').checked"
        )
        if not self.run(checked, place):
            self.tap(place)

    def choose_two_officers(self) -> None:
        for number in (1, 2):
            self.tick(f"({OFFICERS})[{number}]")

    def take_the_steps(self) -> None:
        """What the law asks for before a penalty on the spot; the first of the stated factors."""
        self.tick(f"({FACTORS})[1]")
        self.tick(f"({CERTAIN})[1]")
        for step in ("identity_shown", "party_told", "party_heard"):
            self.tap(f'[data-step="{step}"]')
            self.wait_for(f'[data-step="{step}"].step__button--done')

    def sign(self, who: str) -> None:
        """A finger on the glass, for the officer of that badge or "party"."""
        self.tap(f'[data-signer="{who}"]')
        self.wait_for("canvas.signing__pad")
        self.draw("canvas.signing__pad")
        self.tap('[data-sign="done"]')
        self.wait_until_gone("dialog.signing")

    def badges(self) -> list[str]:
        """Badges of the officers who are asked to sign the document on the screen."""
        return [badge for badge in self.values("[data-signer]", "data-signer") if badge and badge != "party"]

    def sign_and_deliver(self, *, refusal: str = "", witness: str = "") -> None:
        for badge in self.badges():
            self.sign(badge)
        if refusal:
            self.refuse(refusal, witness)
        else:
            self.sign("party")
        self.tap("[data-deliver]")
        self.wait_until("() => /^[/]phone[/]visits[/][^/]+$/.test(location.pathname)")
        self.wait_until_gone("[data-deliver]")

    def refuse(self, reason: str, witness: str) -> None:
        self.tap("[data-refuse]")
        self.write("#refusal-reason", reason)
        self.write("#refusal-witness", witness)
        self.tap("form.card button")

    def seal(self, present: str = "王某，管理员") -> None:
        """Make the on-site record, have it signed, finish the visit."""
        self.go(f"/phone/visits/{self.visit_id()}/finish")
        self.write("#present", present)
        self.tap("[data-seal]")
        self.wait_for("[data-paper=inspection_record]")
        self.sign_and_deliver()

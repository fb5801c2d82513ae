"""Past every screen of the phone app, in whatever language, as an officer meets them. (Long: one after the other.)"""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.lived_in import DOORS, PASSWORD, USE, Lived
from tests.browser.phone_app import BLANK, PhoneApp, phone_context
from tests.browser.pictures import some_photos
from tests.browser.walk import Note, Stop, noted, with_eyes

PLANNED = 'a[data-visit][href*="start?visit"]'
ANSWERED = """() => new Promise((done) => {
  indexedDB.open(`officer ${JSON.parse(localStorage.getItem("officers")).geng}`).onsuccess = ({ target: { result: database } }) => {
    const journal = database.transaction("journal", "readwrite", { durability: "strict" }).objectStore("journal");
    const reasons = [{ code: "wrong_officer", sentence: "记录不是本人的。", law: "" }];
    journal.getAll().onsuccess = ({ target: { result: events } }) => {
      for (const [index, status] of ["refused", "held", "set_aside"].entries()) {
        const aside = index === 2 ? { set_aside: { reason: "已重新做过。", at: "2026-01-05T08:00:00Z" } } : {};
        const { id, sha256 } = events[index];
        journal.put({ ...events[index], status, answer: { id, sha256, status, reasons, at: "2026-01-05T08:00:00Z", ...aside } });
      }
      journal.transaction.oncomplete = () => (database.close(), done(null));
    };
  };
})"""
"""Answers that a person has to deal with, as the server would give them to this phone's first events."""
IN_WECHAT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116 Mobile Safari/537.36 MicroMessenger/8.0"
NOBODY = "00000000-0000-0000-0000-000000000000"
NOT_HERE = {
    "work": "works/{0}",
    "start": "works/{0}/start",
    "visit": "visits/{0}",
    "transfer": "visits/{0}/findings/{0}/transfer",
    "order": "visits/{0}/order",
    "check": "visits/{0}/check",
    "finish": "visits/{0}/finish",
    "penalty": "visits/{0}/penalty",
    "document": "visits/{0}/documents/{0}",
    "raise": "visits/{0}/raise",
    "statute": "handbook/{0}",
    "typical-case": "handbook/cases/{0}",
}


class PhoneWalk:
    """`place` = the first of the free works that is taken, so that several walks do not meet."""

    def __init__(self, browser: Browser, lived: Lived, *, language: str, notes: list[Note], place: int = 0) -> None:
        self.browser, self.lived, self.notes, self.place = browser, lived, notes, place
        self.language = language
        self.stops: list[Stop] = []
        self.photos = some_photos(Path(lived.server.data) / f"photos-{language}", 2, size=(640 + place, 480))
        self.phone = self.new_phone()

    def new_phone(self, agent: str | None = None) -> PhoneApp:
        still = {"reduced_motion": "reduce", "color_scheme": "light", "user_agent": agent}
        context = phone_context(self.browser, self.language, **still)
        return PhoneApp(with_eyes(context).new_page(), self.lived.server)

    def stop(self, name: str) -> None:
        self.stops.append(noted(self.phone.page, name, self.notes))

    def whole(self) -> list[Stop]:
        parts: list[Callable[[], None]] = [
            self.unfit, self.signing_in, self.looking_around, self.reading, self.starting, self.finding, self.ordering,
            self.penalising, self.checking, self.finishing, self.sending, self.nothing_there, self.signing_out,
            self.as_partner, self.as_street,
        ]  # fmt: skip
        for part in parts:
            part()
        self.phone.page.context.close()
        return self.stops

    def unfit(self) -> None:
        ours, self.phone = self.phone, self.new_phone(IN_WECHAT)
        self.phone.open("/phone")
        self.phone.wait_for(".notice")
        self.stop("unfit")
        self.phone.page.context.close()
        self.phone = ours

    def signing_in(self) -> None:
        phone = self.phone
        phone.open("/phone")
        phone.wait_for("#login")
        self.choose_language()
        self.stop("sign-in")
        phone.write("#login", "geng")
        phone.write("#password", "wrong")
        phone.tap("form button")
        phone.wait_for("[role=alert]")
        self.stop("sign-in: refused")
        phone.write("#password", PASSWORD)
        phone.tap("form button")
        phone.wait_for("#pin-again")
        self.stop("choosing-pin")
        phone.write("#pin", "111111")
        phone.write("#pin-again", "111111")
        phone.tap("[data-keep-pin]")
        phone.wait_for("[role=alert]")
        self.stop("choosing-pin: refused")
        phone.choose_pin()
        phone.wait_for(".chip")
        phone.settle_in()

    def choose_language(self) -> None:
        if self.language.startswith("en"):
            self.phone.tap("form ~ p button")
            self.phone.wait_until("() => /^[A-Z]/.test(document.title)")

    def looking_around(self) -> None:
        phone = self.phone
        self.stop("today")
        phone.tap("section.section > button")
        phone.wait_until_gone("section.section > button")
        self.stop("today: near me")
        phone.go("/phone/find")
        self.stop("find")
        phone.write("#query", "zzzz")
        self.stop("find: nothing")
        phone.go(f"/phone/works/{self.lived.traces.ordered_work}")
        self.stop("work")
        phone.go("/phone/join")
        phone.wait_for("[data-scan-invitation]")
        self.stop("join")
        phone.go("/phone/map")
        phone.wait_for("[data-locate]")
        self.stop("map")

    def reading(self) -> None:
        phone = self.phone
        phone.go("/phone/handbook")
        phone.wait_for("[data-statute]")
        self.stop("handbook")
        phone.write("#query", "管理单位 费用")
        self.stop("handbook: found")
        phone.write("#query", "zzzz")
        self.stop("handbook: nothing")
        phone.go("/phone/handbook/questions")
        phone.wait_for("[data-answer]")
        self.stop("questions")
        phone.go("/phone/handbook")
        phone.wait_for("[data-statute]")
        phone.tap("[data-statute]")
        phone.wait_for("[data-article]")
        self.stop("statute")
        phone.tap("(//*[@data-article])[5]")
        phone.wait_for("[data-note]")
        self.stop("article")
        phone.tap(".list__link")
        phone.wait_for("[data-case]")
        self.stop("typical-case")

    def starting(self) -> None:
        phone = self.phone
        phone.go(f"/phone/works/{self.lived.traces.ordered_work}/start")
        phone.tap("(//input[@name='kind'])[2]")
        phone.tap("summary")
        self.stop("start")
        phone.go("/phone")
        phone.tap(PLANNED)
        phone.wait_for("[data-start]")
        self.stop("start: what was planned")
        self.begin(self.place)
        self.stop("visit")
        visit_id = phone.visit_id()
        phone.go(f"/phone/visits/{visit_id}/invite")
        phone.wait_for("[data-invitation]")
        self.stop("invite")
        phone.go(f"/phone/visits/{visit_id}")

    def begin(self, place: int) -> str:
        """A visit of our own to a work that nobody else walks past."""
        self.phone.go(f"/phone/works/{self.lived.traces.free_works[place]}/start")
        self.phone.tick("(//fieldset[.//details]//label)[1]")
        return self.phone.start()

    def finding(self) -> None:
        phone = self.phone
        phone.tap(".place button[aria-expanded]")
        phone.tap(".item__more")
        phone.tap(".place .row > button")
        self.stop("visit: place and guidance")
        phone.find_wrong(USE, photos=self.photos)
        phone.tap(f'[data-item="{USE}"] details.acts summary')
        phone.find_wrong(DOORS)
        phone.write('[data-item="leak-spots"] .measure input', "9")
        self.stop("visit: not met")
        self.transferring()
        phone.tap(f'[data-item="{USE}"] .photos__buttons > button')
        phone.wait_for("dialog.camera .camera__shutter:not([disabled])")
        self.stop("visit: camera")
        phone.tap("dialog.camera .camera__bar > button:last-child")
        self.recording(f'[data-item="{USE}"]')

    def transferring(self) -> None:
        """Looked at, and left as it is: what comes later is about this finding."""
        phone = self.phone
        back = f"/phone/visits/{phone.visit_id()}"
        phone.tap(f'[data-item="{USE}"] [data-transfer]')
        phone.wait_for("[data-hand-over]")
        phone.write("#case-cause", "")
        phone.tap("[data-hand-over]")
        phone.wait_for(".notice--bad")
        self.stop("transfer")
        phone.go(back)
        phone.wait_for(f'[data-item="{USE}"]')

    def recording(self, place: str) -> None:
        phone = self.phone
        phone.tap(f'{place} [data-record="audio"]')
        phone.wait_for("dialog.recorder [data-stop]")
        phone.wait_until("() => document.querySelector('.recorder__told')?.dataset.bytes > 0")
        self.stop("visit: recorder")
        phone.tap("dialog.recorder [data-stop]")
        phone.tap(f"{place} [data-play]")
        phone.wait_for(f"{place} audio")
        self.stop("visit: recorded")

    def path(self, rest: str = "") -> str:
        return f"/phone/visits/{self.visit_id}{rest}"

    def ordering(self) -> None:
        phone = self.phone
        self.visit_id = phone.visit_id()
        phone.go(self.path("/order"))
        phone.tap("(//input[@name='due'])[5]")
        self.stop("order")
        phone.write("#party-name", "")
        phone.tap("[data-make]")
        phone.wait_for(".notice--bad")
        self.stop("order: refused")
        phone.write("#party-name", "演示物业有限公司")
        phone.choose_two_officers()
        phone.tap("[data-make]")
        phone.wait_for("[data-paper=correction_order]")
        self.stop("document: order")
        phone.tap('[data-signer="party"]')
        phone.wait_for("canvas.signing__pad")
        self.stop("document: signing")
        phone.tap('[data-sign="cancel"]')
        phone.sign_and_deliver()

    def penalising(self) -> None:
        phone = self.phone
        phone.go(self.path("/penalty"))
        self.stop("penalty")
        phone.tap("(//input[@name='sanction'])[2]")
        phone.write("#fine-yuan", "3001")
        phone.wait_for("[data-fine-fault]")
        phone.tap("[data-make]")
        phone.wait_for(".notice--bad")
        self.stop("penalty: refused")
        phone.tap("(//input[@name='party-kind'])[2]")
        self.stop("penalty: a person")
        phone.tap("(//input[@name='party-kind'])[1]")
        phone.write("#fine-yuan", "600")
        phone.choose_two_officers()
        phone.take_the_steps()
        self.stop("penalty: all steps taken")
        phone.tap("[data-make]")
        phone.wait_for("[data-paper=on_the_spot_decision]")
        self.on_paper()

    def on_paper(self) -> None:
        phone = self.phone
        self.stop("document: decision")
        phone.tap("(//input[@name='paper'])[2]")
        phone.tap("[data-refuse]")
        phone.tap(".button--quiet[aria-expanded]")
        self.stop("document: decision on a roll, refusing and voiding")
        phone.tap("[data-refuse]")
        phone.sign_and_deliver()
        phone.go(self.path())
        self.stop("visit: with papers")

    def checking(self) -> None:
        phone = self.phone
        phone.go(f"/phone/works/{self.lived.traces.ordered_work}/start?order={self.lived.traces.order_id}")
        phone.start()
        self.stop("visit: re-inspection")
        phone.go(f"/phone/visits/{phone.visit_id()}/check")
        phone.tap("[data-check]")
        phone.wait_for(".notice--bad")
        self.stop("check: refused")
        phone.tap("(//*[@data-check-item]//input[@type='radio'])[2]")
        self.stop("check")
        phone.go(f"/phone/visits/{self.lived.traces.joint_visit}")
        phone.tap("[data-others] summary")
        self.stop("visit: joint")

    def finishing(self) -> None:
        phone = self.phone
        phone.go(self.path("/finish"))
        self.stop("finish")
        phone.write("#present", "王某，管理员")
        phone.tap("[data-seal]")
        phone.wait_for("[data-paper=inspection_record]")
        self.stop("document: record")
        phone.sign_and_deliver()
        self.stop("visit: finished")

    def sending(self) -> None:
        """With the network gone things wait; some come back with an answer that an officer has to see."""
        phone = self.phone
        phone.wait_until_synced()
        phone.go("/phone/outbox")
        self.stop("outbox: all sent")
        phone.page.context.set_offline(True)
        self.begin(self.place + 1)
        phone.find_wrong(DOORS, photos=self.photos[:1])
        phone.go("/phone/outbox")
        phone.wait_for(".chip--warn")
        self.stop("outbox: no network")
        phone.run(ANSWERED)
        phone.go("/phone/outbox")
        phone.wait_for("[data-troubled]")
        self.stop("outbox: trouble")
        phone.page.context.set_offline(False)
        phone.go("/phone")
        self.stop("today: trouble")

    def nothing_there(self) -> None:
        for screen, path in NOT_HERE.items():
            self.phone.go(f"/phone/{path.format(NOBODY)}")
            self.stop(f"{screen}: not here")

    def signing_out(self) -> None:
        """A session that has run out, and leaving with things unsent."""
        phone = self.phone
        phone.go("/phone/me")
        self.stop("me")
        phone.tap("[data-rescue]")
        phone.tap("[data-sign-out]")
        phone.wait_for("[data-leave]")
        self.stop("me: leaving")
        self.locked()
        phone.open(BLANK)  # nothing is on its way that could bring the session back
        phone.page.context.clear_cookies()
        phone.go("/phone")
        phone.wait_for('.notice a[href="/phone/me"]')
        self.stop("today: session over")
        phone.tap('.notice a[href="/phone/me"]')
        phone.tap(".notice ~ button, .notice + button")
        self.stop("me: signing in again")

    def locked(self) -> None:
        """The lock, a wrong PIN, a forgotten one, somebody else's turn; and in again."""
        phone = self.phone
        phone.tap("[data-lock]")
        phone.wait_for("[data-unlock]")
        self.stop("locked")
        phone.unlock("246802")
        phone.wait_for("[data-wrong-pin]")
        self.stop("locked: wrong PIN")
        phone.tap("[data-another]")
        phone.wait_for("[data-leave]")
        self.stop("locked: somebody else")
        phone.tap("[data-leave] ~ button, [data-leave] + button")
        phone.tap("[data-forgotten]")
        phone.tap("[data-sealed-rescue]")
        phone.wait_for("[data-sealed-rescue-card]")
        self.stop("locked: forgotten")
        phone.write("#password", PASSWORD)
        phone.tap("[data-recover]")
        phone.wait_for("#pin-again")
        self.stop("locked: a new PIN")
        phone.choose_pin()
        phone.wait_for(".chip")

    def as_partner(self) -> None:
        """The fire brigade's own part of a joint visit."""
        ours, self.phone = self.phone, self.new_phone()
        self.phone.open("/phone")
        self.choose_language()
        self.phone.sign_in("xiaofang1", PASSWORD)
        self.stop("today: partner")
        self.phone.open_assigned()
        self.stop("start: partner")
        self.phone.go(f"/phone/visits/{self.lived.traces.joint_visit}")
        self.stop("visit: partner")
        self.phone.tap("article.item [data-answer=met]")
        self.phone.wait_until_synced()
        self.phone.go(f"/phone/visits/{self.lived.traces.joint_visit}/part")
        self.phone.wait_for("svg.invitation")
        self.stop("part")
        self.phone.go(f"/phone/visits/{self.lived.traces.joint_visit}/finish")
        self.stop("finish: partner")
        self.phone.page.context.close()
        self.phone = ours

    def as_street(self) -> None:
        """A patrol of a street, and what became of its leads."""
        ours, self.phone = self.phone, self.new_phone()
        phone = self.phone
        phone.open("/phone")
        self.choose_language()
        phone.sign_in("fangsong", PASSWORD)
        phone.wait_for("[data-due] a[data-work]")
        self.stop("today: street")
        phone.tap(f"(//*[@data-due]//a[@data-work])[{1 + self.place % 8}]")
        phone.wait_for("[data-patrols]")
        self.stop("work: street")
        phone.tap(".foot a.button--main")
        phone.wait_for("[data-street-only]")
        self.stop("start: street")
        visit_id = phone.start()
        phone.find_wrong("doors-in-place", photos=self.photos[:1])
        self.stop("visit: street")
        phone.tap('[data-item="doors-in-place"] [data-raise]')
        phone.wait_for("[data-send]")
        self.stop("raise")
        phone.write("#summary", "")
        phone.tap("[data-send]")
        phone.wait_for(".notice--bad")
        self.stop("raise: nothing said")
        phone.write("#summary", "防护门被拆走")
        phone.tap("[data-send]")
        phone.wait_for("[data-raised]")
        phone.go(f"/phone/visits/{visit_id}/finish")
        self.stop("finish: street")
        phone.tap("[data-only-mine]")
        phone.wait_until("() => /^[/]phone[/]visits[/][^/]+$/.test(location.pathname)")
        phone.go("/phone/leads")
        phone.wait_for("[data-lead]")
        self.stop("leads")
        phone.page.context.close()
        self.phone = ours

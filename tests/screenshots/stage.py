"""The stage of the story: server, browser, phones and desks, all on the same moved day."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from math import cos, sin
from pathlib import Path
from uuid import UUID

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.conftest import DESK, FLAGS, PASSWORD, PHONE
from tests.browser.machine import system_chromium
from tests.browser.phone_app import PhoneApp
from tests.browser.server import Server, environment
from tests.forked import ROOT

CLOCK = """
const passed = () => { try { return Number(localStorage.getItem("time passed") ?? 0); } catch { return 0; } };
const Real = Date, ticks = performance.now.bind(performance);
const read = Object.getOwnPropertyDescriptor(GeolocationPosition.prototype, "timestamp").get;
let moved = %d + passed(), skipped = 0;
globalThis.passTime = (ms) => { localStorage.setItem("time passed", passed() + ms); moved += ms; skipped += ms; };
globalThis.Date = class extends Real {
  constructor(...parts) { parts.length ? super(...parts) : super(Real.now() + moved); }
  static now() { return Real.now() + moved; }
};
performance.now = () => ticks() + skipped;
Object.defineProperty(GeolocationPosition.prototype, "timestamp", { get() { return read.call(this) + moved; } });
"""
"""The page's clocks. What has passed is kept beside the page, for it outlives a reload."""


class Handset(PhoneApp):
    """A phone whose owner signs like a person and goes from screen to screen without loading the page anew."""

    place: tuple[float, float]

    def fix_at_the_entrance(self) -> None:
        self.stand_at(self.place[0] + 0.00012, self.place[1] + 0.00008, 9)
        self.page.get_by_role("button", name="入口定位").click()
        self.wait_for('.place[data-grade="B"]')

    def draw(self, place: str) -> None:
        """Loops that get smaller, as a name written in a hurry."""
        box, mouse = self.at(place).bounding_box(), self.page.mouse
        assert box
        steps = [part / 60 for part in range(61)]
        points = [
            (0.2 + 0.5 * part + 0.05 * sin(part * 26), 0.5 - (0.24 - 0.14 * part) * cos(part * 22))
            for part in steps
        ]
        mouse.move(box["x"] + points[0][0] * box["width"], box["y"] + points[0][1] * box["height"])
        mouse.down()
        for x, y in points[1:]:
            mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
        mouse.up()

    def move(self, path: str) -> None:
        self.run(
            "(path) => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')); }", path
        )
        self.page.wait_for_timeout(300)


class MovedServer(Server):
    application = "tests.screenshots.moved_clock:app"


class Stage:
    """`stand` moves everybody to a moment; phones and desks opened afterwards live there."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.browser = browser
        self.folder = folder
        self.server = MovedServer(folder / "data")
        self.server.data.mkdir(parents=True)
        self.shift_s = 0.0

    def stand(self, moment: datetime) -> None:
        """It is this moment now, and time goes on from here."""
        self.server.stop()
        self.shift_s = (moment - datetime.now(UTC)).total_seconds()
        os.environ["CLOCK_SHIFT_S"] = str(self.shift_s)

    def pass_time(self, page: Page, minutes: int) -> None:
        """The phone's clocks go on; a server that is started afterwards has lived as long."""
        page.evaluate("(ms) => passTime(ms)", minutes * 60_000)
        self.shift_s += minutes * 60
        os.environ["CLOCK_SHIFT_S"] = str(self.shift_s)

    def seed(self) -> None:
        settings = {**environment(self.server.data), "FLASK_APP": "tests.screenshots.moved_clock"}
        for command in (["db", "upgrade"], ["demonstration", "load"], ["catalogue", "publish"]):
            subprocess.run(
                [sys.executable, "-m", "flask", *command], cwd=ROOT, env=settings, check=True, capture_output=True
            )

    def _context(self, *, language: str, **more: object) -> BrowserContext:
        context = self.browser.new_context(locale=language, timezone_id="Asia/Shanghai", **more)  # type: ignore[arg-type]
        context.set_default_timeout(20_000)
        context.add_init_script(CLOCK % round(self.shift_s * 1000))
        return context

    def phone(self, login: str, place: tuple[float, float]) -> "Handset":
        """An officer's phone, some metres from the work's entrance."""
        context = self._context(
            language="zh-CN", viewport=PHONE, device_scale_factor=2, has_touch=True, is_mobile=True,
            permissions=["geolocation"],
        )  # fmt: skip
        phone = Handset(context.new_page(), self.server)
        phone.place = place
        phone.sign_in(login, PASSWORD)
        return phone

    def desk(self, login: str, *, language: str = "zh-CN") -> Page:
        page = self._context(language=language, viewport=DESK).new_page()
        page.goto(f"{self.server.url}/sign-in")
        page.fill("#login", login)
        page.fill("#password", PASSWORD)
        page.click("main button.button--main")
        page.wait_for_selector(".masthead__nav a")
        return page

    def place_of(self, work_id: UUID) -> tuple[float, float]:
        with sqlite3.connect(self.server.data / "inspect.sqlite") as kept:
            query = "select longitude, latitude from entrances where work_id = ? order by position limit 1"
            return kept.execute(query, [work_id.hex]).fetchone()

    def work_of(self, visit_id: UUID) -> UUID:
        with sqlite3.connect(self.server.data / "inspect.sqlite") as kept:
            return UUID(kept.execute("select work_id from visits where id = ?", [visit_id.hex]).fetchone()[0])


@contextmanager
def stage(folder: Path) -> Iterator[Stage]:
    """A browser without the width of a scroll bar, and everything cleared away afterwards."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system_chromium(), args=[*FLAGS, "--hide-scrollbars"])
        built = Stage(browser, folder)
        try:
            yield built
        finally:
            built.server.stop()
            browser.close()
            shutil.rmtree(folder, ignore_errors=True)

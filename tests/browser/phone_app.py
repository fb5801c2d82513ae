"""The phone app in Chromium, driven by playwright."""

import time
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from playwright.sync_api import Error as PageError

from tests.browser.on_the_phone import OnThePhone
from tests.browser.server import Server

BLANK = "about:blank"
PHONE = {"width": 390, "height": 844}
expect.set_options(timeout=20_000)  # as patient as everything else here: several journeys share two cores


def phone_context(browser: Browser, language: str = "zh-CN", **more: Any) -> BrowserContext:
    """A phone of its own, that knows where it is."""
    context = browser.new_context(
        viewport=PHONE, locale=language, timezone_id="Asia/Shanghai", has_touch=True, is_mobile=True,
        permissions=["geolocation"], geolocation={"longitude": 121.2277, "latitude": 31.0322, "accuracy": 12}, **more,
    )  # fmt: skip
    context.set_default_timeout(20_000)
    return context


def wait_for_promise(page: Page, function: str, arg: Any = None, *, seconds: float = 30) -> None:
    """Until it gives true, or a promise of true: `wait_for_function` takes any promise for true."""
    end = time.monotonic() + seconds
    while True:
        try:
            if page.evaluate(function, arg):
                return
        except PageError as error:  # the page went elsewhere in the middle of the question
            if page.is_closed():
                raise error
        assert time.monotonic() < end, f"not within {seconds} s: {function} {arg}"
        page.wait_for_timeout(40)


class PhoneApp(OnThePhone):
    def __init__(self, page: Page, server: Server) -> None:
        self.page = page
        self.server = server

    def open(self, path: str) -> None:
        self.page.goto(path if path == BLANK else f"{self.server.url}{path}")

    def address(self) -> str:
        return self.page.url

    def at(self, place: str) -> Locator:
        return self.page.locator(f"xpath={place}" if place.startswith(("//", "(//")) else place).first

    def tap(self, place: str) -> None:
        self.at(place).click()

    def write(self, place: str, text: str) -> None:
        self.at(place).fill(text)
        self.at(place).blur()

    def attach(self, place: str, files: list[str]) -> None:
        self.at(place).set_input_files(files)

    def draw(self, place: str) -> None:
        box, mouse = self.at(place).bounding_box(), self.page.mouse
        assert box
        mouse.move(box["x"] + 30, box["y"] + 50)
        mouse.down()
        for step in range(10):
            mouse.move(box["x"] + 30 + step * 20, box["y"] + 50 + (step % 2) * 50)
        mouse.up()

    def run(self, function: str, *values: Any) -> Any:
        return self.page.evaluate(f"(values) => ({function})(...values)", list(values))

    def wait_until(self, function: str, *values: Any, seconds: float = 30) -> None:
        wait_for_promise(self.page, f"(values) => ({function})(...values)", list(values), seconds=seconds)

    def stand_at(self, longitude: float, latitude: float, accuracy: float = 12) -> None:
        self.page.context.set_geolocation({"longitude": longitude, "latitude": latitude, "accuracy": accuracy})

    def item(self, code: str) -> Locator:
        return self.page.locator(f'article[data-item="{code}"]')

"""A seeded server for each journey, and Chromium as a phone and as an office desk."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.browser.by_walk import ByWalk
from tests.browser.lived_in import Lived, live_in
from tests.browser.machine import MISSING_BROWSERS, system_chromium
from tests.browser.once import Once
from tests.browser.phone_app import PHONE as PHONE
from tests.browser.phone_app import PhoneApp, phone_context
from tests.browser.server import Server, Unlimited, copied, seeded
from tests.browser.walk import (
    Walked,
    note_barriers,
    note_barriers_in_the_dark,
    note_large_text,
    note_sizes,
    note_words,
)
from tests.browser.walks import Walks

DESK = {"width": 1280, "height": 900}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--use-fake-device-for-media-stream",
         "--use-fake-ui-for-media-stream"]  # fmt: skip
PASSWORD = "songjiang-demo"


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByWalk:
    return ByWalk(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    folder = tmp_path_factory.getbasetemp()
    return Once(folder.parent if os.environ.get("PYTEST_XDIST_WORKER") else folder)


@pytest.fixture(scope="session")
def seed(once: Once) -> Path:
    return once.made("seed", lambda: seeded(once.folder / "seed"))


@pytest.fixture
def server(seed: Path, tmp_path: Path) -> Iterator[Server]:
    running = Server(copied(seed, tmp_path / "data")).start()
    yield running
    running.stop()
    assert "Traceback" not in running.log(), running.log()[-4_000:]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium where it is, else the one that playwright fetched."""
    if "chromium" in MISSING_BROWSERS:
        pytest.skip("Chromium is not on this machine; make test names it at its end")
    browser = playwright.chromium.launch(executable_path=system_chromium(), args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """Errors of any page; none is let pass."""
    found: list[str] = []
    yield found
    assert not found, found


def watch(page: Page, faults: list[str]) -> None:
    def told(text: str) -> None:
        if not re.search(r"net::ERR_|Failed to load resource|TypeError: Failed to fetch", text):
            faults.append(text)

    page.on("pageerror", lambda error: told(str(error)))
    page.on("console", lambda message: told(message.text) if message.type == "error" else None)


@pytest.fixture
def new_phone(chromium: Browser, server: Server, faults: list[str]) -> Iterator[Callable[..., PhoneApp]]:
    """A phone of its own, at the entrance of nowhere in particular until `stand_at`."""
    contexts: list[BrowserContext] = []

    def make(login: str | None = None, *, language: str = "zh-CN") -> PhoneApp:
        context = phone_context(chromium, language)
        contexts.append(context)
        page = context.new_page()
        watch(page, faults)
        phone = PhoneApp(page, server)
        if login:
            phone.sign_in(login, PASSWORD)
        return phone

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def new_desk(chromium: Browser, server: Server, faults: list[str]) -> Iterator[Callable[..., Page]]:
    """Somebody signed in to the office, or to the one of another server."""
    contexts: list[BrowserContext] = []

    def make(login: str, *, language: str = "zh-CN", at: Server = server, password: str = PASSWORD) -> Page:
        context = chromium.new_context(viewport=DESK, locale=language, timezone_id="Asia/Shanghai")
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        watch(page, faults)
        page.goto(f"{at.url}/sign-in")
        page.fill("#login", login)
        page.fill("#password", password)
        page.click("main button.button--main")
        page.wait_for_selector(".masthead__nav a")
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def lived(seed: Path, once: Once, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    """One office in the middle of its work, for all who only look."""
    day = once.folder / "lived-in"
    traces = once.made("lived-in", lambda: live_in(copied(seed, day)))
    server = Unlimited(copied(day, tmp_path_factory.mktemp("lived")))
    lived = Lived(server, traces)
    server.start()
    yield lived
    server.stop()
    assert "Traceback" not in server.log(), server.log()[-4_000:]


@pytest.fixture(scope="session")
def walks(request: pytest.FixtureRequest, once: Once) -> Walks:
    """Each walk is gone once; a browser and an office only for whoever goes."""
    return Walks(once, lambda: (request.getfixturevalue("chromium"), request.getfixturevalue("lived")))


@pytest.fixture(scope="session")
def phone_in_chinese(walks: Walks) -> Walked:
    return walks.on_the_phone(
        "zh-CN", [note_words, note_barriers, note_barriers_in_the_dark, note_sizes, note_large_text]
    )


@pytest.fixture(scope="session")
def phone_in_english(walks: Walks) -> Walked:
    return walks.on_the_phone("en-GB", [note_words, note_sizes, note_large_text])


@pytest.fixture(scope="session")
def office_in_chinese(walks: Walks) -> Walked:
    return walks.in_the_office("zh-CN", [note_words, note_barriers, note_barriers_in_the_dark])


@pytest.fixture(scope="session")
def office_in_english(walks: Walks) -> Walked:
    return walks.in_the_office("en-GB", [note_words])

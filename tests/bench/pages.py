"""The phone app in a slowed Chromium, beside a plain page with 200 questions."""

import statistics
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page, Playwright

from tests.bench.large_district import LONG_VISIT
from tests.browser.conftest import FLAGS, PASSWORD, PHONE
from tests.browser.machine import system_chromium
from tests.browser.on_the_phone import PIN
from tests.browser.phone_app import wait_for_promise
from tests.browser.server import Server

SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
SLOWER_CPU = 4
RUNS = 5
WAIT_FOR = """(selector) => {
  const look = () => {
    if (!document.querySelector(selector) || window.painted) return;
    window.painted = -1;
    requestAnimationFrame(() => setTimeout(() => (window.painted = performance.now())));
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true });
  look();
}"""
TAPS = """async (selector) => {
  const taps = [];
  const buttons = [...document.querySelectorAll(selector)];
  for (const button of buttons) {
    button.scrollIntoView({ block: "center" });
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)));
    const start = performance.now();
    button.click();
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    taps.push(performance.now() - start);
  }
  return taps;
}"""

UNLOCK = """(selector) => new Promise((done) => {
  const start = performance.now();
  new MutationObserver((_changes, watch) => {
    if (!document.querySelector(selector)) return;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
  }).observe(document, { subtree: true, childList: true });
  document.querySelector("[data-unlock]").click();
})"""


class Phone:
    """A Chromium with its own profile, so that it can be started again as a phone is."""

    def __init__(self, playwright: Playwright, profile: Path) -> None:
        self.playwright = playwright
        self.profile = profile

    def open(self) -> tuple[BrowserContext, Page, CDPSession]:
        context = self.playwright.chromium.launch_persistent_context(
            str(self.profile), executable_path=system_chromium(), args=FLAGS, viewport=PHONE, locale="zh-CN"
        )
        page = context.pages[0]
        return context, page, context.new_cdp_session(page)


def slow(session: CDPSession, *, network: bool = False) -> None:
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_CPU})
    if network:
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_4G)


def first_load(playwright: Playwright, folder: Path, url: str, selector: str) -> tuple[float, int]:
    """Seconds until `selector` is painted on slow 4G, and the bytes that came over the wire until then (medians)."""
    seconds, sizes = [], []
    for run in range(RUNS):
        context, page, session = Phone(playwright, folder / f"first-{run}").open()
        slow(session, network=True)
        received: list[int] = []
        session.on("Network.loadingFinished", lambda event, to=received: to.append(event["encodedDataLength"]))
        page.add_init_script(f"({WAIT_FOR})({selector!r})")
        page.goto(url, wait_until="commit")
        page.wait_for_function("() => window.painted > 0", polling=50)
        seconds.append(page.evaluate("window.painted") / 1000)
        sizes.append(int(sum(received)))
        context.close()
    return statistics.median(seconds), int(statistics.median(sizes))


def cold_start(phone: Phone, url: str, selector: str) -> float:
    """Seconds from opening the browser's page until `selector` is painted, with no server there (median)."""
    seconds = []
    for _ in range(RUNS + 2):
        context, page, session = phone.open()
        slow(session)
        page.add_init_script(f"({WAIT_FOR})({selector!r})")
        page.goto(url)
        page.wait_for_function("() => window.painted > 0", polling=50)
        seconds.append(page.evaluate("window.painted") / 1000)
        context.close()
    return statistics.median(seconds)


def unlocked(phone: Phone, url: str) -> tuple[float, float]:
    """Seconds from the PIN, and from a reload that asks for none, until today's list is painted (medians)."""
    by_pin, by_reload = [], []
    for _ in range(RUNS):
        context, page, session = phone.open()
        slow(session)
        page.goto(url)
        page.fill("#pin", PIN)
        by_pin.append(page.evaluate(UNLOCK, "[data-visit]") / 1000)
        page.add_init_script(f"({WAIT_FOR})('[data-visit]')")
        page.reload()
        page.wait_for_function("() => window.painted > 0", polling=50)
        by_reload.append(page.evaluate("window.painted") / 1000)
        context.close()
    return round(statistics.median(by_pin), 2), round(statistics.median(by_reload), 2)


def tap_p95_ms(page: Page, session: CDPSession, selector: str) -> float:
    slow(session)
    taps = page.evaluate(TAPS, selector)
    return statistics.quantiles(taps, n=20)[-1]


def measure(playwright: Playwright, folder: Path, server: Server, reference: Server) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    app_s, app_bytes = first_load(playwright, folder / "a", f"{server.url}/phone", "#login")
    plain_s, plain_bytes = first_load(playwright, folder / "b", f"{reference.url}/plain", "input")
    figures["first_load_bytes"] = app_bytes
    figures["first_load_plain_page_bytes"] = plain_bytes
    figures["first_load_s"] = round(app_s, 2)
    figures["first_load_plain_page_s"] = round(plain_s, 2)
    figures |= _after_signing_in(playwright, folder, server, reference)
    return figures


def _after_signing_in(playwright: Playwright, folder: Path, server: Server, reference: Server) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    phone = Phone(playwright, folder / "phone")
    context, page, session = phone.open()
    page.goto(f"{server.url}/phone")
    page.fill("#login", "geng")
    page.fill("#password", PASSWORD)
    page.click("form button")
    page.fill("#pin", PIN)
    page.fill("#pin-again", PIN)
    page.click("[data-keep-pin]")
    page.wait_for_selector(".chip--good", timeout=120_000)
    wait_for_promise(page, "async () => (await caches.keys()).length === 1")
    figures["tap_p95_ms"] = round(_taps_in_app(page, session, server), 1)
    figures["search_10000_works_p95_ms"] = round(_search(page, session, server), 1)
    context.close()
    context, page, session = Phone(playwright, folder / "plain").open()
    page.goto(f"{reference.url}/plain")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null", polling=100)
    figures["tap_plain_page_p95_ms"] = round(tap_p95_ms(page, session, "input[value=met]"), 1)
    context.close()
    server.stop()
    reference.stop()
    figures["cold_start_s"] = round(cold_start(phone, f"{server.url}/phone", "[data-unlock]"), 2)
    figures["unlock_s"], figures["reload_s"] = unlocked(phone, f"{server.url}/phone")
    plain = Phone(playwright, folder / "plain")
    figures["cold_start_plain_page_s"] = round(cold_start(plain, f"{reference.url}/plain", "input"), 2)
    return figures


def _taps_in_app(page: Page, session: CDPSession, server: Server) -> float:
    page.click(f'[data-visit="{LONG_VISIT}"]')
    page.click("[data-start]")
    page.wait_for_selector("article.item")
    assert page.locator("article.item").count() == 200
    p95 = tap_p95_ms(page, session, "[data-answer=met]")
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    page.wait_for_selector(".chip--good", timeout=60_000)
    return p95


def _search(page: Page, session: CDPSession, server: Server) -> float:
    """From a keystroke until the list is painted, each of many, with 10,000 works on the phone."""
    page.goto(f"{server.url}/phone/find")
    page.wait_for_selector("#query")
    slow(session)
    times = page.evaluate(
        """async (words) => {
          const box = document.querySelector("#query");
          const times = [];
          for (const word of words) {
            const start = performance.now();
            box.value = word;
            box.dispatchEvent(new Event("input", { bubbles: true }));
            await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            times.push(performance.now() - start);
            await new Promise((done) => setTimeout(done, 50));
          }
          return times;
        }""",
        ["演", "演示", "ys", "9", "99", "999", "路", "民防", "车库 9", "zzz", "SJ", "地下 12", "方松", "jd", "0001"]
        * 4,
    )
    return statistics.quantiles(times, n=20)[-1]

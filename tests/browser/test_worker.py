"""The worker in a real browser: it opens the app whatever the network does, and newer versions wait for the officer."""

import time

from playwright.sync_api import Page, expect

from tests.browser.phone_app import PhoneApp, phone_context, wait_for_promise
from tests.browser.silence import black_hole, front_of

MOST_SECONDS = 5
"""Measured below 1 s; the machine is shared."""
UPDATED = """async (version) => {
  const registration = await navigator.serviceWorker.getRegistration("/phone");
  const installed = new Promise((resolve) => registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing.addEventListener("statechange", () => installing.state === "installed" && resolve());
  }, { once: true }));
  await registration.update();
  await installed;
  return (await caches.keys()).sort();
}"""
CACHES = "async () => (await caches.keys()).sort()"


def test_a_server_that_swallows_everything_does_not_keep_the_list_from_the_screen(new_phone, server):
    phone = new_phone("geng")
    page = phone.page
    page.wait_for_selector("[data-visit]")
    server.stop()
    with black_hole(server.port) as taken:
        begun = time.monotonic()
        page.goto(f"{server.url}/phone", wait_until="commit")
        page.wait_for_selector("[data-visit]")
        took = time.monotonic() - begun
        page.goto(f"{server.url}/phone/me", wait_until="commit")
        page.wait_for_selector("[data-sign-out]")
        page.wait_for_timeout(1_000)
        assert taken, "the app did ask the server"
        phone.open_assigned()
        phone.start()
        phone.wait_for("article.item")
    print(f"painted from storage in {took:.2f} s before a black hole")
    assert took < MOST_SECONDS


def agree(page: Page) -> None:
    page.locator("[data-newer] button").click()


def test_a_hundred_updates_in_a_row_end_on_the_newest_and_leave_nothing_of_the_others(chromium, server):
    with front_of(server.url) as front:
        context = phone_context(chromium)
        page = context.new_page()
        page.goto(f"{front.url}/phone")
        page.evaluate("async () => void (await navigator.serviceWorker.ready)")
        page.wait_for_function("() => navigator.serviceWorker.controller")
        assert page.evaluate(CACHES) == ["phone test-000"]
        for version in range(1, 101):
            front.version = version
            assert page.evaluate(UPDATED, version) == ["phone test-000", f"phone test-{version:03}"]
        expect(page.locator("[data-newer]")).to_be_visible()
        agree(page)
        wait_for_promise(page, "async () => (await caches.keys()).length === 1")
        assert page.evaluate(CACHES) == ["phone test-100"]
        context.close()


def test_a_newer_version_waits_as_long_as_any_window_has_a_visit_open(new_phone, server):
    phone = new_phone("geng")
    page = phone.page
    phone.open_assigned()
    phone.start()
    phone.wait_for("article.item")
    other = page.context.new_page()
    other.goto(f"{server.url}/phone")
    PhoneApp(other, server).pass_the_lock()
    other.wait_for_selector("[data-visit]")
    page.evaluate("() => { window.isSameCode = true; }")
    other.evaluate(
        """async () => {
      const { takeOver } = await import("/static/app/device/worker.js");
      window.posted = [];
      window.take = () => takeOver({ postMessage: (word) => window.posted.push(word) });
    }"""
    )
    assert other.evaluate("() => window.take()") is False
    assert other.evaluate("() => window.posted") == []
    phone.tap("a.top__back")
    phone.wait_until("() => !location.pathname.includes('/visits/')")
    phone.wait_until(
        "async () => !(await navigator.locks.query()).held.some((lock) => lock.name === 'a visit is open')"
    )
    assert other.evaluate("() => window.take()") is True
    assert other.evaluate("() => window.posted") == ["take over"]
    assert page.evaluate("() => window.isSameCode")


def test_the_worker_answers_only_what_is_the_shell(new_phone, server):
    phone = new_phone("geng")
    asked = """async () => {
      const look = async (path, init) => {
        try { const answer = await fetch(path, init); return answer.ok ? "answered" : "network"; } catch { return "network"; }
      };
      return {
        shell: await look("/static/app/main.js"), api: await look("/api/session"), photo: await look("/photos/abc/small"),
        office: await look("/static/css/office.css"), post: await look("/static/app/main.js", { method: "POST" }),
      };
    }"""
    server.stop()
    assert phone.page.evaluate(asked) == {
        "shell": "answered",
        "api": "network",
        "photo": "network",
        "office": "network",
        "post": "network",
    }

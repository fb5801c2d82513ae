"""One phone, two officers, one after the other: the next one sees and sends nothing of the one before, and nothing is lost."""

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import PASSWORD
from tests.browser.phone_app import PhoneApp

OFFICERS = """async () => {
  const found = {};
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((done) => (indexedDB.open(name).onsuccess = ({ target }) => done(target.result)));
    const all = (store, key) => new Promise((done) => {
      const objects = database.transaction(store).objectStore(store);
      (key ? objects.get(key) : objects.getAll()).onsuccess = ({ target }) => done(target.result);
    });
    const me = await all("facts", "me");
    found[me.login] = (await all("journal")).map(({ by, status }) => [by === me.id, status]);
    database.close();
  }
  return found;
}"""


def sign_out(page: Page) -> None:
    page.locator('.tabs a[href="/phone/me"]').click()
    page.locator("[data-sign-out]").click()
    page.locator("[data-leave]").click()
    expect(page.locator("#login")).to_be_visible()


def sign_in(phone: PhoneApp, login: str) -> None:
    phone.write("#login", login)
    phone.write("#password", PASSWORD)
    phone.tap("form button")
    phone.pass_the_lock()
    expect(phone.page.locator(".tabs")).to_be_visible()


def test_an_answer_that_comes_after_signing_out_is_kept_for_its_owner_and_for_nobody_else(new_phone, server):
    phone = new_phone("geng")
    page = phone.page
    other = page.context.new_page()
    other.goto(f"{server.url}/phone/me")
    PhoneApp(other, server).pass_the_lock()
    expect(other.locator("[data-sign-out]")).to_be_visible()
    held: list[Route] = []
    _visit, codes = phone.begin_assigned()
    phone.wait_until_synced()
    page.context.route("**/api/sync", lambda route: route.continue_() if held else held.append(route))
    phone.meet(codes[0])
    phone.wait_until_on_disk("answer_given", item=codes[0])
    for _ in range(100):
        if held:
            break
        page.wait_for_timeout(100)
    late = held[0]
    reply = late.fetch()  # the server has it; its answer is on the way
    page.locator("a.top__back").click()
    sign_out(page)
    expect(other.locator("#login")).to_be_visible()
    late.fulfill(response=reply)
    sign_in(phone, "xin")
    phone.wait_until_synced()
    found = page.evaluate(OFFICERS)
    assert found["xin"] == []
    assert all(is_own for is_own, _status in found["geng"])
    assert {status for _own, status in found["geng"]} <= {"accepted", "pending"}
    sign_out(page)
    sign_in(phone, "geng")
    phone.wait_until_synced()
    assert {status for _own, status in page.evaluate(OFFICERS)["geng"]} == {"accepted"}

"""Storage that is deleted or lost: what was shown as kept is there afterwards, or the officer is told."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD
from tests.browser.kept_on_the_phone import DELETED
from tests.browser.phone_app import wait_for_promise
from tests.browser.pictures import some_photos
from tests.browser.sealed import JOURNAL

ANSWERS = (
    f"""async (count) => (await ({JOURNAL})()).filter(({{ type }}) => type === "answer_given").length === count"""
)
TWO_UNSENT = (
    """() => Object.values(JSON.parse(localStorage.getItem("unsent") ?? "{}")).some(({ photos }) => photos === 2)"""
)
WIPED = "indexeddb,local_storage,service_workers,cache_storage"


@pytest.mark.parametrize("how", ["another tab deletes the database", "the site's data are cleared"])
def test_what_was_said_survives_its_database(new_phone, new_desk, server, faults, how):
    phone = new_phone("geng")
    page = phone.page
    server.stop()
    visit_id, codes = phone.begin_assigned()
    for code in codes[:3]:
        phone.meet(code)
    phone.wait_until_on_disk("answer_given", item=codes[2])
    if how.startswith("another"):
        other = page.context.new_page()
        other.goto(f"{server.url}/phone")
        other.evaluate(DELETED)
        other.close()
    else:
        wipe = page.context.new_cdp_session(page)
        wipe.send("Storage.clearDataForOrigin", {"origin": server.url, "storageTypes": WIPED})
    expect(page.locator("[data-mended]")).to_contain_text("浏览器刚才删掉了本应用在手机里的资料")
    phone.meet(codes[3])
    wait_for_promise(page, ANSWERS, 4)
    seqs = [event["seq"] for event in page.evaluate(JOURNAL)]
    assert seqs == list(range(seqs[0], seqs[0] + len(seqs)))
    assert page.evaluate("() => localStorage.getItem('login')") == "geng"

    server.start()
    phone.wait_until_synced()
    phone.go(f"/phone/visits/{visit_id}")
    for code in codes[:4]:
        expect(phone.item(code)).to_have_class("item item--met")
    desk = new_desk("ding")
    desk.goto(f"{server.url}/problem-events")
    expect(desk.locator("td.empty")).to_be_visible()
    faults[:] = [one for one in faults if "fetching the script" not in one]  # the worker, while the server was gone


def test_a_phone_that_lost_everything_says_so_before_and_after_signing_in(new_phone, server, tmp_path: Path):
    phone = new_phone("geng")
    page = phone.page
    page.route("**/api/photos*", lambda route: route.abort())
    _visit, codes = phone.begin_assigned()
    phone.find_wrong(codes[4], text="门坏了。", photos=some_photos(tmp_path, 2, size=(400, 300)))
    phone.wait_until_on_disk("photo_taken")
    page.wait_for_function(TWO_UNSENT)
    page.wait_for_timeout(4_500)  # the office hears of them
    page.goto(f"{server.url}/healthz")
    page.evaluate(DELETED)
    page.goto(f"{server.url}/phone")
    expect(page.locator("[data-gone]")).to_contain_text("2 张照片没有上传")
    expect(page.locator("#login")).to_have_value("geng")
    page.fill("#password", PASSWORD)
    page.click("form button")
    phone.pass_the_lock()
    expect(page.locator("[data-gone]")).to_contain_text("这台手机原来的资料不见了")
    expect(page.locator("[data-expected] li")).to_contain_text("2 张照片没有到")
    expect(page.locator("[data-expected] li")).to_contain_text("这台手机以前的登记")
    page.locator("[data-gone] button").click()
    expect(page.locator("[data-gone]")).to_have_count(0)
    page.reload()
    expect(page.locator("[data-expected] li")).to_have_count(1)

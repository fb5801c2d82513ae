"""A browser process that is killed in the middle of writing: what was shown as kept is there afterwards."""

from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

from tests.browser.conftest import PASSWORD
from tests.browser.lasting import kill, phone_in, started
from tests.browser.pictures import some_photos
from tests.browser.sealed import JOURNAL


def test_a_browser_killed_in_the_middle_of_writing_has_what_it_showed_as_kept(playwright, server, tmp_path: Path):
    profile = tmp_path / "profile"
    context = started(playwright, profile)
    phone = phone_in(context, server)
    phone.sign_in("geng", PASSWORD)
    server.stop()
    visit_id, codes = phone.begin_assigned()
    phone.find_wrong(codes[0], text="杀进程前写的。", photos=some_photos(tmp_path / "photos", 2))
    for turn in (0, 1):
        kept = codes[1 + 5 * turn : 6 + 5 * turn]
        for code in kept:
            phone.meet(code)
        phone.wait_until_on_disk("answer_given", item=kept[-1])
        for code in codes[20 + turn * 3 : 23 + turn * 3]:
            phone.tap(f'article[data-item="{code}"] [data-answer="met"]')
        kill(profile)
        context = started(playwright, profile)
        phone = phone_in(context, server)
        phone.go(f"/phone/visits/{visit_id}")
        for code in codes[1 : 6 + 5 * turn]:
            expect(phone.item(code)).to_have_class("item item--met")
        expect(phone.item(codes[0]).locator(".photo img")).to_have_count(2)
        seqs = [event["seq"] for event in phone.page.evaluate(JOURNAL)]
        assert seqs == list(range(1, len(seqs) + 1))
    server.start()
    phone.sync_after_a_kill(PASSWORD)
    assert {event["status"] for event in phone.page.evaluate(JOURNAL)} == {"accepted"}
    context.close()


def test_a_tab_and_the_server_killed_together_lose_nothing(new_phone, server):
    phone = new_phone("geng")
    page = phone.page
    visit_id, codes = phone.begin_assigned()
    for code in codes[:4]:
        phone.meet(code)
    phone.wait_until_on_disk("answer_given", item=codes[3])
    server.stop()
    kept = len(page.evaluate(JOURNAL))
    with page.expect_event("crash"), pytest.raises(Error):  # the tab that would answer is gone
        page.goto("chrome://crash", timeout=5_000)
    phone.page = page.context.new_page()
    phone.go(f"/phone/visits/{visit_id}")
    for code in codes[:4]:
        expect(phone.item(code)).to_have_class("item item--met")
    assert len(phone.page.evaluate(JOURNAL)) == kept
    server.start()
    phone.wait_until_synced()
    assert {event["status"] for event in phone.page.evaluate(JOURNAL)} == {"accepted"}

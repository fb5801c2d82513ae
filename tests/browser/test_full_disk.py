"""A disk that is really full: the officer is told, takes out what was kept, and goes on when there is room again."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD
from tests.browser.lasting import fill, phone_in, small_disk, started
from tests.browser.phone_app import PhoneApp

DISK_MEGABYTES = 200


def answer_until_refused(phone: PhoneApp, codes: list[str]) -> tuple[int, str]:
    """How many answers still went in, and which one did not."""
    for kept, code in enumerate(codes):
        phone.answer(code, "met")
        phone.page.wait_for_timeout(1_600)  # a connection that dies is tried again for a second
        if phone.page.locator("[data-app-fault]").count():
            return kept, code
    raise AssertionError(f"{len(codes)} answers went onto a full disk")


def test_a_full_disk_is_said_what_was_kept_can_be_taken_out_and_room_mends_it(playwright, server, tmp_path: Path):
    with small_disk(tmp_path / "disk", DISK_MEGABYTES) as disk:
        if disk is None:
            pytest.skip("only root may mount a small disk")
        context = started(playwright, disk / "profile")
        context.add_init_script("delete window.showSaveFilePicker")
        phone = phone_in(context, server)
        page = phone.page
        phone.sign_in("geng", PASSWORD)
        server.stop()
        _visit, codes = phone.begin_assigned()
        phone.meet(codes[0])
        phone.wait_until_on_disk("answer_given", item=codes[0])
        filler = fill(disk)
        kept, refused = answer_until_refused(phone, codes[1:30])
        expect(page.locator("[data-app-fault]")).to_contain_text("之前的内容都在")
        expect(phone.item(refused)).to_have_class(re.compile("^item *$"))
        page.locator("[data-app-fault] a").click()
        with page.expect_download() as download:
            page.click("[data-rescue]")
        download.value.save_as(tmp_path / "rescue")
        assert (tmp_path / "rescue").read_bytes().count(b'{"event":') >= kept + 1
        filler.unlink()
        page.go_back()
        phone.meet(refused)
        phone.wait_until_on_disk("answer_given", item=refused)
        context.close()

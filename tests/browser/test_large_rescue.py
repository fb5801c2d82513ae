"""A rescue file of many photos; with LARGE_RESCUE=1 (`make large-rescue`) 300 of them and 1 GB, else sixty small ones."""

import os
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.bench.intake import jpeg_of
from tests.browser.conftest import PASSWORD
from tests.browser.lasting import highest_memory_mb, phone_in, started

IS_LARGE = os.environ.get("LARGE_RESCUE") == "1"
COUNT = 300 if IS_LARGE else 60
PHOTO_BYTES = 3_580_000 if IS_LARGE else 40_000
MOST_MB = 900
"""What the page may take at its highest, whatever the file weighs: it never holds more than a piece of it."""
LONG = 900_000 if IS_LARGE else 120_000


def many(folder: Path) -> list[Path]:
    folder.mkdir()
    paths = [folder / f"photo-{number}.jpg" for number in range(COUNT)]
    for path in paths:
        path.write_bytes(jpeg_of(PHOTO_BYTES))
    return paths


@pytest.mark.slow
def test_many_photos_leave_the_phone_in_one_file_and_the_office_takes_them_all_in(
    playwright, server, new_desk, tmp_path: Path
):
    paths = many(tmp_path / "photos")
    profile = tmp_path / "profile"
    context = started(playwright, profile)
    phone = phone_in(context, server)
    page = phone.page
    page.add_init_script("delete window.showSaveFilePicker")
    phone.sign_in("geng", PASSWORD)
    server.stop()
    _visit_id, codes = phone.begin_assigned()
    phone.find_wrong(codes[0], text="许多照片。")
    start = time.monotonic()
    with page.expect_file_chooser() as picker:
        phone.item(codes[0]).locator('label:has([data-photo="album"])').click()
    picker.value.set_files(paths)
    expect(phone.item(codes[0]).locator(".photo")).to_have_count(COUNT, timeout=LONG)
    kept = time.monotonic()
    phone.go("/phone/me")
    expect(page.locator("[data-rescue-holds]")).to_contain_text(f"{COUNT} 张照片")
    with page.expect_download(timeout=LONG) as download:
        page.click("[data-rescue]")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    written = time.monotonic()
    peak = highest_memory_mb(profile)
    assert file.stat().st_size > COUNT * PHOTO_BYTES
    assert peak < MOST_MB, f"{peak} MB at the highest"

    server.start()
    desk = new_desk("ding")
    desk.set_default_timeout(LONG)
    desk.goto(f"{server.url}/rescues")
    desk.set_input_files("#file", file)
    desk.click("form[enctype] button")
    desk.wait_for_url("**/rescues/*-*")
    expect(desk.locator(".notice--good")).to_contain_text(f"{COUNT} 张照片")
    originals = [one for one in (server.data / "photos" / "originals").rglob("*") if one.is_file()]
    assert sum(one.stat().st_size == PHOTO_BYTES for one in originals) == COUNT
    size_mb = file.stat().st_size / 1_048_576
    print(
        f"{size_mb:.0f} MB: kept in {kept - start:.0f} s, written in {written - kept:.0f} s, "
        f"taken in in {time.monotonic() - written:.0f} s; page {peak} MB at its highest"
    )
    context.close()

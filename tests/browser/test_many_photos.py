"""Forty photos in one visit, and the large ones of new phones: all kept whole, and the page stays small."""

import hashlib
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD
from tests.browser.lasting import highest_memory_mb, phone_in, started

COUNT = 40
TWELVE = (4032, 3024)
FORTY_EIGHT = (8064, 6048)
MOST_MB = 700
"""What the page may take at its highest, forty originals being 160 MB and one picture of 48 megapixels 195 MB decoded."""


def picture(size: tuple[int, int]) -> Image.Image:
    """With the grain of a phone's camera: about 4 MB as JPEG at 12 megapixels."""
    grain = Image.effect_noise((1008, 756), 60).resize(size).convert("RGB")
    ImageDraw.Draw(grain).rectangle((200, 200, 900, 900), fill=(200, 120, 40))
    return grain


def with_comment(jpeg: bytes, number: int) -> bytes:
    """The same picture as another file."""
    words = f"photo {number}".encode()
    return jpeg[:2] + b"\xff\xfe" + (len(words) + 2).to_bytes(2, "big") + words + jpeg[2:]


def many(folder: Path) -> list[Path]:
    folder.mkdir()
    first, large, heic = folder / "photo-0.jpg", folder / "large.jpg", folder / "new-phone.heic"
    picture(TWELVE).save(first, quality=88)
    others = [folder / f"photo-{number}.jpg" for number in range(1, COUNT - 2)]
    for number, path in enumerate(others):
        path.write_bytes(with_comment(first.read_bytes(), number))
    picture(FORTY_EIGHT).save(large, quality=80)
    pillow_heif.from_pillow(picture((2016, 1512))).save(heic, quality=60)
    return [first, *others, large, heic]


@pytest.mark.slow
def test_forty_photos_with_one_of_48_megapixels_and_one_of_heic_are_kept_whole_in_bounded_memory(
    playwright, server, new_desk, tmp_path: Path
):
    paths = many(tmp_path / "photos")
    profile = tmp_path / "profile"
    context = started(playwright, profile)
    phone = phone_in(context, server)
    page = phone.page
    phone.sign_in("geng", PASSWORD)
    server.stop()
    visit_id, codes = phone.begin_assigned()
    phone.find_wrong(codes[0], text="四十张照片。")
    before = highest_memory_mb(profile)
    with page.expect_file_chooser() as picker:
        phone.item(codes[0]).locator('label:has([data-photo="album"])').click()
    picker.value.set_files(paths)
    expect(phone.item(codes[0]).locator(".photo")).to_have_count(COUNT, timeout=120_000)
    expect(page.locator("[data-note=making]")).to_have_count(0, timeout=120_000)
    expect(page.locator("[data-note=none]")).to_have_text("HEIC 原图已存，本机不能预览")
    peak = highest_memory_mb(profile)
    print(f"{before} MB before, {peak} MB at the highest")
    assert peak < MOST_MB, f"{before} MB before, {peak} MB at the highest"
    phone.answer_the_rest(but=(codes[0],))
    phone.seal()
    server.start()
    phone.wait_until_synced()
    desk = new_desk("ding")
    desk.goto(f"{server.url}/visits/{visit_id}")
    expect(desk.locator("figure.photo")).to_have_count(COUNT)
    for path in paths:
        body = path.read_bytes()
        sent = desk.request.get(f"{server.url}/photos/{hashlib.sha256(body).hexdigest()}/original")
        assert sent.body() == body, path.name
    context.close()

"""Photos of real phones through the phone's own picker with the server gone, and what the office makes of them."""

import hashlib
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import exif_by_hand
from tests.browser.phone_app import PhoneApp
from tests.browser.pictures import decoded, difference, shown_picture
from tests.browser.server import Server
from tests.real_photos import PHOTOS, needs_real_photos

pytestmark = needs_real_photos
ENTRANCE = """select longitude, latitude from entrances join visits using (work_id)
  where replace(visits.id, '-', '') = replace(?, '-', '') order by position"""


def is_heic(path: Path) -> bool:
    return path.suffix.lower() == ".heic"


def stand_at_the_entrance(phone: PhoneApp, server: Server) -> None:
    """Of the work whose visit is assigned first."""
    phone.go("/phone")
    [visit_id] = phone.values("[data-visit]", "data-visit")[:1]
    with sqlite3.connect(server.data / "inspect.sqlite") as record:
        longitude, latitude = record.execute(ENTRANCE, [visit_id]).fetchone()
    phone.stand_at(longitude, latitude, accuracy=8)


def pick(phone: PhoneApp, code: str, source: str, paths: list[Path]) -> None:
    """By the system's own picker: the camera gives one at a time, the album as many as are chosen."""
    item = phone.item(code)
    before = item.locator(".photo").count()
    with phone.page.expect_file_chooser() as picker:
        item.locator(f'label:has([data-photo="{source}"])').click()
    assert picker.value.is_multiple() is (source == "album")
    picker.value.set_files(paths)
    expect(item.locator(".photo")).to_have_count(before + len(paths))
    expect(item.locator("[role=status]")).to_have_count(0)


def caption(phone: PhoneApp, code: str, names: list[str]) -> None:
    for place, name in enumerate(names):
        phone.item(code).locator(".photo__caption").nth(place).fill(name)
        phone.item(code).locator(".photo__caption").nth(place).blur()


def photo_of(phone: PhoneApp, path: Path) -> Locator:
    """By its caption, whose words stand in the field."""
    places = phone.page.locator(".photo")
    for place in range(places.count()):
        if places.nth(place).locator("input.photo__caption").input_value() == path.name:
            return places.nth(place)
    raise AssertionError(path.name)


def see_all_on_the_phone(phone: PhoneApp) -> None:
    """Previews right way up; what Chromium cannot decode is said in words."""
    expect(phone.page.locator("[data-note=making]")).to_have_count(0)
    expect(phone.page.locator(".photo")).to_have_count(len(PHOTOS))
    for path in PHOTOS:
        tile = photo_of(phone, path)
        if is_heic(path):
            expect(tile.locator("[data-note=none]")).to_have_text("HEIC 原图已存，本机不能预览")
            continue
        picture = shown_picture(tile.locator("img"))
        reference = decoded(path)
        assert picture.width / picture.height == pytest.approx(reference.width / reference.height, rel=0.02)
        assert difference(picture, reference) < 5


def review(desk: Page, server: Server, visit_id: str, path: Path) -> None:
    """One photo on the review page: once, upright, its grade with its reason, its original as it came."""
    body = path.read_bytes()
    sha256 = hashlib.sha256(body).hexdigest()
    image = desk.locator(f'img[src="/photos/{sha256}/large"]')
    expect(image).to_have_count(1)
    picture, reference = shown_picture(image), decoded(path)
    assert picture.width / picture.height == pytest.approx(reference.width / reference.height, rel=0.01)
    assert difference(picture, reference) < 6
    figure = desk.locator("figure.photo").filter(has=image)
    expect(figure).to_contain_text(path.name)
    exif = exif_by_hand.read(body).facts()
    if "latitude" in exif:
        expect(figure).to_contain_text("X 位置矛盾")
        expect(figure).to_contain_text("照片自带的坐标在别处")
    else:
        expect(figure).to_contain_text("A 现场定位")
        expect(figure).to_contain_text("当场定位，在工程范围内")
    if "taken_at" in exif:
        expect(figure).to_contain_text(str(exif["taken_at"])[:10])
        expect(figure).to_contain_text("与记录相差")
    original = desk.request.get(f"{server.url}/photos/{sha256}/original")
    assert original.body() == body
    assert original.headers["content-disposition"].startswith("attachment")


def test_photos_of_real_phones_arrive_once_and_upright(new_phone, new_desk, server):
    phone = new_phone("geng")
    page = phone.page
    stand_at_the_entrance(phone, server)
    server.stop()
    phone.open_assigned()
    visit_id = phone.start()
    phone.wait_for("article.item [data-answer=not_met]")
    page.wait_for_timeout(500)  # the phone finds its place
    first, second = phone.values("article.item:has([data-answer=not_met])", "data-item")[5:7]
    phone.find_wrong(first, text="相机连续拍的。")
    for path in PHOTOS[:3]:
        pick(phone, first, "camera", [path])
    phone.find_wrong(second, text="相册里选的，一张多选了。")
    pick(phone, second, "album", [*PHOTOS[3:], PHOTOS[0]])
    caption(phone, first, [path.name for path in PHOTOS[:3]])
    caption(phone, second, [path.name for path in PHOTOS[3:]])
    phone.item(second).get_by_label("删除照片").last.click()
    see_all_on_the_phone(phone)

    page.reload()
    page.wait_for_selector("article.item")
    see_all_on_the_phone(phone)
    phone.answer_the_rest(but=(first, second))
    phone.seal()

    server.start()
    phone.wait_until_synced()
    phone.go("/phone/outbox")
    expect(page.locator("main")).to_contain_text("全部已经传到办公室")
    phone.go(f"/phone/visits/{visit_id}")
    expect(page.locator(".photo img")).to_have_count(len(PHOTOS))
    server.stop()
    phone.go(f"/phone/visits/{visit_id}")
    expect(page.locator(".photo img")).to_have_count(len(PHOTOS))  # the phone kept the server's picture of the HEIC
    server.start()

    desk = new_desk("ding")
    desk.goto(f"{server.url}/visits/{visit_id}")
    expect(desk.locator("article[data-finding]")).to_have_count(2)
    expect(desk.locator("figure.photo")).to_have_count(len(PHOTOS))
    for path in PHOTOS:
        review(desk, server, visit_id, path)
    expect(desk.locator("main")).to_contain_text("删除照片（封存之前）")

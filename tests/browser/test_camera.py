"""The live camera: several photos in a row without leaving the app; and what is said where there is none."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser.conftest import FLAGS, PASSWORD, PHONE, watch
from tests.browser.machine import MISSING_BROWSERS, whole_chromium
from tests.browser.phone_app import PhoneApp
from tests.browser.pictures import shown_picture, some_photos
from tests.browser.server import Server

CAMERA, YES_BY_ITSELF = "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"


def on_an_item(phone: PhoneApp) -> tuple[str, str]:
    phone.open_assigned()
    visit_id = phone.start()
    phone.wait_for("article.item [data-answer=not_met]")
    code = phone.values("article.item:has([data-answer=not_met])", "data-item")[5]
    phone.find_wrong(code, text="连拍的。")
    return visit_id, code


def open_camera(phone: PhoneApp, code: str) -> None:
    phone.tap(f'article[data-item="{code}"] [data-photo="live"]')
    phone.wait_for("dialog.camera")


def shoot(page: Page, times: int) -> None:
    """As fast as the finger goes: nobody waits for the one before."""
    page.wait_for_function("() => document.querySelector('dialog.camera video').videoWidth > 0")
    for _time in range(times):
        page.locator(".camera__shutter").click()
        page.wait_for_timeout(150)
    expect(page.locator("dialog.camera [data-kept]")).to_have_attribute("data-kept", str(times))
    expect(page.locator("dialog.camera [role=status]")).to_have_text(f"已存 {times} 张")


def test_several_in_a_row_by_the_live_camera_arrive_in_the_office(new_phone, new_desk, server):
    phone = new_phone("geng")
    page = phone.page
    page.context.grant_permissions(["camera", "geolocation"])
    server.stop()
    visit_id, code = on_an_item(phone)
    open_camera(phone, code)
    shoot(page, 4)
    page.click("[data-done]")
    expect(page.locator("dialog.camera")).to_have_count(0)
    tiles = phone.item(code).locator(".photo")
    expect(tiles.locator("img")).to_have_count(4)
    assert shown_picture(tiles.locator("img").first).convert("L").getextrema() != (0, 0)
    tiles.first.get_by_label("删除照片").click()
    expect(tiles).to_have_count(3)
    phone.wait_until_on_disk("photo_discarded")
    page.reload()
    expect(tiles.locator("img")).to_have_count(3)

    server.start()
    phone.wait_until_synced()
    desk = new_desk("ding")
    desk.goto(f"{server.url}/visits/{visit_id}")
    images = desk.locator("article[data-finding] .finding__photos figure img")
    expect(images).to_have_count(3)
    for image in images.all():
        assert shown_picture(image).width >= 640
    expect(desk.locator("main")).to_contain_text("删除照片（封存之前）")


def test_the_camera_is_let_go_when_it_is_closed(new_phone, server):
    phone = new_phone("geng")
    page = phone.page
    page.context.grant_permissions(["camera", "geolocation"])
    _visit, code = on_an_item(phone)
    open_camera(phone, code)
    shoot(page, 1)
    page.evaluate(
        "() => { window.track = document.querySelector('dialog.camera video').srcObject.getVideoTracks()[0]; }"
    )
    page.keyboard.press("Escape")
    expect(page.locator("dialog.camera")).to_have_count(0)
    assert page.evaluate("() => window.track.readyState") == "ended"


def test_a_camera_that_the_system_takes_away_is_said(new_phone, server):
    phone = new_phone("geng")
    page = phone.page
    page.context.grant_permissions(["camera", "geolocation"])
    _visit, code = on_an_item(phone)
    open_camera(phone, code)
    shoot(page, 2)
    page.evaluate(
        "() => document.querySelector('video').srcObject.getVideoTracks()[0].dispatchEvent(new Event('ended'))"
    )
    expect(page.locator("dialog.camera [role=alert]")).to_contain_text("摄像头被系统收回了。已存的照片都在")
    expect(page.locator(".camera__shutter")).to_be_disabled()
    page.click("[data-done]")
    expect(phone.item(code).locator(".photo img")).to_have_count(2)


def see_the_picker_work(phone: PhoneApp, code: str, photo: str) -> None:
    page = phone.page
    expect(page.locator(".camera__shutter")).to_be_disabled()
    page.click("[data-done]")
    expect(page.locator("dialog.camera")).to_have_count(0)
    with page.expect_file_chooser() as picker:
        phone.item(code).locator('label:has([data-photo="camera"])').click()
    picker.value.set_files(photo)
    expect(phone.item(code).locator(".photo img")).to_have_count(1)


@pytest.fixture
def another_phone(playwright: Playwright, server: Server, faults: list[str]) -> Iterator[Callable[..., PhoneApp]]:
    """In a browser whose system does not say yes by itself; it has a camera only when `has_camera`."""
    if "chromium" in MISSING_BROWSERS:
        pytest.skip("Chromium is not on this machine; make test names it at its end")
    browsers: list[Browser] = []

    def make(*, has_camera: bool, permissions: list[str]) -> PhoneApp:
        flags = [flag for flag in FLAGS if flag != YES_BY_ITSELF and (has_camera or flag != CAMERA)]
        browsers.append(playwright.chromium.launch(executable_path=whole_chromium(), args=flags))
        context = browsers[-1].new_context(
            viewport=PHONE, locale="zh-CN", has_touch=True, is_mobile=True, permissions=permissions
        )
        page = context.new_page()
        watch(page, faults)
        phone = PhoneApp(page, server)
        phone.sign_in("geng", PASSWORD)
        return phone

    yield make
    for browser in browsers:
        browser.close()


@pytest.mark.parametrize(
    ("has_camera", "permissions", "words"),
    [(True, ["geolocation"], "没有获准使用摄像头"), (False, ["camera"], "这台设备没有可用的摄像头")],
    ids=["refused", "absent"],
)
def test_without_a_camera_that_is_said_and_the_picker_stays(
    another_phone, server, tmp_path: Path, has_camera, permissions, words
):
    phone = another_phone(has_camera=has_camera, permissions=permissions)
    server.stop()
    _visit, code = on_an_item(phone)
    open_camera(phone, code)
    expect(phone.page.locator("dialog.camera [role=alert]")).to_contain_text(words)
    see_the_picker_work(phone, code, some_photos(tmp_path / "photos", 1)[0])

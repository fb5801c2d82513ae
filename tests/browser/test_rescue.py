"""A phone that never finds the server again: its rescue file goes to the office by hand. And what if it does after all."""

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.phone_app import PhoneApp
from tests.browser.pictures import some_photos

NO_PICKER = "delete window.showSaveFilePicker"
"""As on phones whose browser hands out files by download alone."""
PICKS = """window.showSaveFilePicker = async ({ suggestedName }) => {
  if (sessionStorage.getItem("declines")) throw new DOMException("declined", "AbortError");
  return (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true });
}"""
"""The officer picks a place: a real file of the browser's own, for no test can tap in the system's dialog."""
PICKED = """async () => {
  const folder = await navigator.storage.getDirectory();
  for await (const [name, file] of folder.entries()) return [name, await (await file.getFile()).text()];
}"""


def work_offline(phone: PhoneApp, folder: Path) -> str:
    """A visit with two findings and three photos, the network gone for good; gives the visit's id."""
    phone.open_assigned()
    visit_id = phone.start()
    phone.wait_for("article.item")
    items = phone.page.locator("article.item:has([data-answer=not_met])").all()
    codes = [str(item.get_attribute("data-item")) for item in items]
    phone.find_wrong(codes[3], text="救援一：防护门锈蚀。", photos=some_photos(folder / "one", 2))
    phone.find_wrong(codes[4], text="救援二：风管破损。", photos=some_photos(folder / "two", 1, size=(1500, 1100)))
    phone.answer(codes[6], "met")
    expect(phone.item(codes[6])).to_have_class("item item--met")
    phone.wait_until_on_disk("answer_given", item=codes[6])
    return visit_id


def rescue(phone: PhoneApp, to: Path) -> Path:
    phone.go("/phone/me")
    with phone.page.expect_download() as download:
        phone.page.click("[data-rescue]")
    expect(phone.page.locator("[data-rescue-said=written]")).to_contain_text("手机里的内容都还在")
    path = to / download.value.suggested_filename
    download.value.save_as(path)
    return path


def bring(desk: Page, url: str, file: Path) -> None:
    desk.goto(f"{url}/problem-events")
    desk.click(".tabs a[href='/rescues']")
    desk.set_input_files("#file", file)
    desk.click("form[enctype] button")
    desk.wait_for_url("**/rescues/*-*")


def see_the_visit_once(desk: Page, url: str, visit_id: str) -> None:
    desk.goto(f"{url}/visits/{visit_id}")
    findings = desk.locator("article[data-finding]")
    expect(findings).to_have_count(2)
    for place, photos in enumerate((2, 1)):
        images = findings.nth(place).locator(".finding__photos img")
        expect(images).to_have_count(photos)
        for image in images.all():
            image.scroll_into_view_if_needed()
            expect(image).to_have_js_property("complete", True)
            assert image.evaluate("one => one.naturalWidth") > 300


def test_the_file_brings_the_visit_once_and_the_phone_that_comes_back_doubles_nothing(
    new_phone, new_desk, server, tmp_path: Path
):
    phone = new_phone("geng")
    phone.page.add_init_script(NO_PICKER)
    server.stop()
    phone.page.context.set_offline(True)
    visit_id = work_offline(phone, tmp_path)
    phone.go("/phone/me")
    holds = phone.page.inner_text("[data-rescue-holds]")
    assert "3 张照片" in holds
    file = rescue(phone, tmp_path)
    assert file.name.startswith("rescue-geng-")
    assert file.suffix == ".inspect"
    first, last = file.read_bytes().split(b"\n", 1)[0], file.read_bytes().rsplit(b"\n", 2)[1]
    events = json.loads(last)["end"]["events"]
    assert f"{events} 条记录" in holds
    assert json.loads(first)["app"], "the version of the app, kept by the worker"

    server.start()
    desk = new_desk("ding")
    bring(desk, server.url, file)
    expect(desk.locator(".notice--good")).to_contain_text(f"新收 {events} 条记录、3 张照片。")
    expect(desk.locator("[data-outcome=added]")).to_have_count(events)
    see_the_visit_once(desk, server.url, visit_id)

    bring(desk, server.url, file)
    expect(desk.locator(".notice--good")).to_contain_text("没有新的内容")
    expect(desk.locator("[data-outcome=here]")).to_have_count(events)
    see_the_visit_once(desk, server.url, visit_id)

    phone.go("/phone/outbox")
    expect(phone.page.locator("[data-chip]")).to_contain_text("待传")
    phone.page.context.set_offline(False)
    phone.wait_until_synced()
    phone.go("/phone/outbox")
    expect(phone.page.locator("main")).to_contain_text("全部已经传到办公室")
    phone.go("/phone/me")
    see_the_visit_once(desk, server.url, visit_id)
    desk.goto(f"{server.url}/problem-events")
    expect(desk.locator("td.empty")).to_be_visible()
    desk.goto(f"{server.url}/arrivals")
    expect(desk.locator("td.empty")).to_have_count(2)
    desk.goto(f"{server.url}/rescues")
    expect(desk.locator("tbody tr")).to_have_count(2)
    desk.goto(f"{server.url}/reviews")
    assert desk.locator(f'tbody a[href*="{visit_id}"]').count() <= 1


def test_where_a_place_can_be_picked_the_file_is_written_into_it(new_phone, server, tmp_path: Path):
    phone = new_phone("geng")
    page = phone.page
    page.add_init_script(PICKS)
    server.stop()
    work_offline(phone, tmp_path)
    phone.go("/phone/me")
    page.evaluate("sessionStorage.setItem('declines', 'yes')")
    page.click("[data-rescue]")
    expect(page.locator("[data-rescue-said=cancelled]")).to_contain_text("什么都没有改变")
    page.evaluate("sessionStorage.removeItem('declines')")
    page.click("[data-rescue]")
    expect(page.locator("[data-rescue-said=written]")).to_be_visible()
    name, text = page.evaluate(PICKED)
    assert name.startswith("rescue-geng-")
    assert json.loads(text.split("\n", 1)[0])["photos"]["count"] == 3
    assert '{"end":{' in text.rsplit("\n", 2)[1]


def test_on_a_phone_that_has_sent_everything_there_is_nothing_to_rescue(new_phone):
    phone = new_phone("geng")
    phone.go("/phone/me")
    expect(phone.page.locator("[data-rescue-card]")).to_contain_text("办公室都已收到")
    expect(phone.page.locator("[data-rescue]")).to_have_count(0)

"""Sound and film from the microphone to the office's player: made with no network, cut off by a dead tab, played there."""

from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser.phone_app import PhoneApp
from tests.browser.pictures import some_photos
from tests.browser.test_camera import another_phone as another_phone
from tests.browser.test_camera import on_an_item
from tests.browser.test_orders import begin_re_inspection, order_what_was_found
from tests.browser.test_penalties import found_unregistered
from tests.recordings_by_hand import FILM, SOUND, webm

PLAYED = """(css) => new Promise((done) => {
  const media = document.querySelector(css);
  const told = () => Number.isFinite(media.duration) && media.readyState >= 1
    && done([media.duration, media.videoWidth ?? 0, media.seekable.length && media.seekable.end(0)]);
  for (const name of ["loadedmetadata", "durationchange", "seeked"]) media.addEventListener(name, told);
  told();
})"""
HEARD = """(css) => new Promise(async (done, failed) => {
  const media = document.querySelector(css);
  media.muted = true;
  media.addEventListener("error", () => failed(media.error.message));
  media.addEventListener("timeupdate", () => media.currentTime > 0.2 && done(true));
  await media.play();
})"""
JUMPED = """(css) => {
  const media = document.querySelector(css);
  media.pause();
  media.currentTime = 1;
  return new Promise((done) => media.addEventListener("seeked", () => done(media.currentTime)));
}"""
REMEMBER_STREAM = """() => {
  const get = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wish) => (window.stream = await get(wish));
}"""
PIECES = """() => new Promise(async (done) => {
  const { name } = (await indexedDB.databases()).find((one) => one.name.startsWith("officer "));
  indexedDB.open(name).onsuccess = ({ target: { result: database } }) => {
    const pieces = database.transaction("recording_rows").objectStore("recording_rows").count();
    pieces.onsuccess = () => (database.close(), done(pieces.result));
  };
})"""


def with_senses(phone: PhoneApp) -> PhoneApp:
    phone.page.context.grant_permissions(["microphone", "camera", "geolocation"])
    return phone


def record(phone: PhoneApp, place: str, kind: str, seconds: float = 2.5) -> None:
    """In a place of the screen; stopped after so long, and the dialog goes by itself when all is saved."""
    begin(phone, place, kind)
    phone.page.wait_for_timeout(seconds * 1_000)
    phone.tap("dialog.recorder [data-stop]")
    expect(phone.page.locator("dialog.recorder")).to_have_count(0)


def begin(phone: PhoneApp, place: str, kind: str) -> None:
    phone.tap(f'{place} [data-record="{kind}"]')
    phone.wait_for("dialog.recorder [data-stop]")


def until_on_disk(phone: PhoneApp, pieces: int) -> None:
    for _look in range(100):
        if phone.page.evaluate(PIECES) >= pieces:
            return
        phone.page.wait_for_timeout(200)
    raise AssertionError("no piece comes to disk")


def kill(phone: PhoneApp) -> None:
    """The tab dies as when the system wants its memory: no event, no last word; then the officer opens the app again."""
    page, context = phone.page, phone.page.context
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash", wait_until="commit", timeout=5_000)
    phone.page = context.new_page()
    page.close()


def played(desk: Page, css: str) -> tuple[float, int, float]:
    desk.wait_for_selector(css)
    length, width, seekable = desk.evaluate(PLAYED, css)
    assert desk.evaluate(HEARD, css)
    return length, width, seekable


def test_what_was_recorded_until_the_tab_died_is_there_and_the_office_plays_it(new_phone, new_desk, server):
    phone = with_senses(new_phone("geng"))
    server.stop()
    visit_id, code = on_an_item(phone)
    place = f'article[data-item="{code}"]'
    begin(phone, place, "audio")
    told = phone.page.locator("dialog.recorder .recorder__told")
    expect(told).to_contain_text("还可录 9:5")
    expect(told).to_contain_text("最多 16 MB")
    until_on_disk(phone, 4)
    kill(phone)
    phone.go(f"/phone/visits/{visit_id}")
    one = phone.item(code).locator("[data-recording-id]")
    expect(one).to_have_count(1)
    expect(one).to_contain_text("录制时页面被关闭，到此为止")
    phone.wait_until_on_disk("recording_made", was_cut=True, media_type="audio/webm")
    assert phone.page.evaluate(PIECES) == 0
    phone.tap(f"{place} [data-play]")
    phone.wait_for(f"{place} audio")
    assert phone.page.evaluate(HEARD, f"{place} audio")

    server.start()
    phone.wait_until_synced()
    desk = new_desk("ding")
    desk.goto(f"{server.url}/visits/{visit_id}")
    length, _width, seekable = played(desk, ".finding__photos audio[data-recording]")
    assert length >= 2.5
    assert seekable >= 2.5
    figure = desk.locator(".finding__photos .recording")
    expect(figure).to_contain_text("录制时页面被关闭，到此为止")
    expect(figure).to_contain_text("还没有文字说明")


def test_a_statement_is_spoken_signed_for_by_its_hash_and_written_down(new_phone, new_desk, server):
    phone = with_senses(new_phone("geng"))
    server.stop()
    phone.open_assigned()
    visit_id = phone.start()
    phone.wait_for("article.item")
    phone.go(f"/phone/visits/{visit_id}/finish")
    phone.write("#present", "王某，管理员")
    record(phone, ".recordings", "audio")
    expect(phone.page.locator("[data-recording-id]")).to_contain_text("王某，管理员")
    record(phone, ".recordings", "audio", 1.5)
    expect(phone.page.locator("[data-recording-id]")).to_have_count(2)
    phone.tap("[data-recording-id]:last-child [data-remove-recording]")
    expect(phone.page.locator("[data-recording-id]")).to_have_count(1)
    phone.write("[data-recording-id] .photo__caption", "门的事")
    phone.wait_until_on_disk("recording_captioned", caption="门的事")
    phone.tap("[data-seal]")
    phone.wait_for("[data-paper=inspection_record]")
    paper = phone.page.locator("[data-paper=inspection_record]")
    expect(paper).to_contain_text("录音 1 段（0:0")
    expect(paper).to_contain_text("陈述人：王某，管理员，SHA-256")
    expect(paper).to_contain_text("见录音录像。")
    phone.sign_and_deliver()

    server.start()
    phone.wait_until_synced()
    desk = new_desk("ding")
    desk.goto(f"{server.url}/visits/{visit_id}")
    assert played(desk, "#papers audio[data-recording]")[0] >= 2
    desk.click("#papers .recording summary")
    desk.fill("#papers .recording textarea", "门是上个月坏的，已经报修。")
    desk.click("#papers .recording form button")
    expect(desk.locator("#papers .recording__words")).to_contain_text("门是上个月坏的，已经报修。")
    expect(desk.locator("#papers .recording__words")).to_contain_text("第 1 版")


def test_a_statement_is_recorded_on_the_screen_of_the_penalty(new_phone, new_desk, server):
    phone = with_senses(new_phone("geng"))
    server.stop()
    visit_id = found_unregistered(phone)
    phone.page.fill("#party-name", "某物业公司")
    record(phone, ".recordings", "audio", 1.5)
    expect(phone.page.locator("[data-recording-id]")).to_contain_text("某物业公司")
    expect(phone.page.locator("#party-name")).to_have_value("某物业公司")

    server.start()
    phone.wait_until_synced()
    desk = new_desk("ding")
    desk.goto(f"{server.url}/visits/{visit_id}")
    assert played(desk, "#papers audio[data-recording]")[0] >= 1


def test_a_re_inspection_is_recorded_beside_what_was_ordered_and_signed_for(new_phone, new_desk, server, tmp_path):
    phone = with_senses(new_phone("geng"))
    phone.open_assigned()
    phone.start()
    order_what_was_found(phone, some_photos(tmp_path / "photos", 1))
    phone.wait_until_synced()
    visit_id = begin_re_inspection(phone)
    record(phone, "[data-check-item] .recordings", "audio", 1.5)
    expect(phone.page.locator("[data-check-item] [data-recording-id]")).to_have_count(1)
    phone.go(f"/phone/visits/{visit_id}/finish")
    phone.write("#present", "王某，管理员")
    phone.tap("[data-seal]")
    expect(phone.page.locator("[data-paper=inspection_record]")).to_contain_text("防护门密封条老化脱落。")
    expect(phone.page.locator("[data-paper=inspection_record]")).to_contain_text("录音 1 段（0:0")
    phone.wait_until_synced()
    desk = new_desk("ding")
    desk.goto(f"{server.url}/visits/{visit_id}")
    expect(desk.get_by_role("heading", name="复查录音录像")).to_have_count(1)
    assert played(desk, "#papers audio[data-recording]")[0] >= 1


def test_a_film_is_recorded_and_plays_beside_its_finding(new_phone, new_desk, server):
    phone = with_senses(new_phone("geng"))
    visit_id, code = on_an_item(phone)
    record(phone, f'article[data-item="{code}"]', "video")
    expect(phone.item(code).locator("[data-recording-id]")).to_contain_text("录像")
    phone.wait_until_synced()
    desk = new_desk("ding")
    desk.goto(f"{server.url}/visits/{visit_id}")
    length, width, _seekable = played(desk, ".finding__photos video[data-recording]")
    assert (length >= 1.5, width > 0) == (True, True)
    assert desk.evaluate(JUMPED, ".finding__photos video") == pytest.approx(1, abs=0.2)


def test_a_microphone_that_is_taken_away_leaves_what_was_recorded(new_phone, server):
    phone = with_senses(new_phone("geng"))
    _visit, code = on_an_item(phone)
    phone.page.evaluate(REMEMBER_STREAM)
    begin(phone, f'article[data-item="{code}"]', "audio")
    phone.page.wait_for_timeout(1_500)
    phone.page.evaluate("() => window.stream.getTracks()[0].dispatchEvent(new Event('ended'))")
    expect(phone.page.locator("dialog.recorder [role=alert]")).to_contain_text("到此为止的都已存好")
    phone.tap("dialog.recorder [data-done]")
    expect(phone.item(code).locator("[data-recording-id]")).to_have_count(1)


def test_escape_stops_and_keeps(new_phone, server):
    phone = with_senses(new_phone("geng"))
    _visit, code = on_an_item(phone)
    begin(phone, f'article[data-item="{code}"]', "audio")
    phone.page.wait_for_timeout(1_200)
    phone.page.keyboard.press("Escape")
    expect(phone.page.locator("dialog.recorder")).to_have_count(0)
    expect(phone.item(code).locator("[data-recording-id]")).to_have_count(1)


@pytest.mark.parametrize(
    ("has_camera", "permissions", "words"),
    [(True, ["geolocation"], "没有获准使用麦克风"), (False, ["microphone"], "没有可用的麦克风")],
    ids=["refused", "absent"],
)
def test_without_a_microphone_that_is_said_and_nothing_is_lost(
    another_phone, server, has_camera, permissions, words
):
    phone = another_phone(has_camera=has_camera, permissions=permissions)
    _visit, code = on_an_item(phone)
    phone.tap(f'article[data-item="{code}"] [data-record="audio"]')
    expect(phone.page.locator("dialog.recorder [role=alert]")).to_contain_text(words)
    phone.tap("dialog.recorder [data-done]")
    expect(phone.item(code).locator("textarea").first).to_have_value("连拍的。")
    expect(phone.item(code).locator("[data-recording-id]")).to_have_count(0)


def test_a_film_of_the_systems_camera_is_taken_up_to_its_size(new_phone, server, tmp_path: Path):
    phone = with_senses(new_phone("geng"))
    _visit, code = on_an_item(phone)
    files = {"film.webm": webm(FILM, SOUND, filler=bytes(3_000_000)), "no.mp4": b"%PDF-1.7", "empty.mp4": b""}
    for name, body in files.items():
        (tmp_path / name).write_bytes(body)
    with (tmp_path / "long.mp4").open("wb") as file:
        file.truncate(65 * 2**20)
    picker = f'article[data-item="{code}"] [data-record="system"]'
    for name, words in {"no.mp4": "不是可用的录像", "empty.mp4": "是空的", "long.mp4": "超过 64 MB"}.items():
        phone.attach(picker, [str(tmp_path / name)])
        expect(phone.item(code).locator(".recordings [role=alert]")).to_contain_text(words)
    phone.attach(picker, [str(tmp_path / "film.webm")])
    expect(phone.item(code).locator("[data-recording-id]")).to_contain_text("2.9 MB", timeout=30_000)
    phone.wait_until_on_disk("recording_made", was_cut=False, media_type="video/webm")
    phone.wait_until_synced()

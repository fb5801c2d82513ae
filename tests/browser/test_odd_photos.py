"""Photos that are large, odd or no photos at all: said in words, in bounds, and nothing else is lost."""

import hashlib
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Route, expect

from tests.browser.phone_app import PhoneApp
from tests.browser.pictures import some_photos
from tests.browser.sealed import OPENED

HUGE_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (30_000).to_bytes(4) * 2 + b"\x08\x02\x00\x00\x00" + bytes(64)
ODD = {
    "nothing.jpg": (b"", "“nothing.jpg”是空的，没有收下。"),
    "paper.jpg": (b"%PDF-1.7\n" + bytes(500), "“paper.jpg”不是照片，没有收下。"),
    "drawing.svg": (
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "“drawing.svg”不是照片，没有收下。",
    ),
    "page.png": (b"<!doctype html><script>alert(1)</script>", "“page.png”不是照片，没有收下。"),
    "bomb.png": (HUGE_PNG, "“bomb.png”超过 120 百万像素，没有收下。"),
}
STRANGE_JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 40
TWELVE_MEGAPIXELS = (4032, 3024)
CHUNK = 4 * 1_048_576
LONGEST_TASK = """() => {
  window.longest = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => (window.longest = Math.max(window.longest, one.duration))))
    .observe({ type: "longtask", buffered: false });
}"""
TAP_TO_PAINT = """(css) => new Promise((resolve) => {
  const began = performance.now();
  document.querySelector(css).click();
  requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
})"""
KEPT = f"""async () => {{ {OPENED}
  const all = (store) => asked(stored(store).getAll());
  const [photos, rows] = [await all("photos"), await all("photo_rows")];
  const bodyOf = ({{ body }}) => (body.box ? unbox(key, body.box) : body);
  const bodies = await Promise.all(rows.map(async (row) => ({{ ...row, body: await bodyOf(row) }})));
  const hashes = await Promise.all(photos.map(async (photo) => {{
    const ours = bodies.filter((row) => row.sha256 === photo.sha256).sort((a, b) => a.index - b.index).map((row) => row.body);
    const digest = await crypto.subtle.digest("SHA-256", await new Blob(ours).arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }}));
  const previews = photos.map((photo) => (photo.preview.box ?? photo.preview).byteLength);
  return {{ hashes, rows: bodies.map((row) => row.body.byteLength), previews }};
}}"""

KEEP_AND_DIE = """async ([visit, item, finding_id, checklist]) => {
  const { Database } = await import("/static/app/store/database.js");
  const { keepPhoto } = await import("/static/app/store/photos.js");
  const name = (await indexedDB.databases()).find((one) => one.name.startsWith("officer ")).name;
  const canvas = Object.assign(document.createElement("canvas"), { width: 800, height: 600 });
  canvas.getContext("2d").fillRect(0, 0, 100, 100);
  const photo = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg"));
  const data = { photo_id: "019ab000-0000-7000-8000-000000000001", source: "camera", checklist, item, finding_id };
  await keepPhoto(new Database(name), new File([photo], "last.jpg"), { visit, data });
}"""


def written(folder: Path, name: str, body: bytes) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(body)
    return str(path)


def on_a_visit(phone: PhoneApp) -> tuple[str, str]:
    phone.open_assigned()
    visit_id = phone.start()
    phone.wait_for("article.item [data-answer=not_met]")
    code = phone.values("article.item:has([data-answer=not_met])", "data-item")[5]
    phone.find_wrong(code, text="有问题。")
    return visit_id, code


def album(code: str) -> str:
    return f'article[data-item="{code}"] [data-photo="album"]'


def test_what_is_no_photo_is_refused_in_words_and_the_rest_is_kept(new_phone, server, tmp_path: Path):
    phone = new_phone("geng")
    server.stop()
    _visit, code = on_a_visit(phone)
    [good, better] = some_photos(tmp_path / "photos", 2)
    odd = [written(tmp_path / "odd", name, body) for name, (body, _words) in ODD.items()]
    phone.attach(album(code), [good, *odd, better])
    item = phone.item(code)
    expect(item.locator(".photo img")).to_have_count(2)
    expect(item.locator("[data-fault]")).to_have_count(len(ODD))
    for _body, words in ODD.values():
        expect(item).to_contain_text(words)
    phone.page.reload()
    expect(item.locator(".photo img")).to_have_count(2)
    server.start()
    phone.wait_until_synced()
    phone.go("/phone/outbox")
    expect(phone.page.locator("main")).to_contain_text("全部已经传到办公室")


def test_a_photo_that_the_server_cannot_take_waits_for_a_person(new_phone, new_desk, server, tmp_path: Path):
    phone = new_phone("geng")
    page = phone.page
    server.stop()
    visit_id, code = on_a_visit(phone)
    strange = written(tmp_path / "odd", "strange.jpg", STRANGE_JPEG)
    phone.attach(album(code), [strange, *some_photos(tmp_path / "photos", 2)])
    item = phone.item(code)
    expect(item.locator(".photo img")).to_have_count(2)
    expect(item.locator("[data-note=none]")).to_have_text("JPEG 原图已存，本机不能预览")
    server.start()
    phone.run("() => void dispatchEvent(new Event('online'))")
    phone.wait_for(".chip--bad", seconds=30)
    assert phone.chip() == "需处理"
    phone.go("/phone/outbox")
    refused = page.locator("[data-refused]")
    expect(refused).to_have_count(1)
    expect(refused).to_contain_text("strange.jpg")
    expect(refused).to_contain_text("这个文件不是可识别的照片，没有收下。")
    expect(refused).to_contain_text("原件仍在手机里")
    phone.go(f"/phone/visits/{visit_id}")
    expect(item.locator("[data-note=refused]")).to_have_text("服务器不能识别，请重拍")
    item.locator(".photo:has([data-note=refused])").get_by_label("删除照片").click()
    expect(item.locator(".photo")).to_have_count(2)
    phone.wait_until_synced()
    desk = new_desk("ding")
    desk.goto(f"{server.url}/visits/{visit_id}")
    expect(desk.locator("figure.photo img")).to_have_count(2)


def test_a_transfer_that_was_cut_goes_on_where_it_was(new_phone, server, tmp_path: Path):
    phone = new_phone("geng")
    page = phone.page
    server.stop()
    _visit, code = on_a_visit(phone)
    [large] = some_photos(tmp_path / "photos", 1, size=(5200, 3900))
    assert Path(large).stat().st_size > 2 * CHUNK
    phone.attach(album(code), [large])
    expect(phone.item(code).locator(".photo img")).to_have_count(1)
    offsets: list[int] = []

    def cut_once(route: Route) -> None:
        if route.request.method == "PATCH":
            offsets.append(int(route.request.headers["upload-offset"]))
            if len(offsets) == 1:
                return route.abort()
        return route.continue_()

    page.context.route("**/api/photos/*", cut_once)
    server.start()
    phone.wait_until_synced()
    assert offsets[:2] == [CHUNK, CHUNK]
    sha256 = hashlib.sha256(Path(large).read_bytes()).hexdigest()
    [stored] = (server.data / "photos" / "originals").rglob(sha256)
    assert stored.read_bytes() == Path(large).read_bytes()


def test_a_photo_is_not_lost_when_the_page_dies_before_the_journal_knows_of_it(new_phone, server):
    phone = new_phone("geng")
    page = phone.page
    server.stop()
    visit_id, code = on_a_visit(phone)
    checklist = phone.item(code).get_attribute("id").split("/")[0]
    finding = phone.item(code).locator("[data-finding]").get_attribute("data-finding")
    page.evaluate(KEEP_AND_DIE, [visit_id, code, finding, checklist])
    expect(phone.item(code).locator(".photo")).to_have_count(0)
    page.reload()
    expect(phone.item(code).locator(".photo img")).to_have_count(1)
    page.reload()
    expect(phone.item(code).locator(".photo img")).to_have_count(1)  # said once
    server.start()
    phone.wait_until_synced()


@pytest.mark.slow
def test_many_photos_of_12_megapixels_leave_the_app_responsive(new_phone, server, tmp_path: Path):
    phone = new_phone("geng")
    page = phone.page
    photos = some_photos(tmp_path / "photos", 6, size=TWELVE_MEGAPIXELS)
    server.stop()
    _visit, code = on_a_visit(phone)
    others = [one for one in phone.values("article.item:has([data-answer=met])", "data-item") if one != code]
    phone.run(LONGEST_TASK)
    phone.attach(album(code), photos)
    taps = []
    for other in others[:25]:
        taps.append(phone.run(TAP_TO_PAINT, f'article[data-item="{other}"] [data-answer="met"]'))
        page.wait_for_timeout(60)
    expect(phone.item(code).locator(".photo img")).to_have_count(len(photos))
    assert sorted(taps)[-3] < 250, taps
    assert phone.run("() => window.longest") < 400
    kept = phone.run(KEPT)
    assert sorted(kept["hashes"]) == sorted(hashlib.sha256(Path(path).read_bytes()).hexdigest() for path in photos)
    assert max(kept["rows"]) <= 1_048_576
    assert max(kept["previews"]) < 100_000
    with Image.open(photos[0]) as image:
        assert image.size == TWELVE_MEGAPIXELS

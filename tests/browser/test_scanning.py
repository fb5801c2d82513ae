"""Codes read with no network: our own reader of codes in a real browser, from a picture that a person chose."""

import segno
from playwright.sync_api import expect

READER = "/static/vendor/zxing-wasm/reader/zxing_reader.wasm"
IS_KEPT = """async (path) => {
  const [name] = await caches.keys();
  return Boolean(await caches.match(path, { cacheName: name }));
}"""
OPEN = """async () => {
  const { scanner } = await import("/static/app/parts/scanner.js");
  window.heard = [];
  const found = (text, how) => (window.heard.push([text, how]), text === "no" ? "不是这个" : undefined);
  scanner({ found, close: () => window.heard.push("closed") });
}"""


def test_a_photographed_code_is_read_with_no_network_and_the_camera_is_let_go(new_phone, server, tmp_path):
    phone = new_phone("geng")
    page = phone.page
    phone.wait_until(IS_KEPT, READER)
    server.stop()
    (tmp_path / "empty.png").write_bytes(b"no picture")
    segno.make("no", micro=False).save(str(tmp_path / "other.png"), scale=6)
    segno.make("https://office.example/report/abc", micro=False).save(str(tmp_path / "code.png"), scale=4)
    page.evaluate(OPEN)
    page.wait_for_function("() => document.querySelector('.scanner video').readyState >= 2")
    page.evaluate("() => (window.stream = document.querySelector('.scanner video').srcObject)")
    for name, words in (("empty.png", "打不开"), ("other.png", "不是这个")):
        page.set_input_files("[data-scan=album]", str(tmp_path / name))
        expect(page.locator(".scanner [role=alert]")).to_contain_text(words)
    page.set_input_files("[data-scan=album]", str(tmp_path / "code.png"))
    expect(page.locator(".scanner")).to_have_count(0)
    assert page.evaluate("() => window.heard") == [
        ["no", "picture"],
        ["https://office.example/report/abc", "picture"],
        "closed",
    ]
    assert page.evaluate("() => window.stream.getTracks().map((track) => track.readyState)") == ["ended"]


def plate_picture(desk, server, work_id: str, path) -> str:
    """A photograph of the plate as the office prints it."""
    desk.goto(f"{server.url}/works/plates?work={work_id}")
    desk.locator("section.plate").first.screenshot(path=str(path), scale="css")
    return str(path)


def scan(page, picture: str) -> None:
    page.locator("[data-scan-plate]").first.click()
    page.set_input_files("[data-scan=photo]", picture)


def test_a_plate_at_the_door_proves_the_place_with_no_network_and_another_works_is_refused(
    new_phone, new_desk, server, tmp_path
):
    desk = new_desk("ding")
    desk.goto(f"{server.url}/works")
    desk.get_by_role("button", name="打印标牌").click()
    expect(desk.locator("section.plate").first).to_be_visible()
    phone = new_phone("geng")
    page = phone.page
    phone.wait_until(IS_KEPT, READER)
    phone.open_assigned()
    page.wait_for_url("**/start?visit=*")
    own = page.url.partition("/works/")[2].partition("/")[0]
    desk.goto(f"{server.url}/works")
    ids = [str(link.get_attribute("href")).rpartition("/")[2] for link in desk.locator(".works__number a").all()]
    other = next(one for one in ids if one != own)
    own_plate = plate_picture(desk, server, own, tmp_path / "own.png")
    other_plate = plate_picture(desk, server, other, tmp_path / "other.png")
    server.stop()

    scan(page, other_plate)
    expect(page.locator(".scanner [role=alert]")).to_contain_text("不是本工程的，没有记下")
    page.set_input_files("[data-scan=album]", own_plate)
    expect(page.locator(".scanner")).to_have_count(0)
    expect(page.locator('[data-plate="code"]')).to_contain_text("已扫本工程的标牌")
    visit_id = phone.start()
    expect(page.locator('.place[data-grade="C"]')).to_contain_text("C 扫码确认")

    phone.go("/phone/find")
    scan(page, other_plate)
    page.wait_for_url(f"**/phone/works/{other}")

    server.start()
    phone.wait_until_synced()
    desk.goto(f"{server.url}/visits/{visit_id}")
    expect(desk.locator("main")).to_contain_text("C 扫码确认 扫描了工程的二维码")

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

"""The shell that the phone keeps, and its version."""

import pytest
from flask import Flask

from inspect_app.web.pwa import IMPORTS, current_precache, first_modules

ENGLISH = {"Accept-Language": "en-US"}


@pytest.mark.parametrize("path", ["/phone", "/precache.js"])
def test_the_shell_and_its_version_are_the_same_whoever_asks_in_whatever_language(app: Flask, inspector, path):
    """A browser that asks in English, whose officer reads Chinese, saw a new version of the app after signing in."""
    stranger = app.test_client()
    english = stranger.get(path, headers=ENGLISH).data
    assert english == stranger.get(path, headers={"Accept-Language": "zh-CN"}).data
    assert english == inspector.client.get(path, headers=ENGLISH).data


def test_the_large_libraries_are_kept_later_and_nothing_that_the_first_screens_need_is_among_them(app: Flask):
    with app.test_request_context():
        kept = current_precache()
    files, later = kept["files"], kept["later"]
    assert "/static/vendor/zxing-wasm/reader/zxing_reader.wasm" in later
    assert IMPORTS["barcode-detector/ponyfill"] in later
    assert IMPORTS["leaflet"] in later
    assert set(first_modules()) <= set(files)
    assert not set(files) & set(later)
    assert not [url for url in [*files, *later] if "chart" in url], "charts are the office's"


@pytest.mark.filterwarnings(
    "ignore:Exception ignored in.*:pytest.PytestUnraisableExceptionWarning"
)  # packing lets go
def test_the_reader_of_codes_travels_packed(app: Flask):
    answer = app.test_client().get(
        "/static/vendor/zxing-wasm/reader/zxing_reader.wasm", headers={"Accept-Encoding": "br, gzip"}
    )
    assert answer.mimetype == "application/wasm"
    assert answer.headers["Content-Encoding"] == "br"
    answer.close()

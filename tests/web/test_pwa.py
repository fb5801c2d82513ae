"""The shell that the phone keeps, and its version."""

import gzip
import hashlib
import json

import pytest
from flask import Flask

from inspect_app.web.import_map import IMPORTS, first_modules
from inspect_app.web.pwa import current_precache

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
    assert "/static/vendor/leaflet/leaflet.js" in later
    assert set(first_modules()) <= set(files)
    assert not set(files) & set(later)
    assert not [url for url in [*files, *later] if "chart" in url], "charts are the office's"


def test_all_files_of_the_first_installation_travel_in_one_parcel(app: Flask):
    """The worker opens it as tests/phone/worker.test.js packs it, and checks each file against the list."""
    browser = app.test_client()
    with app.test_request_context():
        kept = current_precache()
    answer = browser.get(kept["parcel"])
    assert answer.headers["Content-Encoding"] == "gzip"
    parcel = gzip.decompress(answer.data)
    start = 4 + int.from_bytes(parcel[:4], "big")
    listed = json.loads(parcel[4:start])
    assert [url for url, _size, _type in listed] == list(kept["files"])
    assert start + sum(size for _url, size, _type in listed) == len(parcel)
    for url, size, media_type in listed:
        assert hashlib.sha256(parcel[start : start + size]).hexdigest() == kept["files"][url]
        start += size
        with browser.get(url) as alone:
            assert alone.headers["Content-Type"] == media_type, url


def test_a_parcel_of_another_version_is_not_there(app: Flask):
    browser = app.test_client()
    assert browser.get("/precache.parcel?version=0123456789abcdef").status_code == 404


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

"""Photos of real phones on the real way: by tus into the store, and from there to the office's pages."""

import base64
import hashlib
import io
import time
from datetime import UTC, datetime
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat

from inspect_app.rules.places import EXIF_ELSEWHERE_M
from inspect_app.store.photos import photo_file
from inspect_app.store.pictures import look_at, upright_copy
from inspect_app.sync.photos import photo_folder
from tests import exif_by_hand
from tests.desk import Desk
from tests.forked import cost_of
from tests.on_site import finished_visit, photograph
from tests.real_photos import PHOTOS, each_real_photo, needs_real_photos
from tests.sync.test_protocol_photos import BrokenLine

pytestmark = pytest.mark.bytes_alone

pillow_heif.register_heif_opener()
CHUNK = 1_048_576
GRID = (24, 24)
COPIES = {"small": 400, "large": 1600}
FORMATS = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "HEIF": "image/heic"}


def checksum(part):
    return {"Upload-Checksum": f"sha1 {base64.b64encode(hashlib.sha1(part).digest()).decode()}"}


def offset_of(phone, location):
    return int(phone.tus("HEAD", location).headers["Upload-Offset"])


def break_off(phone, location, offset, arrived, announced, **headers):
    """The line dies after some of the bytes that were announced."""
    known = {"Tus-Resumable": "1.0.0", "X-CSRFToken": phone.csrf, "Upload-Offset": str(offset)}
    phone.client.open(
        location, method="PATCH", content_type="application/offset+octet-stream", headers={**known, **headers},
        environ_overrides={"wsgi.input": BrokenLine(arrived), "CONTENT_LENGTH": str(announced)},
    )  # fmt: skip


def send_with_faults(phone, body):
    """As a phone in a basement sends it: cut off at odd bytes, damaged once, and gone on with from where it was."""
    location = phone.begin_upload(hashlib.sha256(body).hexdigest(), len(body)).headers["Location"]
    first = body[:CHUNK]
    break_off(phone, location, 0, first[:-7], len(first), **checksum(first))
    assert (
        offset_of(phone, location) == 0
    )  # a part that is announced with a checksum counts as a whole or not at all
    break_off(phone, location, 0, body[:12_345], len(body))
    offset = offset_of(phone, location)
    assert offset == 12_345
    damaged = bytes(100) + body[offset + 100 : offset + CHUNK]
    refused = phone.send_bytes(location, offset, damaged, **checksum(body[offset : offset + CHUNK]))
    assert refused.status_code == 460
    while offset < len(body):
        assert offset_of(phone, location) == offset
        part = body[offset : offset + CHUNK]
        assert phone.send_bytes(location, offset, part, **checksum(part)).status_code == 204
        offset += len(part)


def decoded(source):
    """Right way up, by the decoder and not by us."""
    with Image.open(source) as image:
        return ImageOps.exif_transpose(image).convert("RGB")


def difference(one, other):
    """Mean difference of colours when both are made equally small."""
    pair = [image.resize(GRID, Image.Resampling.BOX) for image in (one, other)]
    return sum(ImageStat.Stat(ImageChops.difference(*pair)).mean) / 3


@pytest.fixture
def shown(phone, office):
    """Brings photos of one finding to the office; gives the visit's page as the supervisor sees it."""

    def show(*paths):
        visit_id, finding_id = finished_visit(phone, office.work.id)
        here = {
            "longitude": 121.2277,
            "latitude": 31.0322,
            "accuracy_m": 9.0,
            "fix_at": datetime.now(UTC).isoformat(),
        }
        for path in paths:
            photograph(phone, visit_id, path.read_bytes(), finding_id=finding_id, name=path.name, fix=here)
        phone.sync()
        for path in paths:
            assert phone.upload(path.read_bytes()).status_code < 300
        return Desk(phone.client.application.test_client(), "kezhang"), f"/visits/{visit_id}"

    return show


@each_real_photo
def test_a_real_photo_arrives_byte_for_byte_over_a_bad_line(phone, path):
    body = path.read_bytes()
    sha256 = hashlib.sha256(body).hexdigest()
    began = time.perf_counter()
    send_with_faults(phone, body)
    stored = photo_folder().original(sha256).read_bytes()
    assert hashlib.sha256(stored).hexdigest() == sha256
    row = photo_file(sha256)
    with Image.open(path) as image:
        assert (row.width, row.height, row.size_bytes) == (*image.size, len(body))
        assert row.media_type == FORMATS[image.format]
    assert time.perf_counter() - began < 10


@each_real_photo
def test_bytes_that_are_not_what_was_announced_are_not_kept(phone, path):
    body = path.read_bytes()
    other = body[:-1] + bytes([body[-1] ^ 1])
    refused = phone.upload(other, sha256=hashlib.sha256(body).hexdigest())
    assert refused.json["reasons"][0]["code"] == "photo_hash_wrong"
    assert photo_file(hashlib.sha256(body).hexdigest()) is None
    assert phone.upload(body).status_code == 204


@each_real_photo
def test_the_server_reads_what_the_exif_says(phone, path):
    body = path.read_bytes()
    phone.upload(body)
    upright = {"orientation": 1}
    facts = photo_file(hashlib.sha256(body).hexdigest()).facts
    assert upright | facts == upright | exif_by_hand.read(body).facts()


@pytest.mark.parametrize("size", COPIES)
@each_real_photo
def test_copies_for_screens_are_right_way_up(shown, path, size):
    desk, _page = shown(path)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    reference = decoded(path)
    answer = desk.open(f"/photos/{sha256}/{size}")
    assert answer.content_type == "image/jpeg"
    copy = Image.open(io.BytesIO(answer.data))
    assert max(copy.size) == min(COPIES[size], max(reference.size))
    assert copy.width / copy.height == pytest.approx(reference.width / reference.height, rel=0.01)
    assert not copy.getexif()
    assert difference(copy.convert("RGB"), reference) < 4
    for turn in (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.FLIP_LEFT_RIGHT):
        assert difference(copy.convert("RGB").transpose(turn), reference) > 6


@needs_real_photos
def test_wide_colours_of_a_phone_are_kept_in_its_copies(shown):
    [heic] = [path for path in PHOTOS if path.suffix == ".HEIC"]
    desk, _page = shown(heic)
    copy = desk.open(f"/photos/{hashlib.sha256(heic.read_bytes()).hexdigest()}/large")
    with Image.open(heic) as original:
        assert Image.open(io.BytesIO(copy.data)).info["icc_profile"] == original.info["icc_profile"]


@each_real_photo
def test_the_original_is_handed_out_as_it_came_and_cannot_run(shown, path):
    desk, _page = shown(path)
    body = path.read_bytes()
    answer = desk.open(f"/photos/{hashlib.sha256(body).hexdigest()}/original")
    assert answer.data == body
    assert answer.content_type == photo_file(hashlib.sha256(body).hexdigest()).media_type
    assert answer.content_type in FORMATS.values()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@each_real_photo
def test_a_photo_whose_exif_lies_elsewhere_is_graded_so(shown, path):
    """Ours stood at the door with a fresh fix; what the file says of its place is held against the work."""
    desk, page = shown(path)
    text = desk.read(page)
    exif = exif_by_hand.read(path.read_bytes()).facts()
    if "latitude" in exif:
        assert "X 位置矛盾 照片自带的坐标在别处" in text
        assert int(text.split("距出入口 ")[1].split(" 米")[0]) > EXIF_ELSEWHERE_M
    else:
        assert "A 现场定位 当场定位，在工程范围内" in text
        assert "照片自带的坐标在别处" not in text
    if "taken_at" in exif:
        assert f"相机时间 {str(exif['taken_at']).replace('T', ' ')[:16]}" in text
        assert "与记录相差" in text


@needs_real_photos
def test_the_page_shows_every_photo_once_in_its_upright_shape(shown):
    desk, page = shown(*PHOTOS)
    html = desk.open(page).get_data(as_text=True)
    for path in PHOTOS:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        assert html.count(f'src="/photos/{sha256}/large"') == 1
        assert html.count(f'href="/photos/{sha256}/original"') == 1
        width, height = decoded(path).size
        assert f'src="/photos/{sha256}/large" width="{width}" height="{height}"' in html


def looked_at(path: Path) -> None:
    look_at(path)
    for edge in COPIES.values():
        upright_copy(path, edge)


@each_real_photo
def test_a_real_photo_costs_little_time_and_memory(path):
    cost = cost_of(looked_at, path)
    assert cost.seconds < 5
    assert cost.megabytes < 150

"""PROTOCOL.md, photos: one test for each MUST."""

import base64
import hashlib
from datetime import timedelta
from uuid import UUID

import pytest

from inspect_app.actions.expired_uploads import BETWEEN_CLEARINGS, clear_expired
from inspect_app.clock import now
from inspect_app.store.base import db, transaction
from inspect_app.store.photos import photo_file, upload_with
from inspect_app.sync.photos import photo_folder
from tests import make
from tests.phone_in_python import new_id

PICTURE = make.picture(1)
SHA256 = hashlib.sha256(PICTURE).hexdigest()


def begun(phone, body=PICTURE, **more):
    created = phone.begin_upload(hashlib.sha256(body).hexdigest(), len(body), **more)
    return created.headers["Location"]


def offset_of(phone, location):
    return int(phone.tus("HEAD", location).headers["Upload-Offset"])


def code_of(response):
    return response.status_code, response.json["reasons"][0]["code"]


@pytest.mark.parametrize("first", [0, 1, 17, len(PICTURE) - 1])
def test_m42_a_transfer_is_resumed_at_any_byte(phone, first):
    location = begun(phone)
    phone.send_bytes(location, 0, PICTURE[:first])
    status = phone.tus("HEAD", location)
    assert (int(status.headers["Upload-Offset"]), int(status.headers["Upload-Length"])) == (first, len(PICTURE))
    done = phone.send_bytes(location, first, PICTURE[first:])
    assert (done.status_code, done.headers["Upload-Offset"]) == (204, str(len(PICTURE)))
    assert photo_folder().original(SHA256).read_bytes() == PICTURE


@pytest.mark.parametrize("wrong", [0, 9, 11, 10_000])
def test_m43_bytes_at_another_place_are_refused(phone, wrong):
    location = begun(phone)
    phone.send_bytes(location, 0, PICTURE[:10])
    assert code_of(phone.send_bytes(location, wrong, PICTURE[wrong:])) == (409, "upload_offset_wrong")
    assert offset_of(phone, location) == 10
    phone.send_bytes(location, 10, PICTURE[10:])
    assert photo_file(SHA256).size_bytes == len(PICTURE)


class BrokenLine:
    """A body of which only the first part arrives."""

    def __init__(self, arrived: bytes) -> None:
        self.arrived = arrived

    def read(self, _most: int = -1) -> bytes:
        if not self.arrived:
            raise OSError("the line is dead")
        arrived, self.arrived = self.arrived, b""
        return arrived


def test_m44_what_came_before_the_connection_broke_is_kept(phone):
    location = begun(phone)
    phone.client.open(
        location, method="PATCH", content_type="application/offset+octet-stream",
        headers={"Tus-Resumable": "1.0.0", "X-CSRFToken": phone.csrf, "Upload-Offset": "0"},
        environ_overrides={"wsgi.input": BrokenLine(PICTURE[:10]), "CONTENT_LENGTH": str(len(PICTURE))},
    )  # fmt: skip
    assert offset_of(phone, location) == 10
    assert phone.send_bytes(location, 10, PICTURE[10:]).status_code == 204
    assert photo_file(SHA256) is not None


def test_m45_a_wrong_hash_begins_again_from_nothing(phone):
    location = begun(phone)
    wrong = bytes(len(PICTURE))
    assert code_of(phone.send_bytes(location, 0, wrong)) == (460, "photo_hash_wrong")
    assert offset_of(phone, location) == 0
    assert photo_file(SHA256) is None
    assert phone.send_bytes(location, 0, PICTURE).status_code == 204
    assert photo_file(SHA256) is not None


def test_m46_the_same_bytes_twice_are_one_file(phone, colleague):
    assert phone.upload(PICTURE).status_code == 204
    created = colleague.begin_upload(SHA256, len(PICTURE))
    assert (created.status_code, created.headers["Upload-Offset"]) == (201, str(len(PICTURE)))
    files = list((photo_folder().root / "originals").rglob(SHA256))
    assert len(files) == 1
    assert files[0].stat().st_mode & 0o222 == 0


def test_m47_another_size_under_the_same_hash_is_a_conflict(phone, colleague):
    phone.upload(PICTURE)
    assert code_of(colleague.begin_upload(SHA256, len(PICTURE) + 1)) == (409, "upload_conflict")
    assert photo_folder().original(SHA256).read_bytes() == PICTURE


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_m48_a_part_with_a_wrong_checksum_is_cut_off_again(phone, algorithm):
    def checksum(body):
        return f"{algorithm} {base64.b64encode(hashlib.new(algorithm, body).digest()).decode()}"

    location = begun(phone)
    part, rest = PICTURE[:20], PICTURE[20:]
    wrong = phone.send_bytes(location, 0, part, **{"Upload-Checksum": checksum(rest)})
    assert code_of(wrong) == (460, "photo_hash_wrong")
    assert offset_of(phone, location) == 0
    assert phone.send_bytes(location, 0, part, **{"Upload-Checksum": checksum(part)}).status_code == 204
    unknown = phone.send_bytes(location, 20, rest, **{"Upload-Checksum": "crc32 AAAA"})
    assert code_of(unknown) == (400, "upload_checksum_unknown")
    assert phone.send_bytes(location, 20, rest, **{"Upload-Checksum": checksum(rest)}).status_code == 204


@pytest.mark.parametrize(
    "body", [b"no picture at all", b"\xff\xd8\xff\xe0 broken", b"<svg onload='x()'/>", b"%PDF-1.7"]
)
def test_m49_what_is_not_a_picture_is_not_kept(phone, body):
    location = begun(phone, body)
    assert code_of(phone.send_bytes(location, 0, body)) == (415, "photo_not_an_image")
    assert photo_file(hashlib.sha256(body).hexdigest()) is None
    assert offset_of(phone, location) == 0


def test_m50_a_photo_that_is_too_large_is_refused_before_it_is_sent(phone):
    limit = 64 * 1024 * 1024
    assert phone.begin_upload("b" * 64, limit).status_code == 201
    assert code_of(phone.begin_upload("c" * 64, limit + 1)) == (413, "photo_too_large")


def test_m51_a_transfer_belongs_to_its_device(phone, colleague):
    location = begun(phone)
    assert colleague.tus("HEAD", location).status_code == 404
    assert colleague.send_bytes(location, 0, PICTURE).status_code == 404
    assert colleague.tus("DELETE", location).status_code == 404
    assert offset_of(phone, location) == 0
    assert phone.tus("DELETE", location).status_code == 204
    assert phone.tus("HEAD", location).status_code == 404


@pytest.mark.parametrize(
    ("later", "is_dropped"), [(timedelta(days=6, hours=23), False), (timedelta(days=7, hours=1), True)]
)
def test_m52_a_transfer_that_nobody_continued_is_dropped(phone, later, is_dropped):
    location = begun(phone)
    phone.send_bytes(location, 0, PICTURE[:10])
    upload_id = UUID(location.rsplit("/", 1)[1])
    with transaction():
        clear_expired(photo_folder(), at=now() + later)
    assert (upload_with(upload_id) is None) is is_dropped
    assert photo_folder().partial(upload_id).exists() is not is_dropped
    assert phone.upload(PICTURE).status_code == 204


def test_m52_the_next_transfer_of_anybody_clears_away_what_is_over_when_nobody_has_just_looked(phone, colleague):
    upload_id = UUID(begun(phone).rsplit("/", 1)[1])
    with transaction():
        upload_with(upload_id).expires_at = now() - timedelta(seconds=1)
    begun(colleague, make.picture(3))
    assert upload_with(upload_id)
    photo_folder().cleared_at -= BETWEEN_CLEARINGS
    begun(colleague, make.picture(4))
    db.session.remove()
    assert upload_with(upload_id) is None


def test_m53_kept_and_missing_tell_which_photos_are_here(phone, office, visit_id):
    other = make.picture(2)
    hashes = [SHA256, hashlib.sha256(other).hexdigest()]
    for sha256 in hashes:
        taken = {"photo_id": new_id(), "sha256": sha256, "size_bytes": 9, "media_type": "image/jpeg"}
        phone.say("photo_taken", visit_id, checklist="short", item="item-1", **taken)
    reply = phone.sync(photos=hashes)
    assert (reply["kept"], reply["missing"]["photos"]) == ([], hashes)
    assert {photo["is_here"] for photo in phone.visit(visit_id)["photos"].values()} == {False}
    phone.upload(PICTURE)
    location = begun(phone, other)
    phone.send_bytes(location, 0, other[:-1])
    reply = phone.sync([], photos=hashes)
    assert (reply["kept"], reply["missing"]["photos"]) == ([SHA256], hashes[1:])
    is_here = {photo["sha256"]: photo["is_here"] for photo in phone.visit(visit_id)["photos"].values()}
    assert is_here == {hashes[0]: True, hashes[1]: False}


def test_m54_a_call_without_the_version_is_refused(phone):
    refused = phone.tus("POST", "/api/photos", **{"Tus-Resumable": "0.9.0"})
    assert code_of(refused) == (412, "tus_version_wrong")
    told = phone.client.options("/api/photos").headers
    assert (told["Tus-Version"], told["Tus-Resumable"]) == ("1.0.0", "1.0.0")
    assert told["Tus-Extension"] == "creation,creation-with-upload,checksum,expiration,termination"
    whole = phone.tus(
        "POST", "/api/photos", PICTURE,
        **{
            "Upload-Length": str(len(PICTURE)), "Content-Type": "application/offset+octet-stream",
            "Upload-Metadata": "sha256 " + base64.b64encode(SHA256.encode()).decode(),
        },
    )  # fmt: skip
    assert (whole.status_code, whole.headers["Upload-Offset"]) == (201, str(len(PICTURE)))
    assert photo_file(SHA256) is not None

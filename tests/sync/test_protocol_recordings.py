"""PROTOCOL.md, recordings: one test for each MUST."""

import base64
import hashlib
from uuid import UUID

import pytest

from inspect_app.store.base import db
from inspect_app.store.photos import photo_file, photos_of
from inspect_app.store.recordings import Recording
from inspect_app.sync.photos import photo_folder
from tests.on_site import record
from tests.phone_in_python import new_id
from tests.recordings_by_hand import FILM, SOUND, mp4, ogg, wav, webm

SPOKEN = webm(SOUND, filler=b"\xa3\x84spoken")
MB = 2**20


def sha256_of(body):
    return hashlib.sha256(body).hexdigest()


def code_of(response):
    return response.status_code, response.json["reasons"][0]["code"]


def announced_as(phone, media_type, size):
    pairs = {"sha256": "d" * 64, "filetype": media_type}
    metadata = ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in pairs.items())
    return phone.begin_upload("d" * 64, size, **{"Upload-Metadata": metadata})


@pytest.mark.parametrize(
    ("body", "media_type"),
    [(SPOKEN, "audio/webm"), (webm(FILM, SOUND), "video/webm"), (mp4(b"soun"), "audio/mp4"), (ogg(), "audio/ogg"),
     (mp4(b"vide", b"soun", brand=b"qt  ", is_index_last=True), "video/quicktime"), (wav(), "audio/wav")],
)  # fmt: skip
def test_m71_a_recording_comes_the_way_of_the_photos_and_is_known_by_its_bytes(phone, visit_id, body, media_type):
    record(phone, visit_id, body, media_type="audio/webm")
    reply = phone.sync(photos=[sha256_of(body)])
    assert (reply["kept"], reply["missing"]["photos"]) == ([], [sha256_of(body)])
    location = phone.begin_upload(sha256_of(body), len(body)).headers["Location"]
    phone.send_bytes(location, 0, body[:9])
    assert phone.send_bytes(location, 9, body[9:]).status_code == 204
    assert photo_file(sha256_of(body)).media_type == media_type
    assert photo_folder().original(sha256_of(body)).read_bytes() == body
    reply = phone.sync([], photos=[sha256_of(body)])
    assert reply["kept"] == [sha256_of(body)]
    assert [one["is_here"] for one in phone.visit(visit_id)["recordings"].values()] == [True]


@pytest.mark.parametrize("body", [webm(), webm(SOUND, doc_type=b"html"), mp4(b"text"), ogg(b"\x80theora")])
def test_m72_what_only_begins_as_a_recording_is_not_kept(phone, body):
    location = phone.begin_upload(sha256_of(body), len(body)).headers["Location"]
    assert code_of(phone.send_bytes(location, 0, body)) == (415, "recording_not_readable")
    assert photo_file(sha256_of(body)) is None
    assert phone.tus("HEAD", location).headers["Upload-Offset"] == "0"


def test_m73_sound_that_is_too_large_is_refused_before_it_is_sent(phone):
    assert announced_as(phone, "audio/webm;codecs=opus", 16 * MB).status_code == 201
    assert code_of(announced_as(phone, "audio/webm;codecs=opus", 16 * MB + 1)) == (413, "recording_too_large")
    assert announced_as(phone, "video/mp4", 64 * MB).status_code == 201
    assert code_of(announced_as(phone, "video/mp4", 64 * MB + 1)) == (413, "recording_too_large")


def test_m73_sound_that_calls_itself_something_else_is_refused_when_it_is_here(phone):
    body = webm(SOUND, filler=bytes(16 * MB))
    assert code_of(phone.upload(body)) == (413, "recording_too_large")
    assert photo_file(sha256_of(body)) is None


def test_m74_a_recording_is_no_photo_and_can_be_captioned_and_discarded_until_it_is_sealed(phone, visit_id):
    first, second = (record(phone, visit_id, SPOKEN, by_whom="王某", duration_ms=9_000) for _time in range(2))
    phone.say("recording_captioned", visit_id, recording_id=first, caption="在场陈述")
    phone.say("recording_discarded", visit_id, recording_id=second)
    assert {answer["status"] for answer in phone.sync()["answers"]} == {"accepted"}
    seen = phone.visit(visit_id)
    assert seen["photos"] == {}
    assert photos_of(UUID(visit_id)) == []
    assert [seen["recordings"][one]["is_discarded"] for one in (first, second)] == [False, True]
    assert (seen["recordings"][first]["caption"], seen["recordings"][first]["by_whom"]) == ("在场陈述", "王某")
    phone.say("visit_finished", visit_id)
    phone.say("recording_discarded", visit_id, recording_id=first)
    [_finished, refused] = phone.sync()["answers"]
    assert (refused["status"], refused["reasons"][0]["code"]) == ("refused", "recording_sealed")
    assert db.session.get(Recording, UUID(first)).discarded_at is None


def test_m74_two_tabs_that_tell_of_one_recording_tell_of_one(phone, visit_id):
    recording_id = record(phone, visit_id, SPOKEN)
    record(phone, visit_id, SPOKEN, recording_id=recording_id)
    assert [answer["status"] for answer in phone.sync()["answers"]] == ["accepted", "accepted"]
    assert list(phone.visit(visit_id)["recordings"]) == [recording_id]


def test_m74_what_is_said_of_a_recording_waits_for_it(phone, colleague, visit_id, office):
    named = {"officer_ids": [str(office.yi.id)]}
    phone.say("officers_named", visit_id, **named)
    phone.sync()
    recording_id = new_id()
    colleague.say("visit_started", visit_id, work_id=str(office.work.id), kind="planned", checklists=[])
    colleague.say("recording_captioned", visit_id, recording_id=recording_id, caption="补充")
    [_started, early] = colleague.sync()["answers"]
    assert (early["status"], early["reasons"][0]["code"]) == ("held", "recording_unknown")
    record(phone, visit_id, SPOKEN, recording_id=recording_id)
    phone.sync()
    assert phone.visit(visit_id)["recordings"][recording_id]["caption"] == "补充"

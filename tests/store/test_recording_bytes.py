"""What a file of sound or film is, by its own bytes: what phones make is known, what only pretends is not taken."""

import os
import struct
import time

import pytest

from inspect_app.store.recording_bytes import MOST_READ, NotARecording, recording_type
from tests import make
from tests.recordings_by_hand import FILM, SOUND, box, element, mp4, ogg, wav, webm


def told(tmp_path, body):
    path = tmp_path / "file"
    path.write_bytes(body)
    return recording_type(path)


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (webm(SOUND), "audio/webm"),
        (webm(FILM, SOUND), "video/webm"),
        (webm(FILM, doc_type=b"matroska"), "video/x-matroska"),
        (mp4(b"soun"), "audio/mp4"),
        (mp4(b"vide", b"soun"), "video/mp4"),
        (mp4(b"soun", b"vide", b"meta", brand=b"qt  ", is_index_last=True), "video/quicktime"),
        (mp4(b"vide", brand=b"3gp5", is_index_last=True), "video/3gpp"),
        (mp4(b"soun", brand=b"3gp4"), "audio/3gpp"),
        (ogg(), "audio/ogg"),
        (wav(), "audio/wav"),
    ],
)
def test_what_phones_record_is_known_by_its_bytes(tmp_path, body, media_type):
    assert told(tmp_path, body) == media_type


def test_a_recording_that_ends_in_the_middle_is_still_one(tmp_path):
    whole = webm(SOUND, filler=b"\xa3\x84abcd" * 500)
    assert told(tmp_path, whole[: len(whole) // 2]) == "audio/webm"
    film = mp4(b"vide", filler=bytes(4_000))
    assert told(tmp_path, film[: len(film) // 2]) == "video/mp4"


@pytest.mark.parametrize(
    "body",
    [
        make.picture(),
        b"",
        b"%PDF-1.7",
        b"<html><script>x()</script>",
        b"RIFF\0\0\0\0WEBPVP8 ",
        b"ID3 tag",
        b"\0" * 100,
    ],
)
def test_what_does_not_even_begin_as_a_recording_is_left_to_others(tmp_path, body):
    assert told(tmp_path, body) is None


def test_a_still_picture_in_a_films_box_is_left_to_those_who_read_pictures(tmp_path):
    assert told(tmp_path, box(b"ftyp", b"heic" + bytes(4) + b"mif1heic") + bytes(60)) is None


@pytest.mark.parametrize(
    "body",
    [
        webm(),
        webm(17),
        webm(SOUND, doc_type=b"html"),
        b"\x1a\x45\xdf\xa3",
        b"\x1a\x45\xdf\xa3<script>x()</script>" + bytes(200),
        mp4(),
        mp4(b"hint", b"text"),
        mp4(b"soun", is_index_last=True, filler=bytes(500))[:400],
        box(b"ftyp", b"isom" + bytes(8)) + struct.pack(">I4s", 3, b"mdat") + bytes(50),
        ogg(b"\x80theora"),
        b"RIFF\0\0\0\0WAVEjunk",
    ],
)
def test_what_begins_as_a_recording_and_has_nothing_to_play_is_none(tmp_path, body):
    with pytest.raises(NotARecording):
        told(tmp_path, body)


def hostile() -> dict[str, bytes]:
    nested = b""
    for _depth in range(200):
        nested = element(0x18538067, nested)
    return {
        "a box without end": box(b"ftyp", b"isom" + bytes(8)) + struct.pack(">I4sQ", 1, b"mdat", 2**63) + bytes(20),
        "boxes of no size": box(b"ftyp", b"isom" + bytes(8)) + box(b"free", b"") * 50_000,
        "an index of 4 GB": box(b"ftyp", b"isom" + bytes(8)) + struct.pack(">I4s", 2**32 - 1, b"moov") + os.urandom(2**21),
        "elements inside each other": element(0x1A45DFA3, element(0x4282, b"webm")) + nested,
        "a hundred thousand elements": element(0x1A45DFA3, element(0x4282, b"webm")) + element(0xEC, b"") * 100_000,
        "noise": b"\x1a\x45\xdf\xa3" + os.urandom(3 * MOST_READ),
    }  # fmt: skip


@pytest.mark.parametrize("name", hostile())
def test_a_hostile_file_is_looked_at_in_bounded_time(tmp_path, name):
    begun = time.perf_counter()
    with pytest.raises(NotARecording):
        told(tmp_path, hostile()[name])
    assert time.perf_counter() - begun < 1

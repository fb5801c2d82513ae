"""How long and how large a recording may be: the phone's limits are the server's own."""

import json
from pathlib import Path

import pytest

from inspect_app.config import MAX_PHOTO_BYTES
from inspect_app.problems import Problem
from inspect_app.rules.recordings import LIMITS, RecordingKind, clock_words, kind_of, not_too_large

GOLDEN = json.loads((Path(__file__).parent.parent / "golden" / "limits.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", list(RecordingKind))
def test_the_limits_are_those_that_the_phone_keeps(kind):
    ours, theirs = LIMITS[kind], GOLDEN["recordings"][kind.name.lower()]
    assert (ours.seconds, ours.size_bytes, ours.bits_per_second) == tuple(theirs.values())


@pytest.mark.parametrize("kind", list(RecordingKind))
def test_a_recording_of_the_full_length_fits_with_room_to_spare(kind):
    limit = LIMITS[kind]
    assert limit.seconds * (limit.bits_per_second + 96_000) / 8 < limit.size_bytes <= MAX_PHOTO_BYTES


@pytest.mark.parametrize(
    ("media_type", "size_bytes", "is_refused"),
    [
        ("audio/webm", 16 * 2**20, False),
        ("audio/webm", 16 * 2**20 + 1, True),
        ("video/mp4", 64 * 2**20, False),
        ("video/mp4", 64 * 2**20 + 1, True),
        ("image/jpeg", 2**30, False),
        ("", 2**30, False),
    ],
)
def test_the_size_is_judged_by_the_kind(media_type, size_bytes, is_refused):
    refusal = not_too_large(media_type, size_bytes)
    assert (refusal.problem if refusal else None) is (Problem.RECORDING_TOO_LARGE if is_refused else None)


def test_only_sound_and_film_are_recordings():
    kinds = [kind_of(name) for name in ("audio/webm;codecs=opus", "video/mp4", "image/png", "text/html", "")]
    assert kinds == [RecordingKind.AUDIO, RecordingKind.VIDEO, None, None, None]


def test_a_length_is_said_in_minutes_and_seconds():
    assert [clock_words(one) for one in (0, 999, 125_400, 600_000, None)] == ["0:00", "0:01", "2:05", "10:00", ""]

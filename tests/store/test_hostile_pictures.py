"""What a hostile picture costs: a process of its own looks at each, with a bound to its time and its memory."""

from pathlib import Path

import pytest

from inspect_app.store.picture_likeness import likeness_of
from inspect_app.store.picture_parts import MOST_SCANS, is_of_bounded_parts
from inspect_app.store.pictures import NotAPicture, look_at, upright_copy
from tests.forked import cost_of
from tests.store.hostile_pictures import HOSTILE, jpeg_of_many_scans, small_jpeg, written

MOST_SECONDS = 12
MOST_MEGABYTES = 1000
PICTURES = {
    "a loop in exif",
    "a bomb in exif",
    "120 megapixels of 64 bits",
    "rows that go on and on",
    "packed colours",
    "packed words",
}
"""Odd, but pictures: looked at and shown. All others are refused."""


def looked_at(path: Path) -> list[str]:
    """What each of those who open pictures says of it."""
    outcome = []
    for look in (look_at, lambda one: upright_copy(one, 400), likeness_of):
        try:
            look(path)
            outcome.append("seen")
        except NotAPicture:
            outcome.append("refused")
    return outcome


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_picture_is_refused_or_seen_within_bounds(tmp_path, name):
    path = written(tmp_path, name)
    cost = cost_of(looked_at, path)
    assert cost.seconds < MOST_SECONDS, (name, cost)
    assert cost.megabytes < MOST_MEGABYTES, (name, cost)
    assert cost.result[0] == ("seen" if name in PICTURES else "refused"), (name, cost)


@pytest.mark.parametrize(("more", "is_fine"), [(0, True), (MOST_SCANS - 10, True), (MOST_SCANS, False)])
def test_a_picture_may_be_painted_over_some_times_and_not_for_ever(tmp_path, more, is_fine):
    path = tmp_path / "photo"
    path.write_bytes(jpeg_of_many_scans(64, 48, more))
    assert is_of_bounded_parts(path) is is_fine


@pytest.mark.parametrize(
    "tail", [b"", b"\xff\xda\x00\x02" * 500, b"PK\x03\x04", b"\xff\xd8" + b"\xff\xda\x00\x02" * 500]
)
def test_what_follows_the_end_of_a_picture_does_not_count(tmp_path, tail):
    """A film or another picture may hang on it, as many phones do it."""
    path = tmp_path / "photo"
    path.write_bytes(small_jpeg() + tail)
    assert is_of_bounded_parts(path)

"""What a hostile picture costs: a process of its own looks at each, with a bound to its time and its memory."""

import json
import subprocess
import sys

import pytest

from inspect_app.store.picture_parts import MOST_SCANS, is_of_bounded_parts
from tests.store.hostile_pictures import HOSTILE, jpeg_of_many_scans, small_jpeg, written

MOST_SECONDS = 12
MOST_MEGABYTES = 900
PICTURES = {
    "a loop in exif",
    "a bomb in exif",
    "120 megapixels of 64 bits",
    "rows that go on and on",
    "packed colours",
    "packed words",
}
"""Odd, but pictures: looked at and shown. All others are refused."""
LOOK = """
import json, resource, sys, time
from pathlib import Path
from inspect_app.store.picture_likeness import likeness_of
from inspect_app.store.pictures import NotAPicture, look_at, upright_copy
before, began, path = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time(), Path(sys.argv[1])
outcome = []
for look in (look_at, lambda one: upright_copy(one, 400), likeness_of):
    try:
        look(path)
        outcome.append("seen")
    except NotAPicture:
        outcome.append("refused")
most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([outcome, time.process_time() - began, (most - before) / 1024]))
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_picture_is_refused_or_seen_within_bounds(tmp_path, name):
    path = written(tmp_path, name)
    call = [sys.executable, "-c", LOOK, str(path)]
    told = subprocess.run(call, capture_output=True, text=True, check=True, timeout=100)
    outcome, seconds, megabytes = json.loads(told.stdout)
    assert seconds < MOST_SECONDS, (name, outcome, seconds, megabytes)
    assert megabytes < MOST_MEGABYTES, (name, outcome, seconds, megabytes)
    assert outcome[0] == ("seen" if name in PICTURES else "refused"), (name, outcome, seconds, megabytes)


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

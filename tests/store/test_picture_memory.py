"""However many pictures are opened at once, their memory is bounded; nobody waits for ever, nor the small for the large."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Lock
from time import sleep

import pytest
from PIL import Image

from inspect_app.store.picture_likeness import likeness_of
from inspect_app.store.picture_memory import LARGE, MOST_PIXELS, Room, room_for
from inspect_app.store.pictures import upright_copy
from tests.forked import cost_of
from tests.store.hostile_pictures import written

ALL_AT_ONCE = 4
MOST_MEGABYTES = 1000
SECONDS = 20


def looked_at_once(path: Path, count: int) -> int:
    with ThreadPoolExecutor(count) as threads:
        copies = [threads.submit(upright_copy, path, 400) for _ in range(count - 1)]
        return len([one.result() for one in [*copies, threads.submit(likeness_of, path)]])


def test_several_huge_pictures_opened_at_once_take_no_more_memory_than_one(tmp_path):
    path = written(tmp_path, "120 megapixels of 64 bits")
    cost = cost_of(looked_at_once, path, ALL_AT_ONCE)
    assert cost.result == ALL_AT_ONCE
    assert cost.megabytes < MOST_MEGABYTES


def test_a_small_picture_does_not_wait_for_large_ones(tmp_path):
    is_over = Event()

    def large():
        with room_for(MOST_PIXELS):
            return is_over.wait(SECONDS)

    with ThreadPoolExecutor(4) as threads:
        waiting = [threads.submit(large) for _ in range(3)]
        with room_for(LARGE):
            is_over.set()
        assert all(one.result(SECONDS) for one in waiting)


@pytest.mark.parametrize("look", [likeness_of, lambda path: upright_copy(path, 400)])
def test_a_large_photo_of_a_phone_is_unfolded_only_in_part_and_does_not_wait_either(tmp_path, look):
    for name, more in (("plain", {}), ("passes", {"progressive": True})):
        Image.new("L", (6_000, 4_000), 120).save(tmp_path / name, "JPEG", **more)
    with ThreadPoolExecutor(2) as threads:
        with room_for(MOST_PIXELS):
            waiting = threads.submit(look, tmp_path / "passes")
            threads.submit(look, tmp_path / "plain").result(SECONDS)
            assert not waiting.done()
        waiting.result(SECONDS)


def test_pictures_of_all_sizes_from_many_threads_never_exceed_the_room_and_all_get_in():
    room, lock, inside, most = Room(100), Lock(), [0], [0]

    def look(pixels):
        with room.for_pixels(pixels):
            with lock:
                inside[0] += min(pixels, 100)
                most[0] = max(most[0], inside[0])
            sleep(0.001)
            with lock:
                inside[0] -= min(pixels, 100)
        return pixels

    wanted = [1, 30, 100, 45, 60, 250, 7, 99] * 40
    with ThreadPoolExecutor(16) as threads:
        assert list(threads.map(look, wanted, timeout=SECONDS)) == wanted
    assert (most[0], inside[0], room.free, len(room.waiting)) == (100, 0, 100, 0)


def test_a_large_picture_has_its_turn_before_those_that_come_after_it():
    room, order, has_begun, may_end = Room(100), [], Event(), Event()

    def look(pixels):
        with room.for_pixels(pixels):
            order.append(pixels)
            has_begun.set()
            may_end.wait(SECONDS)

    with ThreadPoolExecutor(3) as threads:
        threads.submit(look, 60)
        has_begun.wait(SECONDS)
        for count, pixels in enumerate((100, 40), 1):
            threads.submit(look, pixels)
            while len(room.waiting) < count:
                sleep(0.001)
        may_end.set()
    assert order == [60, 100, 40]


def test_a_picture_that_breaks_gives_its_room_back():
    room = Room(100)
    for _ in range(3):
        with pytest.raises(ValueError, match="broken"), room.for_pixels(100):
            raise ValueError("broken")
    assert room.free == 100

"""How many pixels may lie unfolded at once in this process, however many of its threads look at pictures.

Large pictures wait for each other, in their order; small ones have room of their own and never wait for a large one.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

MOST_PIXELS = 120_000_000
"""Of one picture: far more than any phone's camera has."""
LARGE = 20_000_000


class Room:
    """First come, first served. What is larger than the room gets all of it. Nobody may ask again while inside."""

    def __init__(self, pixels: int) -> None:
        self.pixels = pixels
        self.free = pixels
        self.waiting: deque[object] = deque()
        self.changed = Condition()

    @contextmanager
    def for_pixels(self, pixels: int) -> Iterator[None]:
        wanted = min(pixels, self.pixels)
        self._enter(wanted)
        try:
            yield
        finally:
            with self.changed:
                self.free += wanted
                self.changed.notify_all()

    def _enter(self, wanted: int) -> None:
        turn = object()
        with self.changed:
            self.waiting.append(turn)
            try:
                self.changed.wait_for(lambda: self.waiting[0] is turn and self.free >= wanted)
                self.free -= wanted
            finally:
                self.waiting.remove(turn)
                self.changed.notify_all()


_for_large, _for_small = Room(MOST_PIXELS), Room(3 * LARGE)


@contextmanager
def room_for(pixels: int) -> Iterator[None]:
    with (_for_large if pixels > LARGE else _for_small).for_pixels(pixels):
        yield

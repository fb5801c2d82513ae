"""Reading a rescue file (docs/rescue-file.md) piece by piece, in bounded memory. What is damaged is passed over and named."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from inspect_app.config import MAX_SYNC_BYTES
from inspect_app.problems import Problem
from inspect_app.store.photo_bytes import BLOCK
from inspect_app.sync.rescue_lines import DraftLine, EndLine, Heading, Line, PhotoLine, heading_of, line_of

MOST_LINE = MAX_SYNC_BYTES


@dataclass(frozen=True)
class FoundPhoto:
    """`start` = where its bytes begin; `is_cut` = the file ends before they do; `is_at_a_line` = a line end follows them.

    Without one the size is wrong, and so is the hash: nobody need read them to know.
    """

    line: PhotoLine
    start: int
    is_cut: bool
    is_at_a_line: bool = True


@dataclass(frozen=True)
class Stretch:
    """Bytes of the file that cannot be read, from the first to before the last."""

    first: int
    last: int


Found = str | DraftLine | FoundPhoto | Stretch
"""An event is its token."""


@dataclass
class RescueReader:
    """`seal` = the hash over the lines so far; `end` = the last line, once it was read."""

    file: IO[bytes]
    heading: Heading = field(init=False)
    size: int = field(init=False)
    seal: str = ""
    end: EndLine | None = None
    end_at: int = 0
    is_damaged: bool = False

    def __post_init__(self) -> None:
        self.size = self.file.seek(0, 2)
        self.file.seek(0)
        text = self.file.readline(MOST_LINE)
        self.heading = heading_of(text)
        self._seal(text)

    def pieces(self) -> Iterator[Found]:
        """Everything after the heading, in its order. Bytes of a photo may be read before going on to the next piece."""
        damaged_from: int | None = None
        while text := self.file.readline(MOST_LINE):
            at = self.file.tell() - len(text)
            line = line_of(text)
            if line is None:
                damaged_from = at if damaged_from is None else damaged_from
                continue
            if damaged_from is not None:
                yield self._stretch(damaged_from, at)
                damaged_from = None
            yield from self._piece(line, text)
        if damaged_from is not None:
            yield self._stretch(damaged_from, self.size)

    def _piece(self, line: Line, text: bytes) -> Iterator[Found]:
        if line.end:
            self.end, self.end_at = line.end, self.file.tell()
            return
        self._seal(text)
        if line.event is not None:
            yield line.event
        if line.draft:
            yield line.draft
        if line.photo:
            yield from self._photo(line.photo)

    def _photo(self, line: PhotoLine) -> Iterator[Found]:
        """When no line end follows its bytes, they are not what the line says: the next line is sought from there."""
        start, end = self.file.tell(), self.file.tell() + line.size
        is_cut = end > self.size
        self.file.seek(min(end, self.size))
        is_at_a_line = not is_cut and self.file.read(1) in (b"\n", b"")
        yield FoundPhoto(line, start, is_cut, is_at_a_line)
        self.file.seek(min(end + 1, self.size) if is_at_a_line else start)

    def blocks(self, photo: FoundPhoto) -> Iterator[bytes]:
        self.file.seek(photo.start)
        left = photo.line.size
        while left > 0 and (block := self.file.read(min(BLOCK, left))):
            left -= len(block)
            yield block

    def _seal(self, text: bytes) -> None:
        self.seal = hashlib.sha256(self.seal.encode() + text.removesuffix(b"\n")).hexdigest()

    def _stretch(self, first: int, last: int) -> Stretch:
        self.is_damaged = True
        return Stretch(first, last)

    def faults(self) -> list[Problem]:
        """What is wrong with the file as a whole, once all of it was read."""
        if self.end is None:
            return [Problem.RESCUE_CUT_OFF]
        is_altered = self.is_damaged or self.end.sha256 != self.seal or self.end_at != self.size
        return [Problem.RESCUE_ALTERED] if is_altered else []

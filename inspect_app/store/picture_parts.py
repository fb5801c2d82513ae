"""Of how many parts a JPEG or a PNG consists: each costs its reader time and memory, so there are bounds far above any camera's.

A JPEG may paint the whole picture over in as many passes as it likes (scans): 64 MB of them would take hours to look at.
"""

import mmap
import re
from collections.abc import Iterator
from itertools import islice, repeat
from pathlib import Path

MOST_PARTS = 20_000
MOST_SCANS = 100
_MARKER = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])")
"""What begins a part; inside a scan FF is followed by 00 or by the number of a restart."""
_SCAN, _END, _WITHOUT_LENGTH = 0xDA, 0xD9, (0x01, 0xD8)
PNG = b"\x89PNG\r\n\x1a\n"


def is_of_bounded_parts(path: Path) -> bool:
    """Whatever is neither JPEG nor PNG is left to its own reader."""
    with path.open("rb") as file:
        if path.stat().st_size < len(PNG):
            return True
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            if data[:2] == b"\xff\xd8":
                parts = list(islice(_jpeg_parts(data), MOST_PARTS + 1))
                return len(parts) <= MOST_PARTS and parts.count(_SCAN) <= MOST_SCANS
            if data[:8] == PNG:
                return sum(1 for _ in islice(_png_parts(data), MOST_PARTS + 1)) <= MOST_PARTS
    return True


def _jpeg_parts(data: mmap.mmap) -> Iterator[int]:
    """The kind of each part, as its reader meets them, to the end of the picture; what follows that is not read."""
    at, kind = 2, 0
    while found := _MARKER.search(data, at):
        if kind != _SCAN:
            yield from _padding(found.start() - at)
        kind = found[1][0]
        yield kind
        if kind == _END:
            return
        at = found.end()
        if kind not in _WITHOUT_LENGTH:
            at += max(2, int.from_bytes(data[at : at + 2]))
    if kind != _SCAN:
        yield from _padding(len(data) - at)


def _padding(size: int) -> Iterator[int]:
    """Between two parts the reader goes byte by byte."""
    return repeat(0xFF, max(0, size))


def _png_parts(data: mmap.mmap) -> Iterator[bytes]:
    at = len(PNG)
    while at + 8 <= len(data):
        kind = data[at + 4 : at + 8]
        yield kind
        if kind == b"IEND":
            return
        at += 12 + int.from_bytes(data[at : at + 4])

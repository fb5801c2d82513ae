"""EXIF read straight from a file's bytes, without the library that the server uses: what its answers are held against."""

import struct
from dataclasses import dataclass, field

SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
EXIF, GPS = 0x8769, 0x8825
ORIENTATION, MAKER, MODEL, TAKEN_AT, OFFSET = 0x0112, 0x010F, 0x0110, 0x9003, 0x9011


@dataclass
class Exif:
    """Raw values by tag of the three directories; `order` is the byte order of numbers, "" when there is no EXIF."""

    order: str = ""
    main: dict[int, bytes] = field(default_factory=dict)
    details: dict[int, bytes] = field(default_factory=dict)
    gps: dict[int, bytes] = field(default_factory=dict)

    def facts(self) -> dict[str, object]:
        """In the words of the server."""
        found = {
            "orientation": self._short(self.main.get(ORIENTATION)),
            "maker": _text(self.main.get(MAKER)),
            "model": _text(self.main.get(MODEL)),
            "taken_at": _moment(_text(self.details.get(TAKEN_AT))),
            "taken_offset": _text(self.details.get(OFFSET)),
            "longitude": self._degrees(self.gps.get(4), self.gps.get(3)),
            "latitude": self._degrees(self.gps.get(2), self.gps.get(1)),
        }
        return {name: value for name, value in found.items() if value is not None}

    def _short(self, raw: bytes | None) -> int | None:
        return struct.unpack(self.order + "H", raw)[0] if raw else None

    def _degrees(self, raw: bytes | None, reference: bytes | None) -> float | None:
        if not raw or not reference:
            return None
        parts = struct.unpack(self.order + "6I", raw)
        value = sum(parts[place * 2] / parts[place * 2 + 1] / 60**place for place in range(3))
        return round(-value if reference[:1] in (b"S", b"W") else value, 6)


def read(body: bytes) -> Exif:
    """The first EXIF block of a JPEG or HEIC file: the one that begins with a TIFF header."""
    start = next((body.find(mark) + 6 for mark in (b"Exif\0\0MM\0*", b"Exif\0\0II*\0") if mark in body), 0)
    if not start:
        return Exif()
    block = body[start:]
    order = ">" if block[:2] == b"MM" else "<"
    main = _directory(block, order, struct.unpack_from(order + "I", block, 4)[0])
    parts = [
        _directory(block, order, struct.unpack(order + "I", main[tag])[0]) if tag in main else {}
        for tag in (EXIF, GPS)
    ]
    return Exif(order, main, *parts)


def _directory(block: bytes, order: str, at: int) -> dict[int, bytes]:
    found = {}
    for number in range(struct.unpack_from(order + "H", block, at)[0]):
        entry = at + 2 + 12 * number
        tag, kind, count = struct.unpack_from(order + "HHI", block, entry)
        size = SIZES[kind] * count
        value = entry + 8 if size <= 4 else struct.unpack_from(order + "I", block, entry + 8)[0]
        found[tag] = block[value : value + size]
    return found


def _text(raw: bytes | None) -> str | None:
    return raw.split(b"\0")[0].decode().strip() if raw else None


def _moment(text: str | None) -> str | None:
    return text[:10].replace(":", "-") + "T" + text[11:19] if text else None

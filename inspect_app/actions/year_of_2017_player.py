"""The people, works and photos of the played year, and how one of its days is played."""

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from uuid import UUID, uuid4

from inspect_app.actions.brought_files import keep_brought, receive_file
from inspect_app.actions.demonstration_works import demonstration_id
from inspect_app.actions.takings import PhotoFacts, announce_photo
from inspect_app.rules.calendar import SHANGHAI
from inspect_app.store.officers import Officer
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.store.works import Work

SUPERVISOR, LEGAL = "ding", "ji"
HEAD_OF_TEAM = {1: "jia", 2: "yi", 3: "bing"}
PAIRS = {
    1: (("geng", "xin"), ("ren", "gui")),
    2: (("chou", "yin"), ("mao", "chen")),
    3: (("wu2", "wei"), ("shen", "you")),
}
MOST_BYTES = 100_000


@dataclass
class Cast:
    """`works` in an order of their own; `kept` = ids of what was made on the way, by the name that the tables give it."""

    people: Mapping[str, Officer]
    works: Mapping[str, Sequence[Work]]
    folder: PhotoFolder
    kept: dict[str, UUID] = field(default_factory=dict)

    def work(self, name: str) -> Work:
        """`in_use 3` = the fourth work in use."""
        status, place = name.split()
        return self.works[status][int(place)]

    def pair(self, team: int, place: int = 0) -> tuple[Officer, Officer]:
        first, second = PAIRS[team][place]
        return self.people[first], self.people[second]


Play = Callable[[Cast, datetime], object]


@dataclass(frozen=True)
class Deed:
    """Played at that hour of that day, as if it were now."""

    on: date
    hour: int
    play: Play

    @property
    def at(self) -> datetime:
        return datetime.combine(self.on, time(self.hour), SHANGHAI)


def play_all(deeds: Sequence[Deed], cast: Cast) -> int:
    """In the order of their days and hours; of one hour in the order of the tables."""
    for deed in sorted(deeds, key=lambda one: (one.on, one.hour)):
        deed.play(cast, deed.at)
    return len(deeds)


def id_2017(name: str) -> UUID:
    return demonstration_id(f"2017 {name}")


def working_days_after(start: date, days: int) -> date:
    """That many days later; from a weekend the Monday after."""
    day = start + timedelta(days=days)
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def photograph(
    cast: Cast, visit_id: UUID, finding_id: UUID, item: tuple[str, str], *, by: Officer, at: datetime
) -> None:
    """A plain grey square, drawn here: no real place is ever shown. Announced, and its bytes received."""
    body = _square(len(cast.kept) % 200 + 30, serial=len(cast.kept))
    digest = sha256(body).hexdigest()
    cast.kept[f"photo {digest}"] = photo_id = uuid4()
    announce_photo(
        PhotoFacts(
            id=photo_id, visit_id=visit_id, sha256=digest, size_bytes=len(body), media_type="image/png",
            checklist=item[0], item=item[1], finding_id=finding_id, caption="演示照片",
        ),
        by=by, at=at,
    )  # fmt: skip
    keep_brought(cast.folder, receive_file(cast.folder, iter([body]), "演示.png", most=MOST_BYTES), at=at)


def _square(shade: int, *, serial: int, size: int = 48) -> bytes:
    """A PNG of one shade; a text chunk with its serial makes each file another."""
    rows = b"".join(b"\0" + bytes([shade]) * size for _ in range(size))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)),
        (b"tEXt", b"Comment\0demonstration %d" % serial),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def every_few_days(first: date, last: date, gap: int) -> Iterator[date]:
    """Working weekdays, so many days apart."""
    day = first
    while day <= last:
        yield working_days_after(day, 0)
        day += timedelta(days=gap)

"""Copies of records by the hundred thousand: what one visit brought with it, again and again, on other works and days."""

import random
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from tests import on_site

LEFT_OUT = frozenset(
    {
        "audit_lines", "feed_lines", "journal_events", "form_blocks", "form_uses", "devices", "uploads", "receipts",
        "file_draws", "file_reviews", "file_review_lines", "office_papers", "case_archives", "drawn_visits", "plates",
        "draw_exclusions", "outside_visits", "refused_photos", "rescue_imports", "rescue_pieces",
    }
)  # fmt: skip
"""Chains, and what hangs on bytes: a copy of them would be wrong, and no list counts them."""
MANY = frozenset({"answers", "photos", "signatures", "statements", "place_fixes"})
"""Only every tenth visit brings these: they are read by visit alone, and would make the file ten times as large."""
ID = re.compile(r"[0-9a-f]{32}")
DAY = re.compile(r"\d{4}-\d\d-\d\d(?: |$)")
BATCH = 2_000

Row = tuple[object, ...]


@dataclass
class Pattern:
    """Rows of one visit and of all that points at it, by table; `ids` are theirs, to be made anew in each copy."""

    work_id: str
    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    ids: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Shape:
    """A row, and at which places a copy of it differs."""

    table: str
    row: Row
    ids: list[int]
    days: list[tuple[int, date, str]]
    numbers: list[int]

    @classmethod
    def of(cls, table: str, row: Row, known: set[str], unique: set[int]) -> "Shape":
        words = [(place, one) for place, one in enumerate(row) if isinstance(one, str) and one]
        ids = [place for place, one in words if one in known]
        numbers = [place for place, _ in words if place in unique and place not in ids]
        days = [
            (place, date.fromisoformat(one[:10]), one[10:])
            for place, one in words
            if DAY.match(one) and place not in {*ids, *numbers}
        ]
        return cls(table, row, ids, days, numbers)

    def copied(self, anew: dict[str, str], back: timedelta, number: int) -> Row:
        values = list(self.row)
        for place in self.ids:
            values[place] = anew[values[place]]  # type: ignore[index]
        for place, day, rest in self.days:
            values[place] = (day - back).isoformat() + rest
        for place in self.numbers:
            values[place] = f"{values[place]}-{number}"
        return tuple(values)


class Ids:
    """Ids as phones and desks make them: in the order of time (UUID version 7), so that what is of one day lies together."""

    def __init__(self) -> None:
        self.count = 0
        self.noon = datetime.combine(on_site.today(), time(12), UTC)

    def of_day(self, back: timedelta, old: set[str]) -> dict[str, str]:
        begin = f"{int((self.noon - back).timestamp() * 1_000):012x}7000"
        first = self.count + (1 << 63)
        self.count += len(old)
        return {one: f"{begin}{number:016x}" for number, one in enumerate(old, first)}


class Copier:
    def __init__(self, database: Path, *, seed: int = 1) -> None:
        self.db = sqlite3.connect(database)
        for pragma in ("synchronous = off", "journal_mode = off", "cache_size = -1500000", "temp_store = memory"):
            self.db.execute(f"pragma {pragma}")
        self.chance = random.Random(seed)
        self.ids = Ids()
        names = [row[0] for row in self.db.execute("select name from sqlite_master where type = 'table'")]
        self.columns = {name: [row[1] for row in self.db.execute(f"pragma table_info({name})")] for name in names}
        self.unique = {name: self._unique(name) for name in names}

    def _unique(self, table: str) -> set[int]:
        """Places of columns of words that must differ from row to row, such as a number."""
        found: set[str] = set()
        for _, index, is_unique, *_ in self.db.execute(f"pragma index_list({table})"):
            if is_unique:
                found |= {row[2] for row in self.db.execute(f"pragma index_info('{index}')")}
        return {self.columns[table].index(name) for name in found & {"number", "receipt", "origin", "code"}}

    def pattern(self, table: str, row_id: str, work_id: str) -> Pattern:
        """The row and, as often as something new is found, every row that points at what is in already."""
        found = Pattern(work_id, ids={row_id})
        kept: set[tuple[str, Row]] = set()
        while True:
            before = len(kept)
            for name in self.columns.keys() - LEFT_OUT:
                for row in self._pointing(name, found.ids):
                    kept.add((name, row))
                    if self.columns[name][0] == "id" and ID.fullmatch(str(row[0])):
                        found.ids.add(str(row[0]))
            if len(kept) == before:
                break
        for name, row in sorted(kept, key=str):
            found.rows[name].append(row)
        assert found.rows[table]
        return found

    def pattern_of_work(self, work_id: str) -> Pattern:
        """A work with its entrances and parties, without its history."""
        found = Pattern("", ids={work_id})
        for table in ("works", "entrances", "work_parties"):
            column = "id" if table == "works" else "work_id"
            for row in self.db.execute(f"select * from {table} where {column} = ?", [work_id]):
                found.rows[table].append(row)
                found.ids.add(str(row[0]))
        return found

    def _pointing(self, table: str, ids: set[str]) -> list[Row]:
        columns = [name for name in self.columns[table] if name == "id" or name.endswith("_id")]
        if not columns:
            return []
        marks = ", ".join("?" * len(ids))
        told = " or ".join(f"{column} in ({marks})" for column in columns)
        return list(self.db.execute(f"select * from {table} where {told}", [*ids] * len(columns)))

    @contextmanager
    def without_indexes(self) -> Iterator[None]:
        """They are made once, at the end: kept up row by row they take most of the time."""
        made = list(
            self.db.execute("select name, sql from sqlite_master where type = 'index' and sql like 'create index%'")
        )
        for name, _ in made:
            self.db.execute(f"drop index {name}")
        yield
        for _, told in made:
            self.db.execute(told)

    def copy(self, patterns: list[Pattern], works: list[str], *, count: int, days_back: int) -> None:
        """`count` copies of the patterns in turn, each on one of the works, from so many days ago until yesterday."""
        waiting: dict[str, list[Row]] = defaultdict(list)
        shapes = [self._shape(pattern) for pattern in patterns]
        for number in range(count):
            turn = number % len(patterns)
            back = timedelta(days_back - days_back * number // count)
            anew = self.ids.of_day(back, patterns[turn].ids)
            anew[patterns[turn].work_id] = self.chance.choice(works)
            for row in shapes[turn]:
                if row.table not in MANY or number % 10 == 0:
                    waiting[row.table].append(row.copied(anew, back, number))
            if number % BATCH == 0 or number == count - 1:
                for table, rows in waiting.items():
                    self._write(table, rows)
                waiting.clear()
        self.db.commit()

    def _shape(self, pattern: Pattern) -> list["Shape"]:
        known = {*pattern.ids, pattern.work_id}
        return [
            Shape.of(table, row, known, self.unique[table]) for table, rows in pattern.rows.items() for row in rows
        ]

    def _write(self, table: str, rows: list[Row]) -> None:
        marks = ", ".join("?" * len(self.columns[table]))
        self.db.executemany(f"insert into {table} values ({marks})", rows)

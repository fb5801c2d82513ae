"""One of everything becomes three or thirty: copies of all that belongs together, each set pointing within itself."""

import re
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

SHARED = frozenset(
    {
        "agencies", "officers", "teams", "sign_ins", "settings", "checklists", "checklist_versions", "rulebooks",
        "rulebook_editions", "audit_lines", "feed_lines", "form_uses", "receipts", "photo_files", "alembic_version",
        "peers", "pairings", "calendar_feeds", "standard_editions",
    }
)  # fmt: skip
"""Every copy points at the same ones; chains and bytes under their hash are no lists."""
ALONE = (["officers"], ["teams"], ["checklists", "checklist_versions"], ["peers"])
"""Copied by themselves, so that their lists grow as well."""
DAY = re.compile(r"\d{4}-\d\d-\d\d")

Row = tuple[object, ...]


class ManyRows:
    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        names = [row[0] for row in db.execute("select name from sqlite_master where type = 'table'")]
        self.info = {name: list(db.execute(f"pragma table_info('{name}')")) for name in names}
        self.names = sorted(name for name in names if any(row[1] == "id" for row in self.info[name]))
        self.unique = {name: list(self._unique(name)) for name in names}
        self.rows = {name: list(db.execute(f"select * from {name}")) for name in self.names}
        self.made = 0

    def _unique(self, table: str) -> Iterator[list[int]]:
        places = {row[1]: row[0] for row in self.info[table]}
        for _, index, is_unique, *_ in self.db.execute(f"pragma index_list('{table}')"):
            columns = [row[2] for row in self.db.execute(f"pragma index_info('{index}')")] if is_unique else []
            if columns and columns != ["id"]:
                yield [places[column] for column in columns]

    def grow_to(self, count: int) -> None:
        self.db.execute("pragma foreign_keys = off")
        for number in range(self.made + 2, count + 1):
            self._copy([name for name in self.names if name not in SHARED], number)
            for names in ALONE:
                self._copy(names, number)
        self.made = count - 1
        self.db.commit()

    def _copy(self, names: list[str], number: int) -> None:
        anew = {row[self._id(name)]: uuid4().hex for name in names for row in self.rows[name]}
        for name in names:
            marks = ", ".join("?" * len(self.info[name]))
            copies = [self._copied(name, row, anew, number) for row in self.rows[name]]
            self.db.executemany(f"insert or ignore into {name} values ({marks})", copies)

    def _id(self, table: str) -> int:
        return next(row[0] for row in self.info[table] if row[1] == "id")

    def _copied(self, table: str, row: Row, anew: dict[object, str], number: int) -> Row:
        values = [anew.get(one, one) if isinstance(one, str) else one for one in row]
        for places in self.unique[table]:
            if all(values[place] == row[place] for place in places):
                self._make_unique(values, places, number)
        return tuple(values)

    def _make_unique(self, values: list[object], places: list[int], number: int) -> None:
        """By the last of the columns that can differ: a number, or words."""
        for place in reversed(places):
            one = values[place]
            if isinstance(one, str) and DAY.fullmatch(one):
                values[place] = (date.fromisoformat(one) + timedelta(days=number)).isoformat()
                return
            if isinstance(one, int):
                values[place] = one + number
                return
            if isinstance(one, str) and len(one) != 32:
                values[place] = f"{one}-{number}"
                return

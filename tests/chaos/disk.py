"""What a phone has on disk, and what it has said: the one outlives the phone's death, the other is the judge's own list."""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TABLES = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS journal (seq INTEGER PRIMARY KEY, id TEXT UNIQUE, sha256 TEXT, jws TEXT, status TEXT, answer TEXT);
CREATE INDEX IF NOT EXISTS journal_status ON journal (status);
CREATE TABLE IF NOT EXISTS photos (sha256 TEXT PRIMARY KEY, size INTEGER, state TEXT, url TEXT, fault TEXT, about TEXT, body BLOB);
CREATE TABLE IF NOT EXISTS confirmed (kind TEXT, id TEXT, value TEXT, PRIMARY KEY (kind, id));
"""


class Killed(BaseException):
    """The phone is dead at this very step; what it had not written is gone."""


class Disk:
    """One phone's. `step` is called before and after every write: there the phone may die."""

    def __init__(self, path: Path, step: Callable[[], None]) -> None:
        self.step = step
        self.db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=OFF")  # processes die here, machines do not
        self.db.executescript(TABLES)

    def close(self) -> None:
        self.db.close()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """All or nothing."""
        self.step()
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield self.db
            self.step()
            self.db.execute("COMMIT")
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.step()

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        return self.db.execute(query, values).fetchall()

    def fact(self, name: str, default: Any = None) -> Any:
        found = self.rows("SELECT value FROM facts WHERE name = ?", name)
        return json.loads(found[0][0]) if found else default

    def keep_fact(self, name: str, value: Any) -> None:
        with self.write() as db:
            put_fact(db, name, value)

    def confirmed(self, kind: str) -> list[dict[str, Any]]:
        return [json.loads(value) for (value,) in self.rows("SELECT value FROM confirmed WHERE kind = ?", kind)]


def put_fact(db: sqlite3.Connection, name: str, value: Any) -> None:
    db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, json.dumps(value)))


@dataclass(frozen=True)
class Said:
    """One event as its phone said it."""

    seq: int
    id: str
    sha256: str
    jws: str
    type: str
    subject: str
    data: dict[str, Any]


@dataclass
class Ledger:
    """Everything that one phone has said. Nothing of the phone or the server ever changes it."""

    device: str = ""
    officer: str = ""
    jwk: dict[str, str] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
    about_to_say: list[Said] = field(default_factory=list)
    photos: dict[str, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def settle(self, is_on_disk: Callable[[Said], bool]) -> None:
        """After the write, or at the next start: what reached the disk was said, the rest never was."""
        with self.lock:
            for one in self.about_to_say:
                if is_on_disk(one):
                    self.said.append(one)
                    if "size_bytes" in one.data:
                        self.photos[one.data["sha256"]] = one.data["size_bytes"]
            self.about_to_say.clear()

"""What a phone makes of a reply: answers, changes, cursor, time and the word on photos, in one transaction."""

import json
import sqlite3
import time
from typing import Any

from tests.chaos.calls import NoAnswer
from tests.chaos.disk import Disk, put_fact

STATUSES = {"accepted", "refused", "held"}


def keep(disk: Disk, reply: dict[str, Any], *, wall: float, life: int) -> None:
    """Raises `NoAnswer` for a reply that cannot be read to its end; then nothing of it is kept."""
    try:
        with disk.write() as db:
            _keep(db, reply, wall=wall, life=life)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NoAnswer(repr(error)) from error


def _keep(db: sqlite3.Connection, reply: dict[str, Any], *, wall: float, life: int) -> None:
    if reply["reset"]:
        db.execute("DELETE FROM confirmed")
    later = [change["value"] for change in reply["changes"] if change["kind"] == "answer" and change["value"]]
    for answer in [*reply["answers"], *later]:
        _mark(db, answer)
    for change in reply["changes"]:
        _put_change(db, change)
    for sha256 in reply["kept"]:
        db.execute("UPDATE photos SET state = 'here', body = NULL WHERE sha256 = ? AND about IS NULL", (sha256,))
    for sha256 in reply["missing"]["photos"]:
        db.execute("UPDATE photos SET state = 'waiting' WHERE sha256 = ? AND state = 'sent'", (sha256,))
    put_fact(db, "cursor", reply["cursor"])
    put_fact(db, "anchor", {"token": reply["time"], "wall": wall, "ticks": time.monotonic(), "life": life})


def _mark(db: sqlite3.Connection, answer: dict[str, Any]) -> None:
    """Only what names the hash of our own event is an answer to it."""
    if answer["status"] not in STATUSES:
        raise ValueError(answer["status"])
    values = (answer["status"], json.dumps(answer), answer["id"], answer["sha256"])
    db.execute("UPDATE journal SET status = ?, answer = ? WHERE id = ? AND sha256 = ?", values)


def _put_change(db: sqlite3.Connection, change: dict[str, Any]) -> None:
    kind, subject, value = change["kind"], change["id"], change["value"]
    if kind == "answer":
        return
    if value is None:
        db.execute("DELETE FROM confirmed WHERE kind = ? AND id = ?", (kind, subject))
    else:
        db.execute("INSERT OR REPLACE INTO confirmed VALUES (?, ?, ?)", (kind, subject, json.dumps(value)))

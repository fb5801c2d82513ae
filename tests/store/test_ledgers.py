"""Shared ledgers: lines are numbered without gaps however many write at once, and an altered line shows."""

import threading
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text, update

from inspect_app.store.audit import AuditLine, audit_lines, first_broken_line, note_deed
from inspect_app.store.base import db, transaction
from inspect_app.store.feed import announce, feed_after, feed_head
from tests.conftest import MONDAY


def at_once(app, deed: Callable[[], None], times: int = 6) -> list[Exception]:
    """The deed in as many threads, each with its own connection and transaction; gives what went wrong."""
    faults: list[Exception] = []
    db.session.remove()

    def run():
        try:
            with app.app_context(), transaction():
                deed()
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


def note(count: int = 1) -> None:
    for number in range(count):
        note_deed("look", by=None, at=MONDAY + timedelta(seconds=number), subject="work", number=number, 名称="甲")


def test_many_writers_number_their_lines_without_gaps(app, office):
    before = len(audit_lines(limit=1_000))
    assert at_once(app, lambda: note(3)) == []
    positions = [line.position for line in audit_lines(limit=1_000)]
    assert positions == list(range(before + 18, 0, -1))
    assert first_broken_line() is None


def test_many_writers_of_the_feed_leave_nothing_out(app, office):
    audience, start = uuid4(), feed_head().position
    ids = [uuid4() for _ in range(4)]
    assert at_once(app, lambda: [announce("work", one, to=[audience]) for one in ids]) == []
    lines = feed_after(start, [audience], limit=100)
    assert {line.subject_id for line in lines} == set(ids)
    assert len({line.position for line in lines}) == 4
    assert feed_head().position == start + 24


def test_nothing_is_noted_of_a_transaction_that_was_undone(office):
    before = len(audit_lines(limit=1_000))

    def note_and_fail():
        with transaction():
            note()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        note_and_fail()
    with transaction():
        note()
    assert len(audit_lines(limit=1_000)) == before + 1
    assert first_broken_line() is None


@pytest.mark.parametrize(
    "change", [{"deed": "another"}, {"at": MONDAY + timedelta(days=1)}, {"details": {}}, {"sha256": "0"}]
)
def test_an_altered_line_shows(office, change):
    with transaction():
        note(3)
    last = audit_lines(limit=1)[0].position
    with transaction():
        db.session.execute(update(AuditLine).where(AuditLine.position == last - 1).values(**change))
    assert first_broken_line() == last - 1


def test_a_missing_line_shows(office):
    with transaction():
        note(3)
    last = audit_lines(limit=1)[0].position
    with transaction():
        db.session.execute(text("DELETE FROM audit_lines WHERE position = :position"), {"position": last - 1})
    assert first_broken_line() == last - 1

"""How many statements something sends to the database."""

from collections.abc import Callable

from sqlalchemy import event

from inspect_app.store.base import db


def counted(work: Callable[[], object]) -> int:
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)

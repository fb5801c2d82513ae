"""A server that is killed in the middle of an exchange, as far as one process can play it to itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from inspect_app.store.base import db


class PowerCut(BaseException):
    """No `except Exception` comes in its way, as with a process that is killed."""


@contextmanager
def power_cut(nth: int) -> Iterator[None]:
    """At the nth statement of SQL from here, whatever it is. Swallowed at the edge, as the phone hears nothing."""
    seen: list[int] = []

    def cut(*_statement: Any) -> None:
        seen.append(1)
        if len(seen) == nth:
            raise PowerCut

    event.listen(db.engine, "before_cursor_execute", cut)
    try:
        yield
    except PowerCut:
        pass
    finally:
        event.remove(db.engine, "before_cursor_execute", cut)
        db.session.rollback()
        db.session.remove()

"""A lock on what has no row yet, so that of two who would make it at once the second finds it made."""

import hashlib
from collections.abc import Iterable

from sqlalchemy import func, select

from inspect_app.store.base import db


def lock_names(kind: str, names: Iterable[object]) -> bool:
    """Held until the end of the transaction. True = we may have waited, and what was absent before may be there now.

    SQLite has one writer at a time: within a transaction there is nobody to wait for.
    """
    if db.session.connection().dialect.name != "postgresql":
        return False
    for key in sorted({_key(f"{kind}/{name}") for name in names}):  # in one order, so that nobody waits crosswise
        db.session.execute(select(func.pg_advisory_xact_lock(key)))
    return True


def _key(name: str) -> int:
    """Two names may share a key: then one waits for the other for no reason, and that is all."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)

"""What the database knows of its own sizes, by which it chooses the way to an answer. PostgreSQL keeps that itself."""

import logging

from sqlalchemy.exc import DatabaseError

from inspect_app.store.base import db, has_tables

log = logging.getLogger(__name__)
ROWS_LOOKED_AT = 1_000


def refresh_statistics() -> None:
    """SQLite looks at some rows of each index: an instant, however large it is. Without, it takes each index for equally good.

    A database that is busy, or that cannot be written, keeps what it knew; and no connection is left to whoever forks.
    """
    if db.engine.dialect.name != "sqlite":
        return
    try:
        if has_tables():
            _analyze()
    except DatabaseError as failed:
        log.warning("statistics of the database stay as they were: %s", failed.orig)
    finally:
        db.engine.dispose()


def _analyze() -> None:
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=1000")
        connection.exec_driver_sql(f"PRAGMA analysis_limit={ROWS_LOOKED_AT}")
        connection.exec_driver_sql("ANALYZE")
        connection.commit()

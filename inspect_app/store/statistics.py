"""What the database knows of its own sizes, by which it chooses the way to an answer. PostgreSQL keeps that itself."""

from inspect_app.store.base import db, has_tables

ROWS_LOOKED_AT = 1_000


def refresh_statistics() -> None:
    """SQLite looks at some rows of each index: an instant, however large it is. Without, it takes each index for equally good."""
    if db.engine.dialect.name != "sqlite" or not has_tables():
        return
    with db.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA analysis_limit={ROWS_LOOKED_AT}")
        connection.exec_driver_sql("ANALYZE")
        connection.commit()

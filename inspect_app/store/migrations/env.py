"""How migrations reach the database: through the app's own engine, in one transaction.

SQLite changes a column by making its table anew, and refuses to drop a table that others point at: so its foreign keys
rest meanwhile, and are all checked before anything is kept.
"""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from inspect_app.store.base import db
from inspect_app.store.columns import Id, UtcDateTime


def render_item(kind: str, item: Any, _context: object) -> str | bool:
    """Migrations stand alone: they never import our types, which may change."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Id):
        return "sa.Uuid()"
    return False


def rest_foreign_keys(connection: Connection, *, is_resting: bool) -> None:
    """Only outside a transaction does SQLite listen to this."""
    raw = connection.connection.dbapi_connection
    if connection.dialect.name == "sqlite" and raw:
        raw.execute(f"PRAGMA foreign_keys={'OFF' if is_resting else 'ON'}")


def check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"rows that point at nothing after the migration, nothing was changed: {broken[:5]}")


def run() -> None:
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=True,
            render_item=render_item,
            compare_type=True,
        )
        rest_foreign_keys(connection, is_resting=True)
        with context.begin_transaction():
            context.run_migrations()
            check_foreign_keys(connection)
        connection.commit()
        rest_foreign_keys(connection, is_resting=False)


run()

"""How migrations reach the database: through the app's own engine, in one transaction."""

from typing import Any

from alembic import context
from flask import current_app

from inspect_app.store.base import UtcDateTime, db


def render_item(kind: str, item: Any, _context: object) -> str | bool:
    """Migrations stand alone: they never import our types, which may change."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


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
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()

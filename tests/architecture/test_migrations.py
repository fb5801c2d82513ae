"""The migrations make the very tables that the models describe, and bring a database that is in use up to date."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import upgrade
from sqlalchemy import Column, Integer, MetaData, Table, create_engine

from inspect_app import create_app
from inspect_app.config import Config
from inspect_app.store.base import db


def differences(connection, metadata) -> list[str]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
    return [str(one) for one in compare_metadata(context, metadata)]


@pytest.mark.migrations
def test_the_migrations_and_the_models_agree(tmp_path):
    app = create_app(Config(tmp_path, f"sqlite:///{tmp_path / 'm.sqlite'}", "a key for tests", rate_limits=False))
    with app.app_context():
        upgrade()
        with db.engine.connect() as connection:
            assert differences(connection, db.metadata) == []
        db.engine.dispose()


FIRST = "e6a40d17b2c9"
"""What offices have in use: every later migration finds rows in its tables."""
ID = "0" * 31 + "1"
WORDS = {"DATETIME": "2026-11-20 01:00:00", "DATE": "2026-11-20", "JSON": "[]", "CHAR(32)": ID, "BLOB": b""}


def value_for(column) -> object:
    kind = str(column.type)
    if column.foreign_keys:
        return ID
    return WORDS.get(kind, "1" if kind.startswith(("VARCHAR", "TEXT")) else 1)


def fill(connection) -> list[str]:
    """A row in every table, each pointing at the row of its parents."""
    metadata = MetaData()
    metadata.reflect(connection)
    tables = [table for table in metadata.sorted_tables if table.name != "alembic_version"]
    for table in tables:
        values = {
            column.name: value_for(column)
            for column in table.columns
            if not column.nullable or (column.foreign_keys and table.name not in ("agencies", "officers", "teams"))
        }
        names, marks = ", ".join(f'"{name}"' for name in values), ", ".join("?" for _name in values)
        connection.exec_driver_sql(f"insert into {table.name} ({names}) values ({marks})", tuple(values.values()))
    return [table.name for table in tables]


@pytest.mark.migrations
def test_a_database_with_rows_in_every_table_comes_up_to_date_and_keeps_them(tmp_path):
    app = create_app(Config(tmp_path, f"sqlite:///{tmp_path / 'm.sqlite'}", "a key for tests", rate_limits=False))
    with app.app_context():
        upgrade(revision=FIRST)
        with db.engine.connect() as connection:
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")
            names = fill(connection)
            connection.commit()
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=ON")
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        upgrade()
        with db.engine.connect() as connection:
            counts = {name: connection.exec_driver_sql(f"select count(*) from {name}").scalar() for name in names}
            assert set(counts.values()) == {1}, counts
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        db.engine.dispose()


def test_a_table_that_no_migration_makes_is_caught():
    metadata = MetaData()
    Table("forgotten", metadata, Column("id", Integer, primary_key=True))
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        assert len(differences(connection, metadata)) == 1
    engine.dispose()

"""The migrations make the very tables that the models describe."""

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


def test_a_table_that_no_migration_makes_is_caught():
    metadata = MetaData()
    Table("forgotten", metadata, Column("id", Integer, primary_key=True))
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        assert len(differences(connection, metadata)) == 1
    engine.dispose()

"""SQLite learns its own sizes when the server starts, and a database that is busy keeps nobody from starting."""

import sqlite3

import pytest
from sqlalchemy import text

from inspect_app.store.base import db
from inspect_app.store.statistics import refresh_statistics

pytestmark = pytest.mark.skipif("config.getoption('--postgres', default=False)")


def known() -> int:
    with db.engine.connect() as connection:
        return connection.scalar(text("select count(*) from sqlite_stat1 where tbl = 'works'"))


def test_after_the_start_the_sizes_of_the_register_are_known(office):
    db.session.rollback()
    refresh_statistics()
    assert known() > 0


def test_a_busy_database_keeps_what_it_knew(office):
    db.session.rollback()
    refresh_statistics()
    other = sqlite3.connect(db.engine.url.database)
    other.execute("begin immediate")
    refresh_statistics()
    other.rollback()
    other.close()
    assert known() > 0

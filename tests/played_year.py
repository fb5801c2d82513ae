"""The report's year, played once for all tests of a run: an app of its own on a database of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, g

from inspect_app import clock, create_app
from inspect_app.actions.year_of_2017 import play_2017
from inspect_app.config import Config
from inspect_app.store.base import db, transaction


@pytest.fixture(scope="session")
def played_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Whoever changes something takes it back: everybody else reads the same year. Takes some seconds, once."""
    data: Path = tmp_path_factory.mktemp("year of 2017")
    app = create_app(Config(data, f"sqlite:///{data / 'year.sqlite'}", "a key for tests", rate_limits=False))
    app.config["TESTING"] = True
    # A test's requests share its app context, and with it `g`: who was signed in must not leak into the next.
    app.before_request_funcs.setdefault(None, []).insert(0, lambda: vars(g).clear())
    with app.app_context():
        db.create_all()
        with transaction():
            play_2017(app.extensions["photo_folder"], now=clock.now())
        db.session.remove()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def played(played_app: Flask) -> Iterator[Flask]:
    """Inside the played year; what was not committed is undone."""
    with played_app.app_context():
        yield played_app
        db.session.rollback()
        db.session.remove()

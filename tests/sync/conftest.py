"""What the tests of the protocol need beside two inspectors' phones."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event

from inspect_app.store.base import db
from tests.phone_in_python import Phone


@pytest.fixture
def fire(app, office) -> Phone:
    """The partner's phone."""
    phone = Phone(app.test_client())
    phone.sign_in("xiaofang")
    return phone


@pytest.fixture
def statements(app) -> Iterator[list[str]]:
    """Every statement of SQL from here on."""
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_more):
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


@pytest.fixture
def visit_id(phone, office) -> str:
    """A visit under way, of which the server knows."""
    visit_id = phone.start_visit(office.work.id)
    phone.sync()
    return visit_id

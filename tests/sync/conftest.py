"""What the tests of the protocol need beside two inspectors' phones."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event

from inspect_app.actions.checklists import new_draft, publish_checklist
from inspect_app.actions.works import register_work
from inspect_app.rules.people import Role
from inspect_app.store.agencies import agency_by_code
from inspect_app.store.base import db, transaction
from tests import make
from tests.conftest import MONDAY
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


@pytest.fixture
def street(app, office) -> Phone:
    """The phone of somebody of 方松街道; a patrol checklist is published, and 泗泾镇 has a work too."""
    with transaction():
        make.officer("jiedao", agency_by_code("SH-SJ-03").id, role=Role.STREET, at=MONDAY)
        draft = new_draft(make.checklist("walk", audience="street", status=None), by=None, at=MONDAY)
        publish_checklist(draft, by=None, at=MONDAY)
        facts = make.work_facts("SJ-0002", name="演示二号地下车库", street="泗泾镇", notes="内部备注")
        register_work(facts, agency_id=office.agency.id, by=None, at=MONDAY)
    phone = Phone(app.test_client())
    assert phone.sign_in("jiedao").status_code == 200
    phone.sync()
    return phone

"""People at desks."""

import pytest

from inspect_app.actions.checklists import begin_draft
from inspect_app.actions.instance import add_agency
from inspect_app.rules.people import AgencyKind, Role
from inspect_app.store.agencies import agency_by_code
from inspect_app.store.base import transaction
from inspect_app.store.checklists import checklist_by_code
from tests import make
from tests.case_walk import CaseWalk
from tests.conftest import MONDAY
from tests.desk import Desk


@pytest.fixture
def desk(app, office):
    """The supervisor's."""
    return Desk(app.test_client(), "kezhang")


@pytest.fixture
def head(app, office):
    return Desk(app.test_client(), "zhuren")


@pytest.fixture
def inspector(app, office):
    return Desk(app.test_client(), "jia")


@pytest.fixture
def stranger(app, office):
    """The head of another district's office: may do everything, but not with our things."""
    with transaction():
        other = add_agency("SH-ZZ", AgencyKind.DISTRICT, "另一区民防办公室", office.agency.parent)
        make.officer("waiqu", other.id, role=Role.HEAD, badge="ZZ-001", at=MONDAY)
    return Desk(app.test_client(), "waiqu")


@pytest.fixture
def admin(app, office):
    """Looks after people, settings and checklists; sees no visits."""
    return Desk(app.test_client(), "admin")


@pytest.fixture
def street(app, office):
    """An officer of 方松街道."""
    with transaction():
        make.officer("jiedao", agency_by_code("SH-SJ-03").id, role=Role.STREET, at=MONDAY)
    return Desk(app.test_client(), "jiedao")


@pytest.fixture
def published(office):
    return checklist_by_code("short").published


@pytest.fixture
def draft(office):
    """A draft of the short checklist."""
    with transaction():
        return begin_draft(make.checklist(), "new_checklist_draft", by=office.supervisor, at=MONDAY)


@pytest.fixture
def walk(app, office):
    """A case that jia and yi investigate, walked through its real actions."""
    with transaction():
        reviewer = make.officer("fazhi", office.agency.id, role=Role.LEGAL_REVIEWER, badge="SJ-005", at=MONDAY)
        reviewer.password_hash = office.jia.password_hash
    return CaseWalk((office.jia, office.yi), office.head, reviewer)

"""A visit under way, and the minutes in which things happen."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from inspect_app.actions.visits import VisitFacts, start_visit
from inspect_app.rules.procedure import VisitKind
from inspect_app.store.base import transaction
from inspect_app.store.visits import Visit
from tests.conftest import MONDAY
from tests.make import Office

Minute = Callable[[int], datetime]


@pytest.fixture
def minute() -> Minute:
    """minute(5) = five minutes into Monday's work."""
    return lambda count: MONDAY + timedelta(minutes=count)


def visit_facts(office: Office, **more) -> VisitFacts:
    values = {
        "visit_id": uuid4(),
        "work_id": office.work.id,
        "kind": VisitKind.PLANNED,
        "checklists": (("short", 1),),
    }
    return VisitFacts(**{**values, **more})


@pytest.fixture
def visit(office: Office) -> Visit:
    """Begun by Jia, with Yi along."""
    with transaction():
        return start_visit(visit_facts(office, officer_ids=(office.yi.id,)), by=office.jia, at=MONDAY)

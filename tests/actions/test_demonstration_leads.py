"""The demonstration's leads: of every source, in every kind of state, all fictional."""

from collections import Counter

import pytest

from inspect_app.actions.demonstration import load_demonstration
from inspect_app.actions.key_projects import key_projects_of
from inspect_app.rules.calendar import day_of
from inspect_app.store.agencies import agency_by_code
from inspect_app.store.base import transaction
from inspect_app.store.leads import LeadFilter, leads_matching
from inspect_app.store.projects import projects_of
from tests.conftest import MONDAY


@pytest.fixture
def office(app):
    with transaction():
        load_demonstration(at=MONDAY)
    return agency_by_code("SH-SJ")


def test_the_demonstration_has_leads_projects_and_milestones(office):
    leads = leads_matching(office.id, LeadFilter())
    sources = Counter(lead.source.name for lead in leads)
    assert sources == {"CITIZEN": 2, "CITY": 1, "DEPARTMENT": 1, "OTHER": 1, "PATROL": 7, "PROJECT": 1}
    assert {lead.stage.name for lead in leads} == {
        "RECEIVED",
        "CHECKING",
        "PASSED_ON",
        "TAKEN_OVER",
        "SET_ASIDE",
        "MERGED",
    }
    late = leads_matching(office.id, LeadFilter(late_on=day_of(MONDAY)))
    assert [lead.source.name for lead in late] == ["CITY"]
    assert [project.gap_count for project in projects_of(office.id)] == [0, 1, 2, 1, 0]
    shown = key_projects_of(office.id, on=day_of(MONDAY))
    assert any(one.is_called_for for project in shown for one in project.milestones)

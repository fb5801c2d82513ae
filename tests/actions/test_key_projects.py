"""Key projects as the database orders and counts them are those that the rules of their days would give."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest

from inspect_app.actions.key_projects import count_key_projects_due, key_projects_of, note_milestone
from inspect_app.actions.settings import office_settings
from inspect_app.actions.works import register_work
from inspect_app.rules.calendar import SHANGHAI
from inspect_app.rules.key_projects import MilestoneFacts, MilestoneKind, is_visit_overdue, next_visit_by
from inspect_app.rules.procedure import Stage
from inspect_app.rules.settings import SettingName
from inspect_app.rules.visit_kinds import VisitKind
from inspect_app.store.base import db, transaction
from inspect_app.store.milestones import count_key_works
from inspect_app.store.suggestions import count_quiet, last_visits
from inspect_app.store.visits import Visit
from tests import make
from tests.conftest import MONDAY

TODAY = date(2026, 11, 23)


@pytest.fixture
def seen(office):
    """Number of the work -> when it was last visited, around the last day of the office's rhythm and never."""
    days = office_settings(office.agency.id).whole(SettingName.KEY_VISIT_DAYS)
    backs = [None, 0, 1, days - 1, days, days, days + 1, days + 2, 4 * days, None]
    made = {}
    with transaction():
        for place, back in enumerate(backs):
            facts = make.work_facts(number=f"K-{9 - place}", is_key_project=True)
            work = register_work(facts, agency_id=office.agency.id, by=office.supervisor, at=MONDAY)
            made[work.number] = TODAY - timedelta(days=back) if back is not None else None
            for each in (back, back + 300) if back is not None else ():
                _visit(office, work, TODAY - timedelta(days=each), time(0, 2) if place % 2 else time(23, 58))
    return made


def _visit(office, work, day, at, kind=VisitKind.PLANNED):
    moment = datetime.combine(day, at, SHANGHAI)
    visit = Visit(id=uuid4(), agency_id=office.agency.id, work_id=work.id, kind=kind)
    visit.stage, visit.started_at, visit.received_at, visit.flags = Stage.APPROVED, moment, moment, []
    db.session.add(visit)


def test_a_streets_patrol_is_no_inspection_of_a_key_project_and_ends_no_quiet(office):
    with transaction():
        facts = make.work_facts(number="K-1", is_key_project=True)
        work = register_work(facts, agency_id=office.agency.id, by=office.supervisor, at=MONDAY)
        _visit(office, work, TODAY - timedelta(days=400), time(9))
        _visit(office, work, TODAY, time(9), VisitKind.PATROL)
    [shown] = key_projects_of(office.agency.id, on=TODAY)
    assert (shown.last_on, shown.is_overdue) == (TODAY - timedelta(days=400), True)
    assert count_key_projects_due(office.agency.id, on=TODAY) == 1
    assert [one.last_on for one in last_visits(office.agency.id, [work.id])] == [shown.last_on]
    quiet = {"before": TODAY - timedelta(days=100), "without": [office.work.id]}
    assert count_quiet(office.agency.id, **quiet) == 1


def test_overdue_ones_come_first_and_then_by_the_day_of_the_next_visit(office, seen):
    days = office_settings(office.agency.id).whole(SettingName.KEY_VISIT_DAYS)

    def key(number):
        last = seen[number]
        return not is_visit_overdue(last, days=days, on=TODAY), next_visit_by(last, days=days, on=TODAY), number

    found = key_projects_of(office.agency.id, on=TODAY)
    assert [one.work.number for one in found] == sorted(seen, key=key)
    assert [one.last_on for one in found] == [seen[one.work.number] for one in found]
    some = key_projects_of(office.agency.id, on=TODAY, limit=4, offset=3)
    assert [one.work.number for one in some] == [one.work.number for one in found[3:7]]


def test_the_number_on_the_first_page_counts_those_that_the_list_marks(office, seen):
    ids = {one.work.number: one.work.id for one in key_projects_of(office.agency.id, on=TODAY)}
    for number, planned_on in (("K-8", TODAY), ("K-7", TODAY + timedelta(days=60)), ("K-3", TODAY)):
        facts = MilestoneFacts(MilestoneKind.SLAB, planned_on)
        with transaction():
            note_milestone(ids[number], facts, by=office.supervisor, at=MONDAY)
    found = key_projects_of(office.agency.id, on=TODAY)
    marked = [one for one in found if one.is_overdue or any(each.is_called_for for each in one.milestones)]
    assert count_key_projects_due(office.agency.id, on=TODAY) == len(marked) == 6
    assert count_key_works(office.agency.id) == len(found) == len(seen)

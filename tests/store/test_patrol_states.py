"""What the database says of a work's rhythm of patrols is what the rule says of its days."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest

from inspect_app.actions.patrols import patrolled_works, rhythm_of, set_interval
from inspect_app.actions.works import register_work
from inspect_app.rules.calendar import SHANGHAI
from inspect_app.rules.patrols import PatrolState, next_patrol_on, patrol_state
from inspect_app.rules.procedure import Stage
from inspect_app.rules.visit_kinds import VisitKind
from inspect_app.store.agencies import agency_by_code
from inspect_app.store.base import db, transaction
from inspect_app.store.patrols import count_patrolled
from inspect_app.store.visits import Visit
from inspect_app.store.works import WorkFilter
from tests import make
from tests.conftest import MONDAY

TODAY = date(2026, 11, 23)
LAST_SEEN = [
    None,
    *(TODAY - timedelta(days=back) for back in (0, 1, 22, 23, 24, 29, 30, 31, 32, 82, 83, 84, 90, 91, 200)),
]


@pytest.fixture
def works(office):
    """Each last seen on another day, at the first or the last minute of it; each third with days of its own."""
    made = {}
    with transaction():
        for place, day in enumerate(LAST_SEEN):
            facts = make.work_facts(number=f"P-{place:02}", name=f"第{place % 4}处")
            work = register_work(facts, agency_id=office.agency.id, by=office.supervisor, at=MONDAY)
            made[work.number] = (day, 30 if place % 3 == 0 else None)
            if place % 3 == 0:
                set_interval(work.id, 30, by=office.supervisor, at=MONDAY)
            for one in (day, day - timedelta(days=40)) if day else ():
                _patrol(office, work, one, time(0, 1) if place % 2 else time(23, 59))
    return made


def _patrol(office, work, day, at):
    moment = datetime.combine(day, at, SHANGHAI)
    street = agency_by_code("SH-SJ-03")
    visit = Visit(
        id=uuid4(), agency_id=office.agency.id, work_id=work.id, kind=VisitKind.PATROL, stage=Stage.APPROVED
    )
    visit.street_id, visit.started_at, visit.finished_at, visit.received_at = street.id, moment, moment, moment
    visit.flags = []
    db.session.add(visit)


def due_on(facts, usual):
    return next_patrol_on(facts[0], facts[1] or usual)


@pytest.mark.parametrize("state", list(PatrolState))
def test_works_of_each_state_are_those_that_the_rule_puts_there(office, works, state):
    usual = rhythm_of(office.agency.id, on=TODAY).usual
    expected = {number for number, facts in works.items() if patrol_state(due_on(facts, usual), on=TODAY) is state}
    wanted, states = WorkFilter(text="P-"), frozenset({state})
    assert {one.number for one in patrolled_works(office.agency.id, wanted, on=TODAY, states=states)} == expected
    rhythm = rhythm_of(office.agency.id, on=TODAY, states=states)
    assert count_patrolled(office.agency.id, wanted, rhythm) == len(expected)


@pytest.mark.parametrize("is_down", [False, True])
@pytest.mark.parametrize("sort", ["due", "last", "number"])
def test_works_come_in_the_order_of_their_days_and_never_seen_ones_first(office, works, sort, is_down):
    usual = rhythm_of(office.agency.id, on=TODAY).usual
    keys = {
        "due": lambda number: (due_on(works[number], usual) or date.min, number),
        "last": lambda number: (works[number][0] or date.min, number),
        "number": lambda number: number,
    }
    wanted = WorkFilter(text="P-", sort=sort, descending=is_down)
    found = [one.number for one in patrolled_works(office.agency.id, wanted, on=TODAY)]
    assert found == sorted(works, key=keys[sort], reverse=is_down)
    assert found[3:8] == [
        one.number for one in patrolled_works(office.agency.id, wanted, on=TODAY, limit=5, offset=3)
    ]

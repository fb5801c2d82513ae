"""What districts state of an edition, as the city's table shows it: in any order, overdue ones told."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from inspect_app.actions.instance import add_agency
from inspect_app.actions.standard_statements import Stated, note_statement, places_of
from inspect_app.actions.standards import Wording, publish_standard
from inspect_app.problems import Problem, Refused
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.standards import Outcome, Period, Standing
from inspect_app.store.base import transaction
from inspect_app.store.standards import editions_of
from tests.conftest import MONDAY

TODAY = date(2026, 11, 23)
FRIDAY = TODAY + timedelta(days=4)


@pytest.fixture
def edition(office):
    with transaction():
        return publish_standard(
            "checklist", "short", Wording("第一版", Period(TODAY, FRIDAY)), by=office.head, at=MONDAY
        )


@pytest.fixture
def districts(office):
    with transaction():
        return [add_agency(code, AgencyKind.DISTRICT, code, office.agency.parent) for code in ("SH-A", "SH-B")]


def state(edition, agency, outcome, *, at=MONDAY, **more):
    stated = Stated(
        edition.id, outcome, more.get("from_on"), more.get("supplements", 0), more.get("reason", ""), at
    )
    with transaction():
        return note_statement(stated, of=agency, at=MONDAY)


def table(districts, came=None, *, today=TODAY):
    return places_of(editions_of("checklist", "short"), districts, came or {}, today=today)


def test_the_table_shows_how_far_an_edition_has_come(edition, districts):
    first, second = districts
    found = table(districts, {(edition.id, first.id): False})
    assert [one.standing for one in found] == [Standing.ON_THE_WAY, Standing.NOT_SENT]
    found = table(districts, {(edition.id, first.id): True, (edition.id, second.id): True})
    assert {one.standing for one in found} == {Standing.RECEIVED}


def test_the_latest_statement_holds_whichever_came_first(edition, districts):
    state(edition, districts[0], Outcome.IN_USE, at=MONDAY + timedelta(days=2), from_on=FRIDAY, supplements=2)
    state(edition, districts[0], Outcome.DECIDED, at=MONDAY, from_on=FRIDAY)
    first, second = table(districts)
    assert (first.standing, first.used, first.used_since) == (Standing.IN_USE, edition, FRIDAY)
    assert first.statement.supplements == 2
    assert (second.standing, second.used) == (Standing.NOT_SENT, None)


@pytest.mark.parametrize(("today", "late"), [(FRIDAY, False), (FRIDAY + timedelta(days=1), True)])
def test_who_does_not_use_it_after_the_last_day_is_late(edition, districts, today, late):
    state(edition, districts[0], Outcome.DECIDED)
    assert [one.is_overdue for one in table(districts, today=today)] == [late, late]
    state(edition, districts[0], Outcome.IN_USE, at=MONDAY + timedelta(hours=1))
    assert [one.is_overdue for one in table(districts, today=today)] == [False, late]


def test_a_statement_of_an_edition_that_is_not_here_waits(office):
    stated = Stated(uuid4(), Outcome.IN_USE, None, 0, "", MONDAY)
    with pytest.raises(Refused) as caught, transaction():
        note_statement(stated, of=office.agency, at=MONDAY)
    assert caught.value.refusals[0].problem is Problem.STANDARD_UNKNOWN

"""When a work is to be patrolled again, and what a street's person never does."""

from datetime import date

import pytest

from inspect_app.problems import Problem
from inspect_app.rules.patrols import (
    PatrolState,
    interval_faults,
    next_patrol_on,
    patrol_state,
    street_never_enforces,
    street_only_patrols,
    was_on_time,
)
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.powers import FoundBy, outside_our_power
from inspect_app.rules.street_matters import matter_faults
from inspect_app.rules.visit_kinds import VisitKind

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("due_on", "state"),
    [
        (None, PatrolState.NEVER),
        (date(2026, 11, 28), PatrolState.OVERDUE),
        (date(2026, 11, 29), PatrolState.SOON),
        (date(2026, 12, 6), PatrolState.SOON),
        (date(2026, 12, 7), PatrolState.FINE),
    ],
)
def test_how_a_work_stands(due_on, state):
    assert patrol_state(due_on, on=TODAY) is state


def test_the_day_itself_is_in_time_and_a_first_patrol_always():
    last = date(2026, 8, 31)
    assert next_patrol_on(last, 90) == TODAY
    assert next_patrol_on(None, 90) is None
    assert was_on_time(TODAY, last, 90)
    assert not was_on_time(date(2026, 11, 30), last, 90)
    assert was_on_time(TODAY, None, 1)


@pytest.mark.parametrize("kind", VisitKind)
def test_a_street_only_patrols(kind):
    refusal = street_only_patrols(kind)
    assert (refusal is None) is (kind is VisitKind.PATROL)
    assert refusal is None or refusal.problem is Problem.STREET_ONLY_PATROLS


@pytest.mark.parametrize("part", AgencyKind)
def test_nobody_who_came_for_a_street_enforces(part):
    assert (street_never_enforces(part) is not None) is (part is AgencyKind.STREET)


@pytest.mark.parametrize(("days", "is_fine"), [(0, False), (1, True), (730, True), (731, False)])
def test_an_interval_has_its_bounds(days, is_fine):
    assert (interval_faults(days) is None) is is_fine


@pytest.mark.parametrize(
    ("text", "due_on", "problems"),
    [
        ("去看看", TODAY, []),
        ("去看看", date(2026, 11, 28), [Problem.MATTER_DUE_IN_THE_PAST]),
        (" ", TODAY, [Problem.FIELD_MISSING]),
        ("看" * 1001, TODAY, [Problem.FIELD_TOO_LONG]),
        ("这是机密工程", TODAY, [Problem.CLASSIFIED_WORK]),
    ],
)
def test_what_a_matter_must_say(text, due_on, problems):
    assert [one.problem for one in matter_faults(text, due_on, on=TODAY)] == problems


def test_no_paper_rests_on_what_a_street_saw():
    [refusal] = outside_our_power([FoundBy("门被拆", AgencyKind.STREET)], office=AgencyKind.DISTRICT)
    assert refusal.problem is Problem.FINDING_OF_A_STREET

"""Key projects: their rhythm, and when a milestone calls for its checklist."""

from datetime import date, timedelta

import pytest

from inspect_app.problems import Problem
from inspect_app.rules.key_projects import (
    CHECKLIST_OF,
    MilestoneFacts,
    MilestoneKind,
    StageVisit,
    is_called_for,
    is_visit_overdue,
    milestone_reached_in_time,
    next_visit_by,
)

TODAY = date(2026, 11, 23)
SLAB = MilestoneFacts(MilestoneKind.SLAB, TODAY)
SLAB_LIST = CHECKLIST_OF[MilestoneKind.SLAB]


@pytest.mark.parametrize(
    ("last_on", "overdue"),
    [(None, True), (TODAY - timedelta(days=30), False), (TODAY - timedelta(days=31), True)],
)
def test_a_key_project_is_visited_in_its_own_rhythm(last_on, overdue):
    assert is_visit_overdue(last_on, days=30, on=TODAY) is overdue


def test_a_project_never_visited_is_due_today():
    assert next_visit_by(None, days=30, on=TODAY) == TODAY


@pytest.mark.parametrize(
    ("planned_on", "visits", "called"),
    [
        (TODAY + timedelta(days=8), [], False),
        (TODAY + timedelta(days=7), [], True),
        (TODAY - timedelta(days=90), [], True),
        (TODAY, [StageVisit(TODAY, frozenset({SLAB_LIST}))], False),
        (TODAY, [StageVisit(TODAY, frozenset({"fire"}))], True),
    ],
)
def test_a_milestone_calls_for_the_checklist_of_its_stage(planned_on, visits, called):
    assert is_called_for(MilestoneFacts(MilestoneKind.SLAB, planned_on), None, visits, on=TODAY) is called


def test_acceptance_needs_a_visit_of_its_own_after_the_installation():
    wanted = CHECKLIST_OF[MilestoneKind.ACCEPTANCE]
    acceptance, reached = MilestoneFacts(MilestoneKind.ACCEPTANCE, TODAY), TODAY - timedelta(days=9)
    at_installation = [StageVisit(reached, frozenset({wanted}))]
    assert is_called_for(acceptance, reached, at_installation, on=TODAY)
    assert not is_called_for(acceptance, reached, [StageVisit(TODAY, frozenset({wanted}))], on=TODAY)


@pytest.mark.parametrize(("reached", "fits"), [(None, True), (TODAY, True), (TODAY + timedelta(days=1), False)])
def test_a_milestone_is_reached_today_at_the_latest(reached, fits):
    refusal = milestone_reached_in_time(reached, on=TODAY)
    assert (refusal is None) is fits
    assert fits or refusal.problem is Problem.MILESTONE_FROM_THE_FUTURE

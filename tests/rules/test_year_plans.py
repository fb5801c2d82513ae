"""The yearly plan: its lines, its quarters, and what is late."""

from datetime import date

import pytest

from inspect_app.problems import Problem
from inspect_app.rules.visit_kinds import VisitKind
from inspect_app.rules.year_plans import (
    PlanLine,
    gates_before_submitting,
    last_day_to_publish,
    progress_of,
    quarters_over,
    refuse_line,
)

LINE = PlanLine(VisitKind.PLANNED, "方松街道", (2, 2, 2, 2))


@pytest.mark.parametrize(
    ("on", "over"),
    [
        (date(2026, 1, 1), 0),
        (date(2026, 3, 31), 0),
        (date(2026, 4, 1), 1),
        (date(2026, 6, 30), 1),
        (date(2026, 7, 1), 2),
        (date(2026, 12, 31), 3),
        (date(2027, 1, 1), 4),
    ],
)
def test_a_quarter_is_over_after_its_last_day(on, over):
    assert quarters_over(2026, on=on) == over


@pytest.mark.parametrize(
    ("done", "on", "late"),
    [
        ({}, date(2026, 3, 31), 0),
        ({}, date(2026, 4, 1), 2),
        ({1: 2}, date(2026, 4, 1), 0),
        ({1: 1}, date(2026, 4, 1), 1),
        ({1: 1, 2: 1}, date(2026, 4, 2), 0),
        ({1: 1, 2: 3}, date(2026, 7, 1), 0),
        ({1: 4}, date(2026, 7, 1), 0),
        ({1: 2, 2: 1}, date(2027, 2, 1), 5),
    ],
)
def test_what_a_past_quarter_lacks_is_late_and_work_done_ahead_or_after_counts(done, on, late):
    assert progress_of(LINE, done, year=2026, on=on).late == late


def test_the_plan_is_published_by_the_end_of_march():
    assert last_day_to_publish(2026) == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (PlanLine(VisitKind.SPECIAL, "方松街道", (1, 0, 0, 0)), None),
        (PlanLine(VisitKind.PLANNED, None, (1, 0, 0, 0)), None),
        (LINE, Problem.YEAR_PLAN_LINE_TWICE),
        (PlanLine(VisitKind.SPECIAL, None, (0, 0, 0, 0)), Problem.OUT_OF_RANGE),
        (PlanLine(VisitKind.SPECIAL, None, (-1, 2, 0, 0)), Problem.OUT_OF_RANGE),
    ],
)
def test_a_line_stands_once_and_has_a_number(line, problem):
    found = refuse_line(line, [LINE])
    assert (found.problem if found else None) is problem


def test_an_empty_plan_is_not_submitted():
    assert [one.problem for one in gates_before_submitting([])] == [Problem.YEAR_PLAN_EMPTY]
    assert gates_before_submitting([LINE]) == []

"""The training plan and its tests, as tables."""

from datetime import date

import pytest

from inspect_app.rules.people import Role
from inspect_app.rules.training_tests import has_passed, right_answers, unanswered
from inspect_app.rules.trainings import Owed, TrainingState, fit_minutes, owed_by, state_of

DAY = date(2017, 6, 20)


@pytest.mark.parametrize(
    ("on", "is_cancelled", "state"),
    [
        (date(2017, 6, 19), False, TrainingState.PLANNED),
        (DAY, False, TrainingState.HELD),
        (DAY, True, TrainingState.CANCELLED),
    ],
)
def test_how_a_training_stands_on_a_day(on, is_cancelled, state):
    assert state_of(DAY, is_cancelled=is_cancelled, on=on) is state


@pytest.mark.parametrize(("minutes", "fits"), [(29, False), (30, True), (2400, True), (2401, False)])
def test_how_long_a_training_may_be(minutes, fits):
    assert (fit_minutes(minutes, least=30) is None) is fits


@pytest.mark.parametrize(
    ("role", "state", "attended", "has_test", "passed", "owed"),
    [
        (Role.INSPECTOR, TrainingState.HELD, False, False, False, [Owed.ATTENDANCE]),
        (Role.INSPECTOR, TrainingState.HELD, True, True, False, [Owed.TEST]),
        (Role.INSPECTOR, TrainingState.HELD, True, True, True, []),
        (Role.INSPECTOR, TrainingState.PLANNED, False, True, False, []),
        (Role.INSPECTOR, TrainingState.CANCELLED, False, True, False, []),
        (Role.HEAD, TrainingState.HELD, False, True, False, []),
    ],
)
def test_what_somebody_owes_of_a_training_for_inspectors(role, state, attended, has_test, passed, owed):
    asked = {"has_attended": attended, "has_test": has_test, "has_passed": passed}
    assert owed_by(role, (Role.INSPECTOR,), state, **asked) == owed


@pytest.mark.parametrize(
    ("right", "total", "percent", "passes"),
    [(4, 5, 80, True), (3, 5, 80, False), (2, 3, 67, False), (0, 0, 1, False)],
)
def test_the_pass_mark_itself_passes(right, total, percent, passes):
    assert has_passed(right, total, percent=percent) is passes


def test_of_several_choices_exactly_the_right_ones_count():
    wanted = {"a": frozenset({1, 3})}
    assert right_answers(wanted, {"a": frozenset({1, 3})}) == 1
    assert right_answers(wanted, {"a": frozenset({1})}) == 0
    assert right_answers(wanted, {"a": frozenset({1, 2, 3})}) == 0


def test_open_questions_are_named_by_their_place():
    refusal = unanswered(["a", "b", "c"], {"b": frozenset({1})})
    assert refusal.facts["numbers"] == ("1", "3")
    assert unanswered(["a"], {"a": frozenset({1})}) is None

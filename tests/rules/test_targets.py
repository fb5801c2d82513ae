"""Targets only rise, in stages; a raise needs what was set before to be met; the forecast is plain arithmetic."""

from datetime import date

import pytest

from inspect_app.problems import Problem
from inspect_app.rules.targets import Stage, forecast, progress_of, refuse_stage

NEW_YEAR = date(2017, 1, 3)
SIX = Stage(6, date(2017, 5, 31), NEW_YEAR)
TWELVE = Stage(12, date(2017, 6, 30), NEW_YEAR)
TWENTY = Stage(20, date(2017, 12, 31), date(2017, 7, 3))


def codes(new: Stage, *earlier: Stage, done: int = 0) -> list[Problem]:
    return [one.problem for one in refuse_stage(new, earlier, year=2017, done=done)]


def test_stages_of_the_report_may_be_set():
    assert codes(SIX) == []
    assert codes(TWELVE, SIX) == []
    assert codes(TWENTY, SIX, TWELVE, done=12) == []


@pytest.mark.parametrize(
    ("count", "is_open"), [(12, False), (13, True), (11, False), (100_000, True), (100_001, False)]
)
def test_a_target_only_rises(count: int, is_open: bool):
    found = codes(Stage(count, date(2017, 12, 31), date(2017, 7, 3)), SIX, TWELVE, done=12)
    assert found == ([] if is_open else [Problem.TARGET_NOT_HIGHER])


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2017, 7, 2), False),
        (date(2017, 7, 3), True),
        (date(2017, 12, 31), True),
        (date(2018, 1, 1), False),
    ],
)
def test_its_day_lies_ahead_and_in_the_year(day: date, is_open: bool):
    found = codes(Stage(20, day, date(2017, 7, 3)), SIX, TWELVE, done=12)
    assert found == ([] if is_open else [Problem.TARGET_DAY_WRONG])


def test_its_day_is_not_before_that_of_the_stage_before():
    assert codes(Stage(12, date(2017, 5, 30), NEW_YEAR), SIX) == [Problem.TARGET_DAY_WRONG]
    assert codes(Stage(12, date(2017, 5, 31), NEW_YEAR), SIX) == []


@pytest.mark.parametrize(("done", "is_open"), [(11, False), (12, True), (13, True)])
def test_it_is_raised_when_it_is_met(done: int, is_open: bool):
    assert codes(TWENTY, SIX, TWELVE, done=done) == ([] if is_open else [Problem.TARGET_NOT_MET])


@pytest.mark.parametrize(("set_on", "is_open"), [(date(2017, 5, 31), True), (date(2017, 6, 1), False)])
def test_until_the_first_stage_is_due_the_year_may_still_be_divided(set_on: date, is_open: bool):
    found = codes(Stage(12, date(2017, 6, 30), set_on), SIX, done=0)
    assert found == ([] if is_open else [Problem.TARGET_NOT_MET])


@pytest.mark.parametrize(
    ("done", "on", "met", "left", "is_late"),
    [
        (0, date(2017, 5, 31), 0, 6, False),
        (5, date(2017, 6, 1), 0, 1, True),
        (6, date(2017, 6, 1), 1, 6, False),
        (20, date(2017, 12, 31), 3, 0, False),
    ],
)
def test_how_far_the_year_has_come(done: int, on: date, met: int, left: int, is_late: bool):
    progress = progress_of([SIX, TWELVE, TWENTY], done, year=2017, on=on)
    assert (progress.met, progress.left, progress.is_late) == (met, left, is_late)


@pytest.mark.parametrize(
    ("done", "on", "whole"),
    [
        (13, date(2017, 8, 31), 20),
        (0, date(2017, 8, 31), 0),
        (1, date(2017, 1, 1), 365),
        (20, date(2017, 12, 31), 20),
        (20, date(2018, 3, 1), 20),
        (3, date(2016, 12, 31), 0),
    ],
)
def test_the_forecast_goes_on_as_the_year_went_until_now(done: int, on: date, whole: int):
    assert forecast(done, year=2017, on=on) == whole

"""The figures of a year in words, their sums and shares, and the days for which they may be asked."""

from datetime import date

import pytest

from inspect_app.problems import Problem
from inspect_app.rules.figures import (
    BAD,
    BY_CODE,
    COUNTED,
    FIGURES,
    OF_TEAMS,
    Listed,
    completed,
    last_day_counted,
    refuse_span,
)

TODAY = date(2017, 8, 31)


def test_every_figure_has_a_code_of_its_own_and_says_what_it_counts():
    assert len(BY_CODE) == len(FIGURES)
    assert all(figure.meaning.endswith("。") and figure.label and figure.unit for figure in FIGURES)
    assert set(BY_CODE) >= BAD


def test_a_sum_is_of_figures_that_are_listed():
    sums = [figure for figure in FIGURES if figure.adds]
    assert [one.code for one in sums] == ["filed", "closed"]
    assert all(BY_CODE[part].listed is not Listed.NONE for one in sums for part in one.adds)


def test_sums_and_shares_follow_from_what_was_counted():
    counted = dict.fromkeys(COUNTED, 0) | {
        "filed_general": 9,
        "filed_on_the_spot": 4,
        "works": 8,
        "works_covered": 3,
    }
    values = completed(counted)
    assert (values["filed"], values["coverage"]) == (13, 38)
    assert list(values) == [figure.code for figure in FIGURES]


def test_a_share_of_nothing_is_nought():
    assert completed(dict.fromkeys(COUNTED, 0))["coverage"] == 0


def test_a_team_has_only_what_can_be_told_apart_by_team():
    counted = dict.fromkeys(OF_TEAMS, 2)
    assert set(completed(counted, codes=OF_TEAMS)) == set(OF_TEAMS)
    assert "works" not in OF_TEAMS


@pytest.mark.parametrize(
    ("year", "day", "is_open"),
    [
        (2017, date(2017, 1, 1), True),
        (2017, date(2016, 12, 31), False),
        (2017, TODAY, True),
        (2017, date(2017, 9, 1), False),
        (2016, date(2016, 12, 31), True),
        (2016, date(2017, 1, 1), False),
        (2018, date(2018, 1, 1), False),
    ],
)
def test_a_year_is_asked_for_on_one_of_its_days_that_has_come(year: int, day: date, is_open: bool):
    refusal = refuse_span(year, day, today=TODAY)
    assert (refusal is None) is is_open
    assert is_open or (refusal and refusal.problem is Problem.FIGURES_DAY_WRONG)


def test_a_year_that_is_over_stands_as_at_its_last_day():
    assert last_day_counted(2016, on=TODAY) == date(2016, 12, 31)
    assert last_day_counted(2017, on=TODAY) == TODAY

"""The weight of a visit in the reviewer's queue: a stated sum, and the level that it reaches."""

import pytest

from inspect_app.rules.moments import TimeGrade
from inspect_app.rules.places import Grade
from inspect_app.rules.reviewing import LEVELS, POINTS, Level, ReviewFacts, WeightReason, weight_of


@pytest.mark.parametrize(
    ("facts", "points", "level"),
    [
        (ReviewFacts(), 0, Level.LIGHT),
        (ReviewFacts(minor_findings=7), 7, Level.LIGHT),
        (ReviewFacts(minor_findings=8), 8, Level.MIDDLE),
        (ReviewFacts(serious_findings=1, ordinary_findings=3), 19, Level.MIDDLE),
        (ReviewFacts(serious_findings=2), 20, Level.HEAVY),
        (ReviewFacts(flagged_decisions=1), 20, Level.HEAVY),
        (ReviewFacts(is_overruling=True), 20, Level.HEAVY),
        (ReviewFacts(decisions=1), 5, Level.LIGHT),
        (ReviewFacts(place=Grade.X), 15, Level.MIDDLE),
        (ReviewFacts(place=Grade.D), 5, Level.LIGHT),
        (ReviewFacts(place=Grade.A, time=TimeGrade.A), 0, Level.LIGHT),
        (ReviewFacts(time=TimeGrade.X), 15, Level.MIDDLE),
        (ReviewFacts(time=TimeGrade.C), 0, Level.LIGHT),
        (ReviewFacts(flagged_orders=1, differing_answers=2), 20, Level.HEAVY),
    ],
)
def test_weight_is_the_sum_of_stated_points(facts, points, level):
    weight = weight_of(facts)
    assert (weight.points, weight.level) == (points, level)
    assert sum(line[2] for line in weight.reasons) == points


def test_reasons_come_heaviest_first_with_their_counts():
    weight = weight_of(ReviewFacts(minor_findings=2, serious_findings=1))
    assert weight.reasons == ((WeightReason.SERIOUS_FINDING, 1, 10), (WeightReason.MINOR_FINDING, 2, 2))


def test_every_reason_has_points_and_the_lowest_level_begins_at_nought():
    assert set(POINTS) == set(WeightReason)
    assert min(LEVELS.values()) == 0
    assert list(LEVELS.values()) == sorted(LEVELS.values(), reverse=True)

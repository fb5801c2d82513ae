"""Points, grades, who may review, and how files are drawn and dealt out."""

import pytest

from inspect_app.problems import Problem
from inspect_app.rules.file_findings import Answer
from inspect_app.rules.file_reviews import (
    Grade,
    Limits,
    Line,
    PartInFile,
    dealt,
    drawn,
    grade_of,
    may_review,
    score_of,
    sheet_faults,
)

KEPT, BROKEN, NA, UNKNOWN = Answer.KEPT, Answer.BROKEN, Answer.NOT_APPLICABLE, Answer.UNKNOWN
LIMITS = Limits(90, 60)


def line(points, answer, *, fatal=False, software=UNKNOWN, remark="理由"):
    return Line("code", "问题？", points, fatal, software, answer, remark)


@pytest.mark.parametrize(
    ("kept", "lost", "score", "grade"),
    [
        (100, 0, 100, Grade.EXCELLENT),
        (90, 10, 90, Grade.EXCELLENT),
        (899, 101, 89, Grade.PASSED),
        (60, 40, 60, Grade.PASSED),
        (599, 401, 59, Grade.FAILED),
        (0, 5, 0, Grade.FAILED),
    ],
)
def test_points_are_those_kept_of_each_hundred_that_apply_rounded_down(kept, lost, score, grade):
    lines = [line(kept, KEPT), line(lost, BROKEN), line(50, NA)]
    assert (score_of(lines), grade_of(lines, LIMITS)) == (score, grade)


def test_a_fatal_fault_makes_the_file_fail_whatever_its_points():
    lines = [line(99, KEPT), line(1, BROKEN, fatal=True)]
    assert (score_of(lines), grade_of(lines, LIMITS)) == (99, Grade.FAILED)
    assert grade_of([line(99, KEPT), line(1, BROKEN)], LIMITS) is Grade.EXCELLENT


def test_a_sheet_on_which_nothing_applies_loses_no_points():
    assert score_of([line(5, NA)]) == 100


@pytest.mark.parametrize(
    ("one", "problem"),
    [
        (line(1, None), Problem.CHECKS_UNANSWERED),
        (line(1, UNKNOWN), Problem.CHECKS_UNANSWERED),
        (line(1, KEPT, remark=""), None),
        (line(1, NA, remark=""), None),
        (line(1, BROKEN, remark=" "), Problem.CHECK_WITHOUT_REASON),
        (line(1, BROKEN), None),
        (line(1, KEPT, software=KEPT, remark=""), None),
        (line(1, NA, software=KEPT, remark=""), Problem.CHECK_WITHOUT_REASON),
        (line(1, KEPT, software=BROKEN, remark=""), Problem.CHECK_WITHOUT_REASON),
        (line(1, KEPT, software=BROKEN), None),
        (line(1, BROKEN, software=BROKEN, remark=""), Problem.CHECK_WITHOUT_REASON),
    ],
)
def test_every_question_is_answered_and_every_fault_or_difference_has_a_reason(one, problem):
    found = [fault.problem for fault in sheet_faults([one], "评查意见") if fault]
    assert found == ([problem] if problem else [])


def test_a_sheet_without_an_opinion_is_not_signed():
    assert [fault.problem for fault in sheet_faults([line(1, KEPT)], " ") if fault] == [Problem.FIELD_MISSING]


@pytest.mark.parametrize("part", PartInFile)
def test_whoever_had_a_part_in_a_file_does_not_review_it(part):
    assert may_review({"1": part}, "1", "甲").problem is Problem.OWN_FILE
    assert may_review({"1": part}, "2", "乙") is None


def test_the_same_seed_draws_the_same_files_whatever_the_order_of_the_list():
    keys = [str(number) for number in range(50)]
    first = drawn(keys, 5, "2026-1")
    assert first == drawn(list(reversed(keys)), 5, "2026-1")
    assert len(set(first)) == 5
    assert first != drawn(keys, 5, "2026-2")
    assert len(drawn(keys, 99, "x")) == 50


def test_files_are_dealt_evenly_and_never_to_whoever_had_a_part():
    officer = PartInFile.OFFICER
    files = {"a": {"1": officer}, "b": {}, "c": {}, "d": {"1": officer, "2": officer}}
    assert dealt(files, ["1", "2"]) == {"a": "2", "b": "1", "c": "1"}

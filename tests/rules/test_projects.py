"""Build, don't pay: what is missing of a project, on both sides of every boundary."""

from dataclasses import replace
from decimal import Decimal

import pytest

from inspect_app.problems import Problem
from inspect_app.rules.projects import (
    COLUMNS,
    GapKind,
    ProjectFacts,
    ProjectState,
    gaps_of,
    missing_m2,
    owed_yuan,
    project_faults,
    project_from,
    texts_of_project,
)
from inspect_app.rules.sheet_tables import read_row

D = Decimal
K = GapKind
PROJECT = ProjectFacts("XM-1", "一号项目", "甲公司", "", ProjectState.COMPLETED, D(80_000), D(1000), D(1000))


@pytest.mark.parametrize(
    ("changed", "kinds", "missing", "owed"),
    [
        ({}, [], 0, 0),
        ({"built_m2": D("999.99")}, [K.TOO_LITTLE_BUILT], "0.01", 0),
        ({"built_m2": D(0)}, [K.NOTHING_BUILT], 1000, 0),
        ({"required_m2": D(0), "built_m2": D(0)}, [], 0, 0),
        ({"built_m2": D(600), "exempt_m2": D(400), "exempt_paper": "沪〔1〕"}, [], 0, 0),
        ({"built_m2": D(600), "exempt_m2": D(400)}, [K.TOO_LITTLE_BUILT, K.EXEMPT_WITHOUT_PAPER], 400, 0),
        ({"built_m2": D(0), "elsewhere_m2": D(1000), "elsewhere_paper": "沪〔2〕"}, [], 0, 0),
        ({"built_m2": D(0), "elsewhere_m2": D(1000)}, [K.NOTHING_BUILT], 1000, 0),
        (
            {"built_m2": D(0), "elsewhere_m2": D(1000), "elsewhere_paper": "沪〔2〕", "fee_due_yuan": D(60)},
            [K.FEE_SHORT], 0, 60,
        ),
        (
            {
                "built_m2": D(0), "elsewhere_m2": D(1000), "elsewhere_paper": "沪〔2〕", "fee_due_yuan": D(60),
                "fee_paid_yuan": D(60),
            },
            [], 0, 0,
        ),
        ({"built_m2": D(0), "fee_paid_yuan": D(60)}, [K.NOTHING_BUILT, K.PAID_WITHOUT_PAPER], 1000, 0),
    ],
)  # fmt: skip
def test_what_is_missing(changed, kinds, missing, owed):
    gaps = gaps_of(replace(PROJECT, **changed))
    assert [gap.kind for gap in gaps] == kinds
    assert (missing_m2(gaps), owed_yuan(gaps)) == (D(missing), D(owed))
    assert {gap.act for gap in gaps} <= {"RF48", "TL43-1"}


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({}, None),
        ({"name": "某涉密项目"}, Problem.CLASSIFIED_WORK),
        ({"required_m2": D(80_000)}, None),
        ({"required_m2": D(80_001)}, Problem.OUT_OF_RANGE),
        ({"total_m2": D(0), "required_m2": D(80_001)}, None),
    ],
)
def test_what_a_project_may_say(changed, problem):
    assert [one.problem for one in project_faults(replace(PROJECT, **changed))] == ([problem] if problem else [])


def test_a_project_is_written_and_read_back_the_same():
    row = read_row(1, texts_of_project(PROJECT), COLUMNS)
    assert row.faults == ()
    assert project_from(row.values) == PROJECT


@pytest.mark.parametrize(
    ("text", "problem"),
    [("-1", Problem.OUT_OF_RANGE), ("很大", Problem.NOT_A_NUMBER), ("99999999", Problem.OUT_OF_RANGE)],
)
def test_an_area_that_cannot_be_is_a_fault(text, problem):
    row = read_row(1, {**texts_of_project(PROJECT), "built_m2": text}, COLUMNS)
    assert [fault.refusal.problem for fault in row.faults] == [problem]

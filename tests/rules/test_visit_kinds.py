"""Kinds of visit: what each needs before it begins, from which day, and what it may lead to."""

from dataclasses import replace
from datetime import date

import pytest

from inspect_app.problems import Problem
from inspect_app.rules.acts import Mark
from inspect_app.rules.visit_kinds import (
    BASES,
    COUNTED,
    KINDS,
    MAY_PENALISE,
    Paper,
    PapersInHand,
    VisitKind,
    gates_before_beginning,
    gates_of_kind,
    needed_since,
    over_the_cap,
    papers_needed,
)

TODAY = date(2026, 11, 23)
ALL = PapersInHand(VisitKind.PLANNED, True, "检通1号", "310117-1", "举报", has_head=True, has_partner=True)
NONE = PapersInHand(VisitKind.PLANNED)
P = Problem


@pytest.mark.parametrize(
    ("kind", "lacking"),
    [
        (VisitKind.PLANNED, [P.VISIT_NOT_PERMITTED, P.NOTICE_NOT_GIVEN, P.CODE_NOT_OBTAINED]),
        (VisitKind.SPECIAL, [P.VISIT_NOT_PERMITTED, P.NOTICE_NOT_GIVEN, P.CODE_NOT_OBTAINED, P.TRIGGER_REASON_NEEDED]),
        (VisitKind.TRIGGERED, [P.VISIT_NOT_PERMITTED, P.NOTICE_NOT_GIVEN, P.CODE_NOT_OBTAINED, P.TRIGGER_REASON_NEEDED]),
        (VisitKind.SURPRISE, [P.VISIT_NOT_PERMITTED, P.NOTICE_NOT_GIVEN, P.CODE_NOT_OBTAINED, P.TRIGGER_REASON_NEEDED]),
        (VisitKind.JOINT, [P.VISIT_NOT_PERMITTED, P.NOTICE_NOT_GIVEN, P.CODE_NOT_OBTAINED, P.PARTNER_NOT_ALONG]),
        (VisitKind.HEAD_LED, [P.VISIT_NOT_PERMITTED, P.NOTICE_NOT_GIVEN, P.CODE_NOT_OBTAINED, P.HEAD_NOT_ALONG]),
        (VisitKind.RE_INSPECTION, [P.VISIT_NOT_PERMITTED]),
        (VisitKind.PATROL, []),
    ],
)  # fmt: skip
def test_what_a_kind_lacks_that_has_nothing(kind, lacking):
    assert [one.problem for one in gates_before_beginning(replace(NONE, kind=kind), on=TODAY)] == lacking
    assert gates_before_beginning(replace(ALL, kind=kind), on=TODAY) == []


@pytest.mark.parametrize("kind", VisitKind)
def test_only_what_can_be_given_at_once_bars_planning(kind):
    assert {one.problem for one in gates_of_kind(replace(NONE, kind=kind), on=TODAY)} <= {
        P.TRIGGER_REASON_NEEDED,
        P.HEAD_NOT_ALONG,
        P.PARTNER_NOT_ALONG,
    }


@pytest.mark.parametrize(
    ("on", "needed"),
    [
        (date(2024, 10, 31), []),
        (date(2024, 11, 1), [Paper.CODE]),
        (date(2025, 1, 2), [Paper.CODE]),
        (date(2025, 1, 3), [Paper.PERMISSION, Paper.CODE]),
        (date(2025, 5, 7), [Paper.PERMISSION, Paper.CODE]),
        (date(2025, 5, 8), [Paper.PERMISSION, Paper.NOTICE, Paper.CODE]),
    ],
)
def test_a_paper_is_needed_from_the_day_of_its_basis(on, needed):
    assert papers_needed(VisitKind.PLANNED, on=on) == needed


def test_every_kind_has_its_row_and_every_paper_a_basis_that_was_read():
    assert set(KINDS) == set(VisitKind)
    assert all(rule.bases for rule in KINDS.values())
    for paper in Paper:
        assert any(basis.is_enabled for basis in BASES[paper])
        assert needed_since(paper) <= TODAY
    assert not any(basis.is_enabled for bases in BASES.values() for basis in bases if basis.mark is Mark.R)


def test_a_patrol_never_penalises_and_counts_against_no_cap():
    assert set(VisitKind) - MAY_PENALISE == {VisitKind.PATROL}
    assert set(VisitKind) - COUNTED == {VisitKind.PATROL, VisitKind.RE_INSPECTION}


@pytest.mark.parametrize(("count", "cap", "over"), [(1, 2, False), (2, 2, True), (3, 2, True), (5, 0, False)])
def test_one_more_visit_would_pass_the_cap(count, cap, over):
    assert over_the_cap(count, cap) is over

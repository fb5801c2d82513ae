"""Figures that roll up: when they are due, what a seed picks, and proofs that hold for what was counted and for nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from inspect_app.rules.figure_proofs import EMPTY, CountedRow, leads_to, path_of, root_of, salt_of
from inspect_app.rules.figure_reports import (
    QUERY_VERSIONS,
    REPORTED,
    Month,
    ReportedFigure,
    SampleFault,
    Shown,
    chosen,
    faults_of_sample,
    month_is_over,
    months_before,
    query_of,
    with_sums,
)
from inspect_app.rules.figures import BY_CODE, Listed

SECRET = "ab" * 32


def rows(count):
    made = [
        CountedRow(salt_of(SECRET, "visits", str(i)), f"SJ-{i:03d}", "计划", "2026-10-01") for i in range(count)
    ]
    return sorted(made, key=lambda row: row.sha256)


def figure(counted):
    return ReportedFigure("visits", "visits@1", len(counted), root_of([row.sha256 for row in counted]))


def sample(counted, seed="0" * 32, size=3):
    hashes = [row.sha256 for row in counted]
    picked = chosen(seed, figure(counted), size)
    return [Shown(index, counted[index], tuple(path_of(hashes, index))) for index in picked]


def test_every_reported_figure_counts_the_rows_of_a_list_and_has_a_version():
    assert all(BY_CODE[code].listed is not Listed.NONE and not BY_CODE[code].adds for code in REPORTED)
    assert set(QUERY_VERSIONS) == set(REPORTED)
    assert query_of("visits") == "visits@1"


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7, 8, 9, 33])
def test_every_row_has_its_path_to_the_root_and_no_other_place(count):
    hashes = [row.sha256 for row in rows(count)]
    root = root_of(hashes)
    for index, sha256 in enumerate(hashes):
        path = path_of(hashes, index)
        assert leads_to(root, sha256, index, count, path)
        assert not leads_to(root, sha256, (index + 1) % count, count, path) or count == 1
        assert not leads_to(root, "0" * 64, index, count, path)
        assert not leads_to(root, sha256, index, count, [*path, root])


def test_the_tree_is_that_of_rfc_6962():
    """With three leaves: the node of the first two, and the third beside it."""
    first, second, third = (row.sha256 for row in rows(3))
    assert root_of([first, second, third]) == root_of([root_of([first, second]), third])
    assert root_of([]) == EMPTY


def test_a_row_counted_in_two_figures_or_two_reports_cannot_be_told_to_be_the_same():
    assert (
        salt_of(SECRET, "visits", "1") != salt_of(SECRET, "orders_made", "1") != salt_of("cd" * 32, "visits", "1")
    )


@pytest.mark.parametrize(("size", "count", "picked"), [(3, 10, 3), (10, 10, 10), (20, 10, 10), (1, 1, 1)])
def test_a_seed_picks_the_same_rows_for_everybody_each_once(size, count, picked):
    counted = rows(count)
    found = chosen("1" * 32, figure(counted), size)
    assert found == chosen("1" * 32, figure(counted), size) == sorted(set(found))
    assert len(found) == picked


def test_another_seed_picks_others():
    counted = rows(200)
    assert chosen("1" * 32, figure(counted), 5) != chosen("2" * 32, figure(counted), 5)


def test_a_sample_that_agrees_has_no_faults():
    counted = rows(20)
    assert faults_of_sample(figure(counted), "0" * 32, 3, sample(counted)) == []


def test_what_does_not_agree_is_named():
    counted = rows(20)
    shown = sample(counted)
    wrong = replace(shown[0], row=replace(shown[0].row, on="2026-09-30"))
    assert faults_of_sample(figure(counted), "0" * 32, 3, [wrong, *shown[1:]]) == [
        (wrong.index, SampleFault.DIFFERS)
    ]
    assert len(faults_of_sample(figure(counted), "0" * 32, 3, shown[1:])) == 1
    assert faults_of_sample(figure(counted), "0" * 32, 3, [])
    twice = [replace(shown[1], row=shown[0].row), *shown]
    assert any(
        fault is SampleFault.TWICE for _index, fault in faults_of_sample(figure(counted), "0" * 32, 3, twice)
    )


def test_a_number_that_is_larger_than_what_was_counted_does_not_pass():
    counted = rows(20)
    claimed = replace(figure(counted), value=25)
    hashes = [row.sha256 for row in counted]
    shown = [
        Shown(index, counted[index % 20], tuple(path_of(hashes, index % 20)))
        for index in chosen("0" * 32, claimed, 20)
    ]
    assert faults_of_sample(claimed, "0" * 32, 20, shown)


@pytest.mark.parametrize(
    ("month", "last", "due"),
    [
        (Month(2026, 10), date(2026, 10, 31), date(2026, 11, 10)),
        (Month(2026, 12), date(2026, 12, 31), date(2027, 1, 10)),
        (Month(2028, 2), date(2028, 2, 29), date(2028, 3, 10)),
    ],
)
def test_a_month_ends_and_is_due(month, last, due):
    assert (month.last_day, month.due_on) == (last, due)
    assert month_is_over(month, today=last)
    assert month_is_over(month, today=month.next.first_day) is None


def test_months_that_are_over():
    found = months_before(date(2026, 11, 29), since=date(2026, 9, 15))
    assert [str(one) for one in found] == ["2026-10", "2026-09"]
    assert months_before(date(2026, 9, 29), since=date(2026, 9, 15)) == []


def test_sums_are_made_of_what_was_reported():
    values = with_sums({"filed_general": 2, "filed_on_the_spot": 3})
    assert values["filed"] == 5
    assert "closed" not in values

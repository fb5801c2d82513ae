"""Changing a draft part by part, and telling what two versions differ in."""

from dataclasses import replace

import pytest

from inspect_app.problems import Problem
from inspect_app.rules.acts import Words
from inspect_app.rules.checklist_edits import (
    code_fault,
    free_code,
    item_with,
    stamp_of,
    with_item,
    with_item_changed,
    with_item_moved,
    with_section,
    with_section_moved,
    without_item,
    without_section,
)
from inspect_app.rules.checklists import AnswerKind, Checklist, Item, Section
from inspect_app.rules.comparison import compare
from inspect_app.rules.people import AgencyKind


def an_item(code, text="检查"):
    return Item(code, AnswerKind.VERDICT, Words(text, "Check"))


def a_checklist():
    first = Section("a", Words("甲", "A"), (an_item("one"), an_item("two"), an_item("three")))
    return Checklist(
        "short", Words("短表", "Short"), AgencyKind.DISTRICT, (first, Section("b", Words("乙", "B"), ()))
    )


def codes(checklist):
    return [[item.code for item in section.items] for section in checklist.sections]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda c: with_item(c, "b", an_item("four")), [["one", "two", "three"], ["four"]]),
        (lambda c: without_item(c, "two"), [["one", "three"], []]),
        (lambda c: without_item(c, "unknown"), [["one", "two", "three"], []]),
        (lambda c: with_item_moved(c, "two", -1), [["two", "one", "three"], []]),
        (lambda c: with_item_moved(c, "two", 1), [["one", "three", "two"], []]),
        (lambda c: with_item_moved(c, "one", -1), [["one", "two", "three"], []]),
        (lambda c: with_item_moved(c, "three", 1), [["one", "two", "three"], []]),
        (lambda c: with_item_changed(c, "two", an_item("two", "改"), "a"), [["one", "two", "three"], []]),
        (lambda c: with_item_changed(c, "two", an_item("new"), "a"), [["one", "new", "three"], []]),
        (lambda c: with_item_changed(c, "two", an_item("two"), "b"), [["one", "three"], ["two"]]),
        (lambda c: with_item_changed(c, "gone", an_item("gone"), "b"), [["one", "two", "three"], ["gone"]]),
        (lambda c: with_section(c, Section("c", Words("丙", "C"), ())), [["one", "two", "three"], [], []]),
        (lambda c: without_section(c, "b"), [["one", "two", "three"]]),
        (lambda c: with_section_moved(c, "b", -1), [[], ["one", "two", "three"]]),
    ],
)
def test_one_part_changes_and_the_rest_stays(change, expected):
    before = a_checklist()
    assert codes(change(before)) == expected
    assert before == a_checklist()


def test_of_two_equal_items_only_the_first_is_taken_out():
    doubled = with_item(a_checklist(), "b", an_item("one"))
    assert codes(without_item(doubled, "one")) == [["two", "three"], ["one"]]


def test_a_stamp_changes_with_the_part_and_with_nothing_else():
    before = a_checklist()
    after = with_item_changed(before, "two", an_item("two", "改"), "a")
    assert stamp_of(item_with(before, "one")) == stamp_of(item_with(after, "one"))
    assert stamp_of(item_with(before, "two")) != stamp_of(item_with(after, "two"))
    assert stamp_of(None) == ""


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("item-4", None),
        ("RF49", None),
        ("two", Problem.CODE_TAKEN),
        ("", Problem.CODE_WRONG),
        ("门", Problem.CODE_WRONG),
        ("a/b", Problem.CODE_WRONG),
        ("-a", Problem.CODE_WRONG),
    ],
)
def test_a_code_is_plain_and_nobody_elses(code, problem):
    refusal = code_fault(code, a_checklist().items)
    assert (refusal.problem if refusal else None) is problem


def test_a_free_code_is_the_first_that_nobody_has():
    assert free_code("item", {"item-1", "item-3"}) == "item-2"


def test_versions_are_compared_item_by_item_and_field_by_field():
    old = a_checklist()
    new = without_item(with_item(old, "b", an_item("four")), "three")
    new = with_item_changed(new, "two", replace(an_item("two"), reference="第一条"), "b")
    found = compare(old, new)
    assert [item.code for item in found.added] == ["four"]
    assert [item.code for item in found.removed] == ["three"]
    assert [(one.item.code, [change.field for change in one.changes]) for one in found.changed] == [
        ("two", ["section", "reference"])
    ]
    assert not found.is_empty


def test_a_version_does_not_differ_from_itself():
    assert compare(a_checklist(), a_checklist()).is_empty


def test_another_order_and_another_title_are_differences():
    old = a_checklist()
    assert compare(old, with_item_moved(old, "two", -1)).is_reordered
    titled = compare(old, replace(old, title=Words("长表", "Long")))
    assert [change.field for change in titled.head] == ["title"]
    gone = compare(old, without_section(old, "b"))
    assert [(code, change.after) for code, change in gone.sections] == [("b", None)]

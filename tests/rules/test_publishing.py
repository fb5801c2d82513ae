"""What must be right before a checklist is published; each fault names its place."""

import pytest

from inspect_app.catalogue import shipped_acts, shipped_checklists
from inspect_app.rules.checklists import AnswerKind, Checklist
from inspect_app.rules.plain import from_plain
from inspect_app.rules.publishing import (
    BAD_CONDITION,
    BAD_CONDITION_VALUE,
    DOUBLE_CODE,
    LIMITS_REVERSED,
    NO_ITEMS,
    NO_OPTIONS,
    NO_TEXT,
    NO_TITLE,
    UNKNOWN_ACT,
    faults_of,
)
from tests.make import item

WORDS = {"zh": "文", "en": "text"}
OPTIONS = [{"code": "a", "label": WORDS}, {"code": "b", "label": WORDS}]


def faults(*items, **more):
    section = {"code": "s", "title": more.pop("section_title", WORDS), "items": list(items)}
    plain = {"code": "list", "title": WORDS, "audience": "district", "sections": [section] if items else []}
    return [(fault.where, fault.what) for fault in faults_of(from_plain(Checklist, plain | more), {"TL43-3"})]


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ([item("a")], []),
        ([], [("list", NO_ITEMS)]),
        ([item("a"), item("a")], [("a", DOUBLE_CODE)]),
        ([item("a", text={"zh": "文", "en": " "})], [("a", NO_TEXT)]),
        ([item("a", text={"zh": "", "en": "x"})], [("a", NO_TEXT)]),
        ([item("a", guidance={"zh": "文", "en": ""})], [("a", NO_TEXT)]),
        ([item("a", phrases=[WORDS, {"zh": "文", "en": ""}])], [("a", NO_TEXT)]),
        ([item("a", kind="choice", options=OPTIONS)], []),
        ([item("a", kind="choice", options=OPTIONS[:1])], [("a", NO_OPTIONS)]),
        ([item("a", kind="choice", options=[OPTIONS[0], {"code": "b", "label": {"zh": "", "en": "x"}}])],
         [("a", NO_TEXT)]),
        ([item("a", kind="number", least=1.0, most=1.0)], []),
        ([item("a", kind="number", least=1.1, most=1.0)], [("a", LIMITS_REVERSED)]),
        ([item("a", acts=["TL43-3"])], []),
        ([item("a", acts=["TL43-4"])], [("a", UNKNOWN_ACT)]),
        ([item("a"), item("b", show_when={"item": "a", "values": ["met"]})], []),
        ([item("b", show_when={"item": "a", "values": ["met"]}), item("a")], [("b", BAD_CONDITION)]),
        ([item("a", show_when={"item": "a", "values": ["met"]})], [("a", BAD_CONDITION)]),
        ([item("a"), item("b", show_when={"item": "z", "values": ["met"]})], [("b", BAD_CONDITION)]),
        ([item("a"), item("b", show_when={"item": "a", "values": ["met", "maybe"]})], [("b", BAD_CONDITION_VALUE)]),
        ([item("a", kind="choice", options=OPTIONS), item("b", show_when={"item": "a", "values": ["c"]})],
         [("b", BAD_CONDITION_VALUE)]),
        ([item("a", kind="number"), item("b", show_when={"item": "a", "values": [0]})], []),
    ],
)  # fmt: skip
def test_what_keeps_a_checklist_from_being_published(items, found):
    assert faults(*items) == found


def test_titles_in_both_languages():
    assert faults(item("a"), title={"zh": "文", "en": ""}) == [("list", NO_TITLE)]
    assert faults(item("a"), section_title={"zh": "", "en": "x"}) == [("s", NO_TITLE)]


@pytest.mark.parametrize("checklist", shipped_checklists(), ids=lambda one: one.code)
def test_every_shipped_checklist_may_be_published(checklist):
    assert faults_of(checklist, shipped_acts()) == []


@pytest.mark.parametrize("checklist", shipped_checklists(), ids=lambda one: one.code)
def test_every_shipped_unit_reads_in_english(checklist):
    numbers = [item for item in checklist.items.values() if item.kind is AnswerKind.NUMBER]
    assert [item.code for item in numbers if not (item.unit and item.unit_words.en.isascii())] == []

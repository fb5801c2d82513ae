"""Plain form and back: nothing is lost, and what does not fit is named by its place."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as some

from inspect_app.catalogue import shipped_acts, shipped_checklists
from inspect_app.rules.acts import Act
from inspect_app.rules.checklists import AnswerKind, Checklist, Condition, Item, Option, Verdict, Words
from inspect_app.rules.plain import NotPlain, from_plain, to_plain
from inspect_app.rules.statutes import Citation, Law
from inspect_app.rules.works import WorkFacts
from tests.make import checklist, work_facts


class Colour(StrEnum):
    RED = "红"
    BLUE = "蓝"


@dataclass(frozen=True)
class Inner:
    on: date
    law: Citation | None = None


@dataclass(frozen=True)
class Outer:
    code: str
    colour: Colour
    amount: Decimal = Decimal("0.00")
    share: float = 0.0
    count: int | None = None
    is_open: bool = False
    value: str | int | float = 0
    inner: tuple[Inner, ...] = ()
    by_colour: dict[Colour, int] = field(default_factory=dict)


texts = some.text(max_size=20)
days = some.dates()
laws = some.builds(Citation, some.sampled_from(Law), some.text(min_size=1, max_size=20))
inner = some.builds(Inner, days, some.none() | laws)
outer = some.builds(
    Outer,
    texts,
    some.sampled_from(Colour),
    some.decimals(allow_nan=False, allow_infinity=False, places=2),
    some.floats(allow_nan=False),
    some.none() | some.integers(),
    some.booleans(),
    texts | some.integers() | some.floats(allow_nan=False),
    some.lists(inner, max_size=3).map(tuple),
    some.dictionaries(some.sampled_from(Colour), some.integers(), max_size=2),
)


@given(outer)
def test_any_value_comes_back_as_it_was(value):
    assert from_plain(Outer, to_plain(value)) == value


words = some.builds(Words, texts, texts)
items = some.builds(
    Item,
    texts,
    some.sampled_from(AnswerKind),
    words,
    guidance=some.none() | words,
    least=some.none() | some.floats(allow_nan=False),
    options=some.lists(some.builds(Option, texts, words, some.sampled_from(Verdict)), max_size=2).map(tuple),
    show_when=some.none() | some.builds(Condition, texts, some.tuples(texts | some.integers())),
)


@given(items)
def test_any_item_of_a_checklist_comes_back_as_it_was(value):
    assert from_plain(Item, to_plain(value)) == value


@pytest.mark.parametrize("act", shipped_acts().values(), ids=lambda act: act.code)
def test_every_shipped_act_comes_back_as_it_was(act):
    assert from_plain(Act, to_plain(act)) == act


@pytest.mark.parametrize("one", shipped_checklists(), ids=lambda one: one.code)
def test_every_shipped_checklist_comes_back_as_it_was(one):
    assert from_plain(Checklist, to_plain(one)) == one


def test_a_work_comes_back_as_it_was():
    assert from_plain(WorkFacts, to_plain(work_facts())) == work_facts()


def test_moments_keep_their_offset():
    at = datetime(2026, 11, 23, 10, 0, tzinfo=timezone(timedelta(hours=8)))
    assert to_plain(at) == "2026-11-23T10:00:00+08:00"


GOOD = {"code": "x", "colour": "red"}


@pytest.mark.parametrize(
    ("plain", "where"),
    [
        ("text", ""),
        ({"colour": "red"}, "code"),
        ({**GOOD, "extra": 1}, "extra"),
        ({**GOOD, "code": 1}, "code"),
        ({**GOOD, "code": None}, "code"),
        ({**GOOD, "colour": "green"}, "colour"),
        ({**GOOD, "amount": 1.5}, "amount"),
        ({**GOOD, "share": "1"}, "share"),
        ({**GOOD, "share": True}, "share"),
        ({**GOOD, "count": True}, "count"),
        ({**GOOD, "count": 1.0}, "count"),
        ({**GOOD, "is_open": 1}, "is_open"),
        ({**GOOD, "value": None}, "value"),
        ({**GOOD, "value": True}, "value"),
        ({**GOOD, "inner": {}}, "inner"),
        ({**GOOD, "inner": [{"on": "2026-11-23"}, {"on": "2026-02-30"}]}, "inner[1].on"),
        ({**GOOD, "inner": [{"on": "2026-11-23", "law": "nolaw:第一条"}]}, "inner[0].law"),
        ({**GOOD, "inner": [{"on": "2026-11-23", "law": "penalty:"}]}, "inner[0].law"),
        ({**GOOD, "inner": [{"on": "2026-11-23", "by": 1}]}, "inner[0].by"),
        ({**GOOD, "by_colour": {"green": 1}}, "by_colour.green"),
        ({**GOOD, "by_colour": {"red": "1"}}, "by_colour.red"),
        ({**GOOD, "by_colour": []}, "by_colour"),
    ],
)
def test_what_does_not_fit_is_named_by_its_place(plain, where):
    with pytest.raises(NotPlain) as caught:
        from_plain(Outer, plain)
    assert caught.value.where == where


def test_a_fault_deep_in_a_checklist_is_named_by_its_place():
    plain = to_plain(checklist())
    plain["sections"][0]["items"][2]["kind"] = "guess"
    with pytest.raises(NotPlain, match=r"sections\[0\]\.items\[2\]\.kind"):
        from_plain(Checklist, plain)

"""What holds for every amount, every day and every number, not only for the stated ones."""

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from inspect_app.rules.calendar import WorkCalendar, add_working_days
from inspect_app.rules.documents import canonical, document_sha256
from inspect_app.rules.money import yuan_in_capitals
from inspect_app.rules.numbers import Block, FormKind, form_number, number_from_block
from tests.golden.cases import rulebook

DIGITS = {"零": 0, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9}
PLACES = {"拾": 10, "佰": 100, "仟": 1_000}
GROUPS = {"亿": 10**8, "万": 10**4}


def read_aloud(words: str) -> int:
    """Reads an amount in capitals by itself, as a bank clerk would."""
    rest, total = words.removesuffix("元整"), 0
    for name, worth in GROUPS.items():
        if name in rest:
            part, rest = rest.split(name)
            total += _four(part) * worth
    return total + _four(rest)


def _four(part: str) -> int:
    total, digit = 0, 0
    for sign in part:
        if sign in DIGITS:
            digit = DIGITS[sign]
        else:
            total, digit = total + digit * PLACES[sign], 0
    return total + digit


@given(some.integers(0, 10**12 - 1))
def test_an_amount_in_capitals_reads_as_the_same_amount(yuan):
    words = yuan_in_capitals(yuan)
    assert read_aloud(words) == yuan
    assert "零零" not in words
    assert not re.search(r"零[万亿]|零元整$", words) or yuan == 0


@given(some.integers(0, 10**12 - 1), some.integers(0, 10**12 - 1))
def test_two_amounts_never_share_their_words(one, other):
    assert (one == other) == (yuan_in_capitals(one) == yuan_in_capitals(other))


DAYS = {name: frozenset(map(date.fromisoformat, rulebook()["calendar"][name])) for name in ("holidays", "workdays")}
overrides = some.dictionaries(some.dates(date(2026, 1, 1), date(2026, 9, 1)), some.booleans(), max_size=10)


@given(some.dates(date(2026, 1, 1), date(2026, 6, 30)), some.integers(0, 30), overrides)
def test_a_period_of_working_days_ends_on_one_and_counts_them_all(start, count, own_days):
    calendar = WorkCalendar(**DAYS, published=frozenset({2026}), overrides=own_days)
    end = add_working_days(start, count, calendar)
    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(calendar.is_working(day) for day in between) == count
    assert count == 0 or calendar.is_working(end)
    assert (end == start) is (count == 0)


@given(some.integers(1, 9_999_999), some.integers(2000, 2100))
def test_no_two_serials_of_a_year_share_a_number(serial, year):
    template = "沪松民防当罚〔{year}〕第{serial}号"
    number = form_number(template, year, serial)
    assert re.fullmatch(rf"沪松民防当罚〔{year}〕第\d{{4,7}}号", number)
    assert int(re.search(r"第(\d+)号", number)[1]) == serial
    assert form_number(template, year, serial + 1) != number


@given(some.integers(1, 500), some.integers(0, 50), some.integers(0, 600), some.integers(2025, 2028))
def test_a_number_comes_from_its_block_and_its_year(first, size, serial, year):
    block = Block(FormKind.ON_THE_SPOT_DECISION, 2026, first, first + size, "{year}-{serial}")
    refusal = number_from_block(block, serial, on=date(year, 6, 1))
    if not first <= serial <= first + size:
        assert refusal.problem.code == "number_not_leased"
    elif year != 2026:
        assert refusal.problem.code == "number_of_another_year"
    else:
        assert refusal is None


def test_no_block_is_no_number():
    assert number_from_block(None, 7, on=date(2026, 6, 1)).problem.code == "number_not_leased"


contents = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=10),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(some.dictionaries(some.text(max_size=5), contents, max_size=4))
def test_the_hash_of_a_document_does_not_depend_on_the_order_of_its_fields(content):
    turned = dict(reversed(content.items()))
    assert canonical(turned) == canonical(content)
    assert document_sha256(turned) == document_sha256(content)
    assert document_sha256({**content, "one more": 1}) != document_sha256(content)

"""How documents write days, moments and numbers, and which redress they name on which day."""

from datetime import UTC, date, datetime

import pytest

from inspect_app.catalogue.paper_layouts import paper_wordings
from inspect_app.rules.papers import Procedure
from inspect_app.rules.redress import redress_paragraph
from inspect_app.rules.writing import day_in_words, fine_in_words, moment_in_words, number_in_words, span_in_words

NINE = datetime(2026, 11, 28, 1, 5, tzinfo=UTC)


def test_days_and_moments_are_written_by_the_clocks_of_shanghai():
    assert day_in_words(date(2026, 1, 2)) == "2026年1月2日"
    assert day_in_words(None) == moment_in_words(None) == ""
    assert moment_in_words(NINE) == "2026年11月28日9时05分"
    assert moment_in_words(datetime(2026, 11, 28, 16, 0, tzinfo=UTC)) == "2026年11月29日0时00分"


def test_a_span_says_its_day_once():
    assert span_in_words(NINE, NINE.replace(hour=3)) == "2026年11月28日9时05分至11时05分"
    assert span_in_words(NINE, NINE.replace(hour=17)) == "2026年11月28日9时05分至2026年11月29日1时05分"
    assert span_in_words(None, NINE) == span_in_words(NINE, None) == moment_in_words(NINE)


def test_a_fine_stands_in_capitals_and_figures():
    assert fine_in_words(15_000) == "人民币壹万伍仟元整（¥15,000.00）"


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (6, "六"), (10, "十"), (15, "十五"), (20, "二十"), (60, "六十"), (90, "九十"), (99, "九十九")],
)
def test_periods_are_written_as_statutes_write_them(number, words):
    assert number_in_words(number) == words


@pytest.mark.parametrize("number", [0, -1, 100])
def test_other_numbers_are_not_guessed(number):
    with pytest.raises(ValueError, match=str(number)):
        number_in_words(number)


def paragraph(procedure, on):
    return redress_paragraph(procedure, on=on, body="松江区人民政府", wordings=paper_wordings())


@pytest.mark.parametrize(
    ("procedure", "on", "is_review_first"),
    [
        (Procedure.ON_THE_SPOT, date(2023, 12, 31), False),
        (Procedure.ON_THE_SPOT, date(2024, 1, 1), True),
        (Procedure.GENERAL, date(2023, 12, 31), False),
        (Procedure.GENERAL, date(2024, 1, 1), False),
        (Procedure.GENERAL, date(2026, 11, 28), False),
    ],
)
def test_redress_follows_the_procedure_and_the_day(procedure, on, is_review_first):
    said = paragraph(procedure, on)
    assert ("先向松江区人民政府申请行政复议" in said) is is_review_first
    assert ("六个月内依法直接向人民法院" in said) is not is_review_first
    assert "六十日内" in said
    assert ("十五日内" in said) is is_review_first


def test_no_wording_is_guessed_for_a_day_before_any_that_was_read():
    with pytest.raises(LookupError):
        paragraph(Procedure.GENERAL, date(2015, 4, 30))

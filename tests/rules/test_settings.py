"""What an office may set."""

import pytest

from inspect_app.problems import Problem
from inspect_app.rules.settings import (
    DEFAULTS,
    SettingName,
    Settings,
    check_setting,
    number_prefix_of,
    reconsideration_body_of,
)

S = SettingName


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        (S.FILING_WORKING_DAYS, "1", None),
        (S.FILING_WORKING_DAYS, "30", None),
        (S.FILING_WORKING_DAYS, "0", Problem.OUT_OF_RANGE),
        (S.FILING_WORKING_DAYS, "31", Problem.OUT_OF_RANGE),
        (S.FILING_WORKING_DAYS, "two", Problem.OUT_OF_RANGE),
        (S.FILING_WORKING_DAYS, "-1", Problem.OUT_OF_RANGE),
        (S.FILING_WORKING_DAYS, "", Problem.OUT_OF_RANGE),
        (S.BLOCK_SIZE, "5", None),
        (S.BLOCK_SIZE, "4", Problem.OUT_OF_RANGE),
        (S.BLOCK_SIZE, "200", None),
        (S.BLOCK_SIZE, "201", Problem.OUT_OF_RANGE),
        (S.DEMONSTRATION, "1", None),
        (S.DEMONSTRATION, "2", Problem.OUT_OF_RANGE),
        (S.DECISION_NUMBER, "沪〔{year}〕{serial}", None),
        (S.DECISION_NUMBER, "沪〔{year}〕", Problem.UNKNOWN_CHOICE),
        (S.ORDER_NUMBER, "{serial}", Problem.UNKNOWN_CHOICE),
        (S.RECONSIDERATION_BODY, "上海市松江区人民政府", None),
        (S.RECONSIDERATION_BODY, " ", Problem.FIELD_MISSING),
        (S.NUMBER_PREFIX, "沪闵民防", None),
        (S.NUMBER_PREFIX, "", None),
        (S.NUMBER_PREFIX, "沪{word}", Problem.UNKNOWN_CHOICE),
        (S.PUBLIC_ADDRESS, "", None),
        (S.HEARING_THRESHOLD_CITIZEN, "5000", None),
        (S.HEARING_THRESHOLD_CITIZEN, "0", Problem.OUT_OF_RANGE),
        (S.HEARING_THRESHOLD_ORGANISATION, "1", None),
        (S.HEARING_THRESHOLD_ORGANISATION, "5万", Problem.OUT_OF_RANGE),
    ],
)
def test_what_an_office_may_set(name, value, problem):
    refusal = check_setting(name, value)
    assert (refusal and refusal.problem) == problem
    assert refusal is None or refusal.sentence


def test_every_setting_has_a_default_that_may_be_set():
    assert set(DEFAULTS) == set(S)
    for name, value in DEFAULTS.items():
        assert check_setting(name, value) is None, name
        assert Settings({}).text(name) == value.replace("{prefix}", "")
    assert Settings({S.BLOCK_SIZE: "7"}).whole(S.BLOCK_SIZE) == 7


@pytest.mark.parametrize(
    ("values", "number", "is_named"),
    [
        ({}, "案〔{year}〕第{serial}号", False),
        ({S.NUMBER_PREFIX: "沪闵民防"}, "沪闵民防案〔{year}〕第{serial}号", True),
        ({S.NUMBER_PREFIX: "沪闵民防", S.CASE_NUMBER: "闵防〔{year}〕{serial}"}, "闵防〔{year}〕{serial}", True),
        ({S.CASE_NUMBER: "闵防〔{year}〕{serial}"}, "闵防〔{year}〕{serial}", True),
    ],
)
def test_numbers_begin_with_the_offices_own_word(values, number, is_named):
    settings = Settings(values)
    assert settings.text(S.CASE_NUMBER) == number
    assert settings.names_the_office(S.CASE_NUMBER) is is_named
    assert (number_prefix_of(settings, S.CASE_NUMBER) is None) is is_named


@pytest.mark.parametrize(
    ("office", "body"),
    [
        ("上海市松江区民防办公室", "上海市松江区人民政府"),
        ("上海市闵行区国防动员办公室", "上海市闵行区人民政府"),
        ("上海市民防办公室", "上海市人民政府"),
        ("演示SH-MH民防办公室", ""),
    ],
)
def test_before_whom_a_decision_is_reconsidered_by_the_name_of_the_office(office, body):
    assert reconsideration_body_of(office) == body

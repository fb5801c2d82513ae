"""What an office may set."""

import pytest

from inspect_app.problems import Problem
from inspect_app.rules.settings import DEFAULTS, SettingName, Settings, check_setting

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
        assert Settings({}).text(name) == value
    assert Settings({S.BLOCK_SIZE: "7"}).whole(S.BLOCK_SIZE) == 7

"""What a street may owe in a year, and when the record says that it was done."""

from collections import Counter
from datetime import date

import pytest

from inspect_app.problems import Problem
from inspect_app.rules.street_duties import (
    DutyFigure,
    DutyKind,
    DutyLine,
    deed_faults,
    fulfilment_of,
    gates_before_submitting,
    refuse_day_of_publication,
    refuse_duty,
    was_reported_in_time,
)

F, K = DutyFigure, DutyKind
TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("line", "others", "problem"),
    [
        (DutyLine(K.PATROL_EACH, 4), [], None),
        (DutyLine(K.PATROL_EACH, 0), [], Problem.OUT_OF_RANGE),
        (DutyLine(K.PATROL_EACH, 53), [], Problem.OUT_OF_RANGE),
        (DutyLine(K.PATROL_EACH, 4), [K.PATROL_EACH], Problem.DUTY_TWICE),
        (DutyLine(K.PATROL_ON_TIME, 101), [], Problem.OUT_OF_RANGE),
        (DutyLine(K.REPORT_IN_TIME, 0), [], None),
        (DutyLine(K.JOINT, 2, "长" * 501), [], Problem.FIELD_TOO_LONG),
        (DutyLine(K.JOINT, 2, "机密"), [], Problem.CLASSIFIED_WORK),
    ],
)
def test_what_a_line_may_say(line, others, problem):
    refusal = refuse_duty(line, others)
    assert (refusal.problem if refusal else None) is problem


@pytest.mark.parametrize(
    ("line", "count", "expected"),
    [
        (DutyLine(K.PATROL_EACH, 4), {F.WORKS: 3, F.ENOUGH: 3}, (3, 3, True)),
        (DutyLine(K.PATROL_EACH, 4), {F.WORKS: 3, F.ENOUGH: 2}, (2, 3, False)),
        (DutyLine(K.PATROL_ON_TIME, 90), {F.PATROLS: 10, F.ON_TIME: 9}, (9, 10, True)),
        (DutyLine(K.PATROL_ON_TIME, 90), {F.PATROLS: 10, F.ON_TIME: 9, F.OVERDUE: 1}, (9, 11, False)),
        (DutyLine(K.REPORT_IN_TIME, 3), {F.LEADS: 2, F.LEADS_IN_TIME: 1}, (1, 2, False)),
        (DutyLine(K.REPORT_IN_TIME, 3), {}, (0, 0, True)),
        (DutyLine(K.ANSWER_ON_TIME, 50), {F.MATTERS: 2, F.ANSWERED: 1}, (1, 2, True)),
        (DutyLine(K.JOINT, 2), {K.JOINT: 1}, (1, 2, False)),
        (DutyLine(K.PUBLICITY, 2), {K.PUBLICITY: 3}, (3, 2, True)),
    ],
)
def test_when_a_duty_is_met(line, count, expected):
    found = fulfilment_of(line, Counter(count))
    assert (found.done, found.owed, found.is_met) == expected


def test_an_empty_list_is_not_sent():
    assert [one.problem for one in gates_before_submitting([])] == [Problem.DUTIES_EMPTY]
    assert gates_before_submitting([DutyLine(K.JOINT, 1)]) == []


@pytest.mark.parametrize(
    ("on", "is_fine"),
    [
        (date(2026, 11, 19), False),
        (date(2026, 11, 20), True),
        (TODAY, True),
        (date(2026, 11, 30), False),
    ],
)
def test_published_between_agreement_and_today(on, is_fine):
    assert (refuse_day_of_publication(on, agreed_on=date(2026, 11, 20), today=TODAY) is None) is is_fine


@pytest.mark.parametrize(
    ("kind", "text", "on", "problems"),
    [
        (K.JOINT, "与消防联合检查", TODAY, []),
        (K.PATROL_EACH, "巡查", TODAY, [Problem.DUTY_NOT_BY_HAND]),
        (K.JOINT, " ", TODAY, [Problem.FIELD_MISSING]),
        (K.PUBLICITY, "讲座", date(2026, 11, 30), [Problem.LEAD_FROM_THE_FUTURE]),
    ],
)
def test_what_a_street_writes_down(kind, text, on, problems):
    assert [one.problem for one in deed_faults(kind, text, on, today=TODAY)] == problems


def test_the_last_day_is_in_time():
    assert was_reported_in_time(date(2026, 11, 26), TODAY, 3)
    assert not was_reported_in_time(date(2026, 11, 25), TODAY, 3)

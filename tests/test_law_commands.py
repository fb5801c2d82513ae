"""The rulebook asked from the command line: one answer a line, and a wrong line stops nothing."""

import json
from datetime import date

import pytest

from inspect_app import create_app
from inspect_app.actions.settings import set_calendar_day
from inspect_app.config import Config
from inspect_app.rules.clocks import CLOCKS
from inspect_app.store.base import transaction
from tests.conftest import MONDAY

TWO = [{"badge": "09001", "valid_until": "2027-12-31"}, {"badge": "09002", "valid_until": "2027-12-31"}]
ASKED = {
    "act": "TL43-3",
    "party": "organisation",
    "sanction": "fine",
    "fine_yuan": 3_000,
    "act_on": "2026-11-01",
    "decide_on": "2026-11-23",
    "officers": TWO,
    "factors": ["first_time"],
}


def answers(app, command, *lines):
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    result = app.test_cli_runner().invoke(args=["law", command], input=text)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def test_a_fine_within_the_limit_is_decided_on_the_spot(app):
    [found] = answers(app, "decide", ASKED)
    assert found == {
        "procedure": "on_the_spot",
        "allowed": True,
        "reasons": [],
        "tier": "lighter",
        "floor_yuan": 500,
        "cap_yuan": 5_000,
        "redress": "reconsideration_first",
        "choice_of_law": "unchanged",
        "grounds": [],
    }


def test_one_yuan_more_needs_the_general_procedure_and_names_the_article(app):
    [found] = answers(app, "decide", ASKED | {"fine_yuan": 3_001})
    assert (found["procedure"], found["allowed"], found["redress"]) == ("general", True, "reconsideration_or_suit")
    assert found["reasons"] == [
        {"code": "fine_above_simple_limit", "article": "《中华人民共和国行政处罚法》第五十一条"}
    ]


def test_a_warning_needs_no_amount(app):
    warning = {name: value for name, value in ASKED.items() if name != "fine_yuan"} | {"sanction": "warning"}
    [found] = answers(app, "decide", warning)
    assert (found["procedure"], found["allowed"]) == ("on_the_spot", True)


def test_an_officer_whose_certificate_has_ended_may_not(app):
    [found] = answers(
        app, "decide", ASKED | {"officers": [TWO[0], {"badge": "09002", "valid_until": "2026-11-22"}]}
    )
    assert (found["procedure"], found["allowed"]) == ("on_the_spot", False)
    assert [one["code"] for one in found["reasons"]] == ["certificate_not_valid"]


def test_a_factor_that_nobody_knows_is_named_and_weighs_nothing(app):
    [found] = answers(app, "decide", ASKED | {"factors": ["first_time", "full_moon"]})
    assert (found["tier"], found["unknown_factors"]) == ("lighter", ["full_moon"])


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("no JSON", "line_not_understood"),
        ("[1]", "line_not_understood"),
        ("[" * 100_000, "line_not_understood"),
        (ASKED | {"act": "RF99"}, "act_unknown"),
        (ASKED | {"party": "ghost"}, "line_not_understood"),
        (ASKED | {"decide_on": "23.11.2026"}, "line_not_understood"),
        (ASKED | {"decide_on": "2026-10-31"}, "decided_before_the_act"),
        (ASKED | {"fine_yuan": "much"}, "line_not_understood"),
        (ASKED | {"fine_yuan": None}, "line_not_understood"),
        (ASKED | {"officers": "two"}, "line_not_understood"),
        (ASKED | {"officers": [{"valid_until": "2027-12-31"}]}, "line_not_understood"),
        ({}, "line_not_understood"),
    ],
)
def test_a_wrong_line_gets_an_error_and_the_rest_go_on(app, wrong, code):
    found = answers(app, "decide", ASKED, wrong, "", ASKED)
    assert [sorted(one) == ["error"] for one in found] == [False, True, False]
    assert found[1]["error"]["code"] == code
    assert found[1]["error"]["sentence"]


def test_a_deadline_says_its_last_day_how_it_was_counted_and_by_which_article(app):
    found = answers(
        app,
        "deadline",
        {"clock": "hand_over_cash", "from": "2026-11-26"},
        {"clock": "pay_fine", "from": "2026-11-23"},
    )
    assert found == [
        {"last_day": "2026-11-30", "counted_in": "working", "article": "《中华人民共和国行政处罚法》第七十一条"},
        {
            "last_day": "2026-12-08",
            "counted_in": "calendar",
            "article": "《中华人民共和国行政处罚法》第六十七条第三款",
        },
    ]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"clock": "tea_break", "from": "2026-11-26"}, "clock_unknown"),
        ({"clock": "pay_fine"}, "line_not_understood"),
        ({"clock": "hand_over_cash", "from": "2026-12-31"}, "calendar_not_published"),
        ({"clock": "pay_fine", "from": "2021-07-14"}, "no_rule_in_force"),
        ({"clock": "announcement", "from": "9999-12-20"}, "line_not_understood"),
        ({"clock": "sue", "from": "9999-12-20"}, "line_not_understood"),
    ],
)
def test_a_wrong_period_gets_an_error_and_the_rest_go_on(app, wrong, code):
    found = answers(app, "deadline", wrong, {"clock": "pay_fine", "from": "2026-11-23"})
    assert found[0]["error"]["code"] == code
    assert found[1]["last_day"] == "2026-12-08"


def test_the_offices_own_day_off_moves_a_deadline(app, office):
    with transaction():
        set_calendar_day(date(2026, 11, 27), False, "停电", by=office.head, at=MONDAY)
    [found] = answers(app, "deadline", {"clock": "hand_over_cash", "from": "2026-11-26"})
    assert found["last_day"] == "2026-12-01"


def test_the_clocks_are_listed_by_name(app):
    lines = app.test_cli_runner().invoke(args=["law", "clocks"]).output.splitlines()
    assert [json.loads(line)["clock"] for line in lines] == list(CLOCKS)


def test_the_shipped_law_answers_before_anything_is_set_up(tmp_path):
    bare = create_app(Config(tmp_path, f"sqlite:///{tmp_path / 'none.sqlite'}", "a key", rate_limits=False))
    assert [one["procedure"] for one in answers(bare, "decide", ASKED)] == ["on_the_spot"]

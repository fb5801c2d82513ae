"""Leads: what must be known of one, by when it is taken on, what a citizen is told, and into what it may be merged."""

from dataclasses import replace
from datetime import date

import pytest

from inspect_app.problems import Problem
from inspect_app.rules.leads import (
    CLOCK_OF,
    LeadFacts,
    LeadSource,
    PublicState,
    handled_on_site,
    is_lead_late,
    lead_due_on,
    lead_faults,
    may_merge,
    public_state,
)
from inspect_app.rules.procedure import STEPS, Stage, Subject, is_settled
from inspect_app.rules.settings import SettingName, Settings

TODAY = date(2026, 11, 23)
FACTS = LeadFacts(LeadSource.CITY, "防护门被拆除", TODAY)
LEAD_STAGES = {step.enters for step in STEPS[Subject.LEAD].values()} | {Stage.RECEIVED}


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({}, None),
        ({"summary": " "}, Problem.FIELD_MISSING),
        ({"summary": "长" * 2000}, None),
        ({"summary": "长" * 2001}, Problem.FIELD_TOO_LONG),
        ({"place": "长" * 301}, Problem.FIELD_TOO_LONG),
        ({"came_on": date(2026, 11, 24)}, Problem.LEAD_FROM_THE_FUTURE),
        ({"summary": "某涉密工程漏水"}, Problem.CLASSIFIED_WORK),
        ({"summary": "非涉密工程漏水"}, None),
    ],
)
def test_what_must_be_known_of_a_lead(changed, problem):
    found = [one.problem for one in lead_faults(replace(FACTS, **changed), on=TODAY)]
    assert found == ([problem] if problem else [])


@pytest.mark.parametrize("stage", sorted(LEAD_STAGES))
def test_a_lead_waits_by_a_clock_or_has_ended(stage):
    due = lead_due_on(stage, TODAY, Settings({}))
    assert (due is None) is (stage not in CLOCK_OF)
    assert due is not None or is_settled(Subject.LEAD, stage)


def test_the_days_are_the_offices_own():
    assert lead_due_on(Stage.RECEIVED, TODAY, Settings({})) == date(2026, 11, 28)
    own = Settings({SettingName.LEAD_TRIAGE_DAYS: "40"})
    assert lead_due_on(Stage.RECEIVED, date(2026, 12, 20), own) == date(2027, 1, 29)


@pytest.mark.parametrize(
    ("due", "is_waiting", "late"),
    [
        (TODAY, True, False),
        (date(2026, 11, 22), True, True),
        (date(2026, 11, 22), False, False),
        (None, True, False),
    ],
)
def test_a_lead_is_late_after_its_last_day_while_it_waits(due, is_waiting, late):
    assert is_lead_late(due, is_waiting=is_waiting, on=TODAY) is late


@pytest.mark.parametrize("stage", sorted(LEAD_STAGES))
def test_a_citizen_is_told_a_state_in_plain_words_only(stage):
    assert public_state(stage) in PublicState


@pytest.mark.parametrize(
    ("papers", "done", "fits"), [(["一号"], True, True), ([], True, False), (["一号"], False, False)]
)
def test_what_was_settled_on_site_has_its_paper(papers, done, fits):
    refusal = handled_on_site(papers, visit_done=done)
    assert (refusal is None) is fits
    assert fits or refusal.problem is Problem.LEAD_NOT_HANDLED_ON_SITE


@pytest.mark.parametrize(
    ("earlier", "is_earlier", "fits"), [("A", True, True), ("A", False, False), ("B", True, False)]
)
def test_a_lead_is_merged_into_an_earlier_one_only(earlier, is_earlier, fits):
    assert (may_merge("B", earlier, is_earlier=is_earlier) is None) is fits

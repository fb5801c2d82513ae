"""Who may do what in a case: both sides of each line between investigating and judging."""

from datetime import date
from uuid import uuid4

import pytest

from inspect_app.problems import Problem
from inspect_app.rules.acts import Party
from inspect_app.rules.case_facts import (
    AskedBy,
    CaseFacts,
    Entry,
    Limitation,
    RecusalDecision,
    RecusalOutcome,
    RecusalRequest,
)
from inspect_app.rules.case_people import fit_officers, recusals_to_decide, recused, refuse_hands
from inspect_app.rules.people import OfficerFacts
from inspect_app.rules.procedure import STEPS, Hands, Subject

JIA, YI, BING, HEAD = uuid4(), uuid4(), uuid4(), uuid4()
DAY = date(2026, 3, 2)
HELD = (date(2025, 1, 1), date(2027, 1, 1))
PEOPLE = {
    JIA: OfficerFacts("甲", "1", *HELD),
    YI: OfficerFacts("乙", "2", *HELD),
    BING: OfficerFacts("丙", "2", *HELD),
}


def case(*entries):
    both = frozenset({JIA, YI})
    return CaseFacts("RF49-3", Party.ORGANISATION, DAY, DAY, Limitation.ORDINARY, both, both | {BING}, entries)


def asked(officer):
    facts = RecusalRequest(on=DAY, officer_id=officer, asked_by=AskedBy.PARTY, reason="亲属")
    return Entry("ask_recusal", DAY, HEAD, facts)


def decided(officer, outcome):
    return Entry(
        "decide_recusal", DAY, HEAD, RecusalDecision(on=DAY, officer_id=officer, outcome=outcome, reason="属实")
    )


@pytest.mark.parametrize("step", STEPS[Subject.CASE])
def test_investigators_investigate_and_others_judge(step):
    hands = STEPS[Subject.CASE][step].hands
    refusals = {who: refuse_hands(step, case(), by=who) for who in (JIA, BING, HEAD)}
    problems = {who: refusal.problem if refusal else None for who, refusal in refusals.items()}
    mine = Problem.NOT_AN_INVESTIGATOR if hands is Hands.INVESTIGATORS else None
    judges = Problem.INVESTIGATOR_MAY_NOT if hands is Hands.OTHERS else None
    assert problems == {JIA: judges, BING: mine or judges, HEAD: mine}


@pytest.mark.parametrize("step", ["review", "decide", "decide_no_penalty", "call_hearing", "close", "deliberate"])
def test_what_judges_is_never_in_the_hands_of_an_investigator(step):
    assert STEPS[Subject.CASE][step].hands is Hands.OTHERS


def test_until_it_is_decided_an_asked_recusal_stops_nobody():
    seen = case(asked(JIA))
    assert recusals_to_decide(seen) == [JIA]
    assert refuse_hands("add_evidence", seen, by=JIA) is None


def test_after_a_granted_recusal_the_person_takes_no_step_of_any_kind():
    seen = case(asked(JIA), decided(JIA, RecusalOutcome.GRANTED))
    assert (recused(seen), recusals_to_decide(seen)) == ({JIA}, [])
    for step in STEPS[Subject.CASE]:
        assert refuse_hands(step, seen, by=JIA).problem is Problem.OFFICER_RECUSED


def test_after_a_refused_recusal_the_person_goes_on():
    seen = case(asked(JIA), decided(JIA, RecusalOutcome.REFUSED))
    assert refuse_hands("add_evidence", seen, by=JIA) is None


@pytest.mark.parametrize(
    ("officers", "problems"),
    [
        ((JIA, YI), []),
        ((JIA, JIA), [Problem.TOO_FEW_OFFICERS]),
        ((JIA,), [Problem.TOO_FEW_OFFICERS]),
        ((YI, BING), [Problem.TOO_FEW_OFFICERS]),
    ],
)
def test_two_officers_are_two_people_with_two_certificates(officers, problems):
    assert [one.problem for one in fit_officers(officers, PEOPLE, case(), on=DAY)] == problems


def test_a_certificate_counts_on_its_last_day_and_not_after():
    assert fit_officers((JIA, YI), PEOPLE, case(), on=HELD[1]) == []
    late = fit_officers((JIA, YI), PEOPLE, case(), on=date(2027, 1, 2))
    assert {one.problem for one in late} == {Problem.CERTIFICATE_NOT_VALID}


def test_whoever_was_recused_is_not_named_again():
    seen = case(asked(JIA), decided(JIA, RecusalOutcome.GRANTED))
    assert [one.problem for one in fit_officers((JIA, YI), PEOPLE, seen, on=DAY)] == [Problem.OFFICER_RECUSED]

"""Leads between offices: which way each kind may go, what one must say, and when one is late."""

from datetime import date

import pytest

from inspect_app.problems import Problem
from inspect_app.rules.handover_steps import HANDOVER_STEPS, TAKEN_AT
from inspect_app.rules.handovers import (
    DOUBTS,
    LAW_OF,
    LONGEST,
    MESSAGE_OF,
    SETTLED,
    HandoverKind,
    Sending,
    Side,
    is_handover_late,
    kinds_between,
    may_go,
    may_recall,
    sending_faults,
)
from inspect_app.rules.lead_reports import REPORTED, Effect, Milestone
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.procedure import STEPS, Stage, Subject, is_settled

K, A = HandoverKind, AgencyKind
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("sender", "receiver", "kinds"),
    [
        (A.CITY, A.DISTRICT, [K.DOWN, K.COPY]),
        (A.DISTRICT, A.CITY, [K.UP, K.TAKEOVER, K.COPY]),
        (A.DISTRICT, A.DISTRICT, [K.TRANSFER, K.COPY]),
        (A.DISTRICT, A.FIRE, [K.TRANSFER, K.COPY]),
        (A.CITY, A.WORK_SAFETY, [K.TRANSFER, K.COPY]),
        (A.FIRE, A.DISTRICT, [K.TRANSFER, K.COPY]),
        (A.FIRE, A.WORK_SAFETY, []),
        (A.DISTRICT, A.STREET, []),
        (A.STREET, A.DISTRICT, []),
    ],
)
def test_in_which_ways_a_lead_may_go(sender, receiver, kinds):
    assert kinds_between(sender, receiver) == kinds
    assert [kind for kind in K if may_go(kind, sender, receiver) is None] == kinds


def test_the_wrong_way_is_refused_with_its_article():
    refusal = may_go(K.DOWN, A.DISTRICT, A.CITY)
    assert refusal.problem is Problem.HANDOVER_WRONG_WAY
    assert "第二十三条" in refusal.law.text


def test_every_kind_has_its_message_and_article():
    assert set(MESSAGE_OF) == set(LAW_OF) == set(K)
    assert len(set(MESSAGE_OF.values())) == len(K)


def test_what_the_law_does_not_say_is_marked():
    assert set(DOUBTS) == {K.DOWN, K.TAKEOVER}


@pytest.mark.parametrize(
    ("sending", "problems"),
    [
        (Sending(K.DOWN, "封堵", due_on=TODAY), []),
        (Sending(K.DOWN, "封堵"), [Problem.FIELD_MISSING]),
        (Sending(K.DOWN, "封堵", due_on=date(2026, 11, 22)), [Problem.HANDOVER_DAY_PAST]),
        (Sending(K.DOWN, " "), [Problem.FIELD_MISSING, Problem.FIELD_MISSING]),
        (Sending(K.UP, "封堵", "超出本区权限"), []),
        (Sending(K.UP, "封堵"), [Problem.REASON_NEEDED]),
        (Sending(K.TAKEOVER, "封堵", " "), [Problem.REASON_NEEDED]),
        (Sending(K.TRANSFER, "封堵"), [Problem.REASON_NEEDED]),
        (Sending(K.COPY, "封堵"), []),
        (Sending(K.COPY, "绝密工程"), [Problem.CLASSIFIED_WORK]),
        (Sending(K.COPY, "字" * (LONGEST["summary"][1] + 1)), [Problem.FIELD_TOO_LONG]),
        (Sending(K.COPY, "字" * LONGEST["summary"][1]), []),
    ],
)
def test_what_must_be_said_when_a_lead_is_sent(sending, problems):
    assert [one.problem for one in sending_faults(sending, on=TODAY)] == problems


@pytest.mark.parametrize(
    ("due_on", "stage", "late"),
    [
        (TODAY, Stage.TAKEN_ON, False),
        (date(2026, 11, 22), Stage.TAKEN_ON, True),
        (date(2026, 11, 22), Stage.HANDED_ON, True),
        (date(2026, 11, 22), Stage.CONCLUDED, False),
        (date(2026, 11, 22), Stage.SENT_BACK, False),
        (date(2026, 11, 22), Stage.RECALLING, False),
        (date(2026, 11, 22), Stage.RECALLED, False),
        (None, Stage.TAKEN_ON, False),
    ],
)
def test_when_a_lead_that_was_handed_on_is_late(due_on, stage, late):
    assert is_handover_late(due_on, stage, on=TODAY) is late


@pytest.mark.parametrize(
    ("kind", "version", "problem"),
    [
        (K.DOWN, 2, None),
        (K.TAKEOVER, 9, None),
        (K.DOWN, 0, None),
        (K.DOWN, 1, Problem.PEER_TOO_OLD),
        (K.COPY, 2, Problem.HANDOVER_COPY_STAYS),
    ],
)
def test_what_may_be_taken_back(kind, version, problem):
    refusal = may_recall(kind, version)
    assert (refusal.problem if refusal else None) is problem


def test_every_step_says_which_side_takes_it():
    assert set(TAKEN_AT) == set(HANDOVER_STEPS)
    assert {name for name, side in TAKEN_AT.items() if side is Side.SENDER} == {
        "arrive", "fail", "inform", "urge", "recall",
    }  # fmt: skip


def test_the_settled_stages_are_those_of_the_procedure():
    stages = {step.enters for step in HANDOVER_STEPS.values() if step.enters} | {Stage.HANDED_ON}
    assert {stage for stage in stages if is_settled(Subject.HANDOVER, stage)} == SETTLED


@pytest.mark.parametrize(("subject", "step"), REPORTED)
def test_what_is_reported_is_a_step_of_the_procedure(subject, step):
    assert step in STEPS[subject]
    assert Milestone("key", subject, step, TODAY).label == STEPS[subject][step].label


@pytest.mark.parametrize(
    ("subject", "step"),
    [
        (Subject.CASE, "interview"), (Subject.CASE, "review_legally"), (Subject.CASE, "deliberate"),
        (Subject.CASE, "add_evidence"), (Subject.CASE, "ask_recusal"), (Subject.LEAD, "give_back"),
    ],
)  # fmt: skip
def test_what_happens_inside_the_office_is_not_reported(subject, step):
    assert (subject, step) not in REPORTED


def test_a_case_ends_the_report_when_it_is_closed_and_a_new_inquiry_opens_it_again():
    assert REPORTED[Subject.CASE, "close"] is Effect.CONCLUDE
    assert REPORTED[Subject.CASE, "refuse_filing"] is Effect.CONCLUDE
    assert REPORTED[Subject.CASE, "investigate_anew"] is Effect.RESUME
    assert REPORTED[Subject.LEAD, "file_case"] is Effect.REPORT

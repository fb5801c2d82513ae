"""The table of steps: read aloud, walked through, and tried at every place where it says no."""

import pytest

from inspect_app.problems import Problem
from inspect_app.rules.people import STREETS, Role
from inspect_app.rules.procedure import (
    FIRST_STAGES,
    STEPS,
    Stage,
    Subject,
    VisitKind,
    is_settled,
    open_steps,
    refuse_step,
    visit_may_penalise,
    waiting_for,
)

ALL_STEPS = [(subject, name) for subject, steps in STEPS.items() for name in steps]


def stages_of(subject):
    """Every stage that a thing of this kind can be in."""
    steps = STEPS[subject].values()
    return (
        set(FIRST_STAGES[subject])
        | {step.enters for step in steps if step.enters}
        | {s for step in steps for s in step.leaves}
    )


@pytest.mark.parametrize(("subject", "name"), ALL_STEPS)
def test_a_step_is_open_in_its_stages_and_refused_in_every_other(subject, name):
    step = STEPS[subject][name]
    for stage in Stage:
        refusal = refuse_step(subject, name, stage=stage)
        if stage in step.leaves:
            assert refusal is None
        else:
            assert refusal.problem is Problem.STEP_NOT_OPEN
            assert refusal.law is step.law
            assert step.label in refusal.sentence
            assert stage.value in refusal.sentence


@pytest.mark.parametrize(("subject", "name"), ALL_STEPS)
def test_a_step_is_taken_only_by_those_whom_the_table_names(subject, name):
    step = STEPS[subject][name]
    stage = next(iter(step.leaves))
    for role in Role:
        refusal = refuse_step(subject, name, stage=stage, role=role)
        assert (refusal is None) is (role in step.taken_by)
        assert (name in open_steps(subject, stage, role)) is (role in step.taken_by)
        if refusal:
            assert refusal.problem is Problem.STEP_NOT_YOURS


@pytest.mark.parametrize("subject", Subject)
def test_every_stage_but_the_settled_ones_has_a_way_out(subject):
    for stage in stages_of(subject):
        ways = [name for name, step in STEPS[subject].items() if stage in step.leaves]
        assert ways or is_settled(subject, stage), stage


@pytest.mark.parametrize("subject", Subject)
def test_every_stage_can_be_reached_from_a_first_one(subject):
    reached = set(FIRST_STAGES[subject])
    for _ in Stage:
        reached |= {step.enters for step in STEPS[subject].values() if step.enters and step.leaves & reached}
    assert reached == stages_of(subject)


@pytest.mark.parametrize(
    ("subject", "first", "walk", "last"),
    [
        (Subject.VISIT, Stage.PLANNED, ["start", "finish", "approve"], Stage.APPROVED),
        (Subject.VISIT, Stage.PLANNED, ["start", "finish", "return_items", "correct", "approve"], Stage.APPROVED),
        (Subject.VISIT, Stage.UNDER_WAY, ["finish_for_absent", "approve"], Stage.APPROVED),
        (
            Subject.VISIT,
            Stage.UNDER_WAY,
            ["finish", "approve", "reopen_for_late_records", "approve"],
            Stage.APPROVED,
        ),
        (Subject.VISIT, Stage.PLANNED, ["cancel"], Stage.CANCELLED),
        (Subject.VISIT, Stage.PLANNED, ["cancel", "start", "finish"], Stage.FINISHED),
        (Subject.ORDER, Stage.MADE, ["deliver", "close"], Stage.CORRECTED),
        (Subject.ORDER, Stage.MADE, ["deliver", "close", "reopen", "close"], Stage.CORRECTED),
        (Subject.ORDER, Stage.MADE, ["void"], Stage.VOIDED),
        (Subject.DECISION, Stage.MADE, ["deliver", "file"], Stage.FILED),
        (Subject.DECISION, Stage.MADE, ["deliver", "file", "withdraw"], Stage.WITHDRAWN),
        (Subject.DECISION, Stage.MADE, ["void"], Stage.VOIDED),
        (
            Subject.CASE,
            Stage.PROPOSED,
            [
                "approve_filing",
                "add_evidence",
                "close_investigation",
                "give_notice",
                "hear_statement",
                "decide",
                "serve",
                "pay",
                "close",
                "archive",
                "note_correction",
            ],
            Stage.ARCHIVED,
        ),
        (
            Subject.CASE,
            Stage.PROPOSED,
            [
                "approve_filing",
                "suspend",
                "resume",
                "close_investigation",
                "give_notice",
                "ask_hearing",
                "notify_hearing",
                "hold_hearing",
                "review_legally",
                "deliberate",
                "decide",
                "announce_service",
                "serve",
                "demand",
                "apply_to_court",
                "close",
                "archive",
            ],
            Stage.ARCHIVED,
        ),
        (
            Subject.CASE,
            Stage.PROPOSED,
            [
                "approve_filing",
                "propose_transfer",
                "approve_transfer",
                "hand_to_police",
                "close",
                "archive",
            ],
            Stage.ARCHIVED,
        ),
        (Subject.CASE, Stage.PROPOSED, ["refuse_filing", "archive"], Stage.ARCHIVED),
        (
            Subject.CASE,
            Stage.PROPOSED,
            [
                "approve_filing",
                "end",
                "close",
                "archive",
            ],
            Stage.ARCHIVED,
        ),
        (Subject.DECISION, Stage.MADE, ["deliver", "correct", "file", "correct_filed"], Stage.FILED),
        (Subject.FINE, Stage.OWED, ["record_payment", "settle"], Stage.PAID),
        (Subject.FINE, Stage.OWED, ["ask_to_defer", "approve_deferral", "record_payment", "settle"], Stage.PAID),
        (Subject.FINE, Stage.WITH_OFFICER, ["hand_over_cash", "confirm_cash", "deposit_cash"], Stage.PAID),
        (
            Subject.FINE,
            Stage.WITH_OFFICER,
            ["land", "hand_over_cash", "return_cash", "hand_over_cash", "confirm_cash", "deposit_cash"],
            Stage.PAID,
        ),
        (Subject.FINE, Stage.OWED, ["call_off"], Stage.CALLED_OFF),
        (Subject.FINE, Stage.WITH_OFFICER, ["call_off_paid", "refund"], Stage.REFUNDED),
        (Subject.AMENDMENT, Stage.DRAFTED, ["submit", "publish"], Stage.PUBLISHED),
        (Subject.AMENDMENT, Stage.DRAFTED, ["submit", "reject", "revise", "submit", "publish"], Stage.PUBLISHED),
        (Subject.AMENDMENT, Stage.DRAFTED, ["submit", "reject", "discard"], Stage.DISCARDED),
    ],
)
def test_a_walk_through_the_table(subject, first, walk, last):
    stage = first
    for name in walk:
        assert refuse_step(subject, name, stage=stage) is None, (stage, name)
        stage = STEPS[subject][name].stage_after(stage)
    assert stage is last
    assert is_settled(subject, stage) or stage is Stage.FINISHED


def test_what_was_handed_over_is_never_voided_only_withdrawn():
    for subject in (Subject.ORDER, Subject.DECISION):
        assert STEPS[subject]["void"].leaves == {Stage.MADE}
        assert Stage.MADE not in STEPS[subject]["withdraw"].leaves
        assert STEPS[subject]["withdraw"].taken_by == {Role.HEAD}


def test_neither_the_city_nor_the_administrator_takes_any_step():
    for subject, name in ALL_STEPS:
        assert not STEPS[subject][name].taken_by & {Role.CITY, Role.ADMIN}


def test_a_street_only_ends_and_mends_its_own_patrols():
    of_patrols = {(Subject.VISIT, name) for name in ("finish", "correct", "reopen_for_late_records")}
    assert {(s, n) for s, n in ALL_STEPS if Role.STREET in STEPS[s][n].taken_by} == of_patrols
    of_heads = of_patrols | {(Subject.STREET_DUTIES, "submit")}
    assert {(s, n) for s, n in ALL_STEPS if STEPS[s][n].taken_by & STREETS} == of_heads


def test_a_partner_reviews_files_and_withdraws_nothing():
    for subject, name in ALL_STEPS:
        if name in ("approve", "return_items", "file", "withdraw", "reopen", "cancel", "finish_for_absent"):
            assert Role.PARTNER not in STEPS[subject][name].taken_by


@pytest.mark.parametrize(
    ("kind", "may"),
    [
        (VisitKind.PLANNED, True),
        (VisitKind.TRIGGERED, True),
        (VisitKind.RE_INSPECTION, True),
        (VisitKind.JOINT, True),
        (VisitKind.PATROL, False),
    ],
)
def test_a_patrol_reports_leads_and_never_penalises(kind, may):
    refusal = visit_may_penalise(kind)
    assert (refusal is None) is may
    if refusal:
        assert refusal.problem is Problem.VISIT_MAY_NOT_PENALISE


def test_what_waits_for_a_step_is_what_the_step_leaves():
    assert waiting_for(Subject.VISIT, "approve") == {Stage.FINISHED}
    assert waiting_for(Subject.DECISION, "file") == {Stage.DELIVERED}

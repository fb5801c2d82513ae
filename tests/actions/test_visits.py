"""Planning, beginning, joining, finishing and cancelling a visit."""

from datetime import timedelta
from uuid import uuid4

import pytest

from inspect_app.actions.planning import cancel_visit, finish_for_absent, plan_visit
from inspect_app.actions.returns import approve_visit
from inspect_app.actions.visits import finish_visit, name_officers, start_visit, visit_to_write
from inspect_app.problems import Problem, Refused
from inspect_app.rules.procedure import STEPS, Stage, Subject, VisitKind
from inspect_app.store.base import transaction
from inspect_app.store.record import steps_of
from inspect_app.store.visits import visit_with
from tests.actions.conftest import visit_facts
from tests.conftest import MONDAY


def problems_of(caught):
    return [refusal.problem for refusal in caught.value.refusals]


def planned(office, *officers, **more):
    facts = visit_facts(office, officer_ids=tuple(officer.id for officer in officers), **more)
    with transaction():
        return plan_visit(facts, by=office.supervisor, at=MONDAY), facts


def test_a_visit_begun_on_the_spot_is_under_way_with_everybody_named(office, visit):
    assert visit.stage is Stage.UNDER_WAY
    assert [member.officer_id for member in visit.officers] == [office.jia.id, office.yi.id]
    assert [member.joined_at is not None for member in visit.officers] == [True, False]
    assert visit.started_at == MONDAY


def test_two_phones_may_both_begin_a_planned_visit(office, minute):
    visit, facts = planned(office, office.jia, office.yi)
    assert visit.stage is Stage.PLANNED
    for officer, at in ((office.jia, minute(1)), (office.yi, minute(2))):
        with transaction():
            start_visit(facts, by=officer, at=at)
    visit = visit_with(facts.visit_id)
    assert visit.started_at == minute(1)
    assert [member.joined_at for member in visit.officers] == [minute(1), minute(2)]
    assert [step.step for step in steps_of(visit.id)] == ["start"]


def test_what_was_learned_at_the_door_is_taken_over(office, minute):
    _visit, facts = planned(office, office.jia)
    learned = visit_facts(office, visit_id=facts.visit_id, code_number="JC-7", officer_ids=(office.yi.id,))
    with transaction():
        visit = start_visit(learned, by=office.jia, at=minute(1))
    assert (visit.code_number, visit.has(office.yi.id), len(visit.checklists)) == ("JC-7", True, 1)


def test_a_visit_is_finished_when_everybody_who_joined_has_finished(office, visit, minute):
    with transaction():
        start_visit(visit_facts(office, visit_id=visit.id), by=office.yi, at=minute(1))
    with transaction():
        assert finish_visit(visit.id, by=office.jia, at=minute(2)).stage is Stage.UNDER_WAY
    with transaction():
        done = finish_visit(visit.id, by=office.yi, at=minute(3))
    assert (done.stage, done.finished_at) == (Stage.FINISHED, minute(3))


def test_who_was_named_and_never_came_does_not_hold_the_visit(office, visit, minute):
    with transaction():
        assert finish_visit(visit.id, by=office.jia, at=minute(1)).stage is Stage.FINISHED


def test_who_joins_after_the_end_finishes_their_part_and_changes_no_stage(office, visit, minute):
    with transaction():
        finish_visit(visit.id, by=office.jia, at=minute(1))
    with transaction():
        start_visit(visit_facts(office, visit_id=visit.id), by=office.yi, at=minute(2))
    with transaction():
        done = finish_visit(visit.id, by=office.yi, at=minute(3))
    assert (done.stage, done.finished_at) == (Stage.FINISHED, minute(1))
    assert [step.step for step in steps_of(visit.id)] == ["start", "finish"]


def test_a_late_record_reopens_what_was_approved(office, visit, minute):
    with transaction():
        finish_visit(visit.id, by=office.jia, at=minute(1))
    with transaction():
        assert approve_visit(visit.id, by=office.supervisor, at=minute(2)).stage is Stage.APPROVED
    with transaction():
        assert visit_to_write(visit.id, by=office.yi, at=minute(3)).stage is Stage.FINISHED
    with transaction():
        visit_to_write(visit.id, by=office.yi, at=minute(4))
    assert [step.step for step in steps_of(visit.id)] == ["start", "finish", "approve", "reopen_for_late_records"]


def test_a_cancelled_visit_that_was_begun_offline_is_under_way(office, minute):
    visit, facts = planned(office, office.jia)
    with transaction():
        assert cancel_visit(visit.id, "改期", by=office.supervisor, at=minute(1)).stage is Stage.CANCELLED
    with transaction():
        assert start_visit(facts, by=office.jia, at=minute(2)).stage is Stage.UNDER_WAY
    assert [(step.step, step.reason) for step in steps_of(visit.id)] == [("cancel", "改期"), ("start", "")]


def test_a_visit_that_was_begun_is_not_cancelled(office, visit, minute):
    with pytest.raises(Refused) as caught, transaction():
        cancel_visit(visit.id, "改期", by=office.supervisor, at=minute(1))
    assert problems_of(caught) == [Problem.STEP_NOT_OPEN]


@pytest.mark.parametrize("deed", [cancel_visit, finish_for_absent])
def test_ending_a_visit_for_others_needs_a_reason_and_the_right_person(office, visit, minute, deed):
    for reason, by, problem in (
        (" ", office.supervisor, Problem.REASON_NEEDED),
        ("手机丢失", office.fire, Problem.NOT_FOUND),
    ):
        with pytest.raises(Refused) as caught, transaction():
            deed(visit.id, reason, by=by, at=minute(1))
        assert problems_of(caught) == [problem]


def test_a_phone_that_never_comes_back_does_not_hold_the_visit_for_ever(office, visit, minute):
    with pytest.raises(Refused) as caught, transaction():
        finish_for_absent(visit.id, "手机丢失", by=office.jia, at=minute(1))
    assert problems_of(caught) == [Problem.STEP_NOT_YOURS]
    with transaction():
        done = finish_for_absent(visit.id, "手机丢失", by=office.supervisor, at=minute(1))
    assert (done.stage, done.finished_at) == (Stage.FINISHED, minute(1))
    assert steps_of(visit.id)[-1].reason == "手机丢失"


@pytest.mark.parametrize(
    ("more", "who", "problem"),
    [
        ({"work_id": uuid4()}, "jia", Problem.WORK_UNKNOWN),
        ({"checklists": (("short", 9),)}, "jia", Problem.CHECKLIST_UNKNOWN),
        ({"checklists": (("none", 1),)}, "jia", Problem.CHECKLIST_UNKNOWN),
        ({}, "fire", Problem.NOT_ON_THIS_VISIT),
    ],
)
def test_what_cannot_be_begun_is_refused_and_leaves_nothing(office, more, who, problem):
    facts = visit_facts(office, **more)
    with pytest.raises(Refused) as caught, transaction():
        start_visit(facts, by=getattr(office, who), at=MONDAY)
    assert problems_of(caught) == [problem]
    assert visit_with(facts.visit_id) is None


def test_a_stranger_neither_joins_nor_writes(office, visit, minute):
    for deed in (
        lambda: start_visit(visit_facts(office, visit_id=visit.id), by=office.head, at=minute(1)),
        lambda: visit_to_write(visit.id, by=office.head, at=minute(1)),
        lambda: finish_visit(visit.id, by=office.fire, at=minute(1)),
    ):
        with pytest.raises(Refused) as caught, transaction():
            deed()
        assert problems_of(caught) == [Problem.NOT_ON_THIS_VISIT]
    with transaction():
        name_officers(visit.id, [office.fire.id], by=office.jia, at=minute(1))
    with transaction():
        assert visit_to_write(visit.id, by=office.fire, at=minute(2)).has(office.fire.id)


def test_a_visit_keeps_the_version_of_a_checklist_that_it_began_with(office, visit, minute):
    again = visit_facts(office, visit_id=visit.id, checklists=(("short", 1), ("short", 1)))
    with transaction():
        start_visit(again, by=office.yi, at=minute(1))
    assert [one.version.number for one in visit_with(visit.id).checklists] == [1]


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"officer_ids": ()}, Problem.OFFICER_NEEDED),
        ({"checklists": ()}, Problem.CHECKLIST_NEEDED),
        ({"kind": VisitKind.TRIGGERED}, Problem.TRIGGER_REASON_NEEDED),
        ({"due_on": MONDAY.date() - timedelta(days=1)}, Problem.VISIT_DUE_IN_THE_PAST),
        ({"work_id": uuid4()}, Problem.NOT_FOUND),
    ],
)
def test_what_a_plan_needs(office, more, problem):
    facts = visit_facts(office, **{"officer_ids": (office.jia.id,), **more})
    with pytest.raises(Refused) as caught, transaction():
        plan_visit(facts, by=office.supervisor, at=MONDAY)
    assert problems_of(caught) == [problem]


def test_the_record_of_steps_always_leads_to_the_stage(office, visit, minute):
    """Fold the lines: each leaves the stage that the one before entered."""
    deeds = (
        lambda: finish_visit(visit.id, by=office.jia, at=minute(1)),
        lambda: approve_visit(visit.id, by=office.head, at=minute(2)),
        lambda: visit_to_write(visit.id, by=office.jia, at=minute(3)),
        lambda: approve_visit(visit.id, by=office.head, at=minute(4)),
    )
    for deed in deeds:
        with transaction():
            deed()
    lines = steps_of(visit.id)
    stage = Stage.PLANNED
    for line in lines:
        assert stage in STEPS[Subject.VISIT][line.step].leaves
        stage = line.enters
    assert stage is visit_with(visit.id).stage is Stage.APPROVED
    assert [line.position for line in lines] == list(range(1, len(lines) + 1))

"""What a planned visit needs."""

from dataclasses import replace
from datetime import date

import pytest

from inspect_app.problems import Problem
from inspect_app.rules.checklists import Checklist
from inspect_app.rules.planning import PlanFacts, fits, gates_before_planning
from inspect_app.rules.procedure import VisitKind
from inspect_app.rules.works import WorkStatus
from tests import make

TODAY = date(2026, 11, 23)
GOOD = PlanFacts(VisitKind.PLANNED, officers=2, checklists=1, due_on=TODAY, reason="")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({}, None),
        ({"due_on": None}, None),
        ({"due_on": date(2026, 11, 22)}, Problem.VISIT_DUE_IN_THE_PAST),
        ({"officers": 0}, Problem.OFFICER_NEEDED),
        ({"checklists": 0}, Problem.CHECKLIST_NEEDED),
        ({"kind": VisitKind.TRIGGERED}, Problem.TRIGGER_REASON_NEEDED),
        ({"kind": VisitKind.TRIGGERED, "reason": "  "}, Problem.TRIGGER_REASON_NEEDED),
        ({"kind": VisitKind.TRIGGERED, "reason": "12345 投诉"}, None),
    ],
)
def test_what_stands_in_the_way_of_a_plan(change, problem):
    found = [one.problem for one in gates_before_planning(replace(GOOD, **change), on=TODAY)]
    assert found == ([problem] if problem else [])


def test_all_faults_are_named_together():
    plan = PlanFacts(VisitKind.TRIGGERED, officers=0, checklists=0, due_on=date(2020, 1, 1), reason="")
    assert len(gates_before_planning(plan, on=TODAY)) == 4


def test_a_checklist_fits_works_of_its_status_or_any_work_when_it_names_none():
    in_use: Checklist = make.checklist()
    assert fits(in_use, WorkStatus.IN_USE)
    assert not fits(in_use, WorkStatus.UNDER_CONSTRUCTION)
    assert fits(replace(in_use, status=None), WorkStatus.UNDER_CONSTRUCTION)

"""A joint inspection has parts: each department fills its own checklist, and only that."""

from uuid import uuid4

import pytest

from inspect_app.actions.checklists import new_draft, publish_checklist
from inspect_app.actions.findings import (
    AnswerFacts,
    FindingFacts,
    give_answer,
    record_finding,
    withdraw_finding,
)
from inspect_app.actions.officers import OfficerForm, change_officer
from inspect_app.actions.visits import start_visit
from inspect_app.problems import Problem, Refused
from inspect_app.rules.acts import Severity
from inspect_app.rules.people import Role
from inspect_app.rules.procedure import VisitKind
from inspect_app.store.base import transaction
from inspect_app.store.officers import officer_with
from inspect_app.store.visits import answers_of, finding_with, visit_with
from tests import make
from tests.actions.conftest import visit_facts
from tests.conftest import MONDAY

FIRE = ("fire-part", 1)


@pytest.fixture
def joint(office):
    """Ours and the fire department's checklist; Jia and the fire officer are there."""
    with transaction():
        publish_checklist(
            new_draft(make.checklist("fire-part", audience="fire"), by=None, at=MONDAY), by=None, at=MONDAY
        )
    facts = visit_facts(
        office, kind=VisitKind.JOINT, checklists=(("short", 1), FIRE), officer_ids=(office.fire.id,)
    )
    with transaction():
        return start_visit(facts, by=office.jia, at=MONDAY)


def refused(deed):
    with pytest.raises(Refused) as caught, transaction():
        deed()
    return [refusal.problem for refusal in caught.value.refusals]


def answer(visit, checklist, by, at):
    return give_answer(uuid4(), AnswerFacts(visit.id, checklist, "item-1", "met"), by=by, at=at)


def words(visit, checklist, **more):
    values = {"finding_id": uuid4(), "visit_id": visit.id, "checklist": checklist, "item": "item-1", "text": "锈蚀"}
    return FindingFacts(**{**values, "severity": Severity.MINOR, **more})


def test_each_department_answers_its_own_part(office, joint, minute):
    with transaction():
        answer(joint, "short", office.jia, minute(1))
        answer(joint, "fire-part", office.fire, minute(2))
    assert [one.checklist for one in answers_of(joint.id)] == ["short", "fire-part"]


def test_nobody_answers_the_part_of_another_department(office, joint, minute):
    for checklist, by in (("short", office.fire), ("fire-part", office.jia)):
        assert refused(lambda c=checklist, b=by: answer(joint, c, b, minute(1))) == [Problem.PARTNER_ITEM]
        facts = words(joint, checklist)
        assert refused(lambda f=facts, b=by: record_finding(uuid4(), f, by=b, at=minute(1))) == [
            Problem.PARTNER_ITEM
        ]
    assert answers_of(joint.id) == []


def test_a_finding_of_the_other_part_is_neither_reworded_nor_withdrawn(office, joint, minute):
    facts = words(joint, "short")
    with transaction():
        record_finding(uuid4(), facts, by=office.jia, at=minute(1))
    reworded = words(joint, "fire-part", finding_id=facts.finding_id, text="没有问题")
    for deed in (
        lambda: record_finding(uuid4(), reworded, by=office.fire, at=minute(2)),
        lambda: withdraw_finding(facts.finding_id, "", None, by=office.fire, at=minute(2)),
    ):
        assert refused(deed) == [Problem.PARTNER_ITEM]
    finding = finding_with(facts.finding_id)
    assert (finding.current.text, finding.withdrawn_at) == ("锈蚀", None)


def test_an_officer_who_was_moved_keeps_the_part_that_they_had(office, joint, minute):
    with transaction():
        jia = officer_with(office.jia.id)
        form = OfficerForm("jia", jia.name, Role.PARTNER, office.fire.agency_id, badge_number=jia.badge_number)
        change_officer(jia, form, by=office.head.id, at=minute(1))
    with transaction():
        answer(joint, "short", officer_with(office.jia.id), minute(2))
    moved = officer_with(office.jia.id)
    assert refused(lambda: answer(joint, "fire-part", moved, minute(3))) == [Problem.PARTNER_ITEM]


def test_who_joins_brings_the_own_checklist_along(office, joint, minute):
    facts = visit_facts(office, kind=VisitKind.JOINT, officer_ids=(office.fire.id,))
    with transaction():
        visit = start_visit(facts, by=office.jia, at=minute(1))
    joining = visit_facts(office, visit_id=visit.id, checklists=(FIRE, ("short", 1)))
    with transaction():
        start_visit(joining, by=office.fire, at=minute(2))
    codes = [one.version.file.code for one in visit_with(visit.id).checklists]
    assert codes == ["short", "fire-part"]

"""Answers, findings, places and statements: only ever added."""

from uuid import uuid4

import pytest

from inspect_app.actions.findings import (
    AnswerFacts,
    FindingFacts,
    FixFacts,
    give_answer,
    record_finding,
    record_statement,
    take_fix,
    withdraw_finding,
)
from inspect_app.actions.visits import start_visit
from inspect_app.problems import Problem, Refused
from inspect_app.rules.acts import Severity
from inspect_app.rules.places import FixKind
from inspect_app.store.base import transaction
from inspect_app.store.visits import answers_of, finding_with, fixes_of, statements_of
from tests.actions.conftest import visit_facts


def refused(deed):
    with pytest.raises(Refused) as caught, transaction():
        deed()
    return [refusal.problem for refusal in caught.value.refusals]


def finding_facts(visit, **more):
    values = {"finding_id": uuid4(), "visit_id": visit.id, "checklist": "short", "item": "item-1", "text": "锈蚀"}
    return FindingFacts(**{**values, "severity": Severity.MINOR, **more})


def test_a_later_answer_supersedes_and_none_is_changed(office, visit, minute):
    for count, value in enumerate(["not_met", "met", None]):
        with transaction():
            facts = AnswerFacts(visit.id, "short", "item-1", value)
            give_answer(uuid4(), facts, by=office.jia, at=minute(count))
    assert [answer.answer for answer in answers_of(visit.id)] == ["not_met", "met", None]


@pytest.mark.parametrize(
    ("checklist", "item", "value", "problem"),
    [
        ("short", "item-1", "maybe", Problem.UNKNOWN_CHOICE),
        ("short", "item-1", 1, Problem.UNKNOWN_CHOICE),
        ("short", "item-9", "met", Problem.UNKNOWN_ITEM),
        ("long", "item-1", "met", Problem.UNKNOWN_ITEM),
    ],
)
def test_an_answer_must_fit_its_item(office, visit, minute, checklist, item, value, problem):
    facts = AnswerFacts(visit.id, checklist, item, value)
    assert refused(lambda: give_answer(uuid4(), facts, by=office.jia, at=minute(1))) == [problem]


def test_new_words_for_a_finding_keep_the_old_ones(office, visit, minute):
    facts = finding_facts(visit)
    with transaction():
        record_finding(uuid4(), facts, by=office.jia, at=minute(1))
    again = finding_facts(visit, finding_id=facts.finding_id, text="严重锈蚀", severity=Severity.SERIOUS)
    with transaction():
        record_finding(uuid4(), again, by=office.yi, at=minute(2))
    finding = finding_with(facts.finding_id)
    assert [(one.position, one.text) for one in finding.versions] == [(1, "锈蚀"), (2, "严重锈蚀")]
    assert (finding.current.severity, finding.found_by) == (Severity.SERIOUS, office.jia.id)


def test_a_withdrawn_finding_stays_and_new_words_bring_it_back(office, visit, minute):
    facts = finding_facts(visit)
    with transaction():
        record_finding(uuid4(), facts, by=office.jia, at=minute(1))
    with transaction():
        withdraw_finding(facts.finding_id, "看错了", None, by=office.jia, at=minute(2))
    finding = finding_with(facts.finding_id)
    assert (finding.withdrawn_at, finding.withdrawn_reason, len(finding.versions)) == (minute(2), "看错了", 1)
    with transaction():
        record_finding(uuid4(), facts, by=office.jia, at=minute(3))
    assert finding_with(facts.finding_id).withdrawn_at is None


def test_a_finding_belongs_to_one_visit(office, visit, minute):
    facts = finding_facts(visit)
    with transaction():
        record_finding(uuid4(), facts, by=office.jia, at=minute(1))
        other = start_visit(visit_facts(office), by=office.jia, at=minute(1))
    elsewhere = finding_facts(other, finding_id=facts.finding_id)
    assert refused(lambda: record_finding(uuid4(), elsewhere, by=office.jia, at=minute(2))) == [
        Problem.FINDING_UNKNOWN
    ]


def test_a_finding_that_nobody_reported_cannot_be_withdrawn(office, visit, minute):
    assert refused(lambda: withdraw_finding(uuid4(), "", None, by=office.jia, at=minute(1))) == [
        Problem.FINDING_UNKNOWN
    ]


def test_places_and_statements_are_kept_as_claimed(office, visit, minute):
    with transaction():
        take_fix(uuid4(), FixFacts(visit.id, FixKind.TYPED, reason="地下无信号"), by=office.jia, at=minute(1))
        take_fix(uuid4(), FixFacts(visit.id, FixKind.SPOT, 121.2, 31.0, 9.5), by=office.yi, at=minute(2))
        record_statement(uuid4(), visit.id, "party_heard", "无异议", "王某", by=office.jia, at=minute(3))
    assert [(fix.kind, fix.reason, fix.accuracy_m) for fix in fixes_of(visit.id)] == [
        (FixKind.TYPED, "地下无信号", None),
        (FixKind.SPOT, "", 9.5),
    ]
    assert [(one.kind, one.text, one.by_whom) for one in statements_of(visit.id)] == [
        ("party_heard", "无异议", "王某")
    ]


def test_nobody_records_on_a_visit_that_is_not_theirs(office, visit, minute):
    for deed in (
        lambda: give_answer(uuid4(), AnswerFacts(visit.id, "short", "item-1", "met"), by=office.head, at=minute(1)),
        lambda: record_finding(uuid4(), finding_facts(visit), by=office.head, at=minute(1)),
        lambda: take_fix(uuid4(), FixFacts(visit.id, FixKind.CODE), by=office.head, at=minute(1)),
        lambda: record_statement(uuid4(), visit.id, "statement", "", "", by=office.head, at=minute(1)),
    ):
        assert refused(deed) == [Problem.NOT_ON_THIS_VISIT]

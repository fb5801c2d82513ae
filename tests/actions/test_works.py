"""Entering and changing works: what is refused together, what the history keeps, and who sees what."""

from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest

from inspect_app.actions.works import (
    change_work,
    pinyin_initials,
    register_work,
    street_seen_by,
    work_seen_by,
)
from inspect_app.problems import Problem, Refused
from inspect_app.rules.people import Role
from inspect_app.store.agencies import agency_by_code
from inspect_app.store.audit import audit_lines
from inspect_app.store.base import transaction
from inspect_app.store.feed import feed_after, feed_head
from inspect_app.store.works import register_state, work_of
from tests import make
from tests.conftest import MONDAY


def register(office, **more):
    with transaction():
        return register_work(
            make.work_facts(**{"number": "SJ-0002", **more}), agency_id=office.agency.id, by=office.head, at=MONDAY
        )


def problems(deed):
    with pytest.raises(Refused) as caught:
        deed()
    return [refusal.problem for refusal in caught.value.refusals]


def test_a_work_is_kept_tidy(office):
    work = register(office, name="  演示  二号\n车库 ", area_m2=Decimal("12.345"))
    assert (work.name, work.initials) == ("演示 二号 车库", pinyin_initials("演示 二号 车库"))
    assert work.facts().area_m2 == Decimal("12.35")


def test_initials_are_letters_for_any_keyboard():
    assert pinyin_initials("演示一号 A座") == "ysyhaz"


def test_a_number_is_taken_once_whatever_its_spaces(office):
    assert problems(lambda: register(office, number=" SJ-0001 ")) == [Problem.DUPLICATE_NUMBER]


def test_all_faults_of_a_new_work_come_together(office):
    found = problems(lambda: register(office, name="", street="火星镇", built_year=1800, notes="绝密"))
    assert found == [
        Problem.CLASSIFIED_WORK,
        Problem.FIELD_MISSING,
        Problem.OUT_OF_RANGE,
        Problem.UNKNOWN_STREET,
    ]


def test_a_change_is_kept_as_old_and_new_and_the_phones_hear_of_it(office):
    before = feed_head().position
    with transaction():
        facts = replace(office.work.facts(), name="改了名")
        change_work(office.work.id, facts, revision=1, by=office.head, at=MONDAY)
    [line] = audit_lines(limit=1, subject_id=office.work.id)
    assert line.details["changed"] == {"name": ["演示一号地下车库", "改了名"]}
    assert [one.subject_id for one in feed_after(before, [office.agency.id], limit=9)] == [office.work.id]
    assert work_of(office.agency.id, office.work.id).revision == 2


def test_saving_the_same_changes_nothing(office):
    lines, state = len(audit_lines(limit=99)), register_state(office.agency.id)
    with transaction():
        change_work(office.work.id, office.work.facts(), revision=1, by=office.head, at=MONDAY)
    assert (len(audit_lines(limit=99)), register_state(office.agency.id)) == (lines, state)


def test_who_saves_second_is_told_and_nothing_is_written(office):
    facts = office.work.facts()
    with transaction():
        change_work(office.work.id, replace(facts, name="第一人"), revision=1, by=office.head, at=MONDAY)

    def second():
        with transaction():
            change_work(office.work.id, replace(facts, name="第二人"), revision=1, by=office.head, at=MONDAY)

    assert problems(second) == [Problem.CHANGED_MEANWHILE]
    assert work_of(office.agency.id, office.work.id).name == "第一人"


def test_a_work_of_nobody_is_not_found(office):
    def change():
        with transaction():
            change_work(uuid4(), office.work.facts(), revision=1, by=office.head, at=MONDAY)

    assert problems(change) == [Problem.NOT_FOUND]


def test_entrances_and_parties_can_be_taken_away_and_put_back(office):
    facts = office.work.facts()
    for revision, wanted in enumerate([replace(facts, parties=(), entrances=()), facts], start=1):
        with transaction():
            change_work(office.work.id, wanted, revision=revision, by=office.head, at=MONDAY)
        assert work_of(office.agency.id, office.work.id).facts() == wanted


def test_the_state_of_the_register_grows_with_each_entry_and_each_change(office):
    states = [register_state(office.agency.id)]
    work = register(office)
    states.append(register_state(office.agency.id))
    with transaction():
        change_work(work.id, replace(work.facts(), name="改"), revision=1, by=office.head, at=MONDAY)
    states.append(register_state(office.agency.id))
    assert states == sorted(set(states))


def test_a_streets_officer_sees_the_works_of_that_street_alone(office):
    with transaction():
        officer = make.officer("jiedao", agency_by_code("SH-SJ-03").id, role=Role.STREET, at=MONDAY)
        other = register(office, street="泗泾镇")
    assert street_seen_by(officer) == office.work.street_id
    assert work_seen_by(officer, office.work.id).id == office.work.id
    assert problems(lambda: work_seen_by(officer, other.id)) == [Problem.NOT_FOUND]
    assert street_seen_by(office.jia) is None

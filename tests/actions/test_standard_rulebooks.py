"""The city's rows of the law in a district: laid over its own by two persons, unchecked ones disabled, own ones left alone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from inspect_app.actions.amended_rows import add_change
from inspect_app.actions.amendments import begin_amendment, publish_amendment, submit_amendment
from inspect_app.actions.law import law_now
from inspect_app.actions.settings import acts
from inspect_app.actions.standard_adoptions import decide_adoption, propose_adoption, put_due_in_force
from inspect_app.actions.standard_rulebooks import own_changes
from inspect_app.actions.standards import Wording, publish_standard
from inspect_app.problems import Problem, Refused
from inspect_app.rules.acts import Mark
from inspect_app.rules.amendments import MarkAct, NewAct, NewBenchmark, NewFactor, kind_of
from inspect_app.rules.discretion import Factor, Weight
from inspect_app.rules.people import Role
from inspect_app.rules.plain import to_plain
from inspect_app.rules.standards import Outcome, Period
from inspect_app.store.amendments import all_amendments
from inspect_app.store.base import transaction
from inspect_app.store.settings import latest_rulebook
from tests import make
from tests.conftest import MONDAY
from tests.rules.test_amendments import TL43, WHO, line, version
from tests.standard_editions import TODAY, received

OBSTRUCTED = NewFactor("obstructed", Factor("阻挠检查", "Obstructed the inspection", Weight.HEAVIER), **WHO)
LATER = date(2027, 1, 1)


@pytest.fixture
def reviewer(office):
    with transaction():
        return make.officer("fazhi", office.agency.id, role=Role.LEGAL_REVIEWER, badge="SJ-009", at=MONDAY)


def edition_of(*changes, number=1):
    content = {"changes": [{"kind": kind_of(one), "row": to_plain(one)} for one in changes]}
    return received(number, kind="rulebook", code="rulebook", title="法规库和裁量基准", content=content)


def adopt(edition, office, reviewer, *, at=MONDAY):
    with transaction():
        adoption = propose_adoption(edition.id, TODAY, by=office.supervisor, at=at)
        decide_adoption(adoption.id, by=reviewer, at=at)
        put_due_in_force(at=at)
    return adoption


def publish_own(office, reviewer, *changes):
    with transaction():
        amendment = begin_amendment("本区的", by=office.supervisor, at=MONDAY)
        for change in changes:
            add_change(amendment.id, change, by=office.supervisor, at=MONDAY)
        submit_amendment(amendment.id, by=office.supervisor, at=MONDAY)
        publish_amendment(amendment.id, by=reviewer, at=MONDAY)


def test_the_citys_rows_become_an_amendment_by_two_persons(office, reviewer):
    before = latest_rulebook().number
    adoption = adopt(edition_of(OBSTRUCTED), office, reviewer)
    assert adoption.outcome is Outcome.IN_USE
    assert "obstructed" in law_now().factors
    [amendment] = all_amendments()
    assert (amendment.drafted_by, amendment.published_by) == (office.supervisor.id, reviewer.id)
    assert (adoption.applied_as, latest_rulebook().number) == (amendment.id, before + 1)


def test_who_asked_for_it_does_not_confirm_it(office, reviewer):
    edition = edition_of(OBSTRUCTED)
    with transaction():
        asked = propose_adoption(edition.id, TODAY, by=reviewer, at=MONDAY)
    assert asked.outcome is None
    with pytest.raises(Refused) as caught, transaction():
        decide_adoption(asked.id, by=reviewer, at=MONDAY)
    assert caught.value.refusals[0].problem is Problem.STANDARD_OWN_PROPOSAL
    assert "obstructed" not in law_now().factors


def test_the_next_edition_lays_on_only_what_is_new(office, reviewer):
    adopt(edition_of(OBSTRUCTED), office, reviewer)
    adopt(edition_of(OBSTRUCTED, NewBenchmark(line()), number=2), office, reviewer)
    newest, first = sorted(all_amendments(), key=lambda one: -(one.edition or 0))
    assert [row.kind for row in first.rows] == ["new_factor"]
    assert [row.kind for row in newest.rows] == ["new_benchmark"]


def test_an_unchecked_row_is_laid_on_and_stays_disabled_until_it_is_checked_here(office, reviewer):
    unchecked = NewAct(replace(version(valid_from=LATER), code="SH-NEW", mark=Mark.R))
    adopt(edition_of(unchecked), office, reviewer)
    assert not acts()["SH-NEW"].is_enabled
    publish_own(office, reviewer, MarkAct("SH-NEW", LATER, Mark.V, **WHO))
    assert acts()["SH-NEW"].is_enabled


def test_a_row_that_does_not_fit_the_law_here_stops_the_adoption(office, reviewer):
    publish_own(office, reviewer, NewBenchmark(line(valid_from=date(2026, 6, 1))))
    clash = edition_of(
        NewBenchmark(line(valid_from=date(2026, 6, 1))), NewBenchmark(line(valid_from=date(2026, 5, 1)))
    )
    with pytest.raises(Refused), transaction():
        propose_adoption(clash.id, TODAY, by=office.supervisor, at=MONDAY)


def test_own_rows_stay_and_are_told_to_the_city_as_supplements(office, reviewer):
    publish_own(office, reviewer, NewBenchmark(line(valid_from=date(2026, 6, 1))))
    edition = edition_of(OBSTRUCTED)
    adoption = adopt(edition, office, reviewer)
    assert [kind_of(one) for one in own_changes(edition)] == ["new_benchmark"]
    assert adoption.added == [f"new_benchmark {TL43.code}"]
    with pytest.raises(Refused) as caught, transaction():
        propose_adoption(edition.id, TODAY, by=office.supervisor, at=MONDAY)
    assert caught.value.refusals[0].problem is Problem.STANDARD_SETTLED


def test_nobody_here_changes_a_row_of_the_citys(office, reviewer):
    adopt(edition_of(OBSTRUCTED), office, reviewer)
    with transaction():
        amendment = begin_amendment("改市里的", by=office.supervisor, at=MONDAY)
    with pytest.raises(Refused) as caught, transaction():
        add_change(amendment.id, OBSTRUCTED, by=office.supervisor, at=MONDAY)
    assert caught.value.refusals[0].problem is Problem.STANDARD_COMMON_PART


def test_what_this_program_does_not_know_is_told(office):
    strange = received(kind="rulebook", code="rulebook", content={"changes": [{"kind": "new_moon", "row": {}}]})
    with pytest.raises(Refused) as caught, transaction():
        propose_adoption(strange.id, TODAY, by=office.supervisor, at=MONDAY)
    assert caught.value.refusals[0].problem is Problem.STANDARD_UNREADABLE


def test_an_office_publishes_what_it_has_laid_over_the_law(office, reviewer):
    said = Wording("裁量基准", Period(TODAY, TODAY + timedelta(days=30)))
    with pytest.raises(Refused), transaction():
        publish_standard("rulebook", "rulebook", said, by=office.head, at=MONDAY)
    publish_own(office, reviewer, OBSTRUCTED)
    with transaction():
        edition = publish_standard("rulebook", "rulebook", said, by=office.head, at=MONDAY)
    assert [one["kind"] for one in edition.content["changes"]] == ["new_factor"]

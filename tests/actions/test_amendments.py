"""Changing the rulebook: drafted by one person, published by another, and then the law that everything goes by."""

from dataclasses import replace
from datetime import date

import pytest

from inspect_app.actions.amended_rows import add_change, remove_change, replace_change
from inspect_app.actions.amendments import (
    begin_amendment,
    discard_amendment,
    publish_amendment,
    reject_amendment,
    revise_amendment,
    submit_amendment,
)
from inspect_app.actions.law import law_now, law_of_edition
from inspect_app.actions.settings import acts, factors, law_in_hand
from inspect_app.problems import Problem, Refused
from inspect_app.rules.acts import FineRange, Mark, Party
from inspect_app.rules.amendments import EndAct, EndBenchmark, MarkAct, NewAct, NewBenchmark, NewFactor
from inspect_app.rules.discretion import Factor, Tier, Weight
from inspect_app.rules.people import Role
from inspect_app.rules.procedure import Stage
from inspect_app.rules.rulebook import law_in
from inspect_app.store.amendments import amendment_with, published_changes
from inspect_app.store.audit import AuditLine
from inspect_app.store.base import db, transaction
from inspect_app.store.record import steps_of
from inspect_app.store.settings import latest_rulebook
from tests import make
from tests.case_walk import CONCLUSION, EVIDENCE, proposed
from tests.conftest import MONDAY
from tests.rules.test_amendments import CHANGED, TL43, WHO, line, tiers, version

OBSTRUCTED = NewFactor("obstructed", Factor("阻挠检查", "Obstructed the inspection", Weight.HEAVIER), **WHO)


@pytest.fixture
def reviewer(office):
    with transaction():
        return make.officer("fazhi", office.agency.id, role=Role.LEGAL_REVIEWER, badge="SJ-009", at=MONDAY)


def drafted(by, *changes, title="裁量基准"):
    with transaction():
        amendment = begin_amendment(title, by=by, at=MONDAY)
        for change in changes:
            add_change(amendment.id, change, by=by, at=MONDAY)
    return amendment


def submitted(by, *changes):
    amendment = drafted(by, *changes)
    with transaction():
        submit_amendment(amendment.id, by=by, at=MONDAY)
    return amendment


def published(by, publisher, *changes):
    amendment = submitted(by, *changes)
    with transaction():
        publish_amendment(amendment.id, by=publisher, at=MONDAY)
    return amendment


def refused(deed, *args, **more):
    with pytest.raises(Refused) as caught, transaction():
        deed(*args, **more)
    return [one.problem for one in caught.value.refusals]


def test_a_draft_changes_nothing_until_a_second_person_publishes_it(office, reviewer):
    before = latest_rulebook().number
    amendment = submitted(office.supervisor, NewBenchmark(line()), OBSTRUCTED)
    assert law_now().benchmarks == ()
    assert latest_rulebook().number == before
    with transaction():
        publish_amendment(amendment.id, by=reviewer, at=MONDAY)
    edition = latest_rulebook()
    assert (edition.number, edition.published_by, amendment.edition) == (before + 1, reviewer.id, before + 1)
    assert law_now().benchmarks == (line(),)
    assert factors()["obstructed"].weighs is Weight.HEAVIER
    assert law_in_hand()[0] is law_now()
    assert law_in(edition.body).benchmarks == (line(),)


def test_an_author_never_publishes_the_own_amendment(office, reviewer):
    amendment = submitted(reviewer, OBSTRUCTED)
    assert refused(publish_amendment, amendment.id, by=reviewer, at=MONDAY) == [Problem.OWN_AMENDMENT]
    with transaction():
        publish_amendment(amendment.id, by=office.head, at=MONDAY)


def test_who_wrote_one_row_of_somebody_elses_draft_is_an_author_too(office, reviewer):
    amendment = drafted(office.supervisor, OBSTRUCTED)
    with transaction():
        add_change(amendment.id, NewBenchmark(line()), by=reviewer, at=MONDAY)
        submit_amendment(amendment.id, by=office.supervisor, at=MONDAY)
    assert refused(publish_amendment, amendment.id, by=reviewer, at=MONDAY) == [Problem.OWN_AMENDMENT]


def test_a_supervisor_drafts_and_does_not_publish(office, reviewer):
    amendment = submitted(reviewer, OBSTRUCTED)
    assert refused(publish_amendment, amendment.id, by=office.supervisor, at=MONDAY) == [Problem.STEP_NOT_YOURS]
    assert refused(submit_amendment, drafted(reviewer, OBSTRUCTED).id, by=office.jia, at=MONDAY) == [
        Problem.STEP_NOT_YOURS
    ]


def test_a_draft_is_not_published_before_it_is_submitted(office):
    amendment = drafted(office.supervisor, OBSTRUCTED)
    assert refused(publish_amendment, amendment.id, by=office.head, at=MONDAY) == [Problem.STEP_NOT_OPEN]


def test_sent_back_with_a_reason_it_can_be_mended_and_published(office):
    amendment = submitted(office.supervisor, OBSTRUCTED)
    assert refused(reject_amendment, amendment.id, " ", by=office.head, at=MONDAY) == [Problem.REASON_NEEDED]
    with transaction():
        reject_amendment(amendment.id, "来源写错", by=office.head, at=MONDAY)
    assert refused(add_change, amendment.id, NewBenchmark(line()), by=office.supervisor, at=MONDAY) == [
        Problem.AMENDMENT_NOT_DRAFT
    ]
    with transaction():
        revise_amendment(amendment.id, by=office.supervisor, at=MONDAY)
        mended = replace(OBSTRUCTED, source="更正后的来源")
        replace_change(amendment.id, amendment.rows[0].id, mended, by=office.supervisor, at=MONDAY)
        submit_amendment(amendment.id, by=office.supervisor, at=MONDAY)
    with transaction():
        publish_amendment(amendment.id, by=office.head, at=MONDAY)
    assert [step.step for step in steps_of(amendment.id)] == ["submit", "reject", "revise", "submit", "publish"]
    assert steps_of(amendment.id)[1].reason == "来源写错"
    assert published_changes() == [mended]


def test_a_published_row_is_never_edited(office):
    amendment = published(office.supervisor, office.head, OBSTRUCTED)
    row = amendment.rows[0]
    by = {"by": office.supervisor, "at": MONDAY}
    assert refused(replace_change, amendment.id, row.id, OBSTRUCTED, **by) == [Problem.AMENDMENT_NOT_DRAFT]
    assert refused(remove_change, amendment.id, row.id, **by) == [Problem.AMENDMENT_NOT_DRAFT]
    assert refused(revise_amendment, amendment.id, **by) == [Problem.STEP_NOT_OPEN]
    assert refused(discard_amendment, amendment.id, **by) == [Problem.STEP_NOT_OPEN]


def test_a_row_that_cannot_be_lawful_is_not_even_drafted(office):
    amendment = drafted(office.supervisor)
    wrong = line(tiers={tier: FineRange(1, 2) for tier in (Tier.LIGHTER, Tier.ORDINARY, Tier.HEAVIER)})
    found = refused(add_change, amendment.id, NewBenchmark(wrong), by=office.supervisor, at=MONDAY)
    assert Problem.TIER_OUTSIDE_LAW in found
    assert amendment_with(amendment.id).rows == []


def test_an_empty_one_and_one_that_changes_nothing_are_not_submitted(office):
    by = {"by": office.supervisor, "at": MONDAY}
    assert refused(begin_amendment, " ", **by) == [Problem.FIELD_MISSING]
    assert refused(submit_amendment, drafted(office.supervisor).id, **by) == [Problem.AMENDMENT_EMPTY]
    known = MarkAct("TL43-3", TL43.valid_from, TL43.mark, TL43.source, "法制审核")
    published(office.supervisor, office.head, known)
    again = drafted(office.supervisor, known)
    assert refused(submit_amendment, again.id, **by) == [Problem.AMENDMENT_BROKEN]


def test_what_another_published_meanwhile_is_found_before_publishing(office):
    first, second = submitted(office.supervisor, OBSTRUCTED), submitted(office.supervisor, OBSTRUCTED)
    with transaction():
        publish_amendment(first.id, by=office.head, at=MONDAY)
    assert refused(publish_amendment, second.id, by=office.head, at=MONDAY) == [Problem.AMENDMENT_BROKEN]
    assert amendment_with(second.id).stage is Stage.SUBMITTED


def test_rows_of_a_draft_can_be_taken_out_and_the_rest_moves_up(office):
    amendment = drafted(office.supervisor, OBSTRUCTED, NewBenchmark(line()))
    with transaction():
        remove_change(amendment.id, amendment.rows[0].id, by=office.supervisor, at=MONDAY)
    assert [(row.position, row.kind) for row in amendment_with(amendment.id).rows] == [(1, "new_benchmark")]


def test_given_up_it_stays_on_the_record(office):
    amendment = drafted(office.supervisor, OBSTRUCTED)
    with transaction():
        discard_amendment(amendment.id, by=office.supervisor, at=MONDAY)
    assert amendment_with(amendment.id).stage is Stage.DISCARDED
    assert published_changes() == []


def test_an_act_is_asked_for_by_its_day(office):
    published(office.supervisor, office.head, NewAct(version()), EndAct("TL43-2", TL43.valid_from, CHANGED, **WHO))
    assert acts(date(2026, 12, 31))["TL43-3"].fines == TL43.fines
    assert acts(CHANGED)["TL43-3"].fines == {Party.ORGANISATION: FineRange(1000, 5000)}
    assert acts()["TL43-3"].valid_from == CHANGED
    assert acts(date(2030, 1, 1))["TL43-2"].valid_to == CHANGED


def test_a_later_amendment_builds_on_the_one_before(office):
    published(office.supervisor, office.head, NewBenchmark(line()))
    ends = EndBenchmark("TL43-3", Party.ORGANISATION, line().valid_from, date(2026, 12, 31), **WHO)
    published(office.supervisor, office.head, ends)
    assert [one.valid_to for one in law_now().benchmarks] == [date(2026, 12, 31)]
    assert law_in(latest_rulebook().body).benchmarks == law_now().benchmarks


def test_an_older_edition_keeps_its_law(office):
    before = latest_rulebook().number
    published(office.supervisor, office.head, MarkAct("TL43-3", TL43.valid_from, Mark.R, **WHO))
    assert not law_now().by_code["TL43-3"][0].is_enabled
    assert law_of_edition(before).by_code["TL43-3"][0].is_enabled
    assert not law_of_edition(latest_rulebook().number).by_code["TL43-3"][0].is_enabled
    assert law_of_edition(0) is law_now()
    assert law_of_edition(9_999) is law_now()


def test_a_publication_that_fails_leaves_the_law_as_it_was(office):
    amendment = submitted(office.supervisor, OBSTRUCTED)

    def publish_and_die():
        publish_amendment(amendment.id, by=office.head, at=MONDAY)
        assert "obstructed" in law_now().factors
        raise ConnectionError("power cut")

    with pytest.raises(ConnectionError), transaction():
        publish_and_die()
    assert "obstructed" not in law_now().factors
    assert amendment_with(amendment.id).stage is Stage.SUBMITTED


def test_what_another_process_publishes_counts_at_once_here(office):
    """The law is kept under the edition's id: an edition that came from elsewhere has another one."""
    assert law_now() is law_now()
    kept = law_now()
    published(office.supervisor, office.head, OBSTRUCTED)
    db.session.remove()
    assert law_now() is not kept
    assert law_now() is law_now()


def test_a_case_is_weighed_by_the_offices_published_tiers(office):
    own = line(act="RF49-3", tiers=tiers((10_000, 20_000), (20_000, 30_000), (30_000, 50_000)))
    published(office.supervisor, office.head, NewBenchmark(own))
    walk = proposed(office)
    walk.file("2026-11-23")
    walk.take("add_evidence", "2026-11-23", **EVIDENCE)
    assert walk.refused("close_investigation", "2026-11-23", **CONCLUSION, fine_yuan=20_001) == [
        "fine_outside_tier"
    ]
    walk.take("close_investigation", "2026-11-23", **CONCLUSION, fine_yuan=20_000)


def test_a_case_may_be_proposed_of_an_act_that_the_office_published(office):
    own = version(code="OWN-1", valid_from=date(2026, 1, 1))
    with pytest.raises(Refused):
        proposed(office, act="OWN-1")
    published(office.supervisor, office.head, NewAct(own))
    assert proposed(office, act="OWN-1").case.act == "OWN-1"


def test_every_deed_is_in_the_audit_with_its_row(office):
    published(office.supervisor, office.head, OBSTRUCTED)
    lines = [one for one in db.session.query(AuditLine).order_by(AuditLine.position) if one.subject == "amendment"]
    assert [one.deed for one in lines] == [
        "begin_amendment",
        "add_amended_row",
        "submit_amendment",
        "publish_amendment",
    ]
    assert lines[1].details["row"]["code"] == "obstructed"
    assert lines[3].officer_id == office.head.id

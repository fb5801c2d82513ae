"""What another call does between two transactions of one event: between its refusal and the keeping of that refusal."""

import sys
from uuid import UUID

import pytest
from sqlalchemy import event

from inspect_app.clock import now
from inspect_app.problems import Refused
from inspect_app.store.base import db
from inspect_app.store.journal import AnswerStatus, event_with
from inspect_app.store.officers import device_with
from inspect_app.sync.doors import seal
from inspect_app.sync.held import apply_held
from inspect_app.sync.inbox import Inbox
from inspect_app.sync.reading import read_events
from tests import on_site
from tests.phone_in_python import Phone

ITEMS = {"checklist": "short", "value": "met"}


@pytest.fixture
def after_refusal(app):
    """`after_refusal(nth, deed)`: the deed is done once, right after the nth transaction from here that was refused."""
    listeners = []

    def listen(nth, deed):
        seen = []

        def note(_session):
            if isinstance(sys.exception(), Refused):
                seen.append(1)
                if len(seen) == nth:
                    with app.app_context():
                        deed()

        event.listen(db.session, "after_rollback", note)
        listeners.append(note)

    yield listen
    for note in listeners:
        event.remove(db.session, "after_rollback", note)


@pytest.fixture
def other_call(app, phone):
    """The same phone over another connection."""
    other = Phone(app.test_client())
    other.id, other.key = phone.id, phone.key
    other.sign_in("jia")
    return other


def statuses(phone):
    db.session.rollback()
    return [event_with(UUID(phone.payload(token)["id"])).status for token in phone.events]


def test_an_event_whose_gap_is_filled_at_that_very_moment_is_done(phone, other_call, visit_id, after_refusal):
    phone.say("answer_given", visit_id, item="item-1", **ITEMS)
    phone.say("answer_given", visit_id, item="item-2", **ITEMS)
    after_refusal(2, lambda: other_call.sync([phone.events[-2]]))
    phone.sync([phone.events[-1]])
    assert set(statuses(phone)) == {AnswerStatus.ACCEPTED}
    assert {answer["status"] for answer in phone.sync()["answers"]} == {"accepted"}


def test_an_event_that_comes_twice_at_once_is_answered_twice_alike(phone, other_call, visit_id, after_refusal):
    phone.say("finding_withdrawn", visit_id, finding_id=visit_id)
    answers = []
    after_refusal(2, lambda: answers.extend(other_call.sync([phone.events[-1]])["answers"]))
    answers += phone.sync()["answers"]
    assert [answer["status"] for answer in answers] == ["held", "held"]
    assert answers[0] == answers[1]


def test_an_event_whose_visit_appears_at_that_very_moment_is_not_left_waiting(
    phone, colleague, office, after_refusal
):
    visit_id = phone.start_visit(office.work.id, officer_ids=[colleague.officer_id])
    colleague.say("statement_made", visit_id, text="到场。")
    after_refusal(2, phone.sync)
    colleague.sync()
    assert statuses(colleague) == [AnswerStatus.ACCEPTED]


def test_a_held_event_that_now_waits_for_something_else_hears_when_that_has_just_come(
    phone, other_call, colleague, office, after_refusal
):
    colleague.sync()
    visit_id = phone.start_visit(office.work.id, officer_ids=[colleague.officer_id])
    finding = on_site.find(phone, visit_id)
    on_site.order(colleague, office.jia.id, visit_id, finding)
    colleague.sync()
    after_refusal(1, lambda: other_call.sync([phone.events[-1]]))
    phone.sync([phone.events[0]])
    assert set(statuses(colleague)) == {AnswerStatus.ACCEPTED}


def test_a_held_event_keeps_no_place_without_its_work_when_its_turn_comes_meanwhile(
    app, phone, visit_id, after_refusal
):
    phone.say("answer_given", visit_id, item="item-1", **ITEMS)
    phone.say("answer_given", visit_id, item="item-2", **ITEMS)
    phone.sync([phone.events[-1]])

    def fill_the_gap():
        device = device_with(UUID(phone.id))
        inbox = Inbox(device.id, seal=seal(), received_at=now())
        inbox._take_in_all(read_events([phone.events[-2]], device))

    after_refusal(1, fill_the_gap)
    with app.app_context():
        apply_held(UUID(phone.payload(phone.events[-1])["id"]), at=now())
    assert set(statuses(phone)) == {AnswerStatus.ACCEPTED}

"""Two phones do the same thing at the same moment: one does it, the other finds it done, and neither fails for it."""

import logging
import threading
from contextlib import contextmanager
from copy import copy
from uuid import UUID

import pytest
from sqlalchemy import event

from inspect_app.store.base import db
from inspect_app.store.visits import visit_with
from tests import make, on_site
from tests.phone_in_python import Phone

STARTED = {"kind": "planned", "checklists": [{"code": "short", "number": 1}]}


@pytest.fixture
def in_the_middle(app):
    """`with in_the_middle(beginning, deed)`: at the first statement that begins so, the deed is begun by another thread."""
    faults = []

    @contextmanager
    def listen(beginning, deed):
        threads = []

        def run():
            try:
                with app.app_context():
                    deed()
            except Exception as error:
                faults.append(error)

        def begin(_connection, _cursor, statement, *_more):
            if statement.startswith(beginning) and not threads:
                threads.append(threading.Thread(target=run))
                threads[0].start()
                threads[0].join(1)  # it cannot go on before we have committed

        event.listen(db.engine, "before_cursor_execute", begin)
        yield
        event.remove(db.engine, "before_cursor_execute", begin)
        threads[0].join()
        db.session.rollback()
        assert faults == []

    return listen


@pytest.fixture
def failures(caplog):
    """What the server logged as failed."""
    return lambda: [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]


def test_two_phones_that_begin_the_same_visit_at_once_are_both_on_it(
    phone, colleague, office, in_the_middle, failures
):
    officer_ids = [phone.officer_id, colleague.officer_id]
    visit_id = phone.start_visit(office.work.id, officer_ids=officer_ids)
    colleague.say("visit_started", visit_id, work_id=str(office.work.id), officer_ids=officer_ids, **STARTED)
    with in_the_middle("INSERT INTO visits", colleague.sync):
        phone.sync()
    answers = [*phone.answers.values(), *colleague.answers.values()]
    assert [answer["status"] for answer in answers] == ["accepted", "accepted"]
    assert [member.joined_at is not None for member in visit_with(UUID(visit_id)).officers] == [True, True]
    assert failures() == []


def test_two_phones_that_bring_the_same_photo_at_once_are_both_told_that_it_is_here(
    phone, colleague, office, in_the_middle, failures
):
    picture, replies = make.picture(), []
    visit_id = phone.start_visit(office.work.id)
    on_site.photograph(phone, visit_id, picture)
    phone.sync()
    with in_the_middle("INSERT INTO photo_files", lambda: replies.append(colleague.upload(picture))):
        replies.append(phone.upload(picture))
    assert [reply.headers["Upload-Offset"] for reply in replies] == [str(len(picture))] * 2
    assert failures() == []


def test_a_sign_in_that_comes_twice_at_once_enrols_one_phone_and_lets_both_in(app, office, in_the_middle, failures):
    phone, again = Phone(app.test_client()), Phone(app.test_client())
    again.id, again.key, replies = phone.id, phone.key, []
    with in_the_middle("INSERT INTO devices", lambda: replies.append(again.sign_in("jia"))):
        replies.append(phone.sign_in("jia"))
    assert [reply.status_code for reply in replies] == [200, 200]
    assert failures() == []


def test_a_batch_that_comes_twice_at_once_is_done_once_and_answered_twice(
    app, phone, office, in_the_middle, failures
):
    """A phone that heard no answer sends again, while the server is still at it."""
    phone.sync()
    visit_id = phone.start_visit(office.work.id)
    phone.say("answer_given", visit_id, checklist="short", item="item-1", value="met")
    again, replies = copy(phone), []
    again.client = app.test_client()
    again.client.set_cookie("session", phone.client.get_cookie("session").value)
    tokens = phone.unanswered()
    with in_the_middle("INSERT INTO visits", lambda: replies.append(again.sync(tokens))):
        replies.append(phone.sync(tokens))
    assert [[answer["status"] for answer in reply["answers"]] for reply in replies] == [["accepted"] * 2] * 2
    assert failures() == []

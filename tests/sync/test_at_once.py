"""Two phones do the same thing at the same moment: one does it, the other finds it done, and neither fails for it."""

import logging
import threading
from contextlib import contextmanager
from uuid import UUID

import pytest
from sqlalchemy import event

from inspect_app.store.base import db
from inspect_app.store.visits import visit_with
from tests import make, on_site

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

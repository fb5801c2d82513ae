"""The server dies right after a commit, or fails for a moment: what it was to come back to is done later."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import event

from inspect_app.actions.visits import name_officers
from inspect_app.clock import now
from inspect_app.store.base import db, transaction
from inspect_app.store.officers import device_for_update, officer_by_login
from inspect_app.sync.holding import SIGN_OF_LIFE
from tests import on_site


class Killed(BaseException):
    """Nothing after this instruction runs."""


@pytest.fixture
def dying(app):
    """`dying(deed)`: the deed, and the end of the server right after its first commit."""
    committed = []

    def note(_session):
        committed.append(1)

    def die(*_statement):
        if committed:
            raise Killed

    def run(deed):
        event.listen(db.session, "after_commit", note)
        event.listen(db.engine, "before_cursor_execute", die)
        try:
            with pytest.raises(Killed):
                deed()
        finally:
            event.remove(db.engine, "before_cursor_execute", die)
            event.remove(db.session, "after_commit", note)
        db.session.remove()

    return run


def statuses(phone):
    return {answer["status"] for answer in phone.answers.values()}


def test_what_waited_for_a_visit_is_done_when_the_server_died_before_it_came_back_to_it(
    phone, colleague, office, dying
):
    visit_id = phone.start_visit(office.work.id, officer_ids=[colleague.officer_id])
    colleague.say("statement_made", visit_id, text="到场。")
    on_site.find(colleague, visit_id)
    colleague.sync()
    assert statuses(colleague) == {"held"}
    dying(phone.sync)
    colleague.sync([])
    assert statuses(colleague) == {"accepted"}


def test_what_waited_for_its_turn_is_done_when_the_server_died_before_it_came_back_to_it(phone, visit_id, dying):
    phone.say("statement_made", visit_id, text="一。")
    phone.say("statement_made", visit_id, text="二。")
    phone.say("statement_made", visit_id, text="三。")
    phone.sync(phone.events[-2:])
    dying(lambda: phone.sync([phone.events[-3]]))
    phone.sync([])
    assert statuses(phone) == {"accepted"}


def test_what_waited_for_another_thing_is_done_too(phone, colleague, office, dying):
    colleague.sync()
    visit_id = phone.start_visit(office.work.id, officer_ids=[colleague.officer_id])
    phone.sync()
    finding_id = on_site.find(phone, visit_id)
    on_site.order(colleague, office.jia.id, visit_id, finding_id)
    colleague.sync()
    assert statuses(colleague) == {"held"}
    dying(phone.sync)
    colleague.sync([])
    assert statuses(colleague) == {"accepted"}


def test_what_waits_for_an_officer_to_be_named_is_done_when_the_office_names_them(phone, colleague, visit_id):
    colleague.say("statement_made", visit_id, text="到场。")
    colleague.sync()
    assert statuses(colleague) == {"held"}
    with transaction():
        by = officer_by_login("jia")
        name_officers(UUID(visit_id), [officer_by_login("yi").id], by=by, at=now())
    colleague.sync([])
    assert statuses(colleague) == {"accepted"}


def test_what_still_waits_is_not_tried_over_and_over(colleague, office, statements):
    colleague.say("statement_made", str(uuid4()), text="到场。")
    colleague.sync()
    colleague.sync([])
    statements.clear()
    colleague.sync([])
    assert [one for one in statements if one.startswith(("INSERT", "UPDATE", "DELETE"))] == []
    assert statuses(colleague) == {"held"}


def test_what_the_server_failed_at_for_a_moment_is_done_though_its_phone_says_nothing_more(phone, visit_id):
    phone.say("statement_made", visit_id, text="一。")

    def fail(_connection, _cursor, statement, *_more):
        if statement.startswith("INSERT INTO statements"):
            raise OSError("the disk is full")

    event.listen(db.engine, "before_cursor_execute", fail)
    phone.sync()
    event.remove(db.engine, "before_cursor_execute", fail)
    assert statuses(phone) == {"accepted", "held"}
    with transaction():
        device_for_update(UUID(phone.id)).seen_at -= SIGN_OF_LIFE * 2
    phone.sync([])
    assert statuses(phone) == {"accepted"}

"""The server killed before any one statement of an exchange: nothing half done, and nobody waits in vain afterwards."""

from itertools import count

import pytest

from inspect_app.store.base import db
from tests import make
from tests.conftest import MONDAY
from tests.kept_rows import empty_database
from tests.phone_in_python import Phone
from tests.sync.power_cuts import power_cut

MOST = 400


def met(phone: Phone, visit_id: str) -> str:
    return phone.say("answer_given", visit_id, checklist="short", item="item-1", value="met")


def signed_in(app, login: str) -> Phone:
    phone = Phone(app.test_client())
    phone.sign_in(login)
    return phone


def status_of(phone: Phone, event_id: str) -> str:
    return phone.answers[event_id]["status"]


@pytest.mark.parametrize("gap", [False, True], ids=["in order", "with a gap filled"])
def test_whoever_waited_for_a_visit_is_served_at_whatever_statement_the_server_died(app, gap):
    """The visit is on the record, and the power goes before those who waited for it have been seen to."""
    for nth in count(1, 3):
        empty_database()
        work_id = str(make.office(at=MONDAY).work.id)
        jia, yi = signed_in(app, "jia"), signed_in(app, "yi")
        if gap:
            jia.say("visit_finished", make.any_id())
        visit_id = jia.start_visit(work_id, officer_ids=[yi.officer_id])
        said = met(yi, visit_id)
        yi.sync()
        if gap:
            jia.sync(jia.events[1:])
        is_through = False
        with power_cut(nth):
            jia.sync()
            is_through = True
        jia.sync(jia.events)
        yi.sync([])
        assert status_of(yi, said) == "accepted", f"cut before statement {nth}"
        db.session.rollback()
        if is_through:
            break
        assert nth < MOST
    assert nth > 10

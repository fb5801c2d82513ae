"""What is still to arrive: since when, from when on it is an alarm, who is told, and how it empties by itself."""

from datetime import timedelta
from hashlib import sha256
from uuid import UUID

import pytest

from inspect_app.clock import now
from inspect_app.rules.arrivals import is_overdue
from inspect_app.store.arrivals import still_to_arrive
from inspect_app.store.base import transaction
from inspect_app.store.officers import device_with
from tests import make
from tests.desk import Desk
from tests.on_site import photograph
from tests.web.test_home import tiles

ALARM = "手机内容逾时未传到"


@pytest.fixture
def visit_id(phone, office):
    visit_id = phone.start_visit(office.work.id)
    phone.sync()
    return visit_id


def device(phone):
    return device_with(UUID(phone.id))


def arrival(phone):
    return still_to_arrive([device(phone)])[UUID(phone.id)]


def let_pass(phone, hours):
    """As if all that is noted of this phone had been noted so long ago."""
    with transaction():
        one = device(phone)
        noted = dict(one.missing_since or {})
        earlier = (now() - timedelta(hours=hours)).isoformat()
        one.missing_since = noted | {"photos": dict.fromkeys(noted.get("photos", {}), earlier)}
        if "since" in noted:
            one.missing_since |= {"since": earlier}
        one.seen_at = now() - timedelta(hours=hours)


def a_gap(phone, visit_id):
    """The phone says that it has four events, and only the first and the last came."""
    for item in ("item-1", "item-2", "item-3"):
        phone.say("answer_given", visit_id, checklist="short", item=item, value="met")
    phone.sync(phone.events[-1:])


@pytest.mark.parametrize(("hours", "overdue"), [(23.99, False), (24, True), (240, True)])
def test_the_alarm_goes_off_after_the_hours_and_not_before(hours, overdue):
    at = now()
    assert is_overdue(at - timedelta(hours=hours), at=at, hours=24) is overdue


def test_missing_events_are_named_with_their_numbers_and_since_when(phone, desk, visit_id):
    a_gap(phone, visit_id)
    found = arrival(phone)
    assert (found.events, found.first, found.last) == (2, 2, 4)
    page = desk.read("/arrivals")
    assert "第 2 至 4 条之间" in page
    assert "逾时未传到" not in page


def test_since_when_something_is_missing_is_kept_from_one_contact_to_the_next(phone, visit_id):
    body = make.picture(1)
    digest = sha256(body).hexdigest()
    phone.sync([], photos=[digest])
    first = arrival(phone).since
    phone.sync([], photos=[digest, "b" * 64])
    assert arrival(phone).since == first
    assert phone.upload(body).status_code == 204
    assert arrival(phone).since > first, "what has come no longer counts"


def test_another_gap_is_another_alarm(phone, visit_id):
    a_gap(phone, visit_id)
    let_pass(phone, 30)
    phone.sync(phone.events[1:2])
    phone.sync([], photos=["c" * 64])
    assert arrival(phone).first == 3
    assert now() - arrival(phone).since < timedelta(hours=1)


def test_red_after_the_hours_on_the_page_and_on_the_first_page_of_whoever_must_act(
    phone, desk, head, admin, inspector, visit_id
):
    a_gap(phone, visit_id)
    let_pass(phone, 25)
    assert "逾时未传到" in desk.read("/arrivals")
    for who in (desk, head, admin):
        assert tiles(who)[ALARM] == (1, "/arrivals")
        assert "最近联系" in who.read("/")
    assert "这些手机里的内容早该传到" in inspector.read("/"), "the officer is told of the own phone"
    assert ALARM not in tiles(inspector)


def test_a_colleagues_phone_is_not_an_inspectors_alarm(app, phone, office, visit_id):
    a_gap(phone, visit_id)
    let_pass(phone, 25)
    assert "这些手机里的内容早该传到" not in Desk(app.test_client(), "yi").read("/")


def test_the_office_sets_the_hours(phone, head, desk, visit_id):
    a_gap(phone, visit_id)
    let_pass(phone, 25)
    assert head.send("/settings/arrival_alarm_hours", value="48").status_code == 302
    assert "逾时未传到" not in desk.read("/arrivals")
    assert head.send("/settings/arrival_alarm_hours", value="0").status_code == 422


def test_the_alarm_ends_by_itself_when_all_has_come(phone, desk, visit_id):
    a_gap(phone, visit_id)
    body = make.picture(2)
    photograph(phone, visit_id, body)
    phone.sync([], photos=[sha256(body).hexdigest()])
    let_pass(phone, 25)
    assert tiles(desk)[ALARM][0] == 1
    phone.sync()
    phone.upload(body)
    phone.sync([], photos=[])
    assert tiles(desk)[ALARM][0] == 0
    assert device(phone).missing_since is None
    assert "没有。各台手机报告的内容都已传到。" in desk.read("/arrivals")

"""The calendar of due days, and the feed by which other calendars read one officer's own."""

import re
from datetime import date, timedelta

from icalendar import Calendar

from inspect_app import clock
from inspect_app.rules.case_facts import CorrectionOutcome
from inspect_app.store.base import transaction
from tests.conftest import MONDAY

TODAY = clock.today()


def test_the_calendar_shows_the_last_day_in_its_month(inspector, head, walk):
    walk.file(TODAY)
    due = TODAY + timedelta(days=90)
    assert "立案后作出处罚决定" in head.read("/calendar", month=f"{due:%Y-%m}")
    assert "立案后作出处罚决定" not in head.read("/calendar", month=f"{due:%Y-%m}", mine=1)
    assert "立案后作出处罚决定" in inspector.read("/calendar", month=f"{due:%Y-%m}", mine=1)
    for odd in ("2026-13", "x", "0000-01", "99999-01", "²-1"):
        assert head.open("/calendar", month=odd).status_code == 200


def feed_address(desk):
    page = desk.send("/calendar/feed").get_data(as_text=True)
    return re.search(r"/calendar/([\w-]{40,}\.ics)", page)[0]


def test_the_feed_is_a_calendar_that_others_read(app, inspector, walk):
    walk.file(TODAY)
    response = app.test_client().get(feed_address(inspector))
    assert response.content_type.startswith("text/calendar")
    assert max(len(line) for line in response.data.split(b"\r\n")) <= 75
    [event] = [one for one in Calendar.from_ical(response.data).walk("VEVENT") if "决定" in str(one["summary"])]
    assert event.decoded("dtstart") == TODAY + timedelta(days=90)
    assert str(event["uid"]).startswith(str(walk.id))
    assert "演示物业" not in response.get_data(as_text=True)


def test_a_feed_is_replaced_and_revoked(app, inspector, walk):
    first = feed_address(inspector)
    second = feed_address(inspector)
    anybody = app.test_client()
    assert [anybody.get(path).status_code for path in (first, second)] == [404, 200]
    assert inspector.send("/calendar/feed/revocation").status_code == 302
    assert anybody.get(second).status_code == 404
    assert anybody.get("/calendar/nothing.ics").status_code == 404


def test_the_feed_of_a_disabled_account_is_closed(app, inspector, office):
    address = feed_address(inspector)
    with transaction():
        office.jia.disabled_at = MONDAY
    assert app.test_client().get(address).status_code == 404


def test_the_feed_is_of_one_officer_only(app, head, walk):
    walk.file(TODAY)
    events = Calendar.from_ical(app.test_client().get(feed_address(head)).data).walk("VEVENT")
    assert events == []


def test_a_correction_is_followed_up_after_the_case_is_closed(head, walk):
    walk.investigate(date(2026, 3, 2))
    walk.take("give_notice", date(2026, 3, 6), fine_yuan=10_000, statement_until_on=date(2026, 3, 11))
    assert "当事人陈述申辩" in head.read("/calendar", month="2026-03")
    walk.take("submit", date(2026, 3, 12))
    walk.take("decide", date(2026, 3, 12), fine_yuan=10_000, correct_by_on=date(2026, 4, 15))
    walk.take("serve", date(2026, 3, 13))
    walk.take("record_payment", date(2026, 3, 14), amount_yuan=10_000)
    for step in ("complete", "close", "archive"):
        walk.take(step, date(2026, 3, 16))
    assert "当事人改正" in head.read("/calendar", month="2026-04")
    walk.take("record_correction", date(2026, 4, 9), outcome=CorrectionOutcome.NOT_YET)
    assert "当事人改正" in head.read("/calendar", month="2026-04")
    walk.take("record_correction", date(2026, 4, 10))
    assert "当事人改正" not in head.read("/calendar", month="2026-04")

"""Due days of all cases: a month on a page, and a feed for the officer's own calendar (iCalendar, RFC 5545)."""

from calendar import Calendar as Months
from datetime import date, timedelta

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from icalendar import Calendar, Event
from werkzeug.wrappers import Response as AnyResponse

from inspect_app import clock
from inspect_app.access import current_officer, needs, open_to_all
from inspect_app.actions.calendar_feeds import end_feeds, make_feed, officer_of_feed
from inspect_app.actions.due_days import DueDay, due_days, due_days_for
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.clocks import add_months
from inspect_app.rules.permissions import Permission
from inspect_app.store.base import transaction
from inspect_app.store.calendar_feeds import open_feeds_of

pages = Blueprint("case_calendar", __name__, url_prefix="/calendar")


@pages.get("")
@needs(Permission.SEE_CASES)
def show() -> str:
    return _page()


def _page(address: str = "") -> str:
    """`address` = of the feed just made: it is shown this once."""
    officer, today = current_officer(), clock.today()
    is_mine = request.args.get("mine") == "1"
    first = _month(request.args.get("month"), today)
    found = due_days_for(officer) if is_mine else due_days(officer.home_id)
    by_day = _by_day(found)
    return render_template(
        "cases/calendar.html",
        weeks=Months().monthdatescalendar(first.year, first.month),
        first=first,
        beside=(add_months(first, -1), add_months(first, 1)),
        today=today,
        by_day=by_day,
        late=[one for one in found if one.clock.is_late(on=today)],
        unknown=by_day.get(None, []),
        is_mine=is_mine,
        has_feed=bool(open_feeds_of(officer.id)),
        address=address,
    )


def _by_day(found: list[DueDay]) -> dict[date | None, list[DueDay]]:
    by_day: dict[date | None, list[DueDay]] = {}
    for one in found:
        by_day.setdefault(one.clock.last_on, []).append(one)
    return by_day


def _month(text: str | None, today: date) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)


@pages.post("/feed")
@needs(Permission.SEE_CASES)
def create_feed() -> str:
    with transaction():
        token = make_feed(by=current_officer(), at=clock.now())
    return _page(url_for("case_calendar.feed", token=token, _external=True))


@pages.post("/feed/end")
@needs(Permission.SEE_CASES)
def create_end() -> AnyResponse:
    with transaction():
        end_feeds(by=current_officer(), at=clock.now())
    flash(gettext("订阅地址已经停用。"), "good")
    return redirect(url_for("case_calendar.show"))


@pages.get("/feeds/<token>.ics")
@open_to_all
def feed(token: str) -> Response:
    """For calendar programs, which cannot sign in: whoever holds the secret address reads one officer's due days."""
    officer = officer_of_feed(token)
    if officer is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    made = Calendar()
    made.add("prodid", "-//inspect-app//cases//ZH")
    made.add("version", "2.0")
    made.add("x-wr-calname", gettext("案件期限"))
    for one in due_days_for(officer):
        if one.clock.last_on:
            made.add_component(_event(one, one.clock.last_on))
    return Response(
        made.to_ical(), content_type="text/calendar; charset=utf-8", headers={"Cache-Control": "no-store"}
    )


def _event(one: DueDay, last_on: date) -> Event:
    event = Event()
    event.add("uid", f"{one.case.id}-{one.clock.code}@inspect-app")
    event.add("dtstamp", clock.now())
    event.add("dtstart", last_on)
    event.add("dtend", last_on + timedelta(days=1))
    event.add("summary", f"{one.case.number} {one.clock.clock.label}")
    event.add("description", f"{one.case.party['name']}\n{one.clock.clock.law.text}")
    event.add("url", url_for("cases.show", case_id=one.case.id, _external=True))
    return event

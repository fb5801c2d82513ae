"""The office's due days as a calendar: month by month on a page, and for one officer as a feed that other calendars read."""

import secrets
from calendar import monthcalendar
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from icalendar import Calendar, Event
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs, open_to_all
from inspect_app.actions.calendar_feeds import make_calendar_feed, revoke_calendar_feed
from inspect_app.actions.due_days import DueDay, due_days
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import Subject
from inspect_app.store.base import transaction
from inspect_app.store.calendar_feeds import feed_by_secret, open_feed_of

pages = Blueprint("case_calendar", __name__, url_prefix="/calendar")
PAGES = {
    Subject.CASE: ("cases.show", "case_id"),
    Subject.ORDER: ("orders.show", "order_id"),
    Subject.DECISION: ("decisions.show", "decision_id"),
}
ICS_TYPE = "text/calendar; charset=utf-8"
SECRET_BYTES = 32


@dataclass(frozen=True)
class Cell:
    """One day of the page; `on` None = of another month."""

    on: date | None
    days: list[DueDay]


@pages.get("")
@needs(Permission.SEE_CASES)
def index() -> str:
    officer, first = current_officer(), _month(request.args.get("month", ""))
    is_mine = bool(request.args.get("mine"))
    days = due_days(officer.home_id, of=officer.id if is_mine else None)
    return render_template(
        "cases/calendar.html",
        weeks=_weeks(first, days),
        first=first,
        before=(first - timedelta(days=1)).replace(day=1),
        after=(first + timedelta(days=32)).replace(day=1),
        overdue=[day for day in days if day.on < clock.today() and not day.is_wait],
        is_mine=is_mine,
        today=clock.today(),
        address_of=address_of,
        feed=open_feed_of(officer.id),
    )


def _month(text: str) -> date:
    """2026-11 as its first day; anything else is this month."""
    year, _dash, month = text.partition("-")
    is_one = year.isdecimal() and month.isdecimal() and len(year) == 4 and 1 <= int(month) <= 12
    return date(int(year), int(month), 1) if is_one and 1900 < int(year) < 9000 else clock.today().replace(day=1)


def _weeks(first: date, days: list[DueDay]) -> list[list[Cell]]:
    """Weeks begin on Monday."""
    by_day: dict[date, list[DueDay]] = {}
    for one in days:
        by_day.setdefault(one.on, []).append(one)
    return [[_cell(first, number, by_day) for number in week] for week in monthcalendar(first.year, first.month)]


def _cell(first: date, number: int, by_day: dict[date, list[DueDay]]) -> Cell:
    on = first.replace(day=number) if number else None
    return Cell(on, by_day.get(on, []) if on else [])


def address_of(day: DueDay, *, is_full: bool = False) -> str:
    endpoint, name = PAGES[day.subject]
    ids: dict[str, UUID] = {name: day.subject_id}
    return url_for(endpoint, _external=is_full, **ids)  # type: ignore[arg-type]


@pages.post("/feed")
@needs(Permission.SEE_CASES)
def create_feed() -> str:
    """The address is shown this once: only its hash is kept."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    with transaction():
        make_calendar_feed(secret, by=current_officer(), at=clock.now())
    address = url_for("case_calendar.feed", secret=secret, _external=True)
    return render_template("cases/calendar_feed.html", address=address)


@pages.post("/feed/revocation")
@needs(Permission.SEE_CASES)
def revoke_feed() -> Response:
    with transaction():
        revoke_calendar_feed(by=current_officer(), at=clock.now())
    flash(gettext("日历订阅已停用，原来的地址不再有效。"), "good")
    return redirect(url_for("case_calendar.index"))


@pages.get("/<secret>.ics")
@open_to_all
def feed(secret: str) -> Response:
    """Calendars cannot sign in: whoever knows the secret may read. No party, no place: other people's servers fetch this."""
    found = feed_by_secret(secret)
    if found is None or not found.officer.may(Permission.SEE_CASES):
        raise Refused(Refusal(Problem.NOT_FOUND))
    days = due_days(found.officer.home_id, of=found.officer_id)
    response = Response(_as_calendar(days).to_ical(), content_type=ICS_TYPE)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _as_calendar(days: list[DueDay]) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//inspect//due days//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", gettext("民防案件期限"))
    for day in days:
        calendar.add_component(_event(day))
    return calendar


def _event(day: DueDay) -> Event:
    """A whole day, free: it ends, by the standard, before the next one."""
    event = Event()
    event.add("uid", f"{day.subject_id}-{day.key}@inspect")
    event.add("dtstamp", clock.now())
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", f"{gettext(day.what)} {day.number}".strip())
    event.add("url", address_of(day, is_full=True))
    return event

"""The secret address of an officer's calendar: made, replaced, revoked."""

from datetime import datetime
from uuid import uuid4

from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.calendar_feeds import CalendarFeed, open_feeds_of, secret_hash
from inspect_app.store.officers import Officer


def make_calendar_feed(secret: str, *, by: Officer, at: datetime) -> CalendarFeed:
    """A new address; an earlier one stops at once, for nobody needs two."""
    _revoke(by, at=at)
    feed = CalendarFeed(id=uuid4(), officer_id=by.id, secret_sha256=secret_hash(secret), made_at=at)
    feed.officer = by
    db.session.add(feed)
    db.session.flush()
    note_deed("make_calendar_feed", by=by.id, at=at, subject="officer", subject_id=by.id)
    return feed


def revoke_calendar_feed(*, by: Officer, at: datetime) -> None:
    if _revoke(by, at=at):
        note_deed("revoke_calendar_feed", by=by.id, at=at, subject="officer", subject_id=by.id)


def _revoke(officer: Officer, *, at: datetime) -> int:
    feeds = open_feeds_of(officer.id)
    for feed in feeds:
        feed.revoked_at = at
    return len(feeds)

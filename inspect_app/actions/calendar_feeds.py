"""Subscribing to one's due days: a secret address, made anew or revoked at will."""

import hashlib
import secrets
from datetime import datetime
from uuid import uuid4

from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.calendar_feeds import CalendarFeed, feed_by, open_feeds_of
from inspect_app.store.officers import Officer


def make_feed(*, by: Officer, at: datetime) -> str:
    """The secret of a new address; every earlier one of this officer ends."""
    end_feeds(by=by, at=at)
    token = secrets.token_urlsafe(32)
    db.session.add(CalendarFeed(id=uuid4(), officer_id=by.id, token_sha256=_hash(token), made_at=at, officer=by))
    note_deed("make_calendar_feed", by=by.id, at=at, subject="officer", subject_id=by.id)
    return token


def end_feeds(*, by: Officer, at: datetime) -> None:
    for feed in open_feeds_of(by.id):
        feed.revoked_at = at
        note_deed("end_calendar_feed", by=by.id, at=at, subject="officer", subject_id=by.id)
    db.session.flush()


def officer_of_feed(token: str) -> Officer | None:
    """None for an address that was never given, has ended, or whose officer may no longer come in."""
    feed = feed_by(_hash(token))
    if feed is None or feed.revoked_at or feed.officer.disabled_at:
        return None
    return feed.officer


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

"""Which held events need not wait any longer: what each waited for is in the record by now, whoever brought it there."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select, union_all

from inspect_app.store.base import db
from inspect_app.store.decisions import Decision
from inspect_app.store.documents import Document
from inspect_app.store.journal import JournalEvent
from inspect_app.store.orders import Order
from inspect_app.store.photos import Photo
from inspect_app.store.recordings import Recording
from inspect_app.store.reviews import Return
from inspect_app.store.visits import Finding, VisitOfficer
from inspect_app.store.works import Work

AWAITED: tuple[Any, ...] = (Work, Finding, Photo, Recording, Document, Decision, Order, Return)
"""What an event may wait for beside its visit."""


def whose_wait_is_over(held: Sequence[JournalEvent]) -> list[JournalEvent]:
    """A visit is waited for until its officer is named on it; anything else until it is there."""
    waiting = [event for event in held if event.waits_for]
    if not waiting:
        return []
    joined = _visits_with_their_officers(waiting)
    here = _things_here({event.waits_for for event in waiting if event.waits_for})
    return [
        event
        for event in waiting
        if event.waits_for in here or (event.waits_for, event.device.officer_id) in joined
    ]


def _visits_with_their_officers(waiting: list[JournalEvent]) -> set[tuple[UUID, UUID]]:
    query = select(VisitOfficer.visit_id, VisitOfficer.officer_id)
    rows = db.session.execute(query.where(VisitOfficer.visit_id.in_({event.waits_for for event in waiting})))
    return {(visit_id, officer_id) for visit_id, officer_id in rows}


def _things_here(ids: set[UUID]) -> set[UUID]:
    found = union_all(*(select(model.id).where(model.id.in_(ids)) for model in AWAITED)).subquery()
    return set(db.session.scalars(select(found.c.id)))

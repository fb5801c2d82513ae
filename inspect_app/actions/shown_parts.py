"""Keeping what another officer's phone showed of its part, for the record and the end of a joint visit."""

from datetime import datetime
from uuid import UUID

from inspect_app.actions.visits import visit_to_write
from inspect_app.problems import refuse_if_any
from inspect_app.rules.visit_parts import PartOnScreen, of_this_visit
from inspect_app.store.base import db
from inspect_app.store.officers import Officer
from inspect_app.store.shown_parts import ShownPart


def keep_shown_part(event_id: UUID, visit_id: UUID, part: PartOnScreen, *, by: Officer, at: datetime) -> ShownPart:
    """A fact of the spot, also where the signature does not hold: then a person sees so in the office."""
    visit = visit_to_write(visit_id, by=by, at=at)
    refuse_if_any([of_this_visit(part, visit.id)])
    shown = ShownPart(
        id=event_id, visit_id=visit.id, officer_id=part.officer_id, count=part.count, sha256=part.sha256,
        is_ended=part.is_ended, is_genuine=part.is_genuine, body=part.body, made_at=part.made_at,
        shown_to=by.id, shown_at=at,
    )  # fmt: skip
    db.session.add(shown)
    return shown

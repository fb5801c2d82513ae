"""What our own lead or case, which we sent to another office, becomes by its answer."""

from datetime import datetime

from inspect_app.actions.cases import note_in_case
from inspect_app.actions.lead_messages import lead_came_back, lead_was_taken_over
from inspect_app.store.handovers import Handover


def origin_was_taken_on(handover: Handover, number: str, *, at: datetime) -> None:
    """对方受理: a lead is with them; a case is to be handed over."""
    if handover.lead_id:
        lead_was_taken_over(handover.lead_id, number, at=at)
    if handover.case_id:
        note_in_case(handover.case_id, "note_taken_up", number, at=at)


def origin_came_back(handover: Handover, reason: str, *, at: datetime) -> None:
    """对方退回、没有收下, or taken back: it is ours as before."""
    if handover.lead_id:
        lead_came_back(handover.lead_id, reason, at=at)
    if handover.case_id:
        note_in_case(handover.case_id, "note_not_taken_up", reason, at=at)

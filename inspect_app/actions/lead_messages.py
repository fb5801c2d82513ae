"""What another office's message does to a lead of ours: taken on, come back, withdrawn. Nobody of this office takes the step."""

from datetime import datetime
from uuid import UUID

from inspect_app.actions.settings import office_settings
from inspect_app.actions.steps import take_step
from inspect_app.actions.telling import tell_of_lead
from inspect_app.rules.calendar import day_of
from inspect_app.rules.leads import lead_due_on
from inspect_app.rules.procedure import Subject, refuse_step
from inspect_app.store.base import db
from inspect_app.store.leads import Lead, lead_for_update


def lead_was_taken_over(lead_id: UUID, number: str, *, at: datetime) -> None:
    """对方受理 by message: the receipt that a person would else note."""
    _take_by_message(lead_id, "note_receipt", number, at=at)


def lead_came_back(lead_id: UUID, reason: str, *, at: datetime) -> None:
    """对方退回 by message: to be triaged again."""
    if lead := _take_by_message(lead_id, "reopen", reason, at=at):
        lead.merged_into_id, lead.passed_to = None, ""


def lead_was_recalled(lead_id: UUID, reason: str, *, at: datetime) -> None:
    """来文单位撤回 by message: nobody handles it here any more."""
    if lead := _take_by_message(lead_id, "be_recalled", reason, at=at):
        tell_of_lead(lead)


def _take_by_message(lead_id: UUID, step: str, reason: str, *, at: datetime) -> Lead | None:
    """A lead that a person has meanwhile taken elsewhere stays there."""
    lead = lead_for_update(lead_id)
    if lead is None or refuse_step(Subject.LEAD, step, stage=lead.stage):
        return None
    take_step(lead, step, by=None, at=at, reason=reason)
    lead.due_on = lead_due_on(lead.stage, day_of(at), office_settings(lead.agency_id))
    db.session.flush()
    return lead

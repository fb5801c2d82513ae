"""Taking a step: ask the table, move the stage, add the line."""

from datetime import datetime
from uuid import UUID

from inspect_app.actions.lead_reports import report_step
from inspect_app.problems import Refused
from inspect_app.rules.procedure import STEPS, Subject, refuse_step
from inspect_app.store.amendments import Amendment
from inspect_app.store.decisions import Decision
from inspect_app.store.draws import Draw
from inspect_app.store.fines import Fine
from inspect_app.store.leads import Lead
from inspect_app.store.officers import Officer
from inspect_app.store.orders import Order
from inspect_app.store.record import add_step
from inspect_app.store.street_duties import StreetDuties
from inspect_app.store.visits import Visit
from inspect_app.store.year_plans import YearPlan

SUBJECTS = {
    Visit: Subject.VISIT,
    Order: Subject.ORDER,
    Decision: Subject.DECISION,
    Fine: Subject.FINE,
    Amendment: Subject.AMENDMENT,
    Lead: Subject.LEAD,
    Draw: Subject.DRAW,
    YearPlan: Subject.YEAR_PLAN,
    StreetDuties: Subject.STREET_DUTIES,
}


def take_step(
    thing: Visit | Order | Decision | Fine | Amendment | Lead | Draw | YearPlan | StreetDuties,
    step: str,
    *,
    by: Officer | None,
    at: datetime,
    reason: str = "",
) -> None:
    """Raises `Refused` when the stage does not allow the step, or the person's role does not.

    `by` None = another office's message takes it.
    """
    subject = SUBJECTS[type(thing)]
    if refusal := refuse_step(subject, step, stage=thing.stage, role=by.role if by else None):
        raise Refused(refusal)
    thing.stage = STEPS[subject][step].stage_after(thing.stage)
    add_step(subject, thing.id, step, by=by.id if by else None, at=at, reason=reason)
    report_step(subject, step, thing.id, visit_id=visit_behind(thing), at=at)


def visit_behind(thing: object) -> UUID | None:
    """The visit that it is, or at which it was made."""
    return thing.id if isinstance(thing, Visit) else getattr(thing, "visit_id", None)

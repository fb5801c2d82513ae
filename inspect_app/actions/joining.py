"""Joining a visit by the invitation of its lead: said with no signal, and taken in whichever phone comes first."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from inspect_app.actions.interests import flag_interested
from inspect_app.actions.visits import add_checklists, add_officers, join_visit, visit_to_write
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.joining import Invitation, Joiner, refuse_invitation, refuse_joiner
from inspect_app.store.officers import Officer
from inspect_app.store.visits import Visit, visit_for_update


def join_by_invitation(
    visit_id: UUID, invitation: Invitation, checklists: Sequence[tuple[str, int]], *, by: Officer, at: datetime
) -> Visit:
    """Whoever was named on the visit needs no invitation; whoever was not is let in by the lead's signature."""
    visit = visit_for_update(visit_id)
    if visit is None or not visit.has(by.id):
        refuse_if_any([refuse_invitation(invitation, visit_id=visit_id, at=at)])
        visit = _let_in(visit, invitation, visit_id, by=by)
    visit = visit_to_write(visit.id, by=by, at=at)
    add_checklists(visit, checklists)
    join_visit(visit, by=by, at=at)
    return visit


def _let_in(visit: Visit | None, invitation: Invitation, visit_id: UUID, *, by: Officer) -> Visit:
    """Waits for the lead's own word that the visit began, and for the lead to be on it."""
    if visit is None:
        raise Refused(Refusal(Problem.VISIT_UNKNOWN, facts={"waits_for": str(visit_id)}))
    if not visit.has(invitation.lead_id):
        raise Refused(Refusal(Problem.NOT_ON_THIS_VISIT, facts={"waits_for": str(visit_id)}))
    offices = frozenset(one for one in (by.agency_id, by.agency.parent_id) if one)
    joiner = Joiner(by.role, by.agency.name, offices)
    refuse_if_any([refuse_joiner(joiner, visit_id=visit_id, office_id=visit.agency_id)])
    add_officers(visit, [by])
    flag_interested(visit, [by])
    if visit.papers().has_partner:
        visit.flags = [flag for flag in visit.flags if flag["code"] != Problem.PARTNER_NOT_ALONG.code]
    return visit

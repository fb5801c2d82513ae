"""Naming who leads a team (分组带队)."""

from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.people import may_lead
from inspect_app.store.agencies import Team
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.officers import officer_with
from inspect_app.store.team_leads import TeamLead, leads_of


def name_team_lead(team: Team, officer_id: UUID | None, *, by: UUID | None, at: datetime) -> None:
    """One of the team's own agency, of its leadership; None = nobody leads it any more."""
    lead = officer_with(officer_id) if officer_id else None
    if officer_id and (lead is None or lead.agency_id != team.agency_id or lead.disabled_at):
        raise Refused(Refusal(Problem.NOT_FOUND))
    refuse_if_any([may_lead(lead.name, lead.role) if lead else None])
    if leads_of([team.id]).get(team.id) is lead:
        return
    line = TeamLead(id=uuid4(), team_id=team.id, officer_id=lead.id if lead else None, named_at=at, named_by=by)
    db.session.add(line)
    note_deed("name_team_lead", by=by, at=at, subject="team", subject_id=team.id, lead=lead.name if lead else "")
    db.session.flush()

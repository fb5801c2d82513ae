"""Leads (案源): findings that may become a case."""

from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.officers import Officer
from inspect_app.store.reviews import Lead, leads_from
from inspect_app.store.visits import finding_with
from inspect_app.store.works import work_of


def make_lead(finding_id: UUID, summary: str, *, by: Officer, at: datetime) -> Lead:
    """One lead for a finding: a second call gives the first one."""
    finding = finding_with(finding_id)
    work = work_of(by.home_id, finding.work_id) if finding else None
    if finding is None or work is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if earlier := leads_from([finding_id]):
        return earlier[0]
    lead = Lead(
        id=uuid4(), agency_id=work.agency_id, work_id=work.id, work=work, finding_id=finding.id, finding=finding,
        summary=summary.strip() or finding.current.text, made_by=by.id, made_at=at,
    )  # fmt: skip
    db.session.add(lead)
    note_deed("make_lead", by=by.id, at=at, subject="lead", subject_id=lead.id, finding=str(finding_id))
    return lead

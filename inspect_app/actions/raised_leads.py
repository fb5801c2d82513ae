"""Leads that a street raises on patrol with its phone (上报案源), and what became of the leads that an agency reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.actions.leads import enter_lead, new_lead
from inspect_app.actions.telling import tell_of_visit
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.leads import (
    LeadFacts,
    LeadSource,
    PublicResult,
    PublicState,
    lead_faults,
    public_result,
    public_state,
)
from inspect_app.rules.patrols import raised_on_patrol
from inspect_app.store.agencies import lock_agency
from inspect_app.store.cases import Case, cases_from_leads
from inspect_app.store.leads import Lead, LeadEvidence, lead_with
from inspect_app.store.officers import Officer
from inspect_app.store.photos import Photo, photos_of
from inspect_app.store.record import steps_of
from inspect_app.store.visits import Visit, finding_with, visit_for_update


@dataclass(frozen=True)
class RaisedLead:
    """What the phone says. `checklist`, `item` = the item that was not met, empty where none is."""

    visit_id: UUID
    lead_id: UUID
    summary: str
    checklist: str = ""
    item: str = ""
    finding_id: UUID | None = None
    photo_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What whoever reported it may know. `on` = the day of the result."""

    state: PublicState
    result: PublicResult | None = None
    on: date | None = None


def raise_lead(raised: RaisedLead, *, by: Officer, at: datetime) -> Lead:
    """上报案源. The district's inbox has it at once; the same lead told twice is one."""
    visit = _own_patrol(raised.visit_id, by)
    if known := lead_with(raised.lead_id):
        return known
    facts = LeadFacts(
        LeadSource.PATROL, raised.summary.strip(), day_of(visit.started_at or at), from_whom=by.agency.name
    )
    refuse_if_any([raised_on_patrol(visit.street_id == by.agency_id), *lead_faults(facts, on=day_of(at))])
    photos = _photos(raised)
    lock_agency(visit.agency_id)
    lead = new_lead(facts, visit.work, agency_id=visit.agency_id, at=at)
    lead.id, lead.patrol_id, lead.finding_id = raised.lead_id, visit.id, _finding(raised, visit)
    lead.evidence = [_evidence(photo, place) for place, photo in enumerate(photos, start=1)]
    enter_lead(lead, by=by, at=at)
    tell_of_visit(visit)
    return lead


def _own_patrol(visit_id: UUID, by: Officer) -> Visit:
    visit = visit_for_update(visit_id)
    if visit is None:
        raise Refused(Refusal(Problem.VISIT_UNKNOWN, facts={"waits_for": str(visit_id)}))
    if not visit.has(by.id):
        raise Refused(Refusal(Problem.NOT_ON_THIS_VISIT, facts={"waits_for": str(visit_id)}))
    return visit


def _finding(raised: RaisedLead, visit: Visit) -> UUID | None:
    if raised.finding_id is None:
        return None
    finding = finding_with(raised.finding_id)
    if finding is None or finding.visit_id != visit.id:
        raise Refused(Refusal(Problem.FINDING_UNKNOWN, facts={"waits_for": str(raised.finding_id)}))
    return finding.id


def _photos(raised: RaisedLead) -> list[Photo]:
    """Of this very patrol; one whose event has not come yet is waited for."""
    known = {photo.id: photo for photo in photos_of(raised.visit_id)}
    wanted = dict.fromkeys(raised.photo_ids)
    for photo_id in wanted:
        if photo_id not in known:
            raise Refused(Refusal(Problem.PHOTO_UNKNOWN, facts={"waits_for": str(photo_id)}))
    return [known[photo_id] for photo_id in wanted]


def _evidence(photo: Photo, position: int) -> LeadEvidence:
    evidence = LeadEvidence(id=uuid4(), position=position, photo_id=photo.id)
    evidence.photo = photo
    return evidence


def outcomes_of(leads: Sequence[Lead]) -> dict[UUID, Outcome]:
    """Public words only: no reason, no name, no paper. Two queries for all of them."""
    ids = [lead.id for lead in leads]
    last = {step.subject_id: step.taken_at for step in steps_of(*ids)}
    cases = cases_from_leads(ids)
    return {lead.id: _outcome(lead, last.get(lead.id), cases.get(lead.id)) for lead in leads}


def _outcome(lead: Lead, last_at: datetime | None, case: Case | None) -> Outcome:
    stages = [entry.enters for entry in case.entries] if case else []
    state, result = public_state(lead.stage), public_result(lead.stage, stages)
    if result is None:
        return Outcome(state)
    told = [day_of(last_at)] if last_at else []
    told += [case.entries[-1].happened_on] if case and case.entries else []
    return Outcome(PublicState.DONE if stages else state, result, max(told, default=None))

"""Leads (案源): made from findings, entered by hand, imported, or found by the program; every one in the same inbox."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.actions.settings import office_settings
from inspect_app.actions.telling import tell_of_lead
from inspect_app.actions.works import street_seen_by
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.leads import LeadFacts, LeadSource, lead_due_on, lead_faults
from inspect_app.rules.settings import SettingName
from inspect_app.rules.stages import Stage
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.leads import Lead, last_lead_number, leads_from, leads_of_origins
from inspect_app.store.officers import Officer
from inspect_app.store.visits import finding_with
from inspect_app.store.works import Work, work_by_number, work_of


def make_lead(finding_id: UUID, summary: str, *, by: Officer, at: datetime) -> Lead:
    """One lead for a finding: a second call gives the first one."""
    finding = finding_with(finding_id)
    work = work_of(by.home_id, finding.work_id) if finding else None
    if finding is None or work is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if earlier := leads_from([finding_id]):
        return earlier[0]
    party = next((one.name for one in work.parties), "")
    facts = LeadFacts(LeadSource.FINDING, summary.strip() or finding.current.text, day_of(at), party=party)
    lead = new_lead(facts, work, agency_id=by.home_id, at=at)
    lead.finding_id, lead.finding, lead.visit_id = finding.id, finding, finding.visit_id
    return enter_lead(lead, by=by, at=at)


def report_lead(facts: LeadFacts, work_number: str, *, by: Officer, at: datetime) -> Lead:
    """登记案源 by hand. A street's person reports what their own patrol saw, about works of that street."""
    street_id = street_seen_by(by)
    if street_id:
        facts = replace(facts, source=LeadSource.PATROL, from_whom=by.agency.name, reference="")
    work, unknown = _work_named(work_number, by)
    refuse_if_any([*lead_faults(facts, on=day_of(at)), unknown])
    lead = new_lead(facts, work, agency_id=by.home_id, at=at)
    return enter_lead(lead, by=by, at=at)


def _work_named(number: str, by: Officer) -> tuple[Work | None, Refusal | None]:
    if not number.strip():
        return None, None
    work, street_id = work_by_number(by.home_id, number.strip()), street_seen_by(by)
    if work and street_id in (None, work.street_id):
        return work, None
    return None, Refusal(Problem.LEAD_WORK_UNKNOWN, facts={"number": number.strip()})


def find_lead(
    facts: LeadFacts, origin: str, work: Work | None, *, by: Officer, at: datetime, project_id: UUID | None = None
) -> Lead:
    """What the program pointed out and a person takes up. `origin` = the very matter: a second call gives the first lead."""
    if earlier := leads_of_origins(by.home_id, [origin]).get(origin):
        return earlier
    lead = new_lead(facts, work, agency_id=by.home_id, at=at)
    lead.origin, lead.project_id = origin, project_id
    return enter_lead(lead, by=by, at=at)


def new_lead(facts: LeadFacts, work: Work | None, *, agency_id: UUID, at: datetime) -> Lead:
    settings = office_settings(agency_id)
    return Lead(
        id=uuid4(), agency_id=agency_id, work_id=work.id if work else None, work=work, stage=Stage.RECEIVED,
        number=_next_number(agency_id, day_of(at).year), due_on=lead_due_on(Stage.RECEIVED, day_of(at), settings),
        passed_to="", made_at=at, photos=[], **tidy_texts(facts),
    )  # fmt: skip


def tidy_texts(facts: LeadFacts) -> dict[str, object]:
    return {name: value.strip() if type(value) is str else value for name, value in vars(facts).items()}


def enter_lead(lead: Lead, *, by: Officer, at: datetime) -> Lead:
    lead.made_by, lead.reported_from = by.id, by.agency_id
    db.session.add(lead)
    db.session.flush()
    note_deed(
        "make_lead",
        by=by.id,
        at=at,
        subject="lead",
        subject_id=lead.id,
        number=lead.number,
        kind=lead.source.value,
        finding=str(lead.finding_id or ""),
    )
    tell_of_lead(lead)
    return lead


def _next_number(agency_id: UUID, year: int) -> str:
    template = office_settings(agency_id).text(SettingName.LEAD_NUMBER).replace("{year}", str(year))
    serial = last_lead_number(agency_id, template.split("{serial}")[0]) + 1
    return template.replace("{serial}", f"{serial:04d}")

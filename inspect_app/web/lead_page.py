"""The page of a lead: what was reported, its history from the first day, and the steps that are open to the reader."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import render_template
from flask_babel import gettext

from inspect_app import clock
from inspect_app.access import current_officer
from inspect_app.actions.lead_steps import not_with_another_office, papers_of_visit
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.attachments import AttachmentKind
from inspect_app.rules.calendar import day_of
from inspect_app.rules.leads import is_lead_late
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import STEPS, Subject
from inspect_app.store.agencies import agency_with
from inspect_app.store.attachments import attachments_of
from inspect_app.store.cases import cases_from_leads
from inspect_app.store.handovers import handovers_of_leads
from inspect_app.store.leads import (
    Lead,
    lead_with,
    leads_merged_into,
    leads_on_the_same_matter,
    waiting_among,
)
from inspect_app.store.peers import peers_all
from inspect_app.store.photos import photo_files
from inspect_app.store.record import RecordedStep, steps_of
from inspect_app.store.visits import visit_with
from inspect_app.web.errors import as_plain
from inspect_app.web.handovers import clocked
from inspect_app.web.people import names_of
from inspect_app.web.photo_views import PhotoView
from inspect_app.web.stages import open_for_me


@dataclass(frozen=True)
class Beginning:
    """How it came into the inbox: the first line of its history."""

    at: datetime
    who: str
    agency: str


def lead_of_office(lead_id: UUID) -> Lead:
    lead = lead_with(lead_id)
    if lead is None or lead.agency_id != current_officer().home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return lead


def lead_page(lead_id: UUID, refused: Refused | None = None) -> str:
    lead, today = lead_of_office(lead_id), clock.today()
    record = steps_of(lead.id)
    is_waiting = bool(waiting_among([lead]))
    return render_template(
        "leads/show.html",
        lead=lead,
        age_days=(today - day_of(lead.made_at)).days,
        is_waiting=is_waiting,
        is_late=is_lead_late(lead.due_on, is_waiting=is_waiting, on=today),
        record=record,
        step_table=STEPS[Subject.LEAD],
        may=_open_steps(lead),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
        **_around(lead, record),
        **_with_other_offices(lead),
    )


def _evidence(lead: Lead) -> list[PhotoView]:
    """Photos of the patrol; what was discarded on site is not shown."""
    photos = [one.photo for one in lead.evidence if one.photo.discarded_at is None]
    files = photo_files({one.sha256 for one in photos})
    return [PhotoView(one, files.get(one.sha256)) for one in photos]


def _open_steps(lead: Lead) -> set[str]:
    """What another office's answer decides, or waits for ours, has no button."""
    open_ones = open_for_me(Subject.LEAD, lead.stage)
    return {step for step in open_ones if not_with_another_office(lead, step) is None}


def _with_other_offices(lead: Lead) -> dict[str, object]:
    """What came or went with it, the documents hung to it, and whether the reader may hand it on."""
    officer = current_officer()
    return {
        "handovers": clocked(handovers_of_leads([lead.id]).get(lead.id, []), on=clock.today()),
        "files": attachments_of(lead.id),
        "file_kinds": AttachmentKind,
        "may_add_files": officer.may(Permission.TRIAGE_LEADS),
        "may_hand_on": officer.may(Permission.HAND_OVER_LEADS) and bool(peers_all()),
    }


def _around(lead: Lead, record: list[RecordedStep]) -> dict[str, object]:
    """What it has to do with: the case, the visit and its papers, other leads on the same matter."""
    people = names_of([lead.made_by, *(step.taken_by for step in record)])
    agency = agency_with(lead.reported_from) if lead.reported_from else None
    who = people.get(lead.made_by, "") if lead.made_by else str(gettext("群众（网上）"))
    return {
        "people": people,
        "beginning": Beginning(lead.made_at, who, agency.name if agency else ""),
        "case": cases_from_leads([lead.id]).get(lead.id),
        "visit": visit_with(lead.visit_id) if lead.visit_id else None,
        "papers": papers_of_visit(lead.visit_id),
        "evidence": _evidence(lead),
        "merged_into": lead_with(lead.merged_into_id) if lead.merged_into_id else None,
        "merged_here": leads_merged_into(lead.id),
        "similar": leads_on_the_same_matter(lead),
    }

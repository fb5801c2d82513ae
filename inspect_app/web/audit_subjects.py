"""What the audit is about: the name of each kind of thing, and the page that shows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any
from uuid import UUID

from flask import current_app, url_for

from inspect_app.access import current_officer
from inspect_app.rules.paper_forms import FORMS
from inspect_app.store.activities import Activity
from inspect_app.store.agencies import Agency, Team
from inspect_app.store.amendments import Amendment
from inspect_app.store.attachments import Attachment
from inspect_app.store.base import all_with
from inspect_app.store.checklists import ChecklistVersion
from inspect_app.store.decisions import Decision
from inspect_app.store.draws import Draw
from inspect_app.store.figure_reports import FigureReport
from inspect_app.store.file_reviews import FileReview
from inspect_app.store.fines import Fine
from inspect_app.store.handovers import Handover
from inspect_app.store.journal import JournalEvent
from inspect_app.store.leads import Lead
from inspect_app.store.office_papers import OfficePaper
from inspect_app.store.officers import Device, Officer
from inspect_app.store.orders import Order
from inspect_app.store.outside_visits import OutsideVisit
from inspect_app.store.paper_templates import PaperTemplate
from inspect_app.store.peer_messages import ReceivedMessage
from inspect_app.store.peers import Peer
from inspect_app.store.questions import Question
from inspect_app.store.rescues import RescueImport
from inspect_app.store.standards import StandardEdition, StandardSupplement
from inspect_app.store.statutes import StatuteFile
from inspect_app.store.street_duties import StreetDeed, StreetDuties
from inspect_app.store.targets import TargetStage
from inspect_app.store.trainings import TestQuestion, Training
from inspect_app.store.typical_cases import TypicalCase
from inspect_app.store.visits import Visit
from inspect_app.store.works import Work
from inspect_app.store.year_plans import YearPlan
from inspect_app.web.journal_lines import WHATS
from inspect_app.web.peer_words import kind_words
from inspect_app.web.wording import translated


def _target_name(stage: TargetStage) -> str:
    return f"{stage.year} {translated(stage.measure.value)} {stage.count}"


NAMES: dict[str, tuple[type[Any], Callable[[Any], object]]] = {
    "officer": (Officer, attrgetter("name")),
    "device": (Device, attrgetter("label")),
    "agency": (Agency, attrgetter("name")),
    "team": (Team, attrgetter("name")),
    "work": (Work, attrgetter("name")),
    "visit": (Visit, attrgetter("work.name")),
    "order": (Order, attrgetter("number")),
    "decision": (Decision, attrgetter("number")),
    "lead": (Lead, attrgetter("number")),
    "handover": (Handover, attrgetter("number")),
    "fine": (Fine, attrgetter("number")),
    "file_review": (FileReview, attrgetter("number")),
    "checklist": (ChecklistVersion, lambda one: f"{one.file.code} v{one.number}"),
    "amendment": (Amendment, attrgetter("title")),
    "outside_visit": (OutsideVisit, attrgetter("department")),
    "year_plan": (YearPlan, attrgetter("year")),
    "street_duties": (StreetDuties, lambda one: f"{one.street.name} {one.year}"),
    "street_deed": (StreetDeed, attrgetter("text")),
    "target": (TargetStage, _target_name),
    "draw": (Draw, attrgetter("title")),
    "paper_template": (PaperTemplate, lambda one: translated(FORMS[one.form].title)),
    "office_paper": (OfficePaper, attrgetter("title")),
    "event": (JournalEvent, lambda one: WHATS.get(one.type, one.type)),
    "rescue": (RescueImport, attrgetter("file_name")),
    "statute": (StatuteFile, attrgetter("title")),
    "typical_case": (TypicalCase, attrgetter("title")),
    "training": (Training, attrgetter("title")),
    "test_question": (TestQuestion, attrgetter("text")),
    "attachment": (Attachment, attrgetter("name")),
    "activity": (Activity, attrgetter("title")),
    "question": (Question, attrgetter("title")),
    "peer": (Peer, attrgetter("name")),
    "message": (ReceivedMessage, lambda one: kind_words(one.kind)),
    "standard": (StandardEdition, lambda one: f"{one.title} v{one.number}"),
    "figure_report": (FigureReport, lambda one: f"{one.of} №{one.number}"),
    "standard_supplement": (StandardSupplement, attrgetter("code")),
}
"""Subject -> what is kept of it, and how it is called."""
PAGES = {
    "officer": ("officers.show", "officer_id"),
    "agency": ("agencies.show", "agency_id"),
    "work": ("works.show", "work_id"),
    "visit": ("visits.show", "visit_id"),
    "order": ("orders.show", "order_id"),
    "decision": ("decisions.show", "decision_id"),
    "fine": ("fines.show", "fine_id"),
    "file_review": ("file_review_sheets.show", "review_id"),
    "lead": ("leads.show", "lead_id"),
    "handover": ("handovers.show", "handover_id"),
    "checklist": ("checklists.show", "version_id"),
    "amendment": ("amendments.show", "amendment_id"),
    "year_plan": ("year_plans.show", "plan_id"),
    "street_duties": ("street_duties.show", "duties_id"),
    "draw": ("draws.show", "draw_id"),
    "office_paper": ("office_papers.show", "paper_id"),
    "event": ("problem_events.show", "event_id"),
    "rescue": ("rescues.show", "import_id"),
    "statute": ("statutes.show", "statute_id"),
    "typical_case": ("typical_cases.show", "case_id"),
    "training": ("trainings.show", "training_id"),
    "activity": ("activities.show", "activity_id"),
    "question": ("questions.show", "question_id"),
    "peer": ("peers.show", "peer_id"),
    "message": ("peer_messages.show_received", "received_id"),
}
"""Subject -> the page that shows it, and the name of its id in that page's address."""


@dataclass
class Names:
    """What things are called. Those of a whole page are asked for together, one query for each kind of thing."""

    known: dict[tuple[str, UUID], str] = field(default_factory=dict)

    def expect(self, things: Iterable[tuple[str, UUID]]) -> None:
        wanted: dict[str, set[UUID]] = {}
        for subject, key in things:
            if (subject, key) not in self.known:
                wanted.setdefault(subject, set()).add(key)
        for subject, keys in wanted.items():
            self._look_up(subject, keys)

    def _look_up(self, subject: str, keys: set[UUID]) -> None:
        kind, name_of = NAMES.get(subject, (None, str))
        found = all_with(kind, keys) if kind else {}
        for key in keys:
            self.known[subject, key] = str(name_of(found[key]) or "") if key in found else ""

    def of(self, subject: str, key: UUID) -> str:
        self.expect([(subject, key)])
        return self.known[subject, key]


def page_of(subject: str, key: UUID) -> str:
    """The page of the thing, when there is one that the reader may open."""
    endpoint, name = PAGES.get(subject, ("", ""))
    view = current_app.view_functions.get(endpoint)
    needed = getattr(view, "needs", None)
    return url_for(endpoint, **{name: key}) if view and needed and current_officer().may(needed) else ""  # type: ignore[arg-type]

"""What the audit is about: the name of each kind of thing, and the page that shows it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from flask import current_app, url_for

from inspect_app.access import current_officer
from inspect_app.rules.paper_forms import FORMS
from inspect_app.store.activities import activity_with
from inspect_app.store.agencies import agency_with, team_with
from inspect_app.store.amendments import amendment_with
from inspect_app.store.attachments import attachment_with
from inspect_app.store.checklists import version_with
from inspect_app.store.decisions import decision_with
from inspect_app.store.draws import draw_with
from inspect_app.store.file_reviews import file_review_with
from inspect_app.store.fines import fine_with
from inspect_app.store.journal import event_with
from inspect_app.store.leads import lead_with
from inspect_app.store.office_papers import paper_with
from inspect_app.store.officers import device_with, officer_with
from inspect_app.store.orders import order_with
from inspect_app.store.outside_visits import outside_visit_with
from inspect_app.store.paper_templates import template_with
from inspect_app.store.questions import question_with
from inspect_app.store.rescues import rescue_with
from inspect_app.store.statutes import statute_with
from inspect_app.store.targets import target_stage_with
from inspect_app.store.trainings import question_for_tests, training_with
from inspect_app.store.typical_cases import typical_case_with
from inspect_app.store.visits import visit_with
from inspect_app.store.works import works_with
from inspect_app.store.year_plans import year_plan_with
from inspect_app.web.journal_lines import WHATS
from inspect_app.web.wording import translated


def _target_name(key: UUID) -> str | None:
    stage = target_stage_with(key)
    return f"{stage.year} {translated(stage.measure.value)} {stage.count}" if stage else None


def _work_name(work_id: UUID) -> str | None:
    found = works_with([work_id])
    return found[0].name if found else None


def _checklist_name(version_id: UUID) -> str | None:
    version = version_with(version_id)
    return f"{version.file.code} v{version.number}" if version else None


def _visit_name(visit_id: UUID) -> str | None:
    visit = visit_with(visit_id)
    return visit.work.name if visit else None


def _event_name(event_id: UUID) -> str | None:
    event = event_with(event_id)
    return str(WHATS.get(event.type, event.type)) if event else None


NAMES: dict[str, Callable[[UUID], str | None]] = {
    "officer": lambda key: getattr(officer_with(key), "name", None),
    "device": lambda key: getattr(device_with(key), "label", None),
    "agency": lambda key: getattr(agency_with(key), "name", None),
    "team": lambda key: getattr(team_with(key), "name", None),
    "work": _work_name,
    "visit": _visit_name,
    "order": lambda key: getattr(order_with(key), "number", None),
    "decision": lambda key: getattr(decision_with(key), "number", None),
    "lead": lambda key: getattr(lead_with(key), "number", None),
    "fine": lambda key: getattr(fine_with(key), "number", None),
    "file_review": lambda key: getattr(file_review_with(key), "number", None),
    "checklist": _checklist_name,
    "amendment": lambda key: getattr(amendment_with(key), "title", None),
    "outside_visit": lambda key: getattr(outside_visit_with(key), "department", None),
    "year_plan": lambda key: str(found.year) if (found := year_plan_with(key)) else None,
    "target": _target_name,
    "draw": lambda key: getattr(draw_with(key), "title", None),
    "paper_template": lambda key: translated(FORMS[found.form].title) if (found := template_with(key)) else None,
    "office_paper": lambda key: getattr(paper_with(key), "title", None),
    "event": _event_name,
    "rescue": lambda key: getattr(rescue_with(key), "file_name", None),
    "statute": lambda key: getattr(statute_with(key), "title", None),
    "typical_case": lambda key: getattr(typical_case_with(key), "title", None),
    "training": lambda key: getattr(training_with(key), "title", None),
    "test_question": lambda key: getattr(question_for_tests(key), "text", None),
    "attachment": lambda key: getattr(attachment_with(key), "name", None),
    "activity": lambda key: getattr(activity_with(key), "title", None),
    "question": lambda key: getattr(question_with(key), "title", None),
}
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
    "checklist": ("checklists.show", "version_id"),
    "amendment": ("amendments.show", "amendment_id"),
    "year_plan": ("year_plans.show", "plan_id"),
    "draw": ("draws.show", "draw_id"),
    "office_paper": ("office_papers.show", "paper_id"),
    "event": ("problem_events.show", "event_id"),
    "rescue": ("rescues.show", "import_id"),
    "statute": ("statutes.show", "statute_id"),
    "typical_case": ("typical_cases.show", "case_id"),
    "training": ("trainings.show", "training_id"),
    "activity": ("activities.show", "activity_id"),
    "question": ("questions.show", "question_id"),
}
"""Subject -> the page that shows it, and the name of its id in that page's address."""


@dataclass
class Names:
    """What things are called, each looked up once for a page of lines."""

    known: dict[tuple[str, UUID], str] = field(default_factory=dict)

    def of(self, subject: str, key: UUID) -> str:
        if (subject, key) not in self.known:
            find = NAMES.get(subject)
            self.known[(subject, key)] = (find(key) if find else None) or ""
        return self.known[(subject, key)]


def page_of(subject: str, key: UUID) -> str:
    """The page of the thing, when there is one that the reader may open."""
    endpoint, name = PAGES.get(subject, ("", ""))
    view = current_app.view_functions.get(endpoint)
    needed = getattr(view, "needs", None)
    return url_for(endpoint, **{name: key}) if view and needed and current_officer().may(needed) else ""  # type: ignore[arg-type]

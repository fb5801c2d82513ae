"""Which kind of thing each part of an address names, and who may come near one. A route without an entry fails the test."""

from collections.abc import Callable
from dataclasses import dataclass

from inspect_app.rules.people import Role
from inspect_app.rules.permissions import Permission, may
from tests.access.world import Person

OF_THE_OFFICE = frozenset(Role) - {Role.PARTNER, Role.CITY}
Whom = Callable[[Person], bool]


def people_of_the_office(person: Person) -> bool:
    """Whoever works for the office whose thing it is; of the streets only its own."""
    return person.is_ours and person.role in OF_THE_OFFICE


def those_on_the_visit_or_of_its_office(person: Person) -> bool:
    return person.is_ours and (person.is_on_the_visit or who_sees_visits(person))


def who_sees_visits(person: Person) -> bool:
    """Of its office, and no street: a street sees patrols."""
    return people_of_the_office(person) and may(person.role, Permission.SEE_VISITS)


def its_own_phone(person: Person) -> bool:
    return person.is_ours and person.role is Role.INSPECTOR


def whoever_began_it(person: Person) -> bool:
    return person.is_ours and person.role is Role.SUPERVISOR


def the_head_who_began_it(person: Person) -> bool:
    return person.is_ours and person.role is Role.HEAD


def themselves_or_whoever_plans(person: Person) -> bool:
    return person.is_ours and person.role in (Role.INSPECTOR, Role.SUPERVISOR, Role.HEAD)


def whoever_plans_training(person: Person) -> bool:
    """The head took the test and handed it in."""
    return person.is_ours and may(person.role, Permission.PLAN_TRAINING)


def the_office_and_its_city(person: Person) -> bool:
    return people_of_the_office(person) or (person.is_ours and person.role is Role.CITY)


def whoever_asked_or_answers(person: Person) -> bool:
    return person.is_ours and person.role in (Role.INSPECTOR, Role.LEGAL_REVIEWER, Role.CITY)


def everybody_here(_person: Person) -> bool:
    return True


@dataclass(frozen=True)
class Kind:
    """`name` = the thing's name in the world. `readers` = who may see it; `writers` = who may change it, None = the readers."""

    name: str
    readers: Whom
    writers: Whom | None = None

    def is_open_to(self, person: Person, *, writing: bool) -> bool:
        return (self.writers if writing and self.writers else self.readers)(person)


def _of_the_office(name: str) -> Kind:
    return Kind(name, people_of_the_office)


KINDS: dict[str, Kind] = {
    "agency_id": _of_the_office("agency"),
    "team_id": _of_the_office("team"),
    "officer_id": _of_the_office("officer"),
    "device_id": _of_the_office("device"),
    "sign_in_id": _of_the_office("sign_in"),
    "work_id": _of_the_office("work"),
    "visit_id": _of_the_office("visit"),
    "visit_door:visit_id": Kind("visit", who_sees_visits),
    "finding_id": _of_the_office("finding"),
    "decision_id": _of_the_office("decision"),
    "fine_id": _of_the_office("fine"),
    "payment_id": _of_the_office("payment"),
    "supplement_id": _of_the_office("supplement"),
    "order_id": _of_the_office("order"),
    "case_id": _of_the_office("case"),
    "review_id": _of_the_office("file_review"),
    "lead_id": _of_the_office("lead"),
    "matter_id": _of_the_office("street_matter"),
    "patrol_id": _of_the_office("patrol"),
    "duties_id": _of_the_office("street_duties"),
    "duty_line_id": _of_the_office("street_duty_line"),
    "deed_id": _of_the_office("street_deed"),
    "file_id": _of_the_office("lead_file"),
    "handover_id": _of_the_office("handover"),
    "part_id": _of_the_office("handover_file"),
    "project_id": _of_the_office("project"),
    "project_imports:import_id": Kind("project_import", whoever_began_it),
    "position": Kind("position", everybody_here),
    "public_reports:code": Kind("plate", everybody_here),
    "lead_imports:import_id": Kind("lead_import", whoever_began_it),
    "document_id": _of_the_office("document"),
    "recording_id": _of_the_office("recording"),
    "paper_id": _of_the_office("office_paper"),
    "paper_templates:version_id": _of_the_office("paper_template"),
    "event_id": _of_the_office("problem_event"),
    "refusal_id": _of_the_office("refused_photo"),
    "rescues:import_id": _of_the_office("rescue"),
    "works.imports:import_id": Kind("work_import", whoever_began_it),
    "tus:upload_id": Kind("upload", its_own_phone),
    "photos:sha256": Kind("photo", those_on_the_visit_or_of_its_office),
    "recordings:sha256": Kind("recorded_bytes", those_on_the_visit_or_of_its_office),
    "version_id": Kind("draft", everybody_here, people_of_the_office),
    "checklists:code": Kind("checklist", everybody_here, people_of_the_office),
    "checklist_items:code": Kind("item", everybody_here, people_of_the_office),
    "checklist_sections:code": Kind("section", everybody_here, people_of_the_office),
    "section_code": Kind("section", everybody_here, people_of_the_office),
    "outside_id": _of_the_office("outside_visit"),
    "plan_id": _of_the_office("year_plan"),
    "line_id": _of_the_office("year_plan_line"),
    "draw_id": _of_the_office("draw"),
    "exclusion_id": _of_the_office("draw_exclusion"),
    "amendment_id": Kind("amendment", everybody_here, people_of_the_office),
    "row_id": Kind("amended_row", everybody_here, people_of_the_office),
    "amended_rows:change": Kind("kind_of_change", everybody_here),
    "rulebook:number": Kind("edition", everybody_here),
    "working_days:day": _of_the_office("day"),
    "statute_id": Kind("statute", everybody_here),
    "note_id": _of_the_office("statute_note"),
    "statute_imports:import_id": Kind("statute_import", the_head_who_began_it),
    "typical_cases:case_id": _of_the_office("typical_case"),
    "interest_id": Kind("interest", themselves_or_whoever_plans),
    "training_id": _of_the_office("training"),
    "attempt_id": Kind("test_attempt", whoever_plans_training, the_head_who_began_it),
    "test_question_id": _of_the_office("test_question"),
    "attachment_id": _of_the_office("attachment"),
    "activity_id": _of_the_office("activity"),
    "report_id": _of_the_office("figure_report"),
    "sample_id": _of_the_office("figure_sample"),
    "figure_reports:year": Kind("reported_year", everybody_here),
    "month": Kind("reported_month", everybody_here),
    "edition_id": _of_the_office("standard"),
    "standard_supplements:supplement_id": _of_the_office("standard_supplement"),
    "peer_id": _of_the_office("peer"),
    "pairing_id": _of_the_office("pairing"),
    "sent_id": _of_the_office("sent_message"),
    "received_id": _of_the_office("received_message"),
    "question_file_id": Kind("question_file", people_of_the_office),
    "sent_questions:question_id": Kind("question", the_office_and_its_city),
    "question_id": Kind("question", the_office_and_its_city, whoever_asked_or_answers),
    # What follows names nothing that belongs to anybody: a size, a format, a setting that each office has.
    "size": Kind("size", everybody_here),
    "ending": Kind("ending", everybody_here),
    "statute_notes:anchor": Kind("article", everybody_here),
    "case_papers:form": Kind("paper_form", everybody_here),
    "paper_templates:form": Kind("paper_form", everybody_here),
    "settings:name": Kind("setting", everybody_here),
    "targets:year": Kind("year", everybody_here),
    "case_steps:step": Kind("step", everybody_here),
    "case_calendar:token": Kind("calendar_feed", everybody_here),
    "pwa:_screen": Kind("screen", everybody_here),
    "static:filename": Kind("file", everybody_here),
}
"""Part of an address, with its blueprint where another one means something else by it. The name is unique in the routes."""

IN_THE_BODY = {
    "planning.create": {"work": "work_id"},
    "visit_batches.create": {"work": "work_id"},
    "rounds.create": {"officer": "officer_id", "visit": "visit_id"},
}
"""Fields of a form by which a deed without anything in its address names a thing of somebody."""


def kind_of(endpoint: str, part: str) -> Kind:
    """KeyError = a new kind of address: say in `KINDS` whose it is."""
    blueprint = endpoint.rpartition(".")[0] or endpoint
    return KINDS.get(f"{blueprint}:{part}") or KINDS[part]

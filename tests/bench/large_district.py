"""Fills the demonstration up to 10,000 works and plans a visit with a checklist of 200 items."""

from dataclasses import replace
from uuid import UUID

from inspect_app import clock, create_app
from inspect_app.actions.checklists import new_draft, publish_checklist
from inspect_app.actions.planning import plan_visit
from inspect_app.actions.visits import VisitFacts
from inspect_app.actions.works import register_work
from inspect_app.rules.procedure import VisitKind
from inspect_app.store.agencies import instance_agency
from inspect_app.store.base import transaction
from inspect_app.store.officers import officer_by_login
from inspect_app.store.works import works_of
from tests import make

WORKS = 10_000
LONG_VISIT = UUID("0193a000-0000-7000-8000-000000000200")


def fill() -> None:
    at = clock.now()
    office, inspector, supervisor = instance_agency(), officer_by_login("geng"), officer_by_login("jia")
    assert office
    assert inspector
    assert supervisor
    works = works_of(office.id)
    with transaction():
        for number in range(len(works), WORKS):
            pattern = works[number % len(works)].facts()
            facts = replace(pattern, number=f"SJ-{number:05d}", name=f"{pattern.name}{number}")
            register_work(facts, agency_id=office.id, by=None, at=at)
    with transaction():
        version = new_draft(make.checklist("long", items=199), by=None, at=at)
        publish_checklist(version, by=None, at=at)
        long = (("long", version.number),)
        facts = VisitFacts(LONG_VISIT, works[0].id, VisitKind.PLANNED, long, (inspector.id,), due_on=clock.today())
        plan_visit(facts, by=supervisor, at=at)


if __name__ == "__main__":
    with create_app().app_context():
        fill()

"""Inspections of works, patrols apart, as milestones look at them: the day on which each began, and with which checklists."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import select

from inspect_app.rules.calendar import day_of
from inspect_app.rules.key_projects import StageVisit
from inspect_app.store.base import db
from inspect_app.store.checklists import ChecklistFile, ChecklistVersion
from inspect_app.store.visits import IS_INSPECTION, Visit, VisitChecklist


def stage_visits_of(work_ids: list[UUID], *, codes: Collection[str] = ()) -> dict[UUID, list[StageVisit]]:
    """All, or those alone that were made with one of these checklists."""
    query = select(Visit.work_id, Visit.id, Visit.started_at, ChecklistFile.code)
    query = query.outerjoin(VisitChecklist, VisitChecklist.visit_id == Visit.id)
    query = query.outerjoin(ChecklistVersion, ChecklistVersion.id == VisitChecklist.version_id)
    query = query.outerjoin(ChecklistFile, ChecklistFile.id == ChecklistVersion.checklist_id)
    query = query.where(Visit.work_id.in_(work_ids), Visit.started_at.is_not(None), IS_INSPECTION)
    query = query.where(ChecklistFile.code.in_(codes)) if codes else query
    of_visit: dict[tuple[UUID, UUID], tuple[date, set[str]]] = {}
    for work_id, visit_id, at, code in db.session.execute(query):
        if at:
            of_visit.setdefault((work_id, visit_id), (day_of(at), set()))[1].add(code or "")
    found: dict[UUID, list[StageVisit]] = {}
    for (work_id, _visit_id), (day, codes) in of_visit.items():
        found.setdefault(work_id, []).append(StageVisit(day, frozenset(codes)))
    return found

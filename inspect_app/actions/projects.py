"""Construction projects: imported as a list, their gaps reckoned by the rules, each gap made a lead once (以建为主)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.actions.leads import find_lead
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.calendar import day_of
from inspect_app.rules.lead_texts import gap_text
from inspect_app.rules.leads import LeadFacts, LeadSource
from inspect_app.rules.projects import (
    COLUMNS,
    EXAMPLE,
    GapKind,
    ProjectFacts,
    gaps_of,
    missing_m2,
    owed_yuan,
    project_faults,
    project_from,
)
from inspect_app.rules.sheet_tables import ColumnFault, TableRow
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.leads import Lead
from inspect_app.store.officers import Officer
from inspect_app.store.projects import Project, project_with, projects_for_update, projects_of, projects_state

LABELS = {column.code: column.label for column in COLUMNS}


@dataclass(frozen=True)
class ProjectRows:
    new: tuple[TableRow, ...]
    changed: tuple[TableRow, ...]
    same: tuple[TableRow, ...]
    wrong: tuple[TableRow, ...]


def sort_projects(rows: Sequence[TableRow], agency_id: UUID) -> ProjectRows:
    return _sorted(rows, {one.number: one.facts() for one in projects_of(agency_id)})


def _sorted(rows: Sequence[TableRow], known: Mapping[str, ProjectFacts]) -> ProjectRows:
    piles: dict[str, list[TableRow]] = {"new": [], "changed": [], "same": [], "wrong": []}
    first: dict[str, int] = {}
    for row in rows:
        checked = _checked(row, first)
        piles[_pile(checked, known)].append(checked)
    return ProjectRows(**{name: tuple(pile) for name, pile in piles.items()})


def _pile(row: TableRow, known: Mapping[str, ProjectFacts]) -> str:
    if row.faults:
        return "wrong"
    project = project_from(row.values)
    before = known.get(project.number)
    if before is None:
        return "new"
    return "same" if before == project else "changed"


def _checked(row: TableRow, first: dict[str, int]) -> TableRow:
    if row.faults:
        return row
    project = project_from(row.values)
    found = project_faults(project)
    if project.number == EXAMPLE.number:
        found.append(Refusal(Problem.IMPORT_EXAMPLE_ROW))
    if (before := first.setdefault(project.number, row.number)) != row.number:
        twice = {"row": before, "field": LABELS["number"]}
        found.append(Refusal(Problem.IMPORT_SAME_ROW, facts=twice))
    faults = tuple(ColumnFault(str(one.facts.get("field", LABELS["number"])), one) for one in found)
    is_secret = any(one.problem is Problem.CLASSIFIED_WORK for one in found)
    return replace(row, faults=faults, texts={} if is_secret else row.texts)


def import_projects(rows: Sequence[TableRow], *, state: int, source: str, by: Officer, at: datetime) -> ProjectRows:
    """Enter and change what the preview showed, all of it or nothing."""
    here = {one.number: one for one in projects_for_update(by.home_id)}
    if projects_state(by.home_id) != state:
        raise Refused(Refusal(Problem.IMPORT_OUTDATED))
    found = _sorted(rows, {number: one.facts() for number, one in here.items()})
    for row in (*found.new, *found.changed):
        _write(project_from(row.values), here, by=by, at=at)
    db.session.flush()
    counts = {"new": len(found.new), "changed": len(found.changed)}
    note_deed("import_projects", by=by.id, at=at, subject="project", source=source, rows=counts)
    return found


def _write(facts: ProjectFacts, here: dict[str, Project], *, by: Officer, at: datetime) -> None:
    gaps = gaps_of(facts)
    values = {"gap_m2": missing_m2(gaps), "owed_yuan": owed_yuan(gaps), "gap_count": len(gaps), "changed_at": at}
    project = here.get(facts.number)
    if project is None:
        db.session.add(Project(id=uuid4(), agency_id=by.home_id, revision=1, **values, **vars(facts)))
        return
    for name, value in {**values, **vars(facts)}.items():
        setattr(project, name, value)
    project.revision += 1


def origin_of(project: Project, kind: GapKind) -> str:
    """The very matter: a gap of one kind of one project is one lead, whatever its size becomes."""
    return f"project:{project.id.hex}:{kind.name.lower()}"


def make_gap_lead(project_id: UUID, kind: GapKind, *, by: Officer, at: datetime) -> Lead:
    """列为案源. A second call gives the first lead."""
    project = project_with(project_id)
    if project is None or project.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    gap = next((one for one in gaps_of(project.facts()) if one.kind is kind), None)
    if gap is None:
        raise Refused(Refusal(Problem.GAP_CLOSED, facts={"gap": kind.value}))
    facts = LeadFacts(
        LeadSource.PROJECT,
        gap_text(project.facts(), gap),
        day_of(at),
        place=project.address,
        party=project.developer,
    )
    return find_lead(facts, origin_of(project, kind), None, by=by, at=at, project_id=project.id)

"""Agencies below the office, their names over time, and teams."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.actions.settings import publish_rulebook
from inspect_app.actions.statutes import tell_agency_of_statutes
from inspect_app.actions.telling import tell_of_officer
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.people import AgencyKind
from inspect_app.store.agencies import Agency, AgencyName, Team, agency_by_code, teams_of
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.officers import officers_of

ADDABLE = (AgencyKind.STREET, AgencyKind.FIRE, AgencyKind.WORK_SAFETY)
CODE = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")


@dataclass(frozen=True)
class AgencyForm:
    """`since_on` = the first day of its name: a document of an earlier day carries it as well, for there is no other."""

    code: str
    kind: AgencyKind
    name: str
    since_on: date


def add_agency(form: AgencyForm, parent: Agency, *, by: UUID, at: datetime) -> Agency:
    """A street, a town or a partner department below the office."""
    refuse_if_any([*_faults(form), _name_fault(form.name)])
    agency = Agency(id=uuid4(), code=form.code, kind=form.kind, name=form.name.strip(), parent_id=parent.id)
    agency.names = [AgencyName(id=uuid4(), name=agency.name, since_on=form.since_on)]
    db.session.add(agency)
    note_deed("add_agency", by=by, at=at, subject="agency", subject_id=agency.id, code=form.code, name=agency.name)
    db.session.flush()
    tell_agency_of_statutes(agency)
    return agency


def _faults(form: AgencyForm) -> list[Refusal | None]:
    code = {"code": form.code}
    return [
        None if CODE.fullmatch(form.code) else Refusal(Problem.CODE_WRONG, facts=code),
        Refusal(Problem.CODE_TAKEN, facts=code) if agency_by_code(form.code) else None,
        None if form.kind in ADDABLE else Refusal(Problem.NOT_ALLOWED),
    ]


def _name_fault(name: str) -> Refusal | None:
    return None if name.strip() else Refusal(Problem.FIELD_MISSING, facts={"field": "名称"})


def rename_agency(agency: Agency, name: str, since_on: date, *, by: UUID, at: datetime) -> None:
    """更名: documents from the first day on carry the new name, earlier ones keep theirs. The same day again mends it."""
    refuse_if_any([_name_fault(name)])
    _put_name(agency, name.strip(), since_on)
    before, agency.name = agency.name, agency.name_on(day_of(at))
    named = {"before": before, "name": name.strip(), "since_on": since_on.isoformat()}
    note_deed("rename_agency", by=by, at=at, subject="agency", subject_id=agency.id, **named)
    db.session.flush()
    publish_rulebook(at=at)
    _tell_of_people(agency)


def _put_name(agency: Agency, name: str, since_on: date) -> None:
    known = next((line for line in agency.names if line.since_on == since_on), None)
    if known:
        known.name = name
    else:
        agency.names.append(AgencyName(id=uuid4(), agency_id=agency.id, name=name, since_on=since_on))
    agency.names.sort(key=lambda line: line.since_on)


def add_team(agency: Agency, name: str, *, by: UUID, at: datetime) -> Team:
    _check_team_name(agency.id, name, None)
    team = Team(id=uuid4(), agency_id=agency.id, name=name.strip())
    db.session.add(team)
    note_deed("add_team", by=by, at=at, subject="team", subject_id=team.id, agency=agency.name, name=team.name)
    db.session.flush()
    return team


def rename_team(team: Team, agency: Agency, name: str, *, by: UUID, at: datetime) -> None:
    _check_team_name(agency.id, name, team)
    changed = {"name": [team.name, name.strip()]}
    team.name = name.strip()
    note_deed("rename_team", by=by, at=at, subject="team", subject_id=team.id, agency=agency.name, changed=changed)
    db.session.flush()
    _tell_of_people(agency)


def _check_team_name(agency_id: UUID, name: str, known: Team | None) -> None:
    refuse_if_any([_name_fault(name)])
    if any(team.name == name.strip() and team is not known for team in teams_of(agency_id)):
        raise Refused(Refusal(Problem.NAME_TAKEN, facts={"name": name.strip()}))


def _tell_of_people(agency: Agency) -> None:
    """Phones show agency and team beside each name."""
    for officer in officers_of(agency.id):
        tell_of_officer(officer)

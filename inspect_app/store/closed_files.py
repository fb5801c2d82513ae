"""Files in which nothing is open any more, by the year in which they closed: what a case-file review chooses from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import case, extract, func, select, union

from inspect_app.rules.acts import Procedure
from inspect_app.rules.file_checks import CLOSED
from inspect_app.store.base import db
from inspect_app.store.cases import Case, CaseEntry
from inspect_app.store.decisions import Decision
from inspect_app.store.officers import Officer, officers_with


@dataclass(frozen=True)
class ClosedFile:
    """`on` = the day that puts it into a year: of the decision, or of a case's closing. `team` = of whoever handled it."""

    procedure: Procedure
    thing: Decision | Case
    on: date
    handled_by: Officer | None

    @property
    def team_id(self) -> UUID | None:
        return self.handled_by.team_id if self.handled_by else None

    @property
    def team_name(self) -> str:
        return self.handled_by.team.name if self.handled_by and self.handled_by.team else ""


def closed_files(agency_id: UUID, procedures: Sequence[Procedure]) -> list[ClosedFile]:
    """In the order of their numbers, so that a draw with the same seed finds the same list."""
    decisions = _decisions(agency_id) if Procedure.ON_THE_SPOT in procedures else []
    cases = _cases(agency_id) if Procedure.GENERAL in procedures else []
    return sorted([*decisions, *cases], key=lambda one: (one.procedure.name, one.thing.number, str(one.thing.id)))


def years_closed(agency_id: UUID) -> list[int]:
    """The years in which any of them closed, the newest first; asked of the database, which has ten thousands of files."""
    decided = (
        select(extract("year", Decision.decided_on))
        .where(Decision.agency_id == agency_id, Decision.stage.in_(CLOSED[Procedure.ON_THE_SPOT]))
        .where(Decision.delivered_at.is_not(None))
    )
    closing = func.max(case((CaseEntry.step == "close", CaseEntry.happened_on)))
    on = func.coalesce(closing, func.max(CaseEntry.happened_on), Case.found_on)
    closed = (
        select(extract("year", on))
        .outerjoin(CaseEntry, CaseEntry.case_id == Case.id)
        .where(Case.agency_id == agency_id, Case.stage.in_(CLOSED[Procedure.GENERAL]))
        .group_by(Case.id, Case.found_on)
    )
    return sorted(map(int, db.session.scalars(union(decided, closed))), reverse=True)


def closed_file(thing: Decision | Case) -> ClosedFile:
    """One, whether it is closed or not."""
    people = {one.id: one for one in officers_with(_handlers([thing]))}
    return _file(thing, people)


def _decisions(agency_id: UUID) -> list[ClosedFile]:
    query = select(Decision).where(
        Decision.agency_id == agency_id,
        Decision.stage.in_(CLOSED[Procedure.ON_THE_SPOT]),
        Decision.delivered_at.is_not(None),
    )
    return _files(list(db.session.scalars(query)))


def _cases(agency_id: UUID) -> list[ClosedFile]:
    query = select(Case).where(Case.agency_id == agency_id, Case.stage.in_(CLOSED[Procedure.GENERAL]))
    return _files(list(db.session.scalars(query)))


def _files(things: Sequence[Decision | Case]) -> list[ClosedFile]:
    people = {one.id: one for one in officers_with(_handlers(things))}
    return [_file(one, people) for one in things]


def _file(thing: Decision | Case, people: dict[UUID, Officer]) -> ClosedFile:
    if isinstance(thing, Decision):
        return ClosedFile(Procedure.ON_THE_SPOT, thing, thing.decided_on, people.get(_handler(thing)))
    closed = [one.happened_on for one in thing.entries if one.step == "close"]
    last = [one.happened_on for one in thing.entries] or [thing.found_on]
    return ClosedFile(Procedure.GENERAL, thing, (closed or last)[-1], people.get(_handler(thing)))


def _handlers(things: Sequence[Decision | Case]) -> list[UUID]:
    return list({_handler(one) for one in things})


def _handler(thing: Decision | Case) -> UUID:
    """Whoever made the decision; of a case the first of those who were named to investigate it."""
    if isinstance(thing, Decision):
        return thing.made_by
    named = [one.facts["officers"] for one in thing.entries if one.step in NAMES_OFFICERS]
    return UUID(named[0][0]) if named and named[0] else thing.proposed_by


NAMES_OFFICERS = frozenset({"approve_filing", "assign"})
"""The steps whose facts are `Officers`."""

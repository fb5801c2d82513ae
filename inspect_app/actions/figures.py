"""The figures of an office's year, put together: what the store counts, and the periods that only a case's record tells."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from inspect_app.actions.case_records import records_going_on, records_of
from inspect_app.actions.settings import office_settings, work_calendar
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.case_clocks import clocks_of
from inspect_app.rules.case_records import CaseRecord
from inspect_app.rules.figures import COUNTED, OF_TEAMS, Scope, Values, completed, in_order
from inspect_app.rules.leads import CLOCK_OF
from inspect_app.store.agencies import Team, teams_of
from inspect_app.store.base import Among
from inspect_app.store.officers import officers_of
from inspect_app.store.year_figures import (
    LISTS,
    count_figures,
    ids_of,
    open_case_ids,
    open_cases_on,
    visits_by_team,
)


@dataclass(frozen=True)
class TeamFigures:
    team: Team
    members: int
    values: Values


def scope_of(
    agency_id: UUID, year: int, as_of: date, *, today: date | None = None, team_id: UUID | None = None
) -> Scope:
    """`today` = by the clock of whoever asks; None = it may be any day."""
    settings = office_settings(agency_id)
    days = tuple((stage, settings.whole(name)) for stage, name in CLOCK_OF.items())
    members = None
    if team_id is not None:
        members = frozenset(one.id for one in officers_of(agency_id) if one.team_id == team_id)
    return Scope(agency_id, year, as_of, members, days, is_now=today is not None and as_of >= today)


def figures_of(scope: Scope) -> Values:
    """All of the office's, or of the members that the scope names."""
    return _completed(scope, late_by_first_investigator(scope))


def _completed(scope: Scope, late: Mapping[UUID, str]) -> Values:
    [counted] = count_figures([scope], COUNTED)
    counted["cases_late"] = _late_of(scope.members, late)
    return completed(counted)


def _late_of(members: frozenset[UUID] | None, late: Mapping[UUID, str]) -> int:
    keys = None if members is None else {str(one) for one in members}
    return sum(1 for one in late.values() if keys is None or one in keys)


def figures_and_teams(scope: Scope) -> tuple[Values, list[TeamFigures]]:
    """The office's, and each team's in their order; people of now, for who was in which team before is not kept."""
    people = officers_of(scope.agency_id)
    teams = sorted(teams_of(scope.agency_id), key=lambda team: in_order(team.name))
    members = [frozenset(one.id for one in people if one.team_id == team.id) for team in teams]
    one_by_one = [code for code in OF_TEAMS if code != "visits"]
    found, visits = (
        count_figures([replace(scope, members=each) for each in members], one_by_one),
        visits_by_team(scope),
    )
    for team, counted in zip(teams, found, strict=True):
        counted["visits"] = visits.get(team.id, 0)
    return figures_of(scope), [
        TeamFigures(team, len(each), completed(counted, codes=OF_TEAMS))
        for team, each, counted in zip(teams, members, found, strict=True)
    ]


def late_by_first_investigator(scope: Scope) -> dict[UUID, str]:
    """Cases that were open on that day and had a period run out by it, with the key of who was named first."""
    calendar, found = work_calendar(scope.agency_id), {}
    for case_id, record in _open_records(scope).items():
        then = replace(record, entries=tuple(one for one in record.entries if one.happened_on <= scope.as_of))
        if any(clock.is_running and clock.is_late(on=scope.as_of) for clock in clocks_of(then, calendar=calendar)):
            filing = then.last("approve_filing")
            found[case_id] = filing.facts.officers[0] if filing else ""
    return found


def _open_records(scope: Scope) -> dict[UUID, CaseRecord]:
    """Of cases that were open on that day; today's are among those that go on, which a page has asked for already."""
    if not scope.is_now:
        return records_of(scope.agency_id, open_cases_on(scope))
    known = records_going_on(scope.agency_id)
    return {case_id: known[case_id][1] for case_id in open_case_ids(scope)}


def listed_by(code: str, scope: Scope) -> Among:
    """The ids that the figure counts: as a query, or, where the record had to be read, as they are."""
    if code == "cases_late":
        late, keys = late_by_first_investigator(scope), {str(one) for one in scope.members or ()}
        return frozenset(case_id for case_id, first in late.items() if scope.members is None or first in keys)
    if code not in LISTS:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return ids_of(code, scope)

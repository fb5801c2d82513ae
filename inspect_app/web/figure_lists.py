"""Lists that were opened from a figure: which rows it counted, and the words that say so above the list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import Flask, url_for
from werkzeug.datastructures import MultiDict

from inspect_app import clock
from inspect_app.access import current_officer
from inspect_app.actions.figures import listed_by, scope_of
from inspect_app.rules.figures import BY_CODE, Figure, Listed, refuse_span
from inspect_app.rules.permissions import Permission
from inspect_app.store.agencies import team_with
from inspect_app.store.base import Among
from inspect_app.web.lists import an_id

FIGURE_FIELDS = ("figure", "year", "as_of", "of_team")
LISTS = {
    Listed.WORKS: "works.index",
    Listed.VISITS: "visits.index",
    Listed.CASES: "cases.index",
    Listed.DECISIONS: "decisions.index",
    Listed.ORDERS: "orders.index",
    Listed.LEADS: "leads.index",
    Listed.TRAININGS: "trainings.index",
}


@dataclass(frozen=True)
class Asked:
    figure: Figure
    year: int
    as_of: date
    team_id: UUID | None


def asked_in(args: Mapping[str, Any]) -> Asked | None:
    """None where the address names no figure, or none that could be counted: then the list is as ever."""
    said = {name: value[0] if isinstance(value := args.get(name, ""), list) else value for name in FIGURE_FIELDS}
    figure, year, as_of = BY_CODE.get(said["figure"]), said["year"], a_day(said["as_of"])
    if not current_officer().may(Permission.SEE_YEAR_FIGURES):
        return None
    if figure is None or as_of is None or not (year.isdecimal() and len(year) == 4):
        return None
    if int(year) < 1 or refuse_span(int(year), as_of, today=clock.today()):
        return None
    return Asked(figure, int(year), as_of, an_id(said["of_team"]))


def a_day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def among(args: "MultiDict[str, str]", listed: Listed) -> Among:
    """The rows that the figure counted, for the list that shows them."""
    asked = asked_in(args)
    if asked is None or asked.figure.listed is not listed:
        return None
    home_id = current_officer().home_id
    return listed_by(
        asked.figure.code, scope_of(home_id, asked.year, asked.as_of, today=clock.today(), team_id=asked.team_id)
    )


def figure_url(code: str, year: int, as_of: date, team_id: UUID | None = None) -> str | None:
    """Where the figure's own list is; None where nothing is listed one by one."""
    endpoint = LISTS.get(BY_CODE[code].listed)
    if endpoint is None:
        return None
    team = str(team_id) if team_id else None
    return url_for(endpoint, figure=code, year=year, as_of=as_of.isoformat(), of_team=team)


def team_named(asked: Asked) -> str:
    team = team_with(asked.team_id) if asked.team_id else None
    return team.name if team and team.agency_id == current_officer().home_id else ""


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(figure_asked=asked_in, figure_url=figure_url, figure_team=team_named)

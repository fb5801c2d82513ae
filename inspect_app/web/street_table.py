"""The table of what streets did in a year, each number with the list that it counts, on the page and as a sheet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for

from inspect_app import clock
from inspect_app.actions.street_counts import counted
from inspect_app.actions.works import street_seen_by
from inspect_app.rules.procedure import Stage
from inspect_app.rules.street_duties import BY_HAND, DutyFigure, DutyKind, fulfilment_of
from inspect_app.store.agencies import Agency, streets_of
from inspect_app.store.officers import Officer
from inspect_app.store.street_duties import StreetDuties, duties_of_year

LISTS = {
    DutyFigure.WORKS: "street_works.index",
    DutyFigure.ENOUGH: "street_works.index",
    DutyFigure.OVERDUE: "street_works.index",
    DutyFigure.PATROLS: "patrols.index",
    DutyFigure.ON_TIME: "patrols.index",
    DutyFigure.LEADS: "reported_leads.index",
    DutyFigure.LEADS_IN_TIME: "reported_leads.index",
    DutyFigure.CONFIRMED: "reported_leads.index",
    DutyFigure.MATTERS: "street_matters.index",
    DutyFigure.ANSWERED: "street_matters.index",
}
COUNTS: tuple[DutyFigure | DutyKind, ...] = (*DutyFigure, *BY_HAND)
HEADINGS = ["街镇", "责任清单", "公布日期", *(one.value for one in COUNTS), "履行的责任"]
OF_KIND = {
    DutyKind.PATROL_EACH: DutyFigure.ENOUGH,
    DutyKind.PATROL_ON_TIME: DutyFigure.ON_TIME,
    DutyKind.REPORT_IN_TIME: DutyFigure.LEADS_IN_TIME,
    DutyKind.ANSWER_ON_TIME: DutyFigure.ANSWERED,
}


@dataclass(frozen=True)
class Line:
    """`met` of `owed` duties are fulfilled as things stand."""

    street: Agency
    duties: StreetDuties | None
    numbers: Mapping[DutyFigure | DutyKind, int]
    met: int
    owed: int


def year_asked(args: Mapping[str, str]) -> int:
    year = args.get("year", "")
    return int(year) if year.isdecimal() and 2000 <= int(year) <= 2100 else clock.today().year


def table_of(reader: Officer, year: int, *, on: date, stages: frozenset[Stage] = frozenset()) -> list[Line]:
    """Every street of the office, or those whose list is in these stages; a street's person sees their own line."""
    own = street_seen_by(reader)
    streets = [street for street in streets_of(reader.home_id) if own in (None, street.id)]
    known = duties_of_year(reader.home_id, year, stages)
    if stages:
        streets = [street for street in streets if street.id in known]
    found = counted(reader.home_id, [street.id for street in streets], year, on=on)
    return [_line(street, known.get(street.id), found[street.id].numbers()) for street in streets]


def _line(street: Agency, duties: StreetDuties | None, numbers: Mapping[DutyFigure | DutyKind, int]) -> Line:
    lines = duties.lines if duties else []
    met = sum(1 for one in lines if fulfilment_of(one.facts(), numbers).is_met)
    return Line(street, duties, numbers, met, len(lines))


def list_of(year: int, street_id: UUID, what: DutyFigure | DutyKind) -> str:
    """The address of the list that a number counts."""
    if isinstance(what, DutyKind) and what in OF_KIND:
        what = OF_KIND[what]
    about: dict[str, Any] = {"street": street_id, "year": year, "all": 1}
    if isinstance(what, DutyKind):
        return url_for("street_deeds.index", kind=what.name.lower(), state="confirmed", **about)
    return url_for(LISTS[what], duty=what.name.lower(), **about)


def rows_of(lines: list[Line]) -> Iterator[list[str]]:
    for one in lines:
        duties = one.duties
        published = duties.published_on.isoformat() if duties and duties.published_on else ""
        numbers = [str(one.numbers[what]) for what in COUNTS]
        stage = duties.stage.value if duties else ""
        yield [one.street.name, stage, published, *numbers, f"{one.met}/{one.owed}" if duties else ""]

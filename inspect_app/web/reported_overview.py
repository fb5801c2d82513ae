"""The city's view of reported figures: by district, month and kind, each number with the report that it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from inspect_app.actions.standard_messages import district_peers
from inspect_app.rules.calendar import day_of
from inspect_app.rules.figure_reports import REPORTED, Month, months_before, with_sums
from inspect_app.rules.figures import BY_CODE
from inspect_app.store.agencies import Agency
from inspect_app.store.figure_reports import FigureReport, reports_of_year

SHOWN = ("filed", "closed", "visits", "orders_made", "leads_came")
"""What the first page compares districts by."""


@dataclass(frozen=True)
class ReportedCell:
    """`value` None = nothing was reported; `is_late` = and it should have been. A sum names its `code`, one number its report."""

    value: int | None
    report_id: UUID | None = None
    is_late: bool = False
    code: str = ""


@dataclass(frozen=True)
class ReportedLine:
    label: str
    cells: tuple[ReportedCell, ...]
    is_name: bool = True


@dataclass(frozen=True)
class ReportedSheet:
    key: str
    title: str
    first: str
    columns: tuple[str, ...]
    lines: tuple[ReportedLine, ...]
    kind: str
    are_names: bool = False


@dataclass(frozen=True)
class ReportedOverview:
    """`missing` = districts and the months that they still owe."""

    year: int
    code: str
    month: Month | None
    sheets: tuple[ReportedSheet, ...]
    missing: tuple[tuple[Agency, tuple[Month, ...]], ...]
    codes: tuple[str, ...]


Reports = dict[tuple[UUID, Month], FigureReport]


def reported_overview(year: int, code: str, *, today: date) -> ReportedOverview:
    """`code` = the figure that the months are shown of. Everything counts from the year's first day, as the figures do."""
    peers, reports = district_peers(), reports_of_year(year)
    districts = [peer.agency for peer in peers]
    months = months_before(min(today, date(year + 1, 1, 31)), since=date(year, 1, 1))
    months = sorted(one for one in months if one.year == year)
    since = {peer.agency_id: day_of(peer.paired_at) for peer in peers}
    missing = [
        (one, tuple(month for month in months if _is_late(one, month, reports, since[one.id], today)))
        for one in districts
    ]
    newest = max((month for _agency, month in reports), default=None)
    late = {(agency.id, month) for agency, owed in missing for month in owed}
    sheets = (
        _by_kind(districts, newest, reports),
        _by_month(districts, months, reports, code, late),
        _by_month_and_kind(districts, months, reports),
    )
    owed = tuple((agency, those) for agency, those in missing if those)
    return ReportedOverview(year, code, newest, sheets, owed, codes())


def codes() -> tuple[str, ...]:
    """The agreed figures, with the sums that are made of them, in the order of the year's figures."""
    known = with_sums(dict.fromkeys(REPORTED, 0))
    return tuple(code for code in BY_CODE if code in known)


def _is_late(agency: Agency, month: Month, reports: Reports, paired_on: date, today: date) -> bool:
    """Not before the month in which the two offices began to exchange."""
    is_owed = month.due_on < today and month.last_day >= paired_on
    return is_owed and (agency.id, month) not in reports


def _by_kind(districts: Sequence[Agency], month: Month | None, reports: Reports) -> ReportedSheet:
    """Each district's newest report of the year, by kind."""
    lines = []
    for agency in districts:
        mine = {of: one for (agency_id, of), one in reports.items() if agency_id == agency.id}
        newest = mine[max(mine)] if mine else None
        values = with_sums(newest.values) if newest else {}
        cells = tuple(ReportedCell(values.get(code), newest.id if newest else None) for code in SHOWN)
        lines.append(ReportedLine(agency.name, cells))
    labels = tuple(BY_CODE[code].label for code in SHOWN)
    return ReportedSheet("districts", "各区累计", "单位", labels, tuple(lines), "bars")


def _by_month(
    districts: Sequence[Agency], months: Sequence[Month], reports: Reports, code: str, late: set[tuple[UUID, Month]]
) -> ReportedSheet:
    """One figure: a line for each month, a column for each district."""
    lines = []
    for month in months:
        found = [(agency, reports.get((agency.id, month))) for agency in districts]
        cells = [
            ReportedCell(with_sums(one.values).get(code), one.id)
            if one
            else ReportedCell(None, is_late=(agency.id, month) in late)
            for agency, one in found
        ]
        lines.append(ReportedLine(str(month), tuple(cells)))
    names = tuple(one.name for one in districts)
    return ReportedSheet("months", "逐月累计", "月份", names, tuple(lines), "curves", are_names=True)


def _by_month_and_kind(districts: Sequence[Agency], months: Sequence[Month], reports: Reports) -> ReportedSheet:
    """All districts that have reported the month, added up."""
    lines = []
    for month in months:
        values = [with_sums(one.values) for agency in districts if (one := reports.get((agency.id, month)))]
        sums = [sum(each.get(code, 0) for each in values) if values else None for code in SHOWN]
        lines.append(ReportedLine(str(month), tuple(map(_sum, sums, SHOWN))))
    labels = tuple(BY_CODE[code].label for code in SHOWN)
    return ReportedSheet("kinds", "全市逐月合计（已上报的区）", "月份", labels, tuple(lines), "bars")


def _sum(value: int | None, code: str) -> ReportedCell:
    return ReportedCell(value, code=code)

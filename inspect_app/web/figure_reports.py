"""Reported figures: a district signs a month's off, the city compares districts; each report with its samples."""

from datetime import date
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, may_here, needs
from inspect_app.actions.figure_reports import city_peer, see_month, sign_report
from inspect_app.actions.figure_samples import rows_to_show
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.figure_reports import (
    REPORTED,
    Month,
    SampleFault,
    month_is_over,
    months_before,
    query_of,
    with_sums,
)
from inspect_app.rules.figures import BY_CODE
from inspect_app.rules.permissions import Permission
from inspect_app.store.agencies import agency_with
from inspect_app.store.base import transaction
from inspect_app.store.figure_reports import (
    FigureReport,
    FigureSample,
    report_with,
    reports_of,
    reports_of_year,
    samples_of,
    samples_waiting,
)
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.figure_reports import SampleForm
from inspect_app.web.people import names_of
from inspect_app.web.reported_overview import codes, reported_overview
from inspect_app.web.standards import is_city
from inspect_app.web.wording import translated

pages = Blueprint("figure_reports", __name__, url_prefix="/figure-reports")
Page = str | tuple[str, int] | Response
MONTHS_SHOWN = 24


@pages.get("")
@needs(Permission.SEE_REPORTED_FIGURES)
def index() -> str:
    today = clock.today()
    if is_city():
        asked = request.args.get("year", "")
        year = int(asked) if asked.isdecimal() and len(asked) == 4 else today.year
        code = request.args.get("figure", "filed")
        overview = reported_overview(year, code if code in codes() else "filed", today=today)
        return render_template("figure_reports/city.html", reported=overview, labels=BY_CODE, today=today)
    city = city_peer()
    return render_template(
        "figure_reports/index.html",
        months=_months(today),
        waiting=samples_waiting(),
        has_city=city is not None,
        owed_since=day_of(city.paired_at) if city else today,
        today=today,
    )


def _months(today: date) -> list[tuple[Month, FigureReport | None]]:
    """What is over of the last two years, with the report that holds."""
    months = months_before(today, since=date(today.year - 1, 1, 1))[:MONTHS_SHOWN]
    reports = {**reports_of_year(today.year - 1), **reports_of_year(today.year)}
    home_id = current_officer().home_id
    return [(month, reports.get((home_id, month))) for month in months]


@pages.get("/months/<int:year>-<int:month>")
@needs(Permission.SEE_REPORTED_FIGURES)
def show_month(year: int, month: int) -> str:
    return _month_page(_month(year, month))


def _month(year: int, month: int) -> Month:
    if not (1980 <= year <= 2500 and 1 <= month <= 12) or is_city():
        raise Refused(Refusal(Problem.NOT_FOUND))
    return Month(year, month)


def _month_page(month: Month, refused: Refused | None = None) -> str:
    """What would be reported now, beside what was."""
    home_id, today = current_officer().home_id, clock.today()
    refuse_if_any([month_is_over(month, today=today)])
    seen, reports = see_month(home_id, month, today=today), reports_of(home_id, month)
    return render_template(
        "figure_reports/month.html",
        month=month,
        stamp=seen.stamp,
        values=with_sums(seen.values),
        reported=with_sums(reports[0].values) if reports else {},
        reports=reports,
        codes=codes(),
        labels=BY_CODE,
        has_city=city_peer() is not None,
        may_sign=may_here(current_officer(), Permission.REPORT_FIGURES),
        note=request.form.get("note", ""),
        people=names_of(one.signed_by for one in reports),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )


@pages.post("/months/<int:year>-<int:month>")
@needs(Permission.REPORT_FIGURES)
def create(year: int, month: int) -> Page:
    of = _month(year, month)
    stamp, note = request.form.get("stamp", ""), request.form.get("note", "")
    try:
        with transaction():
            report = sign_report(of, stamp, note, by=current_officer(), at=clock.now())
    except Refused as refused:
        return _month_page(of, refused), refused.refusals[0].problem.status
    flash(gettext("已签发，下次与市民防办交换时送出。"), "good")
    return redirect(url_for("figure_reports.show", report_id=report.id))


@pages.get("/<uuid:report_id>")
@needs(Permission.SEE_REPORTED_FIGURES)
def show(report_id: UUID) -> str:
    return page_of(report_to_read(report_id))


def report_to_read(report_id: UUID) -> FigureReport:
    report = report_with(report_id)
    if report is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return report


def page_of(report: FigureReport, refused: Refused | None = None) -> str:
    samples = samples_of(report.id)
    return render_template(
        "figure_reports/show.html",
        report=report,
        agency=agency_with(report.agency_id),
        labels=BY_CODE,
        query_of=query_of,
        agreed=REPORTED,
        others=[one for one in reports_of(report.agency_id, report.of) if one.id != report.id],
        samples=[(one, _shown(one)) for one in samples],
        faults=SampleFault,
        people=names_of([one for sample in samples for one in (sample.asked_by, sample.given_by)]),
        form=sample_form(report),
        may_check=may_here(current_officer(), Permission.CHECK_FIGURES),
        may_sign=may_here(current_officer(), Permission.REPORT_FIGURES),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )


def _shown(sample: FigureSample) -> list[dict[str, object]]:
    """The rows of a sample: those that were given, or for who may give them, those that would go out."""
    if sample.rows is not None:
        return sample.rows
    if sample.report.received_at:
        return []
    return [{"index": one.index, **vars(one.row)} for one in rows_to_show(sample)]


def sample_form(report: FigureReport) -> SampleForm:
    form = SampleForm()
    counted = [one for one in report.figures if one["value"] and one["code"] in BY_CODE]
    form.code.choices = [
        (one["code"], f"{translated(BY_CODE[one['code']].label)} {one['value']}") for one in counted
    ]
    return form

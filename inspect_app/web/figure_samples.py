"""Samples of reported figures: the city asks for rows, the district's head gives them."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.figure_samples import ask_sample, give_sample
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.store.base import transaction
from inspect_app.store.figure_reports import FigureReport, sample_with
from inspect_app.web.figure_reports import page_of, report_to_read, sample_form

pages = Blueprint("figure_samples", __name__, url_prefix="/figure-reports")
Page = str | tuple[str, int] | Response


@pages.post("/<uuid:report_id>/samples")
@needs(Permission.CHECK_FIGURES)
def create(report_id: UUID) -> Page:
    report = report_to_read(report_id)
    form = sample_form(report)
    if not form.validate():
        return page_of(report), 422
    ask = partial(ask_sample, report.id, form.code.data, form.size.data or 0, by=current_officer(), at=clock.now())
    return _after(report, ask, gettext("已提出抽查，下次交换时送出。"))


@pages.post("/samples/<uuid:sample_id>/rows")
@needs(Permission.REPORT_FIGURES)
def create_rows(sample_id: UUID) -> Page:
    sample = sample_with(sample_id)
    if sample is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    give = partial(give_sample, sample.id, by=current_officer(), at=clock.now())
    return _after(sample.report, give, gettext("已提供抽查的行，下次交换时送出。"))


def _after(report: FigureReport, deed: Callable[[], object], told: str) -> Page:
    try:
        with transaction():
            deed()
    except Refused as refused:
        return page_of(report, refused), refused.refusals[0].problem.status
    flash(told, "good")
    return redirect(url_for("figure_reports.show", report_id=report.id))

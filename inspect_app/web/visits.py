"""Visits in the office: the list, one visit's page, cancelling, and finishing for a phone that never came back."""

from datetime import date
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.planning import cancel_visit, finish_for_absent
from inspect_app.problems import Refused
from inspect_app.rules.figures import Listed
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import Stage, Subject, VisitKind
from inspect_app.store.agencies import teams_of
from inspect_app.store.base import transaction
from inspect_app.store.evidence_bytes import evidence_still_to_arrive
from inspect_app.store.officers import officers_for_visits
from inspect_app.store.visit_contents import findings_by_severity
from inspect_app.store.visit_lists import (
    VisitFilter,
    count_visits,
    is_late,
    visits_matching,
)
from inspect_app.web.figure_lists import among
from inspect_app.web.forms.boxes import names, options
from inspect_app.web.forms.visits import VisitFilterForm
from inspect_app.web.lists import PER_PAGE, an_id, chosen, one_of, pages_of, remembered_filter
from inspect_app.web.stages import stage_choices
from inspect_app.web.visit_page import render_visit

pages = Blueprint("visits", __name__, url_prefix="/visits")


@pages.get("")
@needs(Permission.SEE_VISITS)
def index() -> str:
    args, home_id, today = remembered_filter("visits"), current_officer().home_id, clock.today()
    wanted = filter_from(args, on=today)
    lines = pages_of(count_visits(home_id, wanted))
    visits = visits_matching(home_id, wanted, limit=PER_PAGE, offset=lines.offset)
    return render_template(
        "visits/index.html",
        visits=visits,
        findings=findings_by_severity([visit.id for visit in visits]),
        lacking=evidence_still_to_arrive([visit.id for visit in visits]),
        late={visit.id for visit in visits if is_late(visit, on=today)},
        form=_filter_form(args),
        filter=args.to_dict(flat=False),
        pages=lines,
        may_plan=current_officer().may(Permission.PLAN_VISITS),
    )


def filter_from(args: "MultiDict[str, str]", *, on: date) -> VisitFilter:
    return VisitFilter(
        text=args.get("text", ""),
        stages=chosen(Stage, args.getlist("stage")),
        kind=one_of(VisitKind, args.get("kind")),
        team_id=an_id(args.get("team")),
        officer_id=an_id(args.get("officer")),
        work_id=an_id(args.get("work")),
        overdue_on=on if args.get("overdue") else None,
        lacks_photos=bool(args.get("photos")),
        among=among(args, Listed.VISITS),
    )


def _filter_form(args: "MultiDict[str, str]") -> VisitFilterForm:
    home_id, everybody = current_officer().home_id, options(("", gettext("全部")))
    form = VisitFilterForm(args)
    form.stage.choices = stage_choices(Subject.VISIT)
    form.team.choices = everybody + names(*((str(team.id), team.name) for team in teams_of(home_id)))
    form.officer.choices = everybody + names(*((str(one.id), one.name) for one in officers_for_visits(home_id)))
    return form


@pages.get("/<uuid:visit_id>")
@needs(Permission.SEE_VISITS)
def show(visit_id: UUID) -> str:
    return render_visit(visit_id)


@pages.post("/<uuid:visit_id>/cancellation")
@needs(Permission.PLAN_VISITS)
def create_cancellation(visit_id: UUID) -> Response | tuple[str, int]:
    try:
        with transaction():
            cancel_visit(visit_id, request.form.get("reason", ""), by=current_officer(), at=clock.now())
    except Refused as refused:
        return render_visit(visit_id, refused), refused.refusals[0].problem.status
    flash(gettext("检查已取消，手机上也会撤下。"), "good")
    return redirect(url_for("visits.show", visit_id=visit_id))


@pages.post("/<uuid:visit_id>/finish")
@needs(Permission.PLAN_VISITS)
def create_finish(visit_id: UUID) -> Response | tuple[str, int]:
    try:
        with transaction():
            finish_for_absent(visit_id, request.form.get("reason", ""), by=current_officer(), at=clock.now())
    except Refused as refused:
        return render_visit(visit_id, refused), refused.refusals[0].problem.status
    flash(gettext("检查已代为结束，进入待审核。"), "good")
    return redirect(url_for("visits.show", visit_id=visit_id))

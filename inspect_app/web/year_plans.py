"""The yearly plan (年度检查计划): its lines, its approval and publication, and what has been done of it."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.year_plans import (
    LineFacts,
    add_line,
    approve_year_plan,
    begin_year_plan,
    progress_of_plan,
    publish_year_plan,
    remove_line,
    send_back_year_plan,
    submit_year_plan,
)
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import STEPS, Subject, VisitKind
from inspect_app.rules.year_plans import QUARTERS, last_day_to_publish, quarters_over
from inspect_app.store.agencies import streets_of
from inspect_app.store.base import transaction
from inspect_app.store.record import steps_of
from inspect_app.store.year_plans import YearPlan, year_plan_of, year_plans_of
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.boxes import names, options
from inspect_app.web.forms.year_plans import LineForm, PublishedForm, YearPlanForm
from inspect_app.web.lists import an_id
from inspect_app.web.people import names_of
from inspect_app.web.sheets import send_sheet
from inspect_app.web.stages import open_for_me

pages = Blueprint("year_plans", __name__, url_prefix="/year-plans")
Page = str | tuple[str, int] | Response


@pages.get("")
@needs(Permission.SEE_VISITS)
def index() -> str:
    return _list(YearPlanForm())


@pages.post("")
@needs(Permission.PLAN_VISITS)
def create() -> Page:
    form = YearPlanForm()
    if not form.validate():
        return _list(form), 422
    try:
        with transaction():
            year, words = form.year.data or 0, form.frequency.data or ""
            plan = begin_year_plan(year, words, by=current_officer(), at=clock.now())
    except Refused as refused:
        return _list(form, refused), refused.refusals[0].problem.status
    return redirect(url_for("year_plans.show", plan_id=plan.id))


def _list(form: YearPlanForm, refused: Refused | None = None) -> str:
    officer = current_officer()
    return render_template(
        "year_plans/index.html",
        plans=year_plans_of(officer.home_id),
        form=form,
        may_plan=officer.may(Permission.PLAN_VISITS),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )


@pages.get("/<uuid:plan_id>")
@needs(Permission.SEE_VISITS)
def show(plan_id: UUID) -> str:
    return _page(_plan(plan_id))


def _plan(plan_id: UUID) -> YearPlan:
    plan = year_plan_of(current_officer().home_id, plan_id)
    if plan is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return plan


def _page(plan: YearPlan, refused: Refused | None = None, form: LineForm | None = None) -> str:
    may, record, today = open_for_me(Subject.YEAR_PLAN, plan.stage), steps_of(plan.id), clock.today()
    last = last_day_to_publish(plan.year)
    return render_template(
        "year_plans/show.html",
        plan=plan,
        progress=progress_of_plan(plan, on=today),
        over=quarters_over(plan.year, on=today),
        quarters=QUARTERS,
        may=may,
        form=form or (_line_form(plan) if "submit" in may else None),
        published=PublishedForm(formdata=None) if "publish" in may else None,
        publish_by=last if plan.published_on is None else None,
        is_late=plan.published_on is None and today > last,
        record=record,
        step_table=STEPS[Subject.YEAR_PLAN],
        people=names_of([plan.drafted_by, *(step.taken_by for step in record)]),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )


def _line_form(plan: YearPlan) -> LineForm:
    form = LineForm()
    streets = [(str(one.id), one.name) for one in streets_of(plan.agency_id)]
    form.street.choices = options(("", gettext("全区"))) + names(*streets)
    return form


@pages.post("/<uuid:plan_id>/lines")
@needs(Permission.PLAN_VISITS)
def create_line(plan_id: UUID) -> Page:
    plan = _plan(plan_id)
    form = _line_form(plan)
    if not form.validate():
        return _page(plan, form=form), 422
    quarters = (form.first.data or 0, form.second.data or 0, form.third.data or 0, form.fourth.data or 0)
    facts = LineFacts(VisitKind[form.kind.data.upper()], an_id(form.street.data), quarters)
    add = partial(add_line, plan_id, facts, by=current_officer(), at=clock.now())
    return _after(plan_id, add, gettext("已添加。"))


@pages.post("/<uuid:plan_id>/lines/<uuid:line_id>/removal")
@needs(Permission.PLAN_VISITS)
def create_line_removal(plan_id: UUID, line_id: UUID) -> Page:
    remove = partial(remove_line, plan_id, line_id, by=current_officer(), at=clock.now())
    return _after(plan_id, remove, gettext("已删去。"))


def _after(plan_id: UUID, deed: Callable[[], object], message: str) -> Page:
    plan = _plan(plan_id)
    try:
        with transaction():
            deed()
    except Refused as refused:
        return _page(plan, refused), refused.refusals[0].problem.status
    flash(message, "good")
    return redirect(url_for("year_plans.show", plan_id=plan_id))


@pages.post("/<uuid:plan_id>/submission")
@needs(Permission.PLAN_VISITS)
def create_submission(plan_id: UUID) -> Page:
    submit = partial(submit_year_plan, plan_id, by=current_officer(), at=clock.now())
    return _after(plan_id, submit, gettext("已报批，由负责人批准。"))


@pages.post("/<uuid:plan_id>/approval")
@needs(Permission.PERMIT_VISITS)
def create_approval(plan_id: UUID) -> Page:
    approve = partial(approve_year_plan, plan_id, by=current_officer(), at=clock.now())
    return _after(plan_id, approve, gettext("已批准，请公布并登记公布日期。"))


@pages.post("/<uuid:plan_id>/return")
@needs(Permission.PERMIT_VISITS)
def create_return(plan_id: UUID) -> Page:
    reason, by, at = request.form.get("reason", ""), current_officer(), clock.now()
    return _after(plan_id, partial(send_back_year_plan, plan_id, reason, by=by, at=at), gettext("已退回修改。"))


@pages.post("/<uuid:plan_id>/publication")
@needs(Permission.PLAN_VISITS)
def create_publication(plan_id: UUID) -> Page:
    form = PublishedForm()
    if not form.validate():
        return _page(_plan(plan_id)), 422
    publish = partial(publish_year_plan, plan_id, form.on.data, by=current_officer(), at=clock.now())
    return _after(plan_id, publish, gettext("已登记公布。"))


@pages.get("/<uuid:plan_id>/sheet.<any(xlsx, csv):ending>")
@needs(Permission.SEE_VISITS)
def sheet(plan_id: UUID, ending: str) -> Response:
    plan = _plan(plan_id)
    progress = progress_of_plan(plan, on=clock.today())
    heading = ["检查种类", "街镇", "一季度", "二季度", "三季度", "四季度", "已检查", "欠"]
    rows = [
        [line.kind.value, line.street.name if line.street else "全区"]
        + [str(one) for one in (*line.facts().quarters, sum(progress[line.id].done), progress[line.id].late)]
        for line in plan.lines
    ]
    name = f"{gettext('年度检查计划')}-{plan.year}.{ending}"
    return send_sheet([heading, *rows], ending, name=name, title="年度检查计划", numbers=set(heading[2:]))

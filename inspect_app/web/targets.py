"""Targets of a year: of the office and its teams, beside results, forecast and work; the head sets and raises them."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.figures import figures_and_teams, scope_of
from inspect_app.actions.targets import TargetFacts, rows_of, set_target
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.figures import last_day_counted
from inspect_app.rules.permissions import Permission
from inspect_app.rules.targets import Measure
from inspect_app.store.agencies import teams_of
from inspect_app.store.base import transaction
from inspect_app.store.targets import years_with_targets
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.boxes import names, options
from inspect_app.web.forms.targets import TargetForm
from inspect_app.web.lists import an_id
from inspect_app.web.people import names_of

pages = Blueprint("targets", __name__, url_prefix="/targets")
FIRST, LAST = 2000, 2100
WORKLOAD = (("cases_open", "未结案件"), ("visits", "检查"), ("orders_open", "待改正"))


@pages.get("")
@needs(Permission.SEE_YEAR_FIGURES)
def index() -> str | Response:
    said = request.args.get("year", "")
    is_year = said.isdecimal() and len(said) == 4 and FIRST <= int(said) <= LAST
    return redirect(url_for("targets.show", year=int(said) if is_year else clock.today().year))


@pages.get("/<int:year>")
@needs(Permission.SEE_YEAR_FIGURES)
def show(year: int) -> str:
    return _page(year, _form())


def _page(year: int, form: TargetForm, refused: Refused | None = None) -> str:
    if not FIRST <= year <= LAST:
        raise Refused(Refusal(Problem.NOT_FOUND))
    officer, as_of = current_officer(), _as_of(year)
    scope = scope_of(officer.home_id, year, as_of, today=clock.today())
    office, teams = figures_and_teams(scope)
    blocks = {measure: rows_of(scope, measure, office, teams) for measure in Measure}
    stages = [stage for rows in blocks.values() for row in rows for stage in row.stages]
    return render_template(
        "targets/show.html",
        year=year,
        as_of=as_of,
        blocks=blocks,
        workload=WORKLOAD,
        years=sorted(
            {*years_with_targets(officer.home_id), clock.today().year, clock.today().year + 1}, reverse=True
        ),
        form=form if officer.may(Permission.SET_TARGETS) else None,
        people=names_of([stage.set_by for stage in stages]),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )


def _as_of(year: int) -> date:
    """A year that has not begun stands as at its first day: nothing is done yet."""
    today = clock.today()
    return last_day_counted(year, on=today) if year <= today.year else date(year, 1, 1)


def _form() -> TargetForm:
    form = TargetForm()
    teams = ((str(team.id), team.name) for team in teams_of(current_officer().home_id))
    form.measure.choices = options(*((one.name.lower(), gettext(one.value)) for one in Measure))
    form.team.choices = options(("", gettext("全办"))) + names(*teams)
    return form


@pages.post("/<int:year>")
@needs(Permission.SET_TARGETS)
def create(year: int) -> Response | tuple[str, int]:
    form = _form()
    if not (FIRST <= year <= LAST and form.validate()):
        return _page(year, form), 422
    try:
        with transaction():
            set_target(_facts(year, form), by=current_officer(), at=clock.now())
    except Refused as refused:
        return _page(year, form, refused), refused.refusals[0].problem.status
    flash(gettext("已保存。定下的目标和理由记在记录里，不能删改，只能追加。"), "good")
    return redirect(url_for("targets.show", year=year))


def _facts(year: int, form: TargetForm) -> TargetFacts:
    measure = Measure[(form.measure.data or "").upper()]
    return TargetFacts(
        year, measure, form.count.data or 0, form.due_on.data or date.min, form.reason.data or "",
        an_id(form.team.data),
    )  # fmt: skip

"""Build, don't pay (以建为主): the construction projects, what of each is missing, and making a gap a lead."""

from collections.abc import Iterator
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.projects import make_gap_lead, origin_of
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.rules.projects import COLUMNS, GapKind, ProjectState, gaps_of, texts_of_project
from inspect_app.rules.statutes import BUILD_OR_PAY
from inspect_app.store.base import transaction
from inspect_app.store.leads import leads_of_origins
from inspect_app.store.projects import (
    SORTS,
    Project,
    ProjectFilter,
    count_projects,
    project_with,
    projects_matching,
)
from inspect_app.web.forms.projects import ProjectFilterForm
from inspect_app.web.lists import PER_PAGE, one_of, pages_of, remembered_filter
from inspect_app.web.sheets import send_sheet

pages = Blueprint("projects", __name__, url_prefix="/projects")


@pages.get("")
@needs(Permission.SEE_PROJECTS)
def index() -> str:
    args, home_id = remembered_filter("projects"), current_officer().home_id
    wanted = filter_from(args)
    lines = pages_of(count_projects(home_id, wanted))
    projects = projects_matching(home_id, wanted, limit=PER_PAGE, offset=lines.offset)
    gaps = {one.id: gaps_of(one.facts()) for one in projects}
    origins = [origin_of(one, gap.kind) for one in projects for gap in gaps[one.id]]
    return render_template(
        "projects/index.html",
        projects=projects,
        gaps=gaps,
        leads=leads_of_origins(home_id, origins),
        origin=origin_of,
        law=BUILD_OR_PAY,
        form=ProjectFilterForm(args),
        filter=args.to_dict(flat=False),
        pages=lines,
    )


def filter_from(args: "MultiDict[str, str]") -> ProjectFilter:
    sort = args.get("sort", "gap")
    return ProjectFilter(
        text=args.get("text", ""),
        state=one_of(ProjectState, args.get("state")),
        has_gap=bool(args.get("gap")),
        sort=sort if sort in SORTS else "gap",
        descending=sort not in ("number", "name"),
    )


def _ours(project_id: UUID) -> Project:
    project = project_with(project_id)
    if project is None or project.agency_id != current_officer().home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return project


@pages.get("/<uuid:project_id>")
@needs(Permission.SEE_PROJECTS)
def show(project_id: UUID) -> str:
    project = _ours(project_id)
    gaps = gaps_of(project.facts())
    origins = [origin_of(project, gap.kind) for gap in gaps]
    return render_template(
        "projects/show.html",
        project=project,
        gaps=gaps,
        leads=leads_of_origins(project.agency_id, origins),
        origin=origin_of,
        columns=COLUMNS,
        texts=texts_of_project(project.facts()),
    )


@pages.post("/<uuid:project_id>/leads")
@needs(Permission.EDIT_PROJECTS)
def create_lead(project_id: UUID) -> Response:
    _ours(project_id)
    given = request.form.get("gap", "")[:60]
    kind = one_of(GapKind, given)
    if kind is None:
        choices = {"field": "缺口", "value": given, "choices": tuple(one.value for one in GapKind)}
        raise Refused(Refusal(Problem.UNKNOWN_CHOICE, facts=choices))
    with transaction():
        lead = make_gap_lead(project_id, kind, by=current_officer(), at=clock.now())
    flash(gettext("已列为案源。"), "good")
    return redirect(url_for("leads.show", lead_id=lead.id))


@pages.get("/sheet.<any(xlsx, csv):ending>")
@needs(Permission.SEE_PROJECTS)
def sheet(ending: str) -> Response:
    """What the list shows, in the columns that an import reads, and what is missing behind them."""
    projects = projects_matching(current_officer().home_id, filter_from(request.args))
    numbers = [column.label for column in COLUMNS if column.is_number] + ["缺建面积（平方米）", "欠缴（元）"]
    return send_sheet(
        _rows(projects), ending, name=f"{gettext('建设项目')}.{ending}", title="建设项目", numbers=numbers
    )


def _rows(projects: list[Project]) -> Iterator[list[str]]:
    yield [*(column.label for column in COLUMNS), "缺建面积（平方米）", "欠缴（元）", "缺口"]
    for project in projects:
        facts = project.facts()
        kinds = "、".join(gap.kind.value for gap in gaps_of(facts))
        yield [*texts_of_project(facts).values(), str(project.gap_m2), str(project.owed_yuan), kinds]

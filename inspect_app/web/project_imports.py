"""Importing the list of construction projects: read and previewed, waiting on the server, written when confirmed."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.projects import import_projects, sort_projects
from inspect_app.problems import Refused
from inspect_app.rules.permissions import Permission
from inspect_app.rules.projects import COLUMNS, EXAMPLE, texts_of_project
from inspect_app.store.base import transaction
from inspect_app.store.projects import projects_state
from inspect_app.web.errors import as_plain
from inspect_app.web.waiting_sheets import (
    folder_of,
    keep_waiting,
    kept_sentence,
    rows_to_write,
    send_template,
    uploaded,
    waiting_in,
)

pages = Blueprint("project_imports", __name__, url_prefix="/projects/imports")
FOLDER = "project-imports"
PILES = {"new": "新增", "changed": "变更", "same": "无变化", "wrong": "有误"}


@pages.get("/new")
@needs(Permission.EDIT_PROJECTS)
def new() -> str:
    return _upload_page()


def _upload_page(refused: Refused | None = None) -> str:
    reasons = [as_plain(one) for one in refused.refusals] if refused else []
    return render_template("imports/list_new.html", of="project_imports", columns=COLUMNS, refusals=reasons)


@pages.get("/template.<any(xlsx, csv):ending>")
@needs(Permission.EDIT_PROJECTS)
def template(ending: str) -> Response:
    return send_template(COLUMNS, texts_of_project(EXAMPLE), ending, name=gettext("建设项目导入模板"))


@pages.post("")
@needs(Permission.EDIT_PROJECTS)
def create() -> Response | tuple[str, int]:
    try:
        table, source = uploaded(COLUMNS)
    except Refused as refused:
        return _upload_page(refused), refused.refusals[0].problem.status
    home_id = current_officer().home_id
    piles, state = vars(sort_projects(table.rows, home_id)), projects_state(home_id)
    import_id = keep_waiting(FOLDER, piles, ["new", "changed"], table, source=source, state=state)
    return redirect(url_for("project_imports.show", import_id=import_id))


@pages.get("/<uuid:import_id>")
@needs(Permission.EDIT_PROJECTS)
def show(import_id: UUID) -> str:
    shown = ("number", "name", "developer", "required_m2", "built_m2")
    return render_template(
        "imports/list_show.html",
        of="project_imports",
        import_id=import_id,
        waiting=waiting_in(FOLDER, import_id),
        piles=PILES,
        columns=[column for column in COLUMNS if column.code in shown],
        sentence=kept_sentence,
    )


@pages.post("/<uuid:import_id>/confirmation")
@needs(Permission.EDIT_PROJECTS)
def create_confirmation(import_id: UUID) -> Response:
    waiting = waiting_in(FOLDER, import_id)
    rows = rows_to_write(waiting, COLUMNS)
    with transaction():
        done = import_projects(
            rows, state=waiting.state, source=waiting.source, by=current_officer(), at=clock.now()
        )
    folder_of(FOLDER).remove(import_id)
    numbers = {"new": len(done.new), "changed": len(done.changed)}
    flash(gettext("导入完成：新增 %(new)s 个项目，变更 %(changed)s 个。", **numbers), "good")
    return redirect(url_for("projects.index", all=1))


@pages.post("/<uuid:import_id>/cancellation")
@needs(Permission.EDIT_PROJECTS)
def create_cancellation(import_id: UUID) -> Response:
    waiting_in(FOLDER, import_id)
    folder_of(FOLDER).remove(import_id)
    flash(gettext("已放弃这次导入，什么都没有改变。"), "good")
    return redirect(url_for("project_imports.new"))

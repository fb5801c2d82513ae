"""Importing the list of construction projects: what changed in the list since the preview is previewed anew."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from inspect_app import clock
from inspect_app.access import current_officer
from inspect_app.actions.projects import import_projects, sort_projects
from inspect_app.rules.permissions import Permission
from inspect_app.rules.projects import COLUMNS, EXAMPLE, texts_of_project
from inspect_app.rules.sheet_tables import TableRow
from inspect_app.store.import_files import WaitingImport
from inspect_app.store.projects import projects_state
from inspect_app.web.list_imports import ListImport, doors_of
from inspect_app.web.waiting_sheets import Piles


def _sorted(rows: Sequence[TableRow]) -> tuple[Piles, int]:
    home_id = current_officer().home_id
    return vars(sort_projects(rows, home_id)), projects_state(home_id)


def _write(rows: Sequence[TableRow], waiting: WaitingImport) -> str:
    done = import_projects(rows, state=waiting.state, source=waiting.source, by=current_officer(), at=clock.now())
    numbers = {"new": len(done.new), "changed": len(done.changed)}
    said: str = gettext("导入完成：新增 %(new)s 个项目，变更 %(changed)s 个。", **numbers)
    return said


PROJECTS = ListImport(
    name="project_imports",
    needs=Permission.EDIT_PROJECTS,
    columns=COLUMNS,
    example=texts_of_project(EXAMPLE),
    template_name=_l("建设项目导入模板"),
    shown=frozenset({"number", "name", "developer", "required_m2", "built_m2"}),
    piles={"new": "新增", "changed": "变更", "same": "无变化", "wrong": "有误"},
    to_write=("new", "changed"),
    sort=_sorted,
    write=_write,
    list_of=lambda: url_for("projects.index", all=1),
)
pages = doors_of(PROJECTS, "/projects/imports")

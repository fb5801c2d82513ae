"""Importing leads: a file is read and previewed, waits on the server, and is entered only when confirmed."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.lead_imports import import_leads, sort_leads
from inspect_app.problems import Refused
from inspect_app.rules.lead_sheets import COLUMNS, EXAMPLE
from inspect_app.rules.permissions import Permission
from inspect_app.store.base import transaction
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

pages = Blueprint("lead_imports", __name__, url_prefix="/leads/imports")
FOLDER = "lead-imports"
PILES = {"new": "新增", "known": "已登记过", "wrong": "有误"}


@pages.get("/new")
@needs(Permission.TRIAGE_LEADS)
def new() -> str:
    return _upload_page()


def _upload_page(refused: Refused | None = None) -> str:
    reasons = [as_plain(one) for one in refused.refusals] if refused else []
    return render_template("imports/list_new.html", of="lead_imports", columns=COLUMNS, refusals=reasons)


@pages.get("/template.<any(xlsx, csv):ending>")
@needs(Permission.TRIAGE_LEADS)
def template(ending: str) -> Response:
    return send_template(COLUMNS, EXAMPLE, ending, name=gettext("案源导入模板"))


@pages.post("")
@needs(Permission.TRIAGE_LEADS)
def create() -> Response | tuple[str, int]:
    try:
        table, source = uploaded(COLUMNS)
    except Refused as refused:
        return _upload_page(refused), refused.refusals[0].problem.status
    sorted_rows = sort_leads(table.rows, agency_id=current_officer().home_id, on=clock.today())
    import_id = keep_waiting(FOLDER, vars(sorted_rows), ["new"], table, source=source, state=0)
    return redirect(url_for("lead_imports.show", import_id=import_id))


@pages.get("/<uuid:import_id>")
@needs(Permission.TRIAGE_LEADS)
def show(import_id: UUID) -> str:
    return render_template(
        "imports/list_show.html",
        of="lead_imports",
        import_id=import_id,
        waiting=waiting_in(FOLDER, import_id),
        piles=PILES,
        columns=[column for column in COLUMNS if column.code in ("source", "summary", "reference")],
        sentence=kept_sentence,
    )


@pages.post("/<uuid:import_id>/confirmation")
@needs(Permission.TRIAGE_LEADS)
def create_confirmation(import_id: UUID) -> Response:
    waiting = waiting_in(FOLDER, import_id)
    rows = rows_to_write(waiting, COLUMNS)
    with transaction():
        count = import_leads(rows, source=waiting.source, by=current_officer(), at=clock.now())
    folder_of(FOLDER).remove(import_id)
    flash(gettext("导入完成：新增 %(count)s 条案源。", count=count), "good")
    return redirect(url_for("leads.index", all=1, sort="made"))


@pages.post("/<uuid:import_id>/cancellation")
@needs(Permission.TRIAGE_LEADS)
def create_cancellation(import_id: UUID) -> Response:
    waiting_in(FOLDER, import_id)
    folder_of(FOLDER).remove(import_id)
    flash(gettext("已放弃这次导入，什么都没有改变。"), "good")
    return redirect(url_for("lead_imports.new"))

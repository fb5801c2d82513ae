"""Checklists as files: JSON for the phone's own preview and for exchange, TOML as the catalogue ships them."""

import json
import tomllib
from dataclasses import fields
from typing import Any
from uuid import UUID

import tomli_w
from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.checklists import begin_draft
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.checklists import Checklist, Item
from inspect_app.rules.permissions import Permission
from inspect_app.rules.plain import NotPlain, from_plain
from inspect_app.store.base import transaction
from inspect_app.store.checklists import ChecklistVersion
from inspect_app.web.checklists import version_to_read
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.checklists import ImportFields

pages = Blueprint("checklist_files", __name__, url_prefix="/checklists")
MOST_BYTES = 2 * 1024 * 1024
UNSET: tuple[Any, ...] = (None, [], "")
MAY_BE_LEFT_OUT = {
    one.name for kind in (Checklist, Item) for one in fields(kind) if one.default is None or one.default in ((), "")
}


@pages.get("/versions/<uuid:version_id>.json")
@needs(Permission.SEE_CHECKLISTS)
def show_json(version_id: UUID) -> Response:
    version = version_to_read(version_id)
    response = jsonify(version.body)
    return _named(response, version, "json") if "download" in request.args else response


@pages.get("/versions/<uuid:version_id>.toml")
@needs(Permission.SEE_CHECKLISTS)
def show_toml(version_id: UUID) -> Response:
    version = version_to_read(version_id)
    text = tomli_w.dumps(without_blanks(version.body))
    return _named(Response(text, mimetype="application/toml"), version, "toml")


def without_blanks(plain: Any) -> Any:
    """TOML knows no null: what may be left out is, when it is not set, and reads back as not set."""
    if isinstance(plain, dict):
        kept = {name: value for name, value in plain.items() if name not in MAY_BE_LEFT_OUT or value not in UNSET}
        return {name: without_blanks(value) for name, value in kept.items()}
    return [without_blanks(one) for one in plain] if isinstance(plain, list) else plain


def _named(response: Response, version: ChecklistVersion, ending: str) -> Response:
    name = f"{version.file.code}-v{version.number}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@pages.get("/import")
@needs(Permission.EDIT_CHECKLISTS)
def new() -> str:
    return render_template("checklists/import.html", form=ImportFields(), refusals=[])


@pages.post("/import")
@needs(Permission.EDIT_CHECKLISTS)
def create() -> tuple[str, int] | AnyResponse:
    form = ImportFields()
    try:
        checklist = checklist_in(form.file.data.read(MOST_BYTES + 1) if form.file.data else b"")
        with transaction():
            draft = begin_draft(checklist, "import_checklist", by=current_officer(), at=clock.now())
    except Refused as refused:
        refusals = [as_plain(one) for one in refused.refusals]
        return render_template("checklists/import.html", form=form, refusals=refusals), 422
    flash(gettext("已导入为草稿，核对后再发布。"), "good")
    return redirect(url_for("checklists.show", version_id=draft.id))


def checklist_in(content: bytes) -> Checklist:
    """TOML or JSON: whichever it is. Nothing is taken from a file that does not fit as a whole."""
    if len(content) > MOST_BYTES:
        raise Refused(Refusal(Problem.BODY_TOO_LARGE))
    try:
        return from_plain(Checklist, _parsed(content.decode("utf-8-sig")))
    except NotPlain as wrong:
        raise Refused(Refusal(Problem.CHECKLIST_FILE_WRONG, facts={"where": wrong.where or "."})) from None
    except (UnicodeDecodeError, ValueError, RecursionError):
        facts = {"reason": "不是有效的 TOML 或 JSON 文件"}
        raise Refused(Refusal(Problem.IMPORT_UNREADABLE, facts=facts)) from None


def _parsed(text: str) -> Any:
    if text.lstrip().startswith("{"):
        return json.loads(text, parse_constant=_refuse_constant)
    return tomllib.loads(text)


def _refuse_constant(name: str) -> float:
    """NaN and Infinity are no numbers of JSON; a phone could not read them back."""
    raise ValueError(name)

"""The rows of an amendment: written in a form of their kind, changed and taken out as long as it is a draft."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.amended_rows import add_change, remove_change, replace_change
from inspect_app.actions.law import law_now
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.acts import Party
from inspect_app.rules.amendments import NewAct, amended
from inspect_app.rules.law_table import LawTable
from inspect_app.rules.permissions import Permission
from inspect_app.store.amendments import AmendedRow, Amendment
from inspect_app.store.base import transaction
from inspect_app.web.amendments import amendment_to_read
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.amended_lines import FORMS
from inspect_app.web.forms.amendments import RowFields
from inspect_app.web.rulebook_words import KINDS_OF_CHANGE

pages = Blueprint("amended_rows", __name__, url_prefix="/rulebook/amendments/<uuid:amendment_id>/rows")
Page = str | tuple[str, int] | Response


@pages.get("/new/<change>")
@needs(Permission.EDIT_RULEBOOK)
def new(amendment_id: UUID, change: str) -> str:
    amendment = amendment_to_read(amendment_id)
    law = _law_before(amendment)
    form = _form(change, law)
    _begin(form, law)
    return _page(amendment, change, form)


@pages.post("/new/<change>")
@needs(Permission.EDIT_RULEBOOK)
def create(amendment_id: UUID, change: str) -> Page:
    amendment = amendment_to_read(amendment_id)
    form = _form(change, _law_before(amendment))
    if not form.validate():
        return _page(amendment, change, form), 422
    try:
        with transaction():
            add_change(amendment_id, form.change(), by=current_officer(), at=clock.now())
    except Refused as refused:
        return _page(amendment_to_read(amendment_id), change, form, refused=refused), 422
    return _back(amendment_id)


@pages.get("/<uuid:row_id>")
@needs(Permission.EDIT_RULEBOOK)
def edit(amendment_id: UUID, row_id: UUID) -> str:
    amendment = amendment_to_read(amendment_id)
    row = _row(amendment, row_id)
    form = _form(row.kind, _law_before(amendment, row))
    form.fill(row.change())
    return _page(amendment, row.kind, form, row)


@pages.post("/<uuid:row_id>")
@needs(Permission.EDIT_RULEBOOK)
def update(amendment_id: UUID, row_id: UUID) -> Page:
    amendment = amendment_to_read(amendment_id)
    row = _row(amendment, row_id)
    form = _form(row.kind, _law_before(amendment, row))
    if not form.validate():
        return _page(amendment, row.kind, form, row), 422
    try:
        with transaction():
            replace_change(amendment_id, row_id, form.change(), by=current_officer(), at=clock.now())
    except Refused as refused:
        return _page(amendment_to_read(amendment_id), row.kind, form, row, refused), 422
    return _back(amendment_id)


@pages.post("/<uuid:row_id>/removal")
@needs(Permission.EDIT_RULEBOOK)
def create_removal(amendment_id: UUID, row_id: UUID) -> Response:
    _row(amendment_to_read(amendment_id), row_id)
    with transaction():
        remove_change(amendment_id, row_id, by=current_officer(), at=clock.now())
    flash(gettext("已删除这一行。"), "good")
    return redirect(url_for("amendments.show", amendment_id=amendment_id))


def _row(amendment: Amendment, row_id: UUID) -> AmendedRow:
    row = next((one for one in amendment.rows if one.id == row_id), None)
    if row is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return row


def _law_before(amendment: Amendment, row: AmendedRow | None = None) -> LawTable:
    """As the rows before this one leave it: what can be chosen."""
    earlier = [one.change() for one in amendment.rows if row is None or one.position < row.position]
    return amended(law_now(), earlier)


def _form(kind: str, law: LawTable) -> RowFields:
    if kind not in FORMS:
        raise Refused(Refusal(Problem.NOT_FOUND))
    form = FORMS[kind]()
    form.offer(law)
    return form


def _begin(form: RowFields, law: LawTable) -> None:
    """From the page of the rulebook: the act, or the version, that was clicked there."""
    code = request.args.get("act", "")
    versions = law.by_code.get(code, [])
    if "title_zh" in form and versions:
        form.fill(NewAct(replace(versions[-1], valid_from=None, valid_to=None, source="", reviewer="")))  # type: ignore[arg-type]
    elif "act" in form:
        form["act"].data = code or form["act"].data
        form["party"].data = request.args.get("party") or Party.ORGANISATION.name.lower()
    elif "row" in form:
        form["row"].data = request.args.get("row") or form["row"].data
    if "valid_from" in form and form["valid_from"].data in (None, date.min):
        form["valid_from"].data = clock.today()


def _page(
    amendment: Amendment, kind: str, form: RowFields, row: AmendedRow | None = None, refused: Refused | None = None
) -> str:
    return render_template(
        "rulebook/row.html",
        amendment=amendment,
        kind=kind,
        title=KINDS_OF_CHANGE[kind],
        form=form,
        row=row,
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )


def _back(amendment_id: UUID) -> Response:
    flash(gettext("已保存。"), "good")
    return redirect(url_for("amendments.show", amendment_id=amendment_id))

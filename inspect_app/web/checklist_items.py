"""Editing the items of a draft, one page for each: nothing typed is lost, whatever goes wrong."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.checklist_parts import add_item, move_item, remove_item, save_item
from inspect_app.actions.settings import acts
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.checklist_edits import item_with, section_with, stamp_of
from inspect_app.rules.checklists import Checklist, Item
from inspect_app.rules.comparison import FieldChange, field_changes
from inspect_app.rules.permissions import Permission
from inspect_app.rules.publishing import faults_of
from inspect_app.store.base import transaction
from inspect_app.web.checklist_item_forms import LISTED, blank_form, filled_form, item_in, posted_form
from inspect_app.web.checklists import Page, draft_to_edit, version_to_read
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.checklists import ItemFields

pages = Blueprint("checklist_items", __name__, url_prefix="/checklists/versions/<uuid:version_id>")


@pages.get("/sections/<section_code>/items/new")
@needs(Permission.EDIT_CHECKLISTS)
def new(version_id: UUID, section_code: str) -> str:
    checklist = draft_to_edit(version_id).content()
    if section_with(checklist, section_code) is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return _page(version_id, checklist, None, blank_form(checklist, section_code), rows=True)


@pages.post("/items")
@needs(Permission.EDIT_CHECKLISTS)
def create(version_id: UUID) -> Page:
    checklist = version_to_read(version_id).content()
    form = posted_form(checklist, None)

    def save(item: Item) -> Item:
        return add_item(version_id, form.section.data, item, by=current_officer(), at=clock.now())

    return _saved(version_id, checklist, None, form, save)


@pages.get("/items/<code>/edit")
@needs(Permission.EDIT_CHECKLISTS)
def edit(version_id: UUID, code: str) -> str:
    checklist = draft_to_edit(version_id).content()
    item = item_with(checklist, code)
    if item is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return _page(version_id, checklist, code, filled_form(checklist, item), rows=True)


@pages.post("/items/<code>")
@needs(Permission.EDIT_CHECKLISTS)
def update(version_id: UUID, code: str) -> Page:
    checklist = version_to_read(version_id).content()
    form = posted_form(checklist, code)
    stamp = request.form.get("stamp", "")

    def save(item: Item) -> Item:
        return save_item(
            version_id, code, item, form.section.data, stamp=stamp, by=current_officer(), at=clock.now()
        )

    return _saved(version_id, checklist, code, form, save)


def _saved(
    version_id: UUID, checklist: Checklist, code: str | None, form: ItemFields, save: Callable[[Item], Item]
) -> Page:
    """Save, or show the form again with all that was typed and why it could not be saved."""
    if asked := request.form.get("more", ""):
        form.add_blank_rows(asked)
        return _page(version_id, checklist, code, form)
    typed: Item | None = None
    try:
        if not form.validate():
            return _page(version_id, checklist, code, form), 422
        typed = item_in(form, checklist)
        with transaction():
            item = save(typed)
    except Refused as refused:
        return _refused(version_id, code, form, typed, refused), refused.refusals[0].problem.status
    flash(gettext("“%(code)s”已保存。", code=item.code), "good")
    return redirect(url_for("checklists.show", version_id=version_id, _anchor=f"item-{item.code}"))


def _refused(version_id: UUID, code: str | None, form: ItemFields, typed: Item | None, refused: Refused) -> str:
    """After a change by somebody else the form shows what differs, and saves over it when it is sent once more."""
    checklist = version_to_read(version_id).content()
    current = item_with(checklist, code or "")
    changes: tuple[FieldChange, ...] = ()
    if typed and any(one.problem is Problem.CHANGED_MEANWHILE for one in refused.refusals):
        changes = field_changes(current, typed) if current else ()
        form.stamp.data = stamp_of(current)
    return _page(version_id, checklist, code, form, refusals=refused.refusals, changes=changes)


def _page(
    version_id: UUID,
    checklist: Checklist,
    code: str | None,
    form: ItemFields,
    *,
    rows: bool = False,
    refusals: tuple[Refusal, ...] = (),
    changes: tuple[FieldChange, ...] = (),
) -> str:
    if rows:
        form.add_blank_rows()
    asked = item_with(checklist, form.show_item.data or "")
    return render_template(
        "checklists/item.html",
        version_id=version_id,
        code=code,
        form=form,
        is_listed=asked is not None and asked.kind in LISTED,
        is_asked=asked is not None,
        faults=[fault.what for fault in faults_of(checklist, acts()) if fault.where == code],
        changes=changes,
        refusals=[as_plain(one) for one in refusals],
    )


@pages.post("/items/<code>/position")
@needs(Permission.EDIT_CHECKLISTS)
def update_position(version_id: UUID, code: str) -> Response:
    steps = -1 if request.form.get("towards") == "up" else 1
    with transaction():
        move_item(version_id, code, steps, by=current_officer(), at=clock.now())
    return redirect(url_for("checklists.show", version_id=version_id, _anchor=f"item-{code}"))


@pages.post("/items/<code>/removal")
@needs(Permission.EDIT_CHECKLISTS)
def destroy(version_id: UUID, code: str) -> Response:
    with transaction():
        remove_item(version_id, code, stamp=request.form.get("stamp", ""), by=current_officer(), at=clock.now())
    flash(gettext("“%(code)s”已从草稿中删除。", code=code), "good")
    return redirect(url_for("checklists.show", version_id=version_id))

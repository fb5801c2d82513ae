"""A district's own items beside the common part of a checklist: written in the form of an item, removed with one press."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.standard_checklists import KIND, add_supplement, as_used_here, remove_supplement
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.checklist_edits import item_with
from inspect_app.rules.checklists import Checklist
from inspect_app.rules.permissions import Permission
from inspect_app.rules.standard_supplements import ItemSupplement
from inspect_app.store.base import transaction
from inspect_app.store.standards import StandardEdition
from inspect_app.web.checklist_item_forms import LISTED, blank_form, item_in, posted_form
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.checklists import ItemFields
from inspect_app.web.standards import edition_to_read

pages = Blueprint("standard_supplements", __name__, url_prefix="/standards/<uuid:edition_id>/supplements")
Page = str | tuple[str, int] | Response


@pages.get("/new")
@needs(Permission.ADOPT_STANDARDS)
def new(edition_id: UUID) -> str:
    edition = _checklist(edition_id)
    checklist = as_used_here(edition).checklist
    section = checklist.sections[0].code if checklist.sections else ""
    form = blank_form(checklist, section)
    form.add_blank_rows()
    return _page(edition, checklist, form)


@pages.post("")
@needs(Permission.ADOPT_STANDARDS)
def create(edition_id: UUID) -> Page:
    edition = _checklist(edition_id)
    checklist = as_used_here(edition).checklist
    form = posted_form(checklist, None)
    if asked := request.form.get("more", ""):
        form.add_blank_rows(asked)
        return _page(edition, checklist, form)
    if not form.validate():
        return _page(edition, checklist, form), 422
    try:
        own = ItemSupplement(form.section.data, item_in(form, checklist))
        with transaction():
            add_supplement(edition.code, own, by=current_officer(), at=clock.now())
    except Refused as refused:
        return _page(edition, checklist, form, refused), refused.refusals[0].problem.status
    flash(gettext("本区补充已保存，采用时加在共同部分之后。"), "good")
    return redirect(url_for("standards.show", edition_id=edition_id, _anchor="supplements"))


@pages.post("/<uuid:supplement_id>/removal")
@needs(Permission.ADOPT_STANDARDS)
def create_removal(edition_id: UUID, supplement_id: UUID) -> Response:
    _checklist(edition_id)
    with transaction():
        remove_supplement(supplement_id, by=current_officer(), at=clock.now())
    flash(gettext("补充项已删除。已经发布的版本不变，再次采用时不再加上。"), "good")
    return redirect(url_for("standards.show", edition_id=edition_id, _anchor="supplements"))


def _checklist(edition_id: UUID) -> StandardEdition:
    edition = edition_to_read(edition_id)
    if edition.kind != KIND or edition.received_at is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return edition


def _page(edition: StandardEdition, checklist: Checklist, form: ItemFields, refused: Refused | None = None) -> str:
    asked = item_with(checklist, form.show_item.data or "")
    return render_template(
        "checklists/item.html",
        heading=gettext("添加本区补充"),
        address=url_for("standard_supplements.create", edition_id=edition.id),
        back=url_for("standards.show", edition_id=edition.id),
        form=form,
        code=None,
        is_listed=asked is not None and asked.kind in LISTED,
        is_asked=asked is not None,
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )

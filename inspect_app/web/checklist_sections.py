"""Editing the head and the sections of a draft."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.checklist_parts import add_section, move_section, remove_section, save_head, save_section
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.checklist_edits import head_of, section_with, stamp_of
from inspect_app.rules.checklists import Section
from inspect_app.rules.permissions import Permission
from inspect_app.store.base import transaction
from inspect_app.web.checklists import Page, draft_to_edit, page_of, version_to_read
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.checklists import HeadFields, SectionFields, words

pages = Blueprint("checklist_sections", __name__, url_prefix="/checklists/versions/<uuid:version_id>")


@pages.get("/edit")
@needs(Permission.EDIT_CHECKLISTS)
def edit_head(version_id: UUID) -> str:
    checklist = draft_to_edit(version_id).content()
    form = HeadFields(
        formdata=None,
        stamp=stamp_of(head_of(checklist)),
        title_zh=checklist.title.zh,
        title_en=checklist.title.en,
        status=checklist.status.name if checklist.status else "",
        stage=getattr(checklist.stage, "name", ""),
    )
    return render_template("checklists/head.html", form=form.offer(), version_id=version_id, refusals=[])


@pages.post("/head")
@needs(Permission.EDIT_CHECKLISTS)
def update_head(version_id: UUID) -> Page:
    form, refusals = HeadFields().offer(), []
    try:
        if form.validate():
            with transaction():
                save_head(
                    version_id, form.head(), stamp=form.stamp.data or "", by=current_officer(), at=clock.now()
                )
            return _back(version_id)
    except Refused as refused:
        refusals = [as_plain(one) for one in refused.refusals]
        form.stamp.data = stamp_of(head_of(version_to_read(version_id).content()))
    return render_template("checklists/head.html", form=form, version_id=version_id, refusals=refusals), 422


@pages.get("/sections/new")
@needs(Permission.EDIT_CHECKLISTS)
def new(version_id: UUID) -> str:
    draft_to_edit(version_id)
    return _page(version_id, None, SectionFields(formdata=None))


@pages.post("/sections")
@needs(Permission.EDIT_CHECKLISTS)
def create(version_id: UUID) -> Page:
    form = SectionFields()
    section = Section((form.code.data or "").strip(), words(form.title_zh.data, form.title_en.data), ())
    try:
        if not form.validate():
            return _page(version_id, None, form), 422
        with transaction():
            added = add_section(version_id, section, by=current_officer(), at=clock.now())
    except Refused as refused:
        return _page(version_id, None, form, refused), refused.refusals[0].problem.status
    return _back(version_id, added.code)


@pages.get("/sections/<code>/edit")
@needs(Permission.EDIT_CHECKLISTS)
def edit(version_id: UUID, code: str) -> str:
    section = section_with(draft_to_edit(version_id).content(), code)
    if section is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    title = section.title
    form = SectionFields(formdata=None, stamp=stamp_of(title), title_zh=title.zh, title_en=title.en)
    return _page(version_id, code, form)


@pages.post("/sections/<code>")
@needs(Permission.EDIT_CHECKLISTS)
def update(version_id: UUID, code: str) -> Page:
    form = SectionFields()
    title, stamp = words(form.title_zh.data, form.title_en.data), form.stamp.data or ""
    try:
        if not form.validate():
            return _page(version_id, code, form), 422
        with transaction():
            save_section(version_id, code, title, stamp=stamp, by=current_officer(), at=clock.now())
    except Refused as refused:
        current = section_with(version_to_read(version_id).content(), code)
        form.stamp.data = stamp_of(current.title if current else None)
        return _page(version_id, code, form, refused), refused.refusals[0].problem.status
    return _back(version_id, code)


def _page(version_id: UUID, code: str | None, form: SectionFields, refused: Refused | None = None) -> str:
    refusals = [as_plain(one) for one in refused.refusals] if refused else []
    return render_template(
        "checklists/section.html", version_id=version_id, code=code, form=form, refusals=refusals
    )


@pages.post("/sections/<code>/position")
@needs(Permission.EDIT_CHECKLISTS)
def update_position(version_id: UUID, code: str) -> Response:
    steps = -1 if request.form.get("towards") == "up" else 1
    with transaction():
        move_section(version_id, code, steps, by=current_officer(), at=clock.now())
    return _back(version_id, code)


@pages.post("/sections/<code>/removal")
@needs(Permission.EDIT_CHECKLISTS)
def destroy(version_id: UUID, code: str) -> Page:
    version = version_to_read(version_id)
    try:
        with transaction():
            remove_section(version_id, code, by=current_officer(), at=clock.now())
    except Refused as refused:
        return page_of(version, refused.refusals), refused.refusals[0].problem.status
    return _back(version_id)


def _back(version_id: UUID, section_code: str = "") -> Response:
    anchor = f"section-{section_code}" if section_code else None
    return redirect(url_for("checklists.show", version_id=version_id, _anchor=anchor))

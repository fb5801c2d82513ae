"""Checklists with their versions: shown, drafted, published. What is published never changes."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, may_here, needs
from inspect_app.actions.checklists import begin_draft, discard_draft, publish_draft
from inspect_app.actions.settings import acts
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.checklist_edits import head_of, stamp_of
from inspect_app.rules.permissions import Permission
from inspect_app.rules.publishing import Fault, faults_of
from inspect_app.store.base import transaction
from inspect_app.store.checklists import (
    ChecklistVersion,
    VersionState,
    all_checklists,
    checklist_by_code,
    version_with,
)
from inspect_app.store.officers import officers_with
from inspect_app.store.standards import adoption_applied_as, all_held_by_standard
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.checklists import NewChecklistFields

pages = Blueprint("checklists", __name__, url_prefix="/checklists")
Page = str | tuple[str, int] | Response


@pages.get("")
@needs(Permission.SEE_CHECKLISTS)
def index() -> str:
    files = all_checklists()
    editors = {version.changed_by for file in files for version in file.versions if version.changed_by}
    names = {officer.id: officer.name for officer in officers_with(list(editors))}
    contents = {version.id: version.content() for file in files for version in file.versions}
    return render_template(
        "checklists/index.html",
        files=files,
        names=names,
        contents=contents,
        may_edit=may_edit(),
        held=all_held_by_standard("checklist", [file.code for file in files]),
    )


@pages.get("/new")
@needs(Permission.EDIT_CHECKLISTS)
def new() -> str:
    return render_template("checklists/new.html", form=NewChecklistFields().offer(), refusals=[])


@pages.post("")
@needs(Permission.EDIT_CHECKLISTS)
def create() -> Page:
    form = NewChecklistFields().offer()
    try:
        if not form.validate():
            return render_template("checklists/new.html", form=form, refusals=[]), 422
        with transaction():
            _refuse_known_code((form.code.data or "").strip())
            draft = begin_draft(form.checklist(), "new_checklist_draft", by=current_officer(), at=clock.now())
    except Refused as refused:
        refusals = [as_plain(one) for one in refused.refusals]
        return render_template("checklists/new.html", form=form, refusals=refusals), 422
    return redirect(url_for("checklists.show", version_id=draft.id))


def _refuse_known_code(code: str) -> None:
    if checklist_by_code(code):
        raise Refused(Refusal(Problem.CODE_TAKEN, facts={"code": code}))


@pages.get("/versions/<uuid:version_id>")
@needs(Permission.SEE_CHECKLISTS)
def show(version_id: UUID) -> str:
    return page_of(version_to_read(version_id))


def page_of(version: ChecklistVersion, refusals: tuple[Refusal, ...] = ()) -> str:
    """One version with all its items; a draft with its faults, and for an editor with ways to change it."""
    checklist = version.content()
    faults = faults_of(checklist, acts()) if version.state is VersionState.DRAFT else []
    standard = adoption_applied_as(version.id)
    return render_template(
        "checklists/show.html",
        version=version,
        checklist=checklist,
        items=checklist.items,
        acts=acts(),
        faults=faults,
        faulty={fault.where: [one.what for one in faults if one.where == fault.where] for fault in faults},
        may_edit=may_edit(),
        is_draft=version.state is VersionState.DRAFT,
        others=[one for one in version.file.versions if one.id != version.id],
        standard=standard,
        own=frozenset(standard.added if standard else ()),
        head_stamp=stamp_of(head_of(checklist)),
        stamp_of=stamp_of,
        refusals=[as_plain(_with_places(one, faults)) for one in refusals],
    )


def _with_places(refusal: Refusal, faults: list[Fault]) -> Refusal:
    """The faults of a checklist in the reader's language, which the deed does not know."""
    if refusal.problem is not Problem.CHECKLIST_BROKEN:
        return refusal
    details = gettext("；").join(f"{fault.where} {gettext(fault.what)}" for fault in faults[:10])
    return Refusal(refusal.problem, facts={"count": len(faults), "details": details})


@pages.post("/<code>/draft")
@needs(Permission.EDIT_CHECKLISTS)
def create_draft(code: str) -> Response:
    """From the published version, or from the newest when none is published."""
    file = checklist_by_code(code)
    if file is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    source = file.published or file.versions[0]
    with transaction():
        draft = begin_draft(source.content(), "new_checklist_draft", by=current_officer(), at=clock.now())
    return redirect(url_for("checklists.show", version_id=draft.id))


@pages.post("/versions/<uuid:version_id>/publication")
@needs(Permission.EDIT_CHECKLISTS)
def create_publication(version_id: UUID) -> Page:
    version = version_to_read(version_id)
    try:
        with transaction():
            publish_draft(version.id, request.form.get("sha256", ""), by=current_officer(), at=clock.now())
    except Refused as refused:
        return page_of(version_to_read(version_id), refused.refusals), refused.refusals[0].problem.status
    flash(gettext("已发布。新开始的检查使用这一版，已经开始的仍用原来的版本。"), "good")
    return redirect(url_for("checklists.show", version_id=version_id))


@pages.post("/versions/<uuid:version_id>/removal")
@needs(Permission.EDIT_CHECKLISTS)
def destroy(version_id: UUID) -> Page:
    version = version_to_read(version_id)
    try:
        with transaction():
            discard_draft(version.id, request.form.get("sha256", ""), by=current_officer(), at=clock.now())
    except Refused as refused:
        return page_of(version_to_read(version_id), refused.refusals), refused.refusals[0].problem.status
    flash(gettext("草稿已删除。"), "good")
    return redirect(url_for("checklists.index"))


def may_edit() -> bool:
    return may_here(current_officer(), Permission.EDIT_CHECKLISTS)


def version_to_read(version_id: UUID) -> ChecklistVersion:
    """Checklists belong to the whole instance: partners' ones are kept by the office as well."""
    version = version_with(version_id)
    if version is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return version


def draft_to_edit(version_id: UUID) -> ChecklistVersion:
    version = version_to_read(version_id)
    if version.state is not VersionState.DRAFT:
        raise Refused(Refusal(Problem.CHECKLIST_NOT_DRAFT))
    return version

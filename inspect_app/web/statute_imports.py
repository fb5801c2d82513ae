"""Importing a statute: the file is read and compared, waits on the server, and is written only when confirmed."""

from datetime import date
from uuid import UUID, uuid4

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.statutes import MOST_BYTES, StatutePreview, import_statute, preview_statute, text_in
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.permissions import Permission
from inspect_app.store.base import transaction
from inspect_app.store.import_files import ImportFolder, WaitingImport
from inspect_app.web.errors import as_plain, sentence_of

pages = Blueprint("statute_imports", __name__, url_prefix="/handbook/imports")
Page = str | tuple[str, int] | Response


@pages.get("/new")
@needs(Permission.IMPORT_STATUTES)
def new() -> str:
    return _upload_page()


def _upload_page(refused: Refused | None = None, preview: StatutePreview | None = None) -> str:
    return render_template(
        "handbook/import.html",
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
        faults=[(one.row, sentence_of(one.refusal)) for one in preview.faults] if preview else [],
        title=preview.statute.title if preview else "",
        in_force_on=request.form.get("in_force_on", ""),
        most_mb=MOST_BYTES // (1024 * 1024),
    )


@pages.post("")
@needs(Permission.IMPORT_STATUTES)
def create() -> Page:
    folder, preview = _folder(), None
    folder.remove_old(at=clock.now())
    try:
        name, text = _file_sent()
        preview = preview_statute(text, _day(request.form.get("in_force_on", "")))
        _refuse_unwritable(preview)
    except Refused as refused:
        return _upload_page(refused, preview), refused.refusals[0].problem.status
    import_id = uuid4()
    folder.keep(import_id, _waiting(preview, text, name))
    return redirect(url_for("statute_imports.show", import_id=import_id))


def _file_sent() -> tuple[str, str]:
    """Its name and its text."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise Refused(Refusal(Problem.IMPORT_UNREADABLE, facts={"reason": "没有选择文件"}))
    with file.stream as stream:
        return file.filename, text_in(stream.read(MOST_BYTES + 1))


def _refuse_unwritable(preview: StatutePreview) -> None:
    if preview.faults:
        raise Refused(Refusal(Problem.STATUTE_FILE_FAULTY, facts={"count": len(preview.faults)}))
    refuse_if_any([preview.refusal])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text.strip() else None
    except ValueError:
        facts = {"field": "施行日期", "value": text, "choices": "2026-01-01"}
        raise Refused(Refusal(Problem.UNKNOWN_CHOICE, facts=facts)) from None


def _folder() -> ImportFolder:
    return ImportFolder(current_app.extensions["config"].data / "statute-imports")


def _waiting(preview: StatutePreview, text: str, source: str) -> WaitingImport:
    """The text itself: what is confirmed is read anew, and refused when the versions held are others by then."""
    day = preview.in_force_on.isoformat() if preview.in_force_on else ""
    return WaitingImport(
        owner_id=str(current_officer().id),
        read_at=clock.now().isoformat(),
        source=source[:200],
        state=preview.versions,
        rows=[[1, text]],
        shown={"in_force_on": day},
    )


@pages.get("/<uuid:import_id>")
@needs(Permission.IMPORT_STATUTES)
def show(import_id: UUID) -> str:
    return _preview_page(import_id, _waiting_import(import_id))


def _preview_page(import_id: UUID, waiting: WaitingImport, *refusals: Refusal) -> str:
    return render_template(
        "handbook/import_preview.html",
        import_id=import_id,
        waiting=waiting,
        preview=_preview_of(waiting),
        refusals=[as_plain(one) for one in refusals],
    )


def _preview_of(waiting: WaitingImport) -> StatutePreview:
    return preview_statute(waiting.rows[0][1], _day(waiting.shown["in_force_on"]))


def _waiting_import(import_id: UUID) -> WaitingImport:
    waiting = _folder().waiting_for(current_officer().id, import_id, at=clock.now())
    if waiting is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return waiting


@pages.post("/<uuid:import_id>/confirmation")
@needs(Permission.IMPORT_STATUTES)
def create_confirmation(import_id: UUID) -> Page:
    waiting, by = _waiting_import(import_id), current_officer()
    try:
        with transaction():
            preview = _preview_of(waiting)
            version = import_statute(preview, waiting.source, seen=waiting.state, by=by, at=clock.now())
    except Refused as refused:
        page = _preview_page(import_id, waiting, *refused.refusals)
        return page, refused.refusals[0].problem.status
    _folder().remove(import_id)
    flash(gettext("已导入。手机联网后会自动收到。"), "good")
    return redirect(url_for("statutes.show", statute_id=version.statute_id, version=version.number))


@pages.post("/<uuid:import_id>/cancellation")
@needs(Permission.IMPORT_STATUTES)
def create_cancellation(import_id: UUID) -> Response:
    _waiting_import(import_id)
    _folder().remove(import_id)
    flash(gettext("已放弃，没有写入任何内容。"), "good")
    return redirect(url_for("statutes.index"))

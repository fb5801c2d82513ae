"""The office's notes on articles: written, and withdrawn with a reason."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.handbook import withdraw_note, write_note
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.rules.statute_positions import article_at
from inspect_app.store.base import transaction
from inspect_app.store.statute_notes import StatuteNote, note_with
from inspect_app.store.statutes import statute_version
from inspect_app.web.statutes import file_to_read, statute_page

pages = Blueprint("statute_notes", __name__, url_prefix="/handbook")
Page = tuple[str, int] | Response


@pages.post("/statutes/<uuid:statute_id>/articles/<anchor>/notes")
@needs(Permission.WRITE_HANDBOOK)
def create(statute_id: UUID, anchor: str) -> Page:
    """On the version that the person was reading."""
    file, position = file_to_read(statute_id), article_at(anchor)
    number, text = request.form.get("version", ""), request.form.get("text", "")
    version = next((one for one in file.versions if str(one.number) == number), file.versions[-1])
    if position is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    try:
        with transaction():
            write_note(version, position, text, by=current_officer(), at=clock.now())
    except Refused as refused:
        kept = statute_version(version.id) or version
        page = statute_page(kept.file, kept, refused.refusals, at=position, text=text)
        return page, refused.refusals[0].problem.status
    flash(gettext("批注已保存，手机联网后可以看到。"), "good")
    return redirect(url_for("statutes.show", statute_id=file.id, version=version.number, _anchor=f"a{anchor}"))


@pages.post("/notes/<uuid:note_id>/withdrawal")
@needs(Permission.WRITE_HANDBOOK)
def create_withdrawal(note_id: UUID) -> Page:
    note = _note_of_ours(note_id)
    with transaction():
        withdraw_note(note.id, request.form.get("reason", ""), by=current_officer(), at=clock.now())
    flash(gettext("批注已撤回。原文和理由仍保留在这里，手机上不再显示。"), "good")
    anchor = f"a{note.position.anchor}"
    return redirect(url_for("statutes.show", statute_id=note.statute_id, _anchor=anchor))


def _note_of_ours(note_id: UUID) -> StatuteNote:
    note = note_with(note_id)
    if note is None or note.agency_id != current_officer().home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return note

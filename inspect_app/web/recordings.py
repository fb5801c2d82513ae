"""Recordings in the office: played from where nothing can run, and written down in words (文字说明)."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, send_file, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.transcripts import write_transcript
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.rules.recordings import kind_of
from inspect_app.store.base import transaction
from inspect_app.store.recordings import recording_with
from inspect_app.web.photos import bytes_here, never_run, original_path
from inspect_app.web.visit_page import render_visit

pages = Blueprint("recordings", __name__, url_prefix="/recordings")


@pages.get("/<sha256>/play")
@needs(Permission.SIGNED_IN)
def play(sha256: str) -> Response:
    """Any stretch of it (Range), so that a player can jump. Only what the bytes themselves are, never a page."""
    file = bytes_here(sha256, missing=Problem.RECORDING_NOT_HERE)
    if kind_of(file.media_type) is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    path = original_path(sha256, missing=Problem.RECORDING_NOT_HERE)
    return never_run(send_file(path, mimetype=file.media_type, conditional=True, max_age=3600))


@pages.post("/<uuid:recording_id>/transcripts")
@needs(Permission.TRANSCRIBE)
def create_transcript(recording_id: UUID) -> Response | tuple[str, int]:
    recording = recording_with(recording_id)
    if recording is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    text = request.form.get(f"transcript-{recording_id}", "").strip().replace("\r\n", "\n")
    after = request.form.get("after", 0, type=int)
    try:
        with transaction():
            write_transcript(recording_id, text, after=after, by=current_officer(), at=clock.now())
    except Refused as refused:
        return render_visit(recording.visit_id, refused), refused.refusals[0].problem.status
    flash(gettext("文字说明已保存，先前的版本都在。"), "good")
    return redirect(url_for("visits.show", visit_id=recording.visit_id, _anchor=f"recording-{recording_id}"))

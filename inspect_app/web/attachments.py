"""Files of trainings and events: uploaded within bounds, given out to be saved and never run, taken off again."""

import io
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, request, send_file, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.attachments import attach, remove_attachment
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.attachments import MOST_BYTES, AttachmentKind
from inspect_app.rules.permissions import Permission
from inspect_app.store.activities import activity_with
from inspect_app.store.attachments import Attachment, attachment_with
from inspect_app.store.base import transaction
from inspect_app.web.lists import one_of
from inspect_app.web.photos import never_run

pages = Blueprint("attachments", __name__, url_prefix="/attachments")


def take_in(subject: str, subject_id: UUID) -> None:
    """The file of the form, in a transaction of its own. Raises `Refused`."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Refused(Refusal(Problem.FILE_MISSING))
    with sent.stream as stream:
        body = stream.read(MOST_BYTES + 1)
    kind = one_of(AttachmentKind, request.form.get("kind")) or AttachmentKind.MATERIAL
    with transaction():
        attach(subject, subject_id, kind, sent.filename, body, by=current_officer(), at=clock.now())


def _ours(attachment_id: UUID) -> Attachment:
    one = attachment_with(attachment_id)
    if one is None or one.agency_id != current_officer().home_id or one.removed_at:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return one


@pages.get("/<uuid:attachment_id>")
@needs(Permission.SEE_TRAINING)
def show(attachment_id: UUID) -> Response:
    one = _ours(attachment_id)
    body = io.BytesIO(one.file.body)
    return never_run(send_file(body, mimetype=one.file.media_type, as_attachment=True, download_name=one.name))


@pages.get("/<uuid:attachment_id>/picture")
@needs(Permission.SEE_TRAINING)
def picture(attachment_id: UUID) -> Response:
    one = _ours(attachment_id)
    if one.file.shown is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return never_run(send_file(io.BytesIO(one.file.shown), mimetype="image/jpeg"))


@pages.post("/<uuid:attachment_id>/removal")
@needs(Permission.PLAN_TRAINING)
def create_removal(attachment_id: UUID) -> AnyResponse:
    one = _ours(attachment_id)
    with transaction():
        remove_attachment(attachment_id, by=current_officer(), at=clock.now())
    flash(gettext("文件已移除。"), "good")
    is_of_an_event = activity_with(one.subject_id) is not None
    if is_of_an_event:
        return redirect(url_for("activities.show", activity_id=one.subject_id))
    return redirect(url_for("trainings.show", training_id=one.subject_id))

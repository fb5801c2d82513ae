"""Hanging a file to a training or an event, and taking it off."""

from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.attachments import MOST_NAME, AttachmentKind, fit_to_attach, not_taken
from inspect_app.store.attachments import Attachment, attachment_with, count_attachments, kept_file
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.officers import Officer

PLAIN = "application/octet-stream"


def attach(
    subject: str, subject_id: UUID, kind: AttachmentKind, name: str, body: bytes, *, by: Officer, at: datetime
) -> Attachment:
    """`subject` = what it is hung to, as the audit names it."""
    refuse_if_any([fit_to_attach(kind, name, body, already=count_attachments(subject_id))])
    file = kept_file(body, kind, PLAIN)
    if file is None:
        raise Refused(not_taken(kind, name))
    one = Attachment(id=uuid4(), agency_id=by.home_id, subject_id=subject_id, kind=kind, name=name[-MOST_NAME:])
    one.file_sha256, one.uploaded_at, one.uploaded_by, one.removed_at = file.sha256, at, by.id, None
    db.session.add(one)
    note_deed(
        "attach_file", by=by.id, at=at, subject=subject, subject_id=subject_id, source=name, sha256=file.sha256
    )
    db.session.flush()
    return one


def remove_attachment(attachment_id: UUID, *, by: Officer, at: datetime) -> Attachment:
    one = attachment_with(attachment_id)
    if one is None or one.agency_id != by.home_id or one.removed_at:
        raise Refused(Refusal(Problem.NOT_FOUND))
    one.removed_at, one.removed_by = at, by.id
    note_deed("remove_file", by=by.id, at=at, subject="attachment", subject_id=one.id, source=one.name)
    db.session.flush()
    return one

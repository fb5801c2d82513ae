"""The tus 1.0 door for photo bytes: core, creation, creation-with-upload, checksum, expiration, termination.

Any tus client works against it. The transfer is addressed by its own id; the photo by its SHA-256.
"""

import hashlib
from collections.abc import Callable, Iterator
from email.utils import format_datetime
from uuid import UUID, uuid4

from flask import Blueprint, Response, current_app, request, url_for

from inspect_app import clock
from inspect_app.access import current_device, needs, open_to_all
from inspect_app.actions.expired_uploads import clear_now_and_then
from inspect_app.actions.uploads import (
    UploadFacts,
    begin_upload,
    begins_anew,
    end_upload,
    note_first,
    note_received,
    receive,
    receive_first,
    start_over,
    upload_of,
)
from inspect_app.config import MAX_PHOTO_BYTES
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.permissions import Permission
from inspect_app.rules.recordings import not_too_large
from inspect_app.store.base import transaction
from inspect_app.store.photo_bytes import PhotoFolder, Written
from inspect_app.store.photos import Upload
from inspect_app.sync.refused_photos import told_to_the_office
from inspect_app.sync.upload_bodies import parts_of_body
from inspect_app.sync.upload_headers import (
    ALGORITHMS,
    announced_checksum,
    announced_sha256,
    announced_type,
    whole_header,
)

tus = Blueprint("tus", __name__, url_prefix="/api/photos")
VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,checksum,expiration,termination"
OFFSET_TYPE = "application/offset+octet-stream"


def photo_folder() -> PhotoFolder:
    folder: PhotoFolder = current_app.extensions["photo_folder"]
    return folder


@tus.before_request
def _check_version() -> None:
    if request.method != "OPTIONS" and request.headers.get("Tus-Resumable") != VERSION:
        raise Refused(Refusal(Problem.TUS_VERSION_WRONG))


@tus.after_request
def _name_version(response: Response) -> Response:
    response.headers["Tus-Resumable"] = VERSION
    response.headers["Cache-Control"] = "no-store"
    return response


@tus.route("", methods=["OPTIONS"])
@open_to_all
def describe() -> Response:
    headers = {
        "Tus-Version": VERSION,
        "Tus-Extension": EXTENSIONS,
        "Tus-Max-Size": str(MAX_PHOTO_BYTES),
        "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
    }
    return Response(status=204, headers=headers)


@tus.post("")
@needs(Permission.USE_PHONE)
def create() -> Response:
    facts = UploadFacts(current_device().id, announced_sha256(), whole_header("Upload-Length"))
    with told_to_the_office(facts.device_id, facts.sha256, facts.size_bytes):
        refuse_if_any([not_too_large(announced_type(), facts.size_bytes)])
        upload = _begun(facts)
    response = _with_offset(upload, Response(status=201))
    response.headers["Location"] = url_for("tus.append", upload_id=upload.id)
    return response


def _begun(facts: UploadFacts) -> Upload:
    """With what of it came in the same call."""
    has_body = request.content_type == OFFSET_TYPE and bool(request.content_length)
    if has_body and begins_anew(facts):
        return _take_in_first(facts)
    with transaction():
        clear_now_and_then(photo_folder(), at=clock.now())
        upload = begin_upload(facts, at=clock.now())
    return _take_in(upload, facts.device_id) if has_body and upload.offset_bytes == 0 else upload


@tus.route("/<uuid:upload_id>", methods=["HEAD"])
@needs(Permission.USE_PHONE)
def status(upload_id: UUID) -> Response:
    with transaction():
        upload = upload_of(current_device().id, upload_id)
    response = _with_offset(upload, Response(status=200))
    response.headers["Upload-Length"] = str(upload.size_bytes)
    return response


@tus.patch("/<uuid:upload_id>")
@needs(Permission.USE_PHONE)
def append(upload_id: UUID) -> Response:
    if request.content_type != OFFSET_TYPE:
        raise Refused(Refusal(Problem.BODY_NOT_UNDERSTOOD, facts={"where": "Content-Type"}))
    device_id = current_device().id
    with transaction():
        upload = upload_of(device_id, upload_id)
        if whole_header("Upload-Offset") != upload.offset_bytes:
            raise Refused(Refusal(Problem.UPLOAD_OFFSET_WRONG))
    with told_to_the_office(device_id, upload.sha256, upload.size_bytes):
        upload = _take_in(upload, device_id)
    return _with_offset(upload, Response(status=204))


@tus.delete("/<uuid:upload_id>")
@needs(Permission.USE_PHONE)
def terminate(upload_id: UUID) -> Response:
    with transaction():
        end_upload(photo_folder(), current_device().id, upload_id)
    return Response(status=204)


def _take_in_first(facts: UploadFacts) -> Upload:
    """The transfer and its first bytes noted in one transaction, after they are on disk: the usual photo, in one call."""
    folder, upload_id = photo_folder(), uuid4()
    written = _received(
        folder, upload_id, lambda blocks: receive_first(folder, upload_id, facts.size_bytes, blocks)
    )
    try:
        with transaction():
            clear_now_and_then(folder, at=clock.now())
            upload = note_first(folder, facts, upload_id, written, at=clock.now())
    except Refused:
        folder.drop_partial(upload_id)
        raise
    if upload.id != upload_id:
        folder.drop_partial(upload_id)
    return upload


def _take_in(upload: Upload, device_id: UUID) -> Upload:
    """Bytes to disk, then the offset; with the last byte the hash. Wrong bytes leave nothing behind."""
    folder = photo_folder()
    written = _received(
        folder, upload.id, lambda blocks: receive(folder, upload, blocks), before=upload.offset_bytes
    )
    try:
        with transaction():
            return note_received(folder, device_id, upload.id, written, at=clock.now())
    except Refused:
        with transaction():
            start_over(folder, device_id, upload.id)
        raise


def _received(
    folder: PhotoFolder, upload_id: UUID, take: Callable[[Iterator[bytes]], Written], *, before: int = 0
) -> Written:
    """The body on disk. With a wrong `Upload-Checksum` what it brought is cut off again."""
    expected = announced_checksum()
    digest = hashlib.new(expected[0]) if expected else None
    written = take(_parts(digest))
    if expected and digest and digest.digest() != expected[1]:
        folder.cut_back(upload_id, before)
        raise Refused(Refusal(Problem.PHOTO_HASH_WRONG))
    return written


def _parts(digest: "hashlib._Hash | None") -> Iterator[bytes]:
    for part in parts_of_body():
        if digest:
            digest.update(part)
        yield part


def _with_offset(upload: Upload, response: Response) -> Response:
    response.headers["Upload-Offset"] = str(upload.offset_bytes)
    response.headers["Upload-Expires"] = format_datetime(upload.expires_at, usegmt=True)
    return response

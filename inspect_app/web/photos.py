"""Photos for screens, and originals of whatever came: shown only to those who were there or whose office it is."""

from pathlib import Path

from flask import Blueprint, Response, current_app, send_file

from inspect_app.access import current_officer, needs
from inspect_app.actions.works import street_seen_by
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.store.evidence_bytes import is_shown_to
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.store.photos import PhotoFile, photo_file
from inspect_app.store.pictures import NotAPicture, upright_copy

pages = Blueprint("photos", __name__, url_prefix="/photos")
EDGES = {"small": 400, "large": 1600}
CACHE = "private, max-age=3600"
ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/heic": "heic",
    "audio/webm": "webm",
    "audio/mp4": "m4a",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "audio/3gpp": "3gp",
    "video/webm": "webm",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/3gpp": "3gp",
    "application/pdf": "pdf",
}


@pages.get("/<sha256>/<any(small, large):size>")
@needs(Permission.SIGNED_IN)
def show(sha256: str, size: str) -> Response:
    bytes_here(sha256)
    return small_copy(sha256, size)


@pages.get("/<sha256>/original")
@needs(Permission.SIGNED_IN)
def original(sha256: str) -> Response:
    """The bytes untouched, to be kept or verified, never run: whatever they pretend to be."""
    file = bytes_here(sha256)
    path = original_path(sha256)
    name = f"{sha256[:16]}.{ENDINGS.get(file.media_type, 'bin')}"
    return never_run(send_file(path, mimetype=file.media_type, as_attachment=True, download_name=name))


def never_run(response: Response) -> Response:
    """Whatever the bytes pretend to be, a browser that shows them alone runs nothing of them."""
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return _private(response)


def bytes_here(sha256: str, *, missing: Problem = Problem.PHOTO_NOT_HERE) -> PhotoFile:
    officer = current_officer()
    office = officer.home_id if officer.may(Permission.SEE_VISITS) else None
    if not is_shown_to(sha256, officer.id, office_id=office, street_id=street_seen_by(officer)):
        raise Refused(Refusal(Problem.NOT_FOUND))
    file = photo_file(sha256)
    if file is None:
        raise Refused(Refusal(missing))
    return file


def small_copy(sha256: str, size: str) -> Response:
    """An upright copy, for whoever the caller has found may see it."""
    return _private(send_file(_copy(sha256, EDGES[size]), mimetype="image/jpeg", conditional=True, max_age=3600))


def photo_folder() -> PhotoFolder:
    folder: PhotoFolder = current_app.extensions["photo_folder"]
    return folder


def original_path(sha256: str, *, missing: Problem = Problem.PHOTO_NOT_HERE) -> Path:
    path = photo_folder().original(sha256)
    if not path.exists():
        raise Refused(Refusal(missing))
    return path


def _copy(sha256: str, edge: int) -> Path:
    """Made when it is first asked for; a copy is whole or not there."""
    made = photo_folder().copy(sha256, edge)
    if made.exists():
        return made
    try:
        return photo_folder().write_copy(sha256, edge, upright_copy(original_path(sha256), edge))
    except NotAPicture as broken:
        raise Refused(Refusal(Problem.PHOTO_NOT_AN_IMAGE)) from broken


def picture_for_print(sha256: str) -> bytes | None:
    """A large copy of a photo that the page was allowed to show; None where its bytes are not here or are no picture."""
    try:
        return _copy(sha256, EDGES["large"]).read_bytes()
    except Refused:
        return None


def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = CACHE
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response

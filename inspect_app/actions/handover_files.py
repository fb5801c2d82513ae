"""Documents and photos that may go with a lead: hung to it, sent in by citizens, taken on its visit, or come with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.attachments import PHOTO, AttachmentKind
from inspect_app.store.attachments import attachments_of, kept_file
from inspect_app.store.handovers import Handover, HandoverFile, handovers_of_leads
from inspect_app.store.leads import Lead
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.store.photos import Photo, photo_files, photos_of
from inspect_app.store.pictures import NotAPicture, upright_copy

EDGE = 1600
JPEG = "image/jpeg"
NUMBERED = "照片{number}.jpg"


@dataclass(frozen=True)
class Sendable:
    """`key` = how a form names it; `sha256` = of bytes in `kept_files`, or of the original photo."""

    key: str
    name: str
    kind: AttachmentKind
    sha256: str
    is_kept: bool


def sendable_files(lead: Lead) -> list[Sendable]:
    """What the person may tick, in the order of the page."""
    hung = [
        Sendable(f"file:{one.id}", one.name, one.kind, one.file_sha256, is_kept=True)
        for one in attachments_of(lead.id)
    ]
    came = [
        Sendable(f"came:{file.id}", file.name, file.kind, file.file_sha256, is_kept=True)
        for one in handovers_of_leads([lead.id]).get(lead.id, [])
        for file in one.files
    ]
    sent_in = [
        Sendable(f"photo:{one.position}", NUMBERED.format(number=one.position), PHOTO, one.sha256, is_kept=False)
        for one in lead.photos
    ]
    return [*hung, *came, *sent_in, *_of_the_visit(lead)]


def _of_the_visit(lead: Lead) -> list[Sendable]:
    photos = [one for one in photos_of(lead.visit_id) if one.discarded_at is None] if lead.visit_id else []
    here = photo_files({one.sha256 for one in photos})
    return [
        Sendable(f"taken:{one.id}", _name_of(one, number), PHOTO, one.sha256, is_kept=False)
        for number, one in enumerate(photos, 1)
        if one.sha256 in here
    ]


def _name_of(photo: Photo, number: int) -> str:
    return f"{photo.caption}.jpg" if photo.caption else NUMBERED.format(number=number)


def keep_chosen(folder: PhotoFolder, files: Iterable[Sendable], chosen: Iterable[str]) -> list[HandoverFile]:
    """Those that were ticked, their bytes in `kept_files`. Photos go as upright copies, without what the camera says."""
    by_key = {one.key: one for one in files}
    found = []
    for position, key in enumerate(dict.fromkeys(chosen), 1):
        if key not in by_key:
            raise Refused(Refusal(Problem.NOT_FOUND))
        found.append(_file(folder, by_key[key], position))
    return found


def kept_bytes_of(folder: PhotoFolder, one: Sendable) -> str:
    """SHA-256 of what is sent of it, which lies in `kept_files`."""
    return one.sha256 if one.is_kept or one.kind is not PHOTO else _kept_copy(folder, one.sha256)


def _file(folder: PhotoFolder, one: Sendable, position: int) -> HandoverFile:
    sha256 = kept_bytes_of(folder, one)
    return HandoverFile(id=uuid4(), position=position, file_sha256=sha256, kind=one.kind, name=one.name)


def _kept_copy(folder: PhotoFolder, sha256: str) -> str:
    path = folder.original(sha256)
    if not path.exists():
        raise Refused(Refusal(Problem.PHOTO_NOT_HERE))
    try:
        kept = kept_file(upright_copy(path, EDGE), PHOTO, JPEG)
    except NotAPicture as broken:
        raise Refused(Refusal(Problem.PHOTO_NOT_HERE)) from broken
    if kept is None:
        raise Refused(Refusal(Problem.PHOTO_NOT_HERE))
    return kept.sha256


def file_of(handover: Handover, file_id: UUID) -> HandoverFile:
    found = next((one for one in handover.files if one.id == file_id), None)
    if found is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return found

"""Which files may be hung to a training or an event: how large, how many, and what they are by their first bytes."""

from enum import StrEnum

from inspect_app.problems import Problem, Refusal

MB = 1024 * 1024
MOST_BYTES = 10 * MB
MOST_FILES = 30
MOST_NAME = 150


class AttachmentKind(StrEnum):
    MATERIAL = "材料"
    PHOTO = "照片"


PHOTO = AttachmentKind.PHOTO
STARTS = {
    "pdf": (b"%PDF-",),
    "docx": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
    "pptx": (b"PK\x03\x04",),
    "doc": (b"\xd0\xcf\x11\xe0",),
    "xls": (b"\xd0\xcf\x11\xe0",),
    "ppt": (b"\xd0\xcf\x11\xe0",),
    "jpg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG",),
}
"""Ending of a material's name -> how such a file begins. What is kept is given out to be saved, never to be run."""
KINDS = {AttachmentKind.MATERIAL: "PDF、Word、Excel、PPT、JPG、PNG", PHOTO: "JPG、PNG、WebP、HEIC"}


def fit_to_attach(kind: AttachmentKind, name: str, body: bytes, *, already: int) -> Refusal | None:
    """A photo is looked at by whoever keeps it; here only its size."""
    if not body:
        return Refusal(Problem.FILE_MISSING)
    if already >= MOST_FILES:
        return Refusal(Problem.FILES_TOO_MANY, facts={"most": MOST_FILES, "name": name})
    if len(body) > MOST_BYTES:
        return Refusal(Problem.FILE_TOO_LARGE, facts={"name": name, "most": MOST_BYTES // MB})
    ending = name.lower().rpartition(".")[2].replace("jpeg", "jpg")
    is_taken = kind is PHOTO or any(body.startswith(start) for start in STARTS.get(ending, ()))
    return None if is_taken else not_taken(kind, name)


def not_taken(kind: AttachmentKind, name: str) -> Refusal:
    return Refusal(Problem.FILE_KIND_WRONG, facts={"name": name, "kinds": KINDS[kind]})

"""Taking the likenesses of photos, by which near copies are found: outside the upload, when a reviewer looks or at a command."""

from collections.abc import Collection

from inspect_app.store.base import db
from inspect_app.store.likenesses import note_likeness, photos_to_look_at
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.store.picture_likeness import likeness_of
from inspect_app.store.pictures import NotAPicture


def take_likenesses(folder: PhotoFolder, *, most: int, hashes: Collection[str] | None = None) -> int:
    """Of these photos, or of any, the oldest first; gives how many. One whose bytes are gone resembles nothing."""
    taken = 0
    for file in photos_to_look_at(limit=most, hashes=hashes):
        try:
            likeness = likeness_of(folder.original(file.sha256))
        except (NotAPicture, FileNotFoundError):
            likeness = ""
        note_likeness(file, likeness)
        taken += 1
    db.session.flush()
    return taken

"""What the events about photos and recordings carry. A type once released is never renamed; new fields get a default."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from inspect_app.sync.wire import MAX_WHOLE, Content, Sha256, Short, Text, Wire


class Photographed(Wire):
    id: UUID = Field(alias="photo_id")


class Recorded(Wire):
    id: UUID = Field(alias="recording_id")


class Taken(Wire):
    """What both have in common."""

    sha256: Sha256
    size_bytes: Annotated[int, Field(ge=1, le=2**31 - 1)]
    media_type: Short
    name: Short = ""
    source: Short = ""
    caption: Text = ""
    checklist: Short = ""
    item: Short = ""
    finding_id: UUID | None = None
    fix: Content | None = None
    return_id: UUID | None = None


class PhotoTaken(Taken, Photographed):
    document_id: UUID | None = None
    order_id: UUID | None = None


class RecordingMade(Taken, Recorded):
    """Sound or film. Without item and finding it is a statement of the party; `by_whom` = who speaks."""

    duration_ms: Annotated[int, Field(ge=0, le=MAX_WHOLE)] | None = None
    was_cut: bool = False
    by_whom: Short = ""


class PhotoCaptioned(Photographed):
    caption: Text


class RecordingCaptioned(Recorded):
    caption: Text


class PhotoDiscarded(Photographed):
    pass


class RecordingDiscarded(Recorded):
    pass

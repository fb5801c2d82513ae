"""What the events about recordings carry. A type once released is never renamed; new fields get a default."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from inspect_app.sync.wire import MAX_WHOLE, Content, Sha256, Short, Text, Wire


class RecordingMade(Wire):
    """Sound or film. Without item and finding it is a statement of the party; `by_whom` = who speaks."""

    recording_id: UUID
    sha256: Sha256
    size_bytes: Annotated[int, Field(ge=1, le=2**31 - 1)]
    media_type: Short
    duration_ms: Annotated[int, Field(ge=0, le=MAX_WHOLE)] | None = None
    was_cut: bool = False
    by_whom: Short = ""
    name: Short = ""
    source: Short = ""
    caption: Text = ""
    checklist: Short = ""
    item: Short = ""
    finding_id: UUID | None = None
    fix: Content | None = None
    return_id: UUID | None = None


class RecordingCaptioned(Wire):
    recording_id: UUID
    caption: Text


class RecordingDiscarded(Wire):
    recording_id: UUID

"""The lines of a rescue file (docs/rescue-file.md): what each may say, and whether a text is one of them."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StrictStr, ValidationError

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.sync.wire import Instant, Sha256, Short, Whole, Wire

FORMAT = "inspect-rescue-1"
FAMILY = "inspect-rescue-"
Bytes = Annotated[int, Field(ge=0, le=10**13)]
Hashes = Annotated[list[Sha256], Field(max_length=50_000)]


class OfficerClaimed(Wire):
    login: Short = ""
    name: Short = ""


class DeviceClaimed(Wire):
    id: UUID | None = None
    jwk: dict[str, str] = Field(default={})


class EventsAnnounced(Wire):
    count: Whole = 0
    seqs: Annotated[list[tuple[Whole, Whole]], Field(max_length=20_000)] = Field(default=[])


class PhotosAnnounced(Wire):
    count: Whole = 0
    bytes: Bytes = 0
    hashes: Hashes = Field(default=[])


class Heading(Wire):
    """The first line: who made the file, when, and what is to follow. All of it is a claim."""

    format: StrictStr
    made_at: Instant | None = None
    app: Short = ""
    agent: Short = ""
    officer: OfficerClaimed = OfficerClaimed()
    device: DeviceClaimed = DeviceClaimed()
    events: EventsAnnounced = EventsAnnounced()
    drafts: Whole = 0
    photos: PhotosAnnounced = PhotosAnnounced()


class DraftLine(Wire):
    key: Short
    values: dict[str, Any] = Field(default={})


class PhotoLine(Wire):
    """Exactly `size` bytes follow it, and a line end."""

    sha256: Sha256
    size: Bytes
    type: Short = ""
    name: Short = ""


class EndLine(Wire):
    """`unreadable` = photos that the phone itself could not read any more."""

    events: Whole
    drafts: Whole = 0
    photos: Whole
    unreadable: Hashes = Field(default=[])
    sha256: Sha256


class Line(Wire):
    event: StrictStr | None = None
    draft: DraftLine | None = None
    photo: PhotoLine | None = None
    end: EndLine | None = None


class _Kind(Wire):
    format: StrictStr


def line_of(text: bytes) -> Line | None:
    """A line of ours; None for anything else, such as a photo's bytes that are passed over."""
    if not text.startswith(b'{"'):
        return None
    try:
        line = Line.model_validate_json(text)
    except ValidationError:
        return None
    return line if line.model_fields_set else None


def heading_of(text: bytes) -> Heading:
    """Raises `Refused` for what is no rescue file, or one of a later form. One that is damaged is as good as empty."""
    try:
        kind = _Kind.model_validate_json(text).format
    except ValidationError:
        raise Refused(Refusal(Problem.RESCUE_NOT_ONE)) from None
    if not kind.startswith(FAMILY):
        raise Refused(Refusal(Problem.RESCUE_NOT_ONE))
    if kind != FORMAT:
        raise Refused(Refusal(Problem.RESCUE_TOO_NEW, facts={"format": kind[:40]}))
    try:
        return Heading.model_validate_json(text)
    except ValidationError:
        return Heading(format=kind)

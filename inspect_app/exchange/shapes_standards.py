"""Standards on their way: an edition of the city's, and what a district states of one."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from inspect_app.sync.wire import Content, Instant, Sha256, Short, Text, Whole, Wire

Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]


class StandardFile(Wire):
    """The bytes travel with the message under their SHA-256."""

    name: Short
    sha256: Sha256
    media_type: Short = ""


class StandardPublished(Wire):
    """One edition, word for word. `sha256` = over kind, code, content and the hashes of the files, as canonical JSON."""

    edition: UUID
    kind: Code
    code: Code
    number: Annotated[int, Field(ge=1, le=100_000)]
    title: Short
    note: Text = ""
    adopt_from: date
    adopt_by: date | None = None
    content: Content
    files: Annotated[tuple[StandardFile, ...], Field(max_length=50)] = ()
    sha256: Sha256
    published_at: Instant


class StandardAdopted(Wire):
    """What the district does with it. `supplements` = how many rows of its own stand beside the common part."""

    edition: UUID
    outcome: Literal["decided", "in_use", "refused", "hindered"]
    from_on: date | None = None
    supplements: Whole = 0
    reason: Text = ""
    stated_at: Instant

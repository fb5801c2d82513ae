"""The lines of a sealed rescue file (docs/rescue-file.md): as those of the plain one, with boxes where content stands."""

from typing import Annotated, Any, Literal

from pydantic import Field, StrictStr

from inspect_app.sync.rescue_lines import Bytes
from inspect_app.sync.wire import Sha256, Short, Wire

MOST_ROW = 4 * 1024 * 1024


class Box(Wire):
    box: StrictStr


class SealedHeading(Wire):
    format: Literal["inspect-rescue-sealed-1"]
    key: Annotated[str, Field(max_length=4_000)] = ""


BoxOrContent = Annotated[Box | dict[str, Any], Field(union_mode="left_to_right")]


class SealedDraft(Wire):
    key: Short
    values: BoxOrContent = Field(default={})


class SealedPhoto(Wire):
    sha256: Sha256
    size: Bytes
    type: Short = ""
    name: Box | Short = ""
    about: BoxOrContent | None = None


class Row(Wire):
    """So many bytes follow it, and a line end; `index` = which megabyte of the photo they are."""

    index: Annotated[int, Field(ge=0, le=100_000)]
    bytes: Annotated[int, Field(ge=0, le=MOST_ROW)]
    is_sealed: bool = False


class SealedEnd(Wire):
    sha256: Sha256
    unreadable: list[Sha256] = Field(default=[])


class SealedLine(Wire):
    event: Box | StrictStr | None = None
    draft: SealedDraft | None = None
    photo: SealedPhoto | None = None
    row: Row | None = None
    end: SealedEnd | None = None

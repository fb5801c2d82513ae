"""The shapes between two offices: a signed message, its receipt, the batch that carries both. Unknown fields are let through."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from inspect_app.sync.wire import Content, Instant, Reason, Sha256, Short, Text, Whole, Wire

__all__ = [
    "Batch",
    "Content",
    "FileNamed",
    "Instant",
    "Message",
    "Piece",
    "Reach",
    "Receipt",
    "Sha256",
    "Text",
    "Want",
]

PROTOCOL = 1
MAX_MESSAGES = 200
MAX_RECEIPTS = 1_000
MAX_WANTS = 200
MAX_PIECES = 20_000
MAX_MESSAGE_CHARS = 4_000_000
MAX_FILE_BYTES = 64 * 1024 * 1024
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$", max_length=40)]
KindName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
Token = Annotated[str, StringConstraints(max_length=MAX_MESSAGE_CHARS)]
Seq = Annotated[int, Field(ge=1, le=2**31 - 1)]


class FileNamed(Wire):
    """A file that belongs to the message; its bytes travel apart from it."""

    sha256: Sha256
    size: Annotated[int, Field(ge=0, le=MAX_FILE_BYTES)]
    media_type: Annotated[str, StringConstraints(max_length=200)] = "application/octet-stream"


class Message(Wire):
    """What is signed. `sender`, `recipient` = codes of the two offices; `prev` = SHA-256 of the message before, "" for the first.

    `about` = the thing that it is about, the same id on both sides; `by` = who is in charge, for people to read.
    """

    id: UUID
    sender: Code
    recipient: Code
    seq: Seq
    prev: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]
    kind: KindName
    about: UUID
    made_at: Instant
    by: Short = ""
    files: Annotated[tuple[FileNamed, ...], Field(max_length=200)] = ()
    body: Content = Field(default_factory=dict)


class Receipt(Wire):
    """The signed answer to one message: held is provisional, accepted and refused are final and never change.

    `sha256` = of the message as it came.
    """

    id: UUID
    seq: Seq
    sha256: Sha256
    sender: Code
    recipient: Code
    status: Literal["accepted", "refused", "held"]
    reasons: Annotated[tuple[Reason, ...], Field(max_length=50)] = ()
    at: Instant


class Reach(Wire):
    """All numbers up to `up_to`, and these beyond."""

    up_to: Whole = 0
    also: Annotated[tuple[Seq, ...], Field(max_length=MAX_RECEIPTS)] = ()


class Want(Wire):
    """Bytes of a file that are missing, from `offset` on."""

    sha256: Sha256
    offset: Whole = 0


class Piece(Wire):
    """Some bytes of a file, on a line of their own after the batch. `line_sha256` = of that line."""

    sha256: Sha256
    offset: Whole
    size: Whole
    line_sha256: Sha256


class Batch(Wire):
    """What one office has for the other: signed as a whole, sealed to the other's key.

    `number` counts what was sent to this office; `received` = how far its messages have arrived here without a gap, and
    `received_sha256` the last one's hash; `acknowledged` = whose final receipts are held here.
    """

    protocol: Whole = PROTOCOL
    sender: Code
    recipient: Code
    number: Whole
    made_at: Instant
    software: Short = ""
    schema_version: Whole = 0
    messages: Annotated[tuple[Token, ...], Field(max_length=MAX_MESSAGES)] = ()
    receipts: Annotated[tuple[Token, ...], Field(max_length=MAX_RECEIPTS)] = ()
    received: Whole = 0
    received_sha256: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")] = ""
    acknowledged: Reach = Reach()
    wants: Annotated[tuple[Want, ...], Field(max_length=MAX_WANTS)] = ()
    pieces: Annotated[tuple[Piece, ...], Field(max_length=MAX_PIECES)] = ()
    more: bool = False


Json = dict[str, Any]

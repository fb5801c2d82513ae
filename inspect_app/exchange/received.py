"""A message as its deed sees it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from inspect_app.store.peers import Peer
from inspect_app.sync.wire import Wire


@dataclass(frozen=True)
class Received:
    """`about` = the thing's id on both sides; `files` = SHA-256 of bytes that are all in `kept_files`; `by` = who sent it."""

    peer: Peer
    message_id: UUID
    kind: str
    body: Wire
    files: tuple[str, ...]
    at: datetime
    about: UUID
    by: str = ""

"""Bytes of a file on their way in: only of files that a held message names, in their order, within the size it named."""

import hashlib
import logging
from uuid import UUID

from inspect_app.store.attachments import kept_files
from inspect_app.store.peer_pieces import (
    add_piece,
    arrived_bytes,
    files_awaited,
    forget_pieces,
    keep_whole,
    whole_of,
)
from inspect_app.store.peers import peer_for_update

log = logging.getLogger(__name__)


def take_in_piece(peer_id: UUID, sha256: str, offset: int, body: bytes) -> None:
    """In the caller's transaction. What is not the next piece of something that is missing is let go."""
    peer_for_update(peer_id)
    named = files_awaited(peer_id).get(sha256)
    if named is None or sha256 in kept_files([sha256]):
        return
    here = arrived_bytes(peer_id, [sha256]).get(sha256, 0)
    if offset != here or here + len(body) > named["size"]:
        return
    add_piece(peer_id, sha256, offset, body)
    if here + len(body) == named["size"]:
        _keep(peer_id, sha256, str(named.get("media_type") or "application/octet-stream"))


def _keep(peer_id: UUID, sha256: str, media_type: str) -> None:
    """Other bytes than were promised are thrown away, and asked for again from the start."""
    whole = whole_of(peer_id, sha256)
    if hashlib.sha256(whole).hexdigest() == sha256:
        keep_whole(whole, media_type)
    else:
        log.warning("a file arrived with other bytes than its SHA-256 %s says", sha256)
    forget_pieces(peer_id, sha256)

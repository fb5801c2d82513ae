"""What goes from office to office, in a call or in a file: lines of text, each sealed to the other office.

The first line is the batch, signed as a whole; each further line a piece of a file, whose hash the batch names.
"""

import tempfile
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any
from uuid import UUID

from inspect_app.exchange.batches import Opened, opened, our_code, take_in
from inspect_app.exchange.keys import KeyRing, header_of, sealed_to
from inspect_app.exchange.outbox import files_to_send, new_batch
from inspect_app.exchange.pieces import take_in_piece
from inspect_app.exchange.wire import MAX_PIECES, Batch
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.store.attachments import bytes_of
from inspect_app.store.base import transaction
from inspect_app.store.peers import Peer, peer_for_update
from inspect_app.sync.seals import sha256_of

PIECE_BYTES = 1024 * 1024
CALL_BYTES = 3 * PIECE_BYTES
MAX_FIRST_LINE = 24 * 1024 * 1024
MAX_LINE = 2 * 1024 * 1024


def write_parcel(
    peer_id: UUID, keys: KeyRing, into: IO[bytes], *, number: int, most_bytes: int | None, at: datetime
) -> dict[str, Any]:
    """What waits for this office, in the caller's transaction. `most_bytes` of files; None = all that there are."""
    peer = peer_for_update(peer_id)
    content = new_batch(peer_id, our_code(), keys, number=number, at=at)
    seal_jwk = peer.newest_key.seal_jwk
    with tempfile.TemporaryFile() as beside:
        content["pieces"] = list(_write_pieces(peer, beside, number > 0, most_bytes))
        token = keys.key(peer.spoken_kid).signed(content)
        into.write(sealed_to(seal_jwk, token.encode()).encode() + b"\n")
        beside.seek(0)
        while part := beside.read(PIECE_BYTES):
            into.write(part)
    return content


def _write_pieces(
    peer: Peer, into: IO[bytes], is_package: bool, most_bytes: int | None
) -> Iterator[dict[str, Any]]:
    room, count = most_bytes, 0
    for sha256, start in files_to_send(peer, is_package=is_package):
        body = bytes_of(sha256)
        for offset in range(start, max(len(body), start + 1), PIECE_BYTES):
            if (room is not None and room <= 0) or count >= MAX_PIECES:
                return
            part = body[offset : offset + PIECE_BYTES]
            line = sealed_to(peer.newest_key.seal_jwk, part)
            into.write(line.encode() + b"\n")
            room, count = None if room is None else room - len(part), count + 1
            yield {"sha256": sha256, "offset": offset, "size": len(part), "line_sha256": sha256_of(line)}


def open_parcel(file: IO[bytes], keys: KeyRing) -> Opened:
    """Only its first line. Raises `Refused` for what is not for us, not whole, or not from an office that we know."""
    first = file.readline(MAX_FIRST_LINE)
    if not first.endswith(b"\n") or not first.isascii():
        raise Refused(Refusal(Problem.PACKAGE_UNREADABLE))
    return opened(first.decode("ascii").strip(), keys)


def take_in_parcel(file: IO[bytes], keys: KeyRing, *, at: datetime) -> Opened:
    """Messages first, then the pieces of their files, then what has waited for those."""
    found = open_parcel(file, keys)
    inbox = take_in(found, keys, at=at)
    if found.batch.pieces:
        _take_in_pieces(file, found.batch, found.peer.id, keys)
        inbox.held.retry()
    return found


def _take_in_pieces(file: IO[bytes], batch: Batch, peer_id: UUID, keys: KeyRing) -> None:
    """A line that is cut off or damaged ends it: the rest is asked for again."""
    for piece in batch.pieces:
        line = file.readline(MAX_LINE).decode("ascii", "replace").strip()
        if sha256_of(line) != piece.line_sha256:
            return
        body = keys.opened(line, str(header_of(line).get("kid", "")))
        if body is None or len(body) != piece.size:
            return
        with transaction():
            take_in_piece(peer_id, piece.sha256, piece.offset, body)

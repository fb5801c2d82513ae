"""What the record knows of its own copies: until when a verified backup covers it, and that it came out of one."""

from datetime import datetime, timedelta
from secrets import token_hex

from inspect_app.store.audit import note_deed
from inspect_app.store.feed import feed_head, lock_ledgers
from inspect_app.store.peers import peers_all

UNDER_WAY = timedelta(minutes=10)
"""A photo may have been confirmed by a call that began before the copy was made and ended after; none lasts so long."""


def note_backup(began_at: datetime, sha256: str, *, size_bytes: int, at: datetime) -> None:
    """Phones hear of it in their next replies, and may let go of the bytes of photos that it holds."""
    lock_ledgers()
    feed_head().backed_up_until = began_at - UNDER_WAY
    note_deed("make_backup", by=None, at=at, subject="backup", sha256=sha256, size_mb=size_bytes >> 20)


def begin_after_restore(made_at: datetime, *, at: datetime) -> str:
    """A new epoch: every phone fetches everything anew, and brings again what this record has forgotten. Gives it."""
    lock_ledgers()
    head = feed_head()
    head.epoch = f"r{at:%Y%m%d}{token_hex(3)}"
    head.backed_up_until = None
    for peer in peers_all():
        peer.is_listening, peer.tries, peer.next_try_at = True, 0, None
    note_deed("restore_backup", by=None, at=at, subject="backup", epoch=head.epoch, made_at=made_at.isoformat())
    return head.epoch

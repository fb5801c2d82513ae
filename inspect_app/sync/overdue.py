"""What is still held although its time has come; the server died before it came back to it, or the office brought the rest."""

from datetime import datetime
from uuid import UUID

from inspect_app.store.journal import JournalEvent, held_events_said_by
from inspect_app.store.waits import whose_wait_is_over
from inspect_app.sync.answers import came_too_early, is_for_us_to_mend
from inspect_app.sync.held import retry_held


def retry_overdue(officer_id: UUID, *, at: datetime, with_failed: bool) -> bool:
    """Try this officer's overdue events, signed with whatever device. False = there were none, and nothing was written.

    `with_failed` = also those at which the server failed, once in a while: a phone that has nothing more to say sends
    no more events, and what failed for a moment would wait for them for ever.
    """
    held = held_events_said_by(officer_id)
    due = whose_wait_is_over(held) + [one for one in held if came_too_early(one) and _is_next(one)]
    due += [one for one in held if with_failed and is_for_us_to_mend(one)]
    for device_id in sorted({one.device_id for one in due}):
        retry_held(device_id, set(), at=at)
    return bool(due)


def _is_next(held: JournalEvent) -> bool:
    return held.seq <= held.device.head_seq + 1

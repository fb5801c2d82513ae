"""What a person decides about an event that could not be taken in: it stays on the record either way."""

from datetime import datetime

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.store.audit import note_deed
from inspect_app.store.branches import branch_after
from inspect_app.store.feed import announce
from inspect_app.store.journal import AnswerStatus, JournalEvent, event_with
from inspect_app.store.officers import Officer


def set_aside(event: JournalEvent, reason: str, *, by: Officer, at: datetime) -> int:
    """搁置: it is not tried again, nor is what follows on it on its own branch; gives how many events that is.

    Their payloads and answers stay as they are, and their phone hears the reason.
    """
    following = [found for one in branch_after(event) or [] if (found := event_with(one))]
    for one in [event, *following]:
        _set_aside(one, reason, by=by, at=at)
    return 1 + len(following)


def _set_aside(event: JournalEvent, reason: str, *, by: Officer, at: datetime) -> None:
    if event.status is AnswerStatus.ACCEPTED or event.settled_at:
        raise Refused(Refusal(Problem.EVENT_SETTLED))
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    event.settled_by, event.settled_at, event.settled_reason = by.id, at, reason.strip()
    announce("answer", event.id, to=[event.device.officer_id])
    note_deed(
        "set_event_aside",
        by=by.id,
        at=at,
        subject="event",
        subject_id=event.id,
        type=event.type,
        reason=reason.strip(),
    )

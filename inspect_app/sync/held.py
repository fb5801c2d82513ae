"""Held events: tried again when what they waited for is here, or when a person says so."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.store.audit import note_deed
from inspect_app.store.base import transaction
from inspect_app.store.branches import branch_after
from inspect_app.store.journal import (
    AnswerStatus,
    JournalEvent,
    event_with,
    held_events_of,
    held_events_waiting_for,
    newly_appeared,
)
from inspect_app.store.waits import whose_wait_is_over
from inspect_app.sync.answers import are_of_the_chain, came_too_early, is_for_us_to_mend, settle
from inspect_app.sync.chain import Author, advance_if_next, chain_refusal, head_seq_of, locked, perform
from inspect_app.sync.reading import ReadEvent, read_events

log = logging.getLogger(__name__)
MOST_TRIES = 20


@dataclass(frozen=True)
class Word:
    """A person's word that the event be tried now. `in_spite_of_gap` = the chain's gap will not be filled.

    `is_beside` = it is of another branch than the chain, and takes no place in it.
    """

    by: UUID
    reason: str = ""
    in_spite_of_gap: bool = False
    is_beside: bool = False


def apply_by_person(
    event_id: UUID, *, by: UUID, at: datetime, reason: str = "", in_spite_of_gap: bool = False
) -> AnswerStatus:
    """What the office's page of problem events asks for; handed to it by `create_app`. Whatever waited for it follows."""
    held = _known(event_id)
    if held.status is AnswerStatus.ACCEPTED or held.settled_at:
        raise Refused(Refusal(Problem.EVENT_SETTLED))
    if in_spite_of_gap and not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    appeared: set[UUID] = set()
    following = branch_after(held) if in_spite_of_gap else None
    word = Word(by, reason, in_spite_of_gap, is_beside=following is not None)
    status = apply_held(event_id, at=at, appeared=appeared, word=word)
    for follower_id in following or []:
        apply_held(follower_id, at=at, appeared=appeared, word=word)
    retry_held(held.device_id, appeared, at=at)
    return status


def retry_held(device_id: UUID, appeared: set[UUID], *, at: datetime) -> None:
    """Events of any phone that waited for what has appeared; of this phone, those whose turn it may be now.

    What these bring about may be what others wait for, and so on until nothing new appears. Of each phone the earliest
    always comes first: what was said before a visit was finished is not to find it finished.
    """
    mine = held_events_of(device_id)
    due = _in_order([held for held in mine if is_for_us_to_mend(held)][:MOST_TRIES])
    due |= _in_order(whose_wait_is_over(mine)[:MOST_TRIES])
    while True:
        due |= _in_order(held_events_waiting_for(sorted(appeared))) if appeared else set()
        if not due and not mine:
            return
        appeared = set()
        if due:
            first = min(due)
            due.remove(first)
            apply_held(first[-1], at=at, appeared=appeared)
            continue
        _apply_in_turn(device_id, appeared, at=at)
        if not appeared:
            return


def _in_order(events: Sequence[JournalEvent]) -> set[tuple[UUID, int, UUID]]:
    """Their device, number and id; read now, for each is done in a transaction of its own."""
    return {(held.device_id, held.seq, held.id) for held in events}


def _apply_in_turn(device_id: UUID, appeared: set[UUID], *, at: datetime) -> None:
    """Events that came too early, in their order, as far as the chain reaches now."""
    for event_id, seq in [(held.id, held.seq) for held in held_events_of(device_id) if came_too_early(held)]:
        if seq > head_seq_of(device_id) + 1:
            return
        apply_held(event_id, at=at, appeared=appeared)


def apply_held(
    event_id: UUID, *, at: datetime, appeared: set[UUID] | None = None, word: Word | None = None
) -> AnswerStatus:
    """Do a held event's work now. Its answer changes from held to final, in the same transaction as the work."""
    refusals: Sequence[Refusal]
    try:
        with transaction():
            held = _work_of(event_id, word, at=at)
            if appeared is not None:
                appeared |= newly_appeared()
            return held.status
    except Refused as refused:
        refusals = refused.refusals
    except Exception:
        log.exception("held event %s failed", event_id)
        refusals = [Refusal(Problem.EVENT_FAILED)]
    is_done = _settle_refused(event_id, refusals, word, at=at, appeared=appeared)
    return is_done or apply_held(event_id, at=at, appeared=appeared, word=word)


def _settle_refused(
    event_id: UUID, refusals: Sequence[Refusal], word: Word | None, *, at: datetime, appeared: set[UUID] | None
) -> AnswerStatus | None:
    """None = its turn in the chain came between the refusal and this lock, and its work is to be done after all."""
    with transaction():
        held, event = _held(event_id)
        if held.status is AnswerStatus.ACCEPTED:
            return held.status
        if are_of_the_chain(refusals) and chain_refusal(event, held.device) is None:
            return None
        waited_for = held.waits_for
        _take_place(held, event, word)
        _settle(held, refusals, word, at=at)
        if appeared is not None and held.waits_for and held.waits_for != waited_for:
            appeared.add(held.waits_for)  # it may have come just now, before anybody knew who waits for it
        return held.status


def _work_of(event_id: UUID, word: Word | None, *, at: datetime) -> JournalEvent:
    """The deed, the place in the chain and the new answer. Raises `Refused`."""
    held, event = _held(event_id)
    if held.status is not AnswerStatus.ACCEPTED:
        if refusal := _chain_refusal(held, event, word):
            raise Refused(refusal)
        _take_place(held, event, word)
        perform(event, Author(held.device_id, held.device.officer), held.derived_at)
        _settle(held, [], word, at=at)
    return held


def _held(event_id: UUID) -> tuple[JournalEvent, ReadEvent]:
    """Read again under the lock: somebody else may have been at it in the meantime."""
    locked(_known(event_id).device_id)
    held = _known(event_id)
    [event] = read_events([held.jws], held.device)
    return held, event._replace(id=held.id)


def _known(event_id: UUID) -> JournalEvent:
    held = event_with(event_id)
    if held is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return held


def _settle(held: JournalEvent, refusals: Sequence[Refusal], word: Word | None, *, at: datetime) -> None:
    """A person's try stands in the audit with its outcome; the machine's own tries do not."""
    settle(held, refusals, at=at)
    if word is None:
        return
    deed = "apply_in_spite_of_gap" if word.in_spite_of_gap else "try_event_again"
    note_deed(
        deed, by=word.by, at=at, subject="event", subject_id=held.id, type=held.type, outcome=held.status.value,
        reason=word.reason,
    )  # fmt: skip


def _chain_refusal(held: JournalEvent, event: ReadEvent, word: Word | None) -> Refusal | None:
    """An event that had its place before waits only for its work; one that had none waits for its turn, or a person."""
    if _in_spite_of_gap(word) or not held.is_outside_the_chain:
        return event.refusal
    return chain_refusal(event, held.device) or event.refusal


def _take_place(held: JournalEvent, event: ReadEvent, word: Word | None) -> None:
    is_jump = word is not None and word.in_spite_of_gap and not word.is_beside
    if is_jump and event.seq is not None and event.seq > held.device.head_seq:
        held.device.head_seq, held.device.head_sha256 = event.seq, event.sha256
    advance_if_next(held.device, event)


def _in_spite_of_gap(word: Word | None) -> bool:
    return word is not None and word.in_spite_of_gap

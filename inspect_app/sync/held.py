"""Held events: tried again when what they waited for is here, or when a person says so."""

import logging
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.store.base import transaction
from inspect_app.store.journal import (
    AnswerStatus,
    JournalEvent,
    event_with,
    held_events_of,
    held_events_waiting_for,
    newly_appeared,
)
from inspect_app.sync.answers import came_too_early, settle
from inspect_app.sync.chain import advance_if_next, chain_refusal, locked, perform
from inspect_app.sync.reading import ReadEvent, read_event

log = logging.getLogger(__name__)


def retry_held(device_id: UUID, appeared: set[UUID], *, at: datetime) -> None:
    """Events of this phone that were out of order, and of any phone that waited for what has just appeared."""
    waiting = held_events_waiting_for(sorted(appeared)) if appeared else []
    waiting += [held for held in held_events_of(device_id) if came_too_early(held)]
    for event_id in [held.id for held in waiting]:
        more: set[UUID] = set()
        if apply_held(event_id, at=at, appeared=more) is AnswerStatus.ACCEPTED and more:
            retry_held(device_id, more, at=at)


def apply_held(
    event_id: UUID, *, at: datetime, appeared: set[UUID] | None = None, in_spite_of_gap: bool = False
) -> AnswerStatus:
    """Do a held event's work now. Its answer changes from held to final, in the same transaction as the work.

    `in_spite_of_gap` is a person's word that the chain's gap will not be filled.
    """
    refusals: Sequence[Refusal]
    try:
        with transaction():
            held, event = _held(event_id)
            if held.status is AnswerStatus.ACCEPTED:
                return held.status
            if refusal := _chain_refusal(held, event, in_spite_of_gap=in_spite_of_gap):
                raise Refused(refusal)
            _take_place(held, event, in_spite_of_gap=in_spite_of_gap)
            perform(event, held.device, held.derived_at)
            settle(held, [], at=at)
            if appeared is not None:
                appeared |= newly_appeared()
            return held.status
    except Refused as refused:
        refusals = refused.refusals
    except Exception:
        log.exception("held event %s failed", event_id)
        refusals = [Refusal(Problem.EVENT_FAILED)]
    with transaction():
        held, event = _held(event_id)
        advance_if_next(held.device, event)
        settle(held, refusals, at=at)
        return held.status


def _held(event_id: UUID) -> tuple[JournalEvent, ReadEvent]:
    held = event_with(event_id)
    if held is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    locked(held.device_id)
    return held, read_event(held.jws, held.device)


def _chain_refusal(held: JournalEvent, event: ReadEvent, *, in_spite_of_gap: bool) -> Refusal | None:
    """An event that had its place before waits only for its work; one that came too early waits for its turn."""
    if in_spite_of_gap or held.seq <= held.device.head_seq:
        return event.refusal
    return event.refusal or chain_refusal(event, held.device)


def _take_place(held: JournalEvent, event: ReadEvent, *, in_spite_of_gap: bool) -> None:
    if in_spite_of_gap and event.seq is not None and event.seq > held.device.head_seq:
        held.device.head_seq, held.device.head_sha256 = event.seq, event.sha256
    advance_if_next(held.device, event)

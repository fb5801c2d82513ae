"""Answering each event exactly once, with its work and its answer in one transaction.

A batch is taken in as a whole when all is well. At the first trouble it is undone, the part before is taken in
again, and the troublesome event is dealt with alone: one poison event never stops the rest. What shows only when the
whole is written is looked for in halves.
"""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.store.base import transaction
from inspect_app.store.journal import JournalEvent, add_events, answered, newly_appeared
from inspect_app.store.officers import Device
from inspect_app.store.visits import lock_visits
from inspect_app.sync.answers import Answer, answer_for, are_of_the_chain, status_for, waits_for
from inspect_app.sync.chain import Author, ChainInHand, advance, advance_if_next, chain_refusal, locked, perform
from inspect_app.sync.gathering import gather
from inspect_app.sync.held import retry_held
from inspect_app.sync.holding import note_holding
from inspect_app.sync.reading import ReadEvent, moment_of
from inspect_app.sync.seals import ServerSeal
from inspect_app.sync.wire import Holding

log = logging.getLogger(__name__)


FORM_EVENTS = frozenset({"decision_made", "order_made", "form_voided"})


class Inbox:
    """Takes in the events of one phone. `received_at` is the upper bound of when each of them happened.

    `holding` = what the phone says beside them, noted in the same transaction when all is well; see `has_noted`.
    """

    def __init__(
        self, device_id: UUID, *, seal: ServerSeal, received_at: datetime, holding: Holding | None = None
    ) -> None:
        self.device_id = device_id
        self.seal = seal
        self.received_at = received_at
        self.holding = holding
        self.has_noted = False
        self.appeared: set[UUID] = set()
        self.uses_forms = False

    def take_in(self, events: Sequence[ReadEvent]) -> list[Answer]:
        """One answer for each event, in any order; those given before are given again word for word."""
        self.uses_forms = any(event.payload and event.payload.type in FORM_EVENTS for event in events)
        answers = self._take_in_all(sorted(events, key=lambda event: event.seq or 0))
        retry_held(self.device_id, self.appeared, at=self.received_at)
        return answers

    def note(self) -> None:
        """What the phone says it holds, in a transaction of its own."""
        with transaction():
            self._note_here(locked(self.device_id))

    def _note_here(self, device: Device) -> None:
        if self.holding:
            note_holding(device, self.holding, at=self.received_at, uses_forms=self.uses_forms)

    def _take_in_all(self, events: list[ReadEvent]) -> list[Answer]:
        answers: list[Answer] = []
        while events:
            done, troublesome = self._together(events)
            answers += done
            if troublesome is None:
                break
            if troublesome == len(events) > 1:
                half = len(events) // 2
                return answers + self._take_in_all(events[:half]) + self._take_in_all(events[half:])
            answers += self._take_in_all(events[:troublesome])
            answers.append(self._alone(events[troublesome]))
            events = events[troublesome + 1 :]
        return answers

    def _together(self, events: list[ReadEvent]) -> tuple[list[Answer], int | None]:
        """All in one transaction; or nothing, and the index of the first that made trouble.

        The number of all of them = some event could not be written, and nobody knows which.
        """
        done: list[Answer] = []
        try:
            with transaction():
                self._note_here(self._take_in_here(events, done))
            self.has_noted = True
            return done, None
        except Refused:
            pass
        except Exception:
            log.exception("a batch could not be taken in as a whole")
        return [], 0 if len(events) == 1 else len(done)

    def _take_in_here(self, events: list[ReadEvent], done: list[Answer]) -> Device:
        """In the transaction that is open: the deeds, their rows, and in `done` their answers. Raises `Refused`."""
        device = locked(self.device_id)
        events, earlier = _with_earlier(events)
        new = [event for event in events if event.id not in earlier] if earlier else events
        subjects = {event.payload.subject for event in new if event.payload}
        gather(new, subjects, lock_visits(subjects))
        chain = ChainInHand(device.head_seq, device.head_sha256)
        author = Author(device.id, device.officer)
        rows: list[dict[str, Any]] = []
        for event in events:
            if earlier and event.id in earlier:
                done.append(earlier[event.id].answer)
            else:
                rows.append(self._do(event, author, chain))
                done.append(rows[-1]["answer"])
        add_events(rows)
        device.head_seq, device.head_sha256 = chain.head_seq, chain.head_sha256
        self.appeared |= newly_appeared()
        return device

    def _alone(self, event: ReadEvent) -> Answer:
        """One event in its own transaction; when its work is refused, that is its answer, and the event is kept."""
        refusals: Sequence[Refusal]
        done: list[Answer] = []
        try:
            with transaction():
                self._take_in_here([event], done)
            return done[0]
        except Refused as refused:
            refusals = refused.refusals
        except Exception:
            log.exception("event %s failed", event.id)
            refusals = [Refusal(Problem.EVENT_FAILED)]
        with transaction():
            answer = self._keep_refused(event, refusals)
        return answer or self._alone(event)

    def _keep_refused(self, event: ReadEvent, refusals: Sequence[Refusal]) -> Answer | None:
        """The event with its answer, and its place in the chain if it has one. None = its turn has come meanwhile.

        Between the refusal and this lock another call of the same phone may have brought this event or those before it.
        """
        device = locked(self.device_id)
        [event], earlier = _with_earlier([event])
        if event.id in earlier:
            return earlier[event.id].answer
        out_of_turn = chain_refusal(event, device) if event.seq is not None else None
        if out_of_turn is None and are_of_the_chain(refusals):
            return None
        advance_if_next(device, event)
        row = self._row(event, [out_of_turn] if out_of_turn else refusals)
        add_events([row])
        if row["waits_for"]:
            self.appeared.add(row["waits_for"])  # it may have come just now, before anybody knew who waits for it
        answer: Answer = row["answer"]
        return answer

    def _do(self, event: ReadEvent, author: Author, chain: ChainInHand) -> dict[str, Any]:
        """The deed and its row. What is not next in the chain waits for its turn, whatever else is wrong with it."""
        if refusal := chain_refusal(event, chain) or event.refusal:
            raise Refused(refusal)
        advance(chain, event)
        row = self._row(event, [])
        perform(event, author, row["derived_at"])
        return row

    def _row(self, event: ReadEvent, refusals: Sequence[Refusal]) -> dict[str, Any]:
        payload, received_at = event.payload, self.received_at
        moment = moment_of(payload, seal=self.seal, received_at=received_at) if payload else None
        return {
            "id": event.id,
            "device_id": self.device_id,
            "seq": event.seq or 0,
            "sha256": event.sha256,
            "jws": event.kept,
            "type": payload.type if payload else "",
            "subject_id": payload.subject if payload else None,
            "claimed_at": payload.at if payload else received_at,
            "derived_at": moment.derived_at if moment else received_at,
            "time_grade": moment.grade.name if moment else "X",
            "received_at": received_at,
            "status": status_for(refusals),
            "waits_for": waits_for(refusals) if refusals else None,
            "answer": answer_for(event.id, event.sha256, refusals, received_at),
        }


def _with_earlier(events: list[ReadEvent]) -> tuple[list[ReadEvent], dict[UUID, JournalEvent]]:
    """The events, and those answered before, by id. Other bytes under a known id go under an id of their own."""
    earlier = answered([event.id for event in events])
    again = [event for event in events if event.id in earlier and earlier[event.id].sha256 != event.sha256]
    if again:
        events = [event.under_another_id() if event in again else event for event in events]
        earlier |= answered([event.id for event in events])
    return events, earlier

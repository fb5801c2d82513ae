"""Held messages: tried again when what they waited for may be here, or when a person says so; or refused by a person."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from inspect_app.exchange.chain import advance, out_of_turn, perform
from inspect_app.exchange.keys import KeyRing, OwnKey
from inspect_app.exchange.kinds import KINDS
from inspect_app.exchange.reading import ReadMessage, read_message
from inspect_app.exchange.receipts import settle
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.store.attachments import kept_files
from inspect_app.store.audit import note_deed
from inspect_app.store.base import transaction
from inspect_app.store.journal import AnswerStatus
from inspect_app.store.peer_messages import ReceivedMessage, held_of_peer, received_with
from inspect_app.store.peers import Peer, peer_for_update, peer_with, peers_all

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class HeldMessages:
    """Of one office. `key` = ours by which it knows us; receipts are signed with it."""

    peer_id: UUID
    our_code: str
    key: OwnKey
    at: datetime

    def retry(self, *, is_thorough: bool = False) -> None:
        """Those whose wait may be over, in their order, each in a transaction of its own.

        `is_thorough` = after an upgrade: also those that the version before failed at.
        """
        for message_id in [one.id for one in held_of_peer(self.peer_id) if not one.is_conflict]:
            held = received_with(message_id)
            if held and _is_worth_a_try(held, is_thorough):
                self.apply(message_id)

    def apply(self, message_id: UUID, *, by: UUID | None = None) -> AnswerStatus:
        """Do the work of a held message now; its answer becomes final, in the same transaction as the work."""
        refusals: Sequence[Refusal]
        try:
            with transaction():
                return self._work_of(message_id, by)
        except Refused as refused:
            refusals = refused.refusals
        except Exception:
            log.exception("held message %s failed", message_id)
            refusals = [Refusal(Problem.PEER_MESSAGE_FAILED)]
        with transaction():
            held, message, peer = self._held(message_id)
            if not held.is_answered:
                self._advance_held(message, peer)
                settle(held, refusals, peer, self.key, at=self.at)
                self._note(held, by)
            return held.status

    def refuse(self, message_id: UUID, reason: str, *, by: UUID) -> None:
        """A person's last word; the other office reads it on its receipt."""
        with transaction():
            if not reason.strip():
                raise Refused(Refusal(Problem.REASON_NEEDED))
            held, message, peer = self._held(message_id)
            if held.is_answered:
                raise Refused(Refusal(Problem.EVENT_SETTLED))
            if message.seq > peer.received_seq + 1:
                raise Refused(Refusal(Problem.PEER_MESSAGE_EARLY, facts={"expected": peer.received_seq + 1}))
            self._advance_held(message, peer)
            said = Refusal(Problem.PEER_MESSAGE_REFUSED, facts={"reason": reason.strip()[:500]})
            settle(held, [said], peer, self.key, at=self.at)
            held.settled_by, held.settled_at, held.settled_reason = by, self.at, reason.strip()[:500]
            self._note(held, by)

    def _work_of(self, message_id: UUID, by: UUID | None) -> AnswerStatus:
        held, message, peer = self._held(message_id)
        if held.is_answered:
            return held.status
        early = out_of_turn(message, peer) if message.seq > peer.received_seq else None
        if refusal := early or message.refusal:
            raise Refused(refusal)
        self._advance_held(message, peer)
        settle(held, [], peer, self.key, at=self.at)
        perform(message, peer, self.at)
        self._note(held, by)
        return held.status

    def _advance_held(self, message: ReadMessage, peer: Peer) -> None:
        if out_of_turn(message, peer) is None:
            advance(peer, message)

    def _held(self, message_id: UUID) -> tuple[ReceivedMessage, ReadMessage, Peer]:
        peer = peer_for_update(self.peer_id)
        held = received_with(message_id)
        if held is None or held.peer_id != self.peer_id:
            raise Refused(Refusal(Problem.NOT_FOUND))
        if held.is_conflict:
            raise Refused(Refusal(Problem.PEER_MESSAGE_CHANGED))
        return held, read_message(held.token, peer, self.our_code), peer

    def _note(self, held: ReceivedMessage, by: UUID | None) -> None:
        """A person's try stands in the ledger with its outcome; the machine's own tries do not."""
        if by:
            note_deed(
                "apply_message", by=by, at=self.at, subject="message", subject_id=held.id, kind=held.kind,
                outcome=held.status.value,
            )  # fmt: skip


def _is_worth_a_try(held: ReceivedMessage, is_thorough: bool) -> bool:
    """Cheap to say, for much may be waiting: nothing is tried whose reason is known to be there still."""
    if held.has_reason(Problem.PEER_MESSAGE_EARLY.code):
        peer = peer_with(held.peer_id)
        return peer is not None and held.seq == peer.received_seq + 1
    if held.has_reason(Problem.PEER_KIND_UNKNOWN.code):
        return held.kind in KINDS
    if held.has_reason(Problem.PEER_FILES_AWAITED.code):
        return len(kept_files(held.files)) == len(set(held.files))
    return is_thorough or not held.has_reason(Problem.PEER_MESSAGE_FAILED.code)


def retry_after_upgrade(our_code: str, keys: KeyRing, *, at: datetime) -> None:
    """A newer version may know what the one before could not do."""
    for peer in peers_all():
        HeldMessages(peer.id, our_code, keys.key(peer.spoken_kid), at).retry(is_thorough=True)

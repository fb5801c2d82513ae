"""Answering each message of another office exactly once, with its work and its answer in one transaction.

A message has its place in the chain whatever becomes of its work: one that is refused or held never stops the rest.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from inspect_app.exchange.chain import advance, out_of_turn, perform
from inspect_app.exchange.held import HeldMessages
from inspect_app.exchange.keys import OwnKey
from inspect_app.exchange.reading import ReadMessage, read_message
from inspect_app.exchange.receipts import new_row
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.store.base import transaction
from inspect_app.store.peer_messages import (
    ReceivedMessage,
    add_received,
    received_numbered,
    received_with,
)
from inspect_app.store.peers import Peer, peer_for_update

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Inbox:
    """Takes in what one office has sent. `key` = ours by which it knows us; receipts are signed with it."""

    peer_id: UUID
    our_code: str
    key: OwnKey
    at: datetime

    @property
    def held(self) -> HeldMessages:
        return HeldMessages(self.peer_id, self.our_code, self.key, self.at)

    def take_in(self, tokens: Sequence[str], peer: Peer) -> None:
        """In the order of their numbers; those that are no message of this office are left out, and logged."""
        read = [read_message(token, peer, self.our_code) for token in tokens]
        for one in sorted(read, key=lambda message: message.seq):
            if one.envelope is None:
                log.warning("%s sent something that is no message of its own", peer.agency.code)
                continue
            self._take_in_one(one)
        self.held.retry()

    def _take_in_one(self, message: ReadMessage) -> None:
        refusals: Sequence[Refusal]
        try:
            with transaction():
                self._do(message)
            return
        except Refused as refused:
            refusals = refused.refusals
        except Exception:
            log.exception("message %s failed", message.id)
            refusals = [Refusal(Problem.PEER_MESSAGE_FAILED)]
        with transaction():
            self._keep(message, refusals)

    def _do(self, message: ReadMessage) -> None:
        """Work, row and receipt. Raises `Refused`."""
        peer = peer_for_update(self.peer_id)
        if self._is_known(message):
            return
        if refusal := out_of_turn(message, peer) or message.refusal:
            raise Refused(refusal)
        advance(peer, message)
        add_received(new_row(message, [], peer, self.key, at=self.at))
        perform(message, peer, self.at)

    def _keep(self, message: ReadMessage, refusals: Sequence[Refusal]) -> None:
        """The message with its answer, and its place in the chain when it is the next."""
        peer = peer_for_update(self.peer_id)
        if self._is_known(message):
            return
        if turn := out_of_turn(message, peer):
            refusals = [turn]
        else:
            advance(peer, message)
        add_received(new_row(message, refusals, peer, self.key, at=self.at))

    def _is_known(self, message: ReadMessage) -> bool:
        """Answered before: the same receipt goes out once more. Other bytes under its id or number wait for a person."""
        known = received_with(message.id) or received_numbered(self.peer_id, message.seq)
        if known is None:
            return False
        if known.sha256 == message.sha256:
            known.is_acknowledged = False
        elif received_with(message.other_id) is None:
            add_received(self._conflict(message))
        return True

    def _conflict(self, message: ReadMessage) -> ReceivedMessage:
        peer = peer_for_update(self.peer_id)
        row = new_row(message, [Refusal(Problem.PEER_MESSAGE_CHANGED)], peer, self.key, at=self.at)
        row.id, row.is_conflict, row.is_acknowledged = message.other_id, True, True
        return row

"""Receipts: how we answer a message, and how we keep the answers to ours."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from inspect_app.actions.peer_answers import ON_ANSWER, Answer
from inspect_app.exchange.answers import answer_for, status_for
from inspect_app.exchange.keys import OwnKey, content_signed_by, header_of
from inspect_app.exchange.reading import ReadMessage
from inspect_app.exchange.wire import Receipt
from inspect_app.problems import Refusal
from inspect_app.store.journal import AnswerStatus, claims_in
from inspect_app.store.peer_messages import ReceivedMessage, SentMessage, sent_with
from inspect_app.store.peers import Peer

log = logging.getLogger(__name__)


def new_row(
    message: ReadMessage, refusals: Sequence[Refusal], peer: Peer, key: OwnKey, *, at: datetime
) -> ReceivedMessage:
    envelope = message.envelope
    if envelope is None:
        raise LookupError("not a message")
    row = ReceivedMessage(id=message.id, peer_id=peer.id, seq=envelope.seq, sha256=message.sha256)
    row.token, row.kind, row.body, row.subject_id = message.token, envelope.kind, envelope.body, envelope.about
    row.files, row.received_at = [one.sha256 for one in envelope.files], at
    row.is_conflict = row.is_acknowledged = False
    row.settled_by, row.settled_at, row.settled_reason = None, None, ""
    _answer(row, refusals, peer, key, at=at)
    return row


def settle(held: ReceivedMessage, refusals: Sequence[Refusal], peer: Peer, key: OwnKey, *, at: datetime) -> None:
    """Replace "held" by what has become of the message; held for the same reason is no news."""
    is_news = (
        status_for(refusals) is not held.status or answer_for(refusals, at)["reasons"] != held.answer["reasons"]
    )
    if is_news:
        _answer(held, refusals, peer, key, at=at)
        held.is_acknowledged = False


def _answer(row: ReceivedMessage, refusals: Sequence[Refusal], peer: Peer, key: OwnKey, *, at: datetime) -> None:
    row.status, row.answer, row.answered_at = status_for(refusals), answer_for(refusals, at), at
    row.receipt = key.signed(
        {"id": str(row.id), "seq": row.seq, "sha256": row.sha256, **_offices(row), **row.answer}
    )


def _offices(row: ReceivedMessage) -> dict[str, Any]:
    """As the message named them, turned round."""
    claims = claims_in(row.token)
    return {"sender": claims.get("recipient"), "recipient": claims.get("sender")}


def keep_receipts(peer: Peer, tokens: Sequence[str], our_code: str, *, at: datetime) -> None:
    """Each is kept as it was signed. A final one never changes; what is not a receipt for a message of ours is left out."""
    for token in tokens:
        receipt = _read(peer, token, our_code)
        message = sent_with(receipt.id) if receipt else None
        if receipt is None or message is None or message.peer_id != peer.id or not _is_for(receipt, message):
            log.warning("%s sent a receipt for nothing that was sent to it", peer.agency.code)
        elif not message.is_answered and message.answer_token != token:
            _keep(message, receipt, token, at=at)


def _is_for(receipt: Receipt, message: SentMessage) -> bool:
    """Also for a message that was sent after the backup that this record was restored from: its text is lost here."""
    was_forgotten = not message.token and message.seq == receipt.seq
    return message.sha256 == receipt.sha256 or was_forgotten


def _read(peer: Peer, token: str, our_code: str) -> Receipt | None:
    key = peer.key(str(header_of(token).get("kid", "")))
    content = content_signed_by(token, key.sign_jwk) if key else None
    try:
        receipt = Receipt.model_validate(content) if content is not None else None
    except ValidationError:
        return None
    is_ours = receipt is not None and (receipt.sender, receipt.recipient) == (peer.agency.code, our_code)
    return receipt if is_ours else None


def _keep(message: SentMessage, receipt: Receipt, token: str, *, at: datetime) -> None:
    plain, message.sha256 = receipt.model_dump(mode="json"), receipt.sha256
    message.status, message.answer_token, message.answered_at = AnswerStatus[receipt.status.upper()], token, at
    message.answer = {"status": receipt.status, "reasons": plain["reasons"], "at": plain["at"]}
    if deed := ON_ANSWER.get(message.kind):
        deed(message, Answer(message.status, tuple(plain["reasons"]), receipt.at), at)

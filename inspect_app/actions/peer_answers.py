"""What a sender does when the receipt of a message comes: each kind has its deed here, or none."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from inspect_app.actions.handover_arrivals import note_receipt_of_lead
from inspect_app.actions.handover_recalls import note_receipt_of_recall
from inspect_app.rules.handovers import MESSAGE_OF
from inspect_app.store.journal import AnswerStatus
from inspect_app.store.peer_messages import SentMessage


@dataclass(frozen=True)
class Answer:
    """`reasons` = code, sentence (in the other office's words) and law of each."""

    status: AnswerStatus
    reasons: tuple[dict[str, Any], ...]
    at: datetime


ON_ANSWER: dict[str, Callable[[SentMessage, Answer, datetime], None]] = {
    **dict.fromkeys(MESSAGE_OF.values(), note_receipt_of_lead),
    "lead_withdrawn": note_receipt_of_recall,
}
"""Called in the transaction that keeps the receipt, for held and then once more for what it became."""

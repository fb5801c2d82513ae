"""Each message about a lead or a question with its receipt, as a line of their pages."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from inspect_app.store.journal import AnswerStatus
from inspect_app.store.peer_messages import ReceivedMessage, SentMessage
from inspect_app.web.peer_words import kind_words


@dataclass(frozen=True)
class ReceiptLine:
    """`status` None = no receipt yet. `reasons` = why the other software held or refused it."""

    is_sent: bool
    what: str
    at: datetime
    status: AnswerStatus | None
    answered_at: datetime | None
    reasons: str


def receipt_line(message: SentMessage | ReceivedMessage) -> ReceiptLine:
    is_sent = isinstance(message, SentMessage)
    at = message.made_at if isinstance(message, SentMessage) else message.received_at
    reasons = gettext("；").join(str(one.get("sentence", "")) for one in (message.answer or {}).get("reasons", []))
    what = kind_words(message.kind)
    return ReceiptLine(is_sent, what, at, message.status, message.answered_at, reasons)

"""Words for what travels between offices about leads and questions, and each message with its receipt as a line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from inspect_app.store.journal import AnswerStatus
from inspect_app.store.peer_messages import ReceivedMessage, SentMessage

WORDS: Mapping[str, object] = {
    "lead_handed_down": _l("交办案源"),
    "lead_handed_up": _l("上报案源"),
    "takeover_asked": _l("提请管辖"),
    "lead_transferred": _l("移送案源"),
    "lead_copied": _l("抄送案源"),
    "lead_accepted": _l("受理"),
    "lead_returned": _l("退回"),
    "takeover_answered": _l("答复提请管辖"),
    "lead_stage_reported": _l("报告进展"),
    "lead_urged": _l("催办"),
}


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
    what = str(WORDS.get(message.kind, message.kind))
    return ReceiptLine(is_sent, what, at, message.status, message.answered_at, reasons)

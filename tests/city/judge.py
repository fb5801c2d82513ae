"""What is true of three offices afterwards: both sides of each pair hold the same texts, once, with the same receipts;
and the same leads, questions, standards and figures. What is not so is said on the error output, line by line.
"""

import hashlib
import sys

from inspect_app.problems import Problem
from inspect_app.store.attachments import bytes_of
from inspect_app.store.base import db
from inspect_app.store.journal import AnswerStatus
from inspect_app.store.peer_messages import ReceivedMessage, SentMessage
from tests.city.matters import differences
from tests.city.storm import PAIRS, Storm
from tests.exchange.two_offices import OfficeHere

MESSAGES = ("lost", "doubled", "unanswered", "spoilt", "receipts_differ", "gaps", "files_missing")
MATTERS = (
    "leads_differ",
    "cases_differ",
    "stages_untold",
    "questions_differ",
    "standards_differ",
    "figures_differ",
)
FAULTS = (*MESSAGES, *MATTERS)


def judge(storm: Storm) -> dict[str, int]:
    found = dict.fromkeys(FAULTS, 0)
    for code, other in PAIRS:
        here, there = storm.offices[code].here, storm.offices[other].here
        sent, came = _sent(here, there), _came(there, here)
        expected = [one for by, to, one in storm.said if (by, to) == (code, other)]
        found["lost"] += sum(one not in {message.id for message in sent} for one in expected)
        found["lost"] += sum(message.id not in {one.id for one in came} for message in sent)
        found["doubled"] += len(came) - len({one.id for one in came}) + sum(one.is_conflict for one in came)
        found["gaps"] += sorted(one.seq for one in came) != list(range(1, len(sent) + 1))
        by_id = {one.id: one for one in came}
        for message in sent:
            _compare(message, by_id.get(message.id), there, found)
    for name, count in differences({code: office.here for code, office in storm.offices.items()}):
        found[name] += count
    return found


def _compare(message: SentMessage, other: ReceivedMessage | None, there: OfficeHere, found: dict[str, int]) -> None:
    if not _is_well_answered(message):
        found["unanswered"] += 1
        print("unanswered", message.kind, message.seq, message.subject_id, message.answer, file=sys.stderr)
    if other is None:
        return
    found["spoilt"] += message.token != other.token or message.body != other.body
    found["receipts_differ"] += message.answer_token != other.receipt
    with there.here():
        found["files_missing"] += sum(hashlib.sha256(bytes_of(one)).hexdigest() != one for one in message.files)


def _is_well_answered(message: SentMessage) -> bool:
    """Accepted; or, of a lead that was to be taken back, the word that its answer had crossed on the way."""
    if message.kind == "lead_withdrawn" and message.status is AnswerStatus.REFUSED:
        reasons = (message.answer or {}).get("reasons", [])
        return [one["code"] for one in reasons] == [Problem.HANDOVER_NOT_RECALLED.code]
    return message.status is AnswerStatus.ACCEPTED


def _sent(here: OfficeHere, to: OfficeHere) -> list[SentMessage]:
    with here.here():
        return db.session.query(SentMessage).filter_by(peer_id=here.peer(to).id).order_by(SentMessage.seq).all()


def _came(here: OfficeHere, of: OfficeHere) -> list[ReceivedMessage]:
    with here.here():
        return db.session.query(ReceivedMessage).filter_by(peer_id=here.peer(of).id).all()

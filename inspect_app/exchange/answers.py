"""What a receipt says: the words of an answer to a message, and which faults only hold it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from inspect_app.problems import Problem, Refusal
from inspect_app.store.journal import AnswerStatus
from inspect_app.sync import answers

HOLDS: set[Problem] = {
    *answers.HOLDS,
    Problem.PEER_MESSAGE_EARLY,
    Problem.PEER_KIND_UNKNOWN,
    Problem.PEER_FILES_AWAITED,
    Problem.STANDARD_UNKNOWN,
    Problem.FIGURES_REPORT_UNKNOWN,
    Problem.SAMPLE_UNKNOWN,
    Problem.STANDARD_FILE_MISSING,
    Problem.PEER_MESSAGE_FAILED,
    Problem.PEER_MESSAGE_CHANGED,
    Problem.HANDOVER_UNKNOWN,
    Problem.SHARED_QUESTION_UNKNOWN,
    Problem.SHARED_ANSWER_UNKNOWN,
}
"""Time, a person or an upgrade will mend them; everything else is refused for good."""


def status_for(refusals: Sequence[Refusal]) -> AnswerStatus:
    return answers.status_for(refusals, HOLDS)


def answer_for(refusals: Sequence[Refusal], at: datetime) -> dict[str, Any]:
    return {
        "status": status_for(refusals).name.lower(),
        "reasons": answers.reasons_of(refusals),
        "at": at.isoformat(),
    }

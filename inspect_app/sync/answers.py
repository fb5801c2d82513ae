"""What an answer to an event says: accepted, refused for good, or held for time or a person to mend."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from inspect_app.problems import Problem, Refusal
from inspect_app.store.feed import announce
from inspect_app.store.journal import OUTSIDE_THE_CHAIN, AnswerStatus, JournalEvent

Answer = dict[str, Any]
ACCEPTED = AnswerStatus.ACCEPTED.name.lower()
HOLDS = frozenset(
    {
        Problem.VISIT_UNKNOWN,
        Problem.WORK_UNKNOWN,
        Problem.FINDING_UNKNOWN,
        Problem.PHOTO_UNKNOWN,
        Problem.RECORDING_UNKNOWN,
        Problem.ORDER_UNKNOWN,
        Problem.DECISION_UNKNOWN,
        Problem.DOCUMENT_UNKNOWN,
        Problem.RETURN_UNKNOWN,
        Problem.NOT_ON_THIS_VISIT,
        Problem.CHECKLIST_UNKNOWN,
        Problem.EVENT_TYPE_UNKNOWN,
        Problem.EVENT_OUT_OF_ORDER,
        Problem.CHAIN_BROKEN,
        Problem.CHAIN_FORKED,
        Problem.EVENT_FAILED,
        Problem.INVITATION_FORGED,
        Problem.INVITATION_EXPIRED,
        Problem.NO_PARTNERSHIP,
        Problem.WORK_OF_ANOTHER_STREET,
    }
)


def status_for(refusals: Sequence[Refusal], holds: Collection[Problem] = HOLDS) -> AnswerStatus:
    if not refusals:
        return AnswerStatus.ACCEPTED
    is_held = all(refusal.problem in holds for refusal in refusals)
    return AnswerStatus.HELD if is_held else AnswerStatus.REFUSED


def answer_for(event_id: UUID, sha256: str, refusals: Sequence[Refusal], at: datetime) -> Answer:
    status = status_for(refusals).name.lower() if refusals else ACCEPTED
    reasons = reasons_of(refusals) if refusals else []
    return {"id": str(event_id), "sha256": sha256, "status": status, "reasons": reasons, "at": at.isoformat()}


def reasons_of(refusals: Sequence[Refusal]) -> list[Answer]:
    return [{"code": r.problem.code, "sentence": r.sentence, "law": r.law.text if r.law else ""} for r in refusals]


def waits_for(refusals: Sequence[Refusal]) -> UUID | None:
    waits = [str(refusal.facts["waits_for"]) for refusal in refusals if "waits_for" in refusal.facts]
    return UUID(waits[0]) if waits else None


def are_of_the_chain(refusals: Sequence[Refusal]) -> bool:
    """The event was not the next one of its chain."""
    return any(refusal.problem.code in OUTSIDE_THE_CHAIN for refusal in refusals)


def settle(held: JournalEvent, refusals: Sequence[Refusal], *, at: datetime) -> None:
    """Replace "held" by what has become of the event, and let its phone know when that is news."""
    status = status_for(refusals)
    if status is held.status and held.answer["reasons"] == answer_for(held.id, "", refusals, at)["reasons"]:
        return
    held.status = status
    held.waits_for = waits_for(refusals)
    held.answer = answer_for(held.id, held.sha256, refusals, at)
    announce("answer", held.id, to=[held.device.officer_id])


def came_too_early(held: JournalEvent) -> bool:
    return _has_reason(held, Problem.EVENT_OUT_OF_ORDER)


def is_for_us_to_mend(held: JournalEvent) -> bool:
    """The server did not know its type, or failed at it: a newer server may manage what the one before could not."""
    return _has_reason(held, Problem.EVENT_TYPE_UNKNOWN) or _has_reason(held, Problem.EVENT_FAILED)


def _has_reason(held: JournalEvent, problem: Problem) -> bool:
    return any(reason["code"] == problem.code for reason in held.answer["reasons"])

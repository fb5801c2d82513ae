"""Review in the office (审核): sending single items back, approving, and what the phone does about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.actions.steps import take_step
from inspect_app.actions.telling import tell_of_visit
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.procedure import Stage
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db, once_a_transaction
from inspect_app.store.evidence_bytes import missing_of_visit, note_all_here
from inspect_app.store.journal import appeared
from inspect_app.store.officers import Officer
from inspect_app.store.reviews import Return, return_with, returns_of
from inspect_app.store.visits import Visit, visit_for_update


@dataclass(frozen=True)
class Remark:
    """What is sent back and why. One of item, finding or photo says what; empty item = the visit as a whole."""

    text: str
    checklist: str = ""
    item: str = ""
    finding_id: UUID | None = None
    photo_id: UUID | None = None


def visit_to_review(visit_id: UUID, *, by: Officer) -> Visit:
    visit = visit_for_update(visit_id)
    if visit is None or visit.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return visit


def return_items(visit_id: UUID, remarks: Sequence[Remark], *, by: Officer, at: datetime) -> list[Return]:
    """退回补正: each remark becomes work on the phones of those who were there."""
    visit = visit_to_review(visit_id, by=by)
    if not remarks or not all(remark.text.strip() for remark in remarks):
        raise Refused(Refusal(Problem.NOTHING_TO_RETURN))
    take_step(visit, "return_items", by=by, at=at)
    returns = [_new_return(visit, remark, by=by, at=at) for remark in remarks]
    note_deed("return_items", by=by.id, at=at, subject="visit", subject_id=visit.id, count=len(returns))
    tell_of_visit(visit)
    return returns


def _new_return(visit: Visit, remark: Remark, *, by: Officer, at: datetime) -> Return:
    returned = Return(
        id=uuid4(),
        visit_id=visit.id,
        checklist=remark.checklist,
        item=remark.item,
        finding_id=remark.finding_id,
        photo_id=remark.photo_id,
        remark=remark.text.strip(),
        returned_by=by.id,
        returned_at=at,
    )
    db.session.add(returned)
    appeared(returned.id)
    return returned


def approve_visit(visit_id: UUID, *, by: Officer, at: datetime) -> Visit:
    """审核通过. Nothing may be open, and every photo and recording that was announced must be here."""
    visit = visit_to_review(visit_id, by=by)
    open_returns = [one for one in returns_of(visit.id) if one.resolved_at is None]
    if open_returns:
        raise Refused(Refusal(Problem.RETURNS_OPEN, facts={"count": len(open_returns)}))
    if missing := missing_of_visit(visit.id):
        raise Refused(Refusal(Problem.EVIDENCE_STILL_TO_ARRIVE, facts={"count": len(missing)}))
    note_all_here(visit.id)
    take_step(visit, "approve", by=by, at=at)
    note_deed("approve_visit", by=by.id, at=at, subject="visit", subject_id=visit.id)
    tell_of_visit(visit)
    return visit


def answer_return(return_id: UUID, text: str, *, by: Officer, at: datetime) -> Return:
    """The officer explains instead of changing something."""
    returned = return_with(return_id)
    if returned is None:
        raise Refused(Refusal(Problem.RETURN_UNKNOWN, facts={"waits_for": str(return_id)}))
    visit = visit_for_update(returned.visit_id)
    if visit is None or not visit.has(by.id):
        raise Refused(Refusal(Problem.NOT_ON_THIS_VISIT))
    resolve_return(visit, return_id, by=by, at=at, resolution=text)
    tell_of_visit(visit)
    return returned


def resolve_return(
    visit: Visit, return_id: UUID | None, *, by: Officer, at: datetime, resolution: str = ""
) -> None:
    """Mark a return as dealt with; with the last one the visit goes back to the reviewer by itself."""
    if return_id is None:
        return
    returned = return_with(return_id)
    if returned is None or returned.visit_id != visit.id:
        raise Refused(Refusal(Problem.RETURN_UNKNOWN, facts={"waits_for": str(return_id)}))
    returned.resolved_at = returned.resolved_at or at
    returned.resolved_by = by.id
    returned.resolution = resolution or returned.resolution
    returns = once_a_transaction(("returns", visit.id), lambda: returns_of(visit.id))
    still_open = [one for one in returns if one.resolved_at is None]
    if not still_open and visit.stage is Stage.RETURNED:
        take_step(visit, "correct", by=by, at=at)

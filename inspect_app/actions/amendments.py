"""Changing the rulebook: drafted row by row, submitted, published by a second person as a new edition, or sent back."""

from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.actions.law import law_now
from inspect_app.actions.settings import publish_rulebook, rulebook_of_now
from inspect_app.actions.steps import take_step
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.amendment_faults import Fault, faults_of
from inspect_app.rules.amendments import amended
from inspect_app.rules.procedure import Stage, Subject, waiting_for
from inspect_app.store.amendments import Amendment, amendment_for_update
from inspect_app.store.audit import note_deed
from inspect_app.store.base import Json, db
from inspect_app.store.officers import Officer

DRAFTED = waiting_for(Subject.AMENDMENT, "submit")
MOST_TOLD = 10


def begin_amendment(title: str, *, by: Officer, at: datetime) -> Amendment:
    if not title.strip():
        raise Refused(Refusal(Problem.FIELD_MISSING, facts={"field": "修订的名称"}))
    amendment = Amendment(
        id=uuid4(),
        title=title.strip(),
        stage=Stage.DRAFTED,
        drafted_by=by.id,
        drafted_at=at,
        rows=[],
    )
    db.session.add(amendment)
    db.session.flush()
    note_deed(
        "begin_amendment", by=by.id, at=at, subject="amendment", subject_id=amendment.id, title=amendment.title
    )
    return amendment


def submit_amendment(amendment_id: UUID, *, by: Officer, at: datetime) -> Amendment:
    """提交发布. From now on it waits for a second person, and nobody changes it."""
    amendment = draft_to_change(amendment_id)
    _refuse_broken(amendment)
    take_step(amendment, "submit", by=by, at=at)
    note_deed(
        "submit_amendment", by=by.id, at=at, subject="amendment", subject_id=amendment.id, title=amendment.title
    )
    return amendment


def revise_amendment(amendment_id: UUID, *, by: Officer, at: datetime) -> Amendment:
    """取回修改."""
    amendment = to_change(amendment_id)
    take_step(amendment, "revise", by=by, at=at)
    note_deed(
        "revise_amendment", by=by.id, at=at, subject="amendment", subject_id=amendment.id, title=amendment.title
    )
    return amendment


def reject_amendment(amendment_id: UUID, reason: str, *, by: Officer, at: datetime) -> Amendment:
    """退回起草, with the reason on the record."""
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    amendment = to_change(amendment_id)
    take_step(amendment, "reject", by=by, at=at, reason=reason.strip())
    note_deed(
        "reject_amendment",
        by=by.id,
        at=at,
        subject="amendment",
        subject_id=amendment.id,
        title=amendment.title,
        reason=reason.strip(),
    )
    return amendment


def discard_amendment(amendment_id: UUID, *, by: Officer, at: datetime) -> Amendment:
    """放弃. The draft stays on the record and never takes effect."""
    amendment = to_change(amendment_id)
    take_step(amendment, "discard", by=by, at=at)
    note_deed(
        "discard_amendment", by=by.id, at=at, subject="amendment", subject_id=amendment.id, title=amendment.title
    )
    return amendment


def publish_amendment(amendment_id: UUID, *, by: Officer, at: datetime) -> Amendment:
    """发布 by a second person: a new edition of the rulebook, which phones fetch. Its rows are never edited again."""
    amendment = to_change(amendment_id)
    if by.id in amendment.authors:
        raise Refused(Refusal(Problem.OWN_AMENDMENT))
    _refuse_broken(amendment)
    take_step(amendment, "publish", by=by, at=at)
    amendment.published_by, amendment.published_at = by.id, at
    db.session.flush()
    amendment.edition = publish_rulebook(at=at, by=by).number
    db.session.flush()
    note_deed(
        "publish_amendment",
        by=by.id,
        at=at,
        subject="amendment",
        subject_id=amendment.id,
        title=amendment.title,
        edition=amendment.edition,
    )
    return amendment


def faults_of_amendment(amendment: Amendment) -> list[Fault]:
    """Against the law of now: others may have published meanwhile."""
    return faults_of(amendment.changes(), law_now())


def edition_to_be(amendment: Amendment, *, on: date) -> Json:
    """What the rulebook will say when this is published."""
    return rulebook_of_now(amended(law_now(), amendment.changes()), on=on)


def to_change(amendment_id: UUID) -> Amendment:
    amendment = amendment_for_update(amendment_id)
    if amendment is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return amendment


def draft_to_change(amendment_id: UUID) -> Amendment:
    amendment = to_change(amendment_id)
    if amendment.stage not in DRAFTED:
        raise Refused(Refusal(Problem.AMENDMENT_NOT_DRAFT))
    return amendment


def _refuse_broken(amendment: Amendment) -> None:
    if not amendment.rows:
        raise Refused(Refusal(Problem.AMENDMENT_EMPTY))
    if faults := faults_of_amendment(amendment):
        told = "；".join(f"{one.position + 1}. {one.refusal.sentence}" for one in faults[:MOST_TOLD])
        raise Refused(Refusal(Problem.AMENDMENT_BROKEN, facts={"count": len(faults), "details": told}))

"""Changing the rulebook: drafted row by row, submitted, published by a second person as a new edition, or sent back."""

from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.actions.law import law_now
from inspect_app.actions.settings import publish_rulebook, rulebook_of_now
from inspect_app.actions.steps import take_step
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.amendment_faults import Fault, faults_of, faults_of_rows
from inspect_app.rules.amendments import Change, amended, kind_of
from inspect_app.rules.plain import to_plain
from inspect_app.rules.procedure import Stage, Subject, waiting_for
from inspect_app.store.amendments import AmendedRow, Amendment, amendment_for_update, drop_row
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
    _note("begin_amendment", amendment, by=by, at=at)
    return amendment


def add_change(amendment_id: UUID, change: Change, *, by: Officer, at: datetime) -> AmendedRow:
    """Another row at the end. It must fit the law as the rows before it leave it."""
    amendment = _draft(amendment_id)
    changes = [*amendment.changes(), change]
    refuse_if_any([one.refusal for one in _faults_at(changes, len(changes) - 1)])
    row = _new_row(amendment, change, len(changes), by=by, at=at)
    amendment.rows.append(row)
    db.session.flush()
    _note("add_amended_row", amendment, by=by, at=at, kind=row.kind, row=row.body)
    return row


def replace_change(amendment_id: UUID, row_id: UUID, change: Change, *, by: Officer, at: datetime) -> AmendedRow:
    """A row of a draft, written anew."""
    amendment = _draft(amendment_id)
    row = _row(amendment, row_id)
    changes = [change if one is row else one.change() for one in amendment.rows]
    refuse_if_any([one.refusal for one in _faults_at(changes, row.position - 1)])
    row.kind, row.body = kind_of(change), to_plain(change)
    row.written_by, row.written_at = by.id, at
    db.session.flush()
    _note("change_amended_row", amendment, by=by, at=at, kind=row.kind, row=row.body)
    return row


def remove_change(amendment_id: UUID, row_id: UUID, *, by: Officer, at: datetime) -> None:
    amendment = _draft(amendment_id)
    row = _row(amendment, row_id)
    _note("remove_amended_row", amendment, by=by, at=at, kind=row.kind, row=row.body)
    drop_row(amendment, row)


def submit_amendment(amendment_id: UUID, *, by: Officer, at: datetime) -> Amendment:
    """提交发布. From now on it waits for a second person, and nobody changes it."""
    amendment = _draft(amendment_id)
    _refuse_broken(amendment)
    take_step(amendment, "submit", by=by, at=at)
    _note("submit_amendment", amendment, by=by, at=at)
    return amendment


def revise_amendment(amendment_id: UUID, *, by: Officer, at: datetime) -> Amendment:
    """取回修改."""
    amendment = to_change(amendment_id)
    take_step(amendment, "revise", by=by, at=at)
    _note("revise_amendment", amendment, by=by, at=at)
    return amendment


def reject_amendment(amendment_id: UUID, reason: str, *, by: Officer, at: datetime) -> Amendment:
    """退回起草, with the reason on the record."""
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    amendment = to_change(amendment_id)
    take_step(amendment, "reject", by=by, at=at, reason=reason.strip())
    _note("reject_amendment", amendment, by=by, at=at, reason=reason.strip())
    return amendment


def discard_amendment(amendment_id: UUID, *, by: Officer, at: datetime) -> Amendment:
    """放弃. The draft stays on the record and never takes effect."""
    amendment = to_change(amendment_id)
    take_step(amendment, "discard", by=by, at=at)
    _note("discard_amendment", amendment, by=by, at=at)
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
    _note("publish_amendment", amendment, by=by, at=at, edition=amendment.edition)
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


def _draft(amendment_id: UUID) -> Amendment:
    amendment = to_change(amendment_id)
    if amendment.stage not in DRAFTED:
        raise Refused(Refusal(Problem.AMENDMENT_NOT_DRAFT))
    return amendment


def _row(amendment: Amendment, row_id: UUID) -> AmendedRow:
    row = next((one for one in amendment.rows if one.id == row_id), None)
    if row is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return row


def _new_row(amendment: Amendment, change: Change, position: int, *, by: Officer, at: datetime) -> AmendedRow:
    return AmendedRow(
        id=uuid4(),
        amendment_id=amendment.id,
        position=position,
        kind=kind_of(change),
        body=to_plain(change),
        written_by=by.id,
        written_at=at,
    )


def _faults_at(changes: list[Change], position: int) -> list[Fault]:
    """Of this very row. What only the whole set can mend is told when it is submitted."""
    return [one for one in faults_of_rows(changes, law_now()) if one.position == position]


def _refuse_broken(amendment: Amendment) -> None:
    if not amendment.rows:
        raise Refused(Refusal(Problem.AMENDMENT_EMPTY))
    if faults := faults_of_amendment(amendment):
        told = "；".join(f"{one.position + 1}. {one.refusal.sentence}" for one in faults[:MOST_TOLD])
        raise Refused(Refusal(Problem.AMENDMENT_BROKEN, facts={"count": len(faults), "details": told}))


def _note(deed: str, amendment: Amendment, *, by: Officer, at: datetime, **details: object) -> None:
    about = {"subject": "amendment", "subject_id": amendment.id, "title": amendment.title}
    note_deed(deed, by=by.id, at=at, **about, **details)  # type: ignore[arg-type]

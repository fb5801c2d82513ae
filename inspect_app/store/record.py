"""The record of steps of visits, orders and decisions: lines are only ever added, by one function."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.rules.procedure import STEPS, Stage, Subject
from inspect_app.store.base import Base, db, once_a_transaction, one_of_ids, remember_in_transaction, rows_of
from inspect_app.store.bulk_rows import add_row, write_rows


class RecordedStep(Base):
    """One line of the record. Two simultaneous steps collide on `position`, in the database and not in court."""

    __tablename__ = "recorded_steps"
    __table_args__ = (
        UniqueConstraint("subject_id", "position"),
        Index("ix_recorded_steps_step_taken_at", "step", "taken_at"),
    )
    subject: Mapped[Subject]
    subject_id: Mapped[UUID] = mapped_column(index=True)
    position: Mapped[int]
    step: Mapped[str]
    enters: Mapped[Stage]
    reason: Mapped[str]
    taken_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    """None = another office's message took it."""
    taken_at: Mapped[datetime]


def begin_record(subject: Subject, subject_id: UUID, step: str, *, by: UUID, at: datetime) -> None:
    """The first line of something that was made in this very transaction, so that nobody can have written before."""
    remember_in_transaction(("lines", subject_id), 1)
    _add_line(subject, subject_id, 1, step, by=by, at=at, reason="")


def add_step(
    subject: Subject, subject_id: UUID, step: str, *, by: UUID | None, at: datetime, reason: str = ""
) -> None:
    """Two simultaneous steps collide on `position` when they are written, before either is committed."""
    position = once_a_transaction(("lines", subject_id), lambda: _lines_of([subject_id]).get(subject_id, 0)) + 1
    remember_in_transaction(("lines", subject_id), position)
    _add_line(subject, subject_id, position, step, by=by, at=at, reason=reason)


_LINES = (
    select(RecordedStep.subject_id, func.count().label("lines"))
    .where(one_of_ids(RecordedStep.subject_id))
    .group_by(RecordedStep.subject_id)
)


def _lines_of(subject_ids: Collection[UUID]) -> dict[UUID, int]:
    write_rows()
    return {row.subject_id: row.lines for row in rows_of(_LINES, subject_ids)}


def bring_lines(subject_ids: Collection[UUID]) -> None:
    """How long each record is, in one query, for those who add to it; each of them holds the lock on its subject."""
    found = _lines_of(subject_ids) if subject_ids else {}
    for subject_id in subject_ids:
        remember_in_transaction(("lines", subject_id), found.get(subject_id, 0))


def _add_line(
    subject: Subject, subject_id: UUID, position: int, step: str, *, by: UUID | None, at: datetime, reason: str
) -> None:
    enters = STEPS[subject][step].enters
    if enters is None:
        raise LookupError(f"{step} enters no stage: it belongs to the entries of a case")
    row = {"id": uuid4(), "subject": subject, "subject_id": subject_id, "position": position, "step": step}
    add_row(RecordedStep, {**row, "enters": enters, "reason": reason, "taken_by": by, "taken_at": at})


def steps_of(*subject_ids: UUID) -> list[RecordedStep]:
    query = select(RecordedStep).where(RecordedStep.subject_id.in_(subject_ids))
    return list(db.session.scalars(query.order_by(RecordedStep.subject_id, RecordedStep.position)))


def overruled_cancellations(record: Iterable[RecordedStep]) -> dict[UUID, RecordedStep]:
    """By visit: the line by which the office cancelled it, where it was done on site all the same. Lines in their order."""
    cancelled: dict[UUID, RecordedStep] = {}
    overruled: dict[UUID, RecordedStep] = {}
    for line in record:
        if line.step == "cancel":
            cancelled[line.subject_id] = line
        elif line.step == "start" and line.subject_id in cancelled:
            overruled[line.subject_id] = cancelled[line.subject_id]
    return overruled

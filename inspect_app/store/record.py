"""The record of steps of visits, orders and decisions: lines are only ever added, by one function."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.rules.procedure import STEPS, Stage, Subject
from inspect_app.store.base import Base, db


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
    db.session.add(_line(subject, subject_id, 1, step, by=by, at=at, reason=""))


def add_step(
    subject: Subject, subject_id: UUID, step: str, *, by: UUID | None, at: datetime, reason: str = ""
) -> RecordedStep:
    count = select(func.count()).select_from(RecordedStep).filter_by(subject_id=subject_id)
    position = (db.session.scalar(count) or 0) + 1
    line = _line(subject, subject_id, position, step, by=by, at=at, reason=reason)
    db.session.add(line)
    db.session.flush()
    return line


def _line(
    subject: Subject, subject_id: UUID, position: int, step: str, *, by: UUID | None, at: datetime, reason: str
) -> RecordedStep:
    enters = STEPS[subject][step].enters
    if enters is None:
        raise LookupError(f"{step} enters no stage: it belongs to the entries of a case")
    return RecordedStep(
        id=uuid4(),
        subject=subject,
        subject_id=subject_id,
        position=position,
        step=step,
        enters=enters,
        reason=reason,
        taken_by=by,
        taken_at=at,
    )


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

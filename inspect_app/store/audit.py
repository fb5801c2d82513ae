"""What people in the office did: append-only and hash-chained, so that a missing or altered line shows."""

import hashlib
import json
from contextlib import closing
from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.store.base import BEFORE_COMMIT, Base, Json, db, mind
from inspect_app.store.feed import lock_ledgers


class AuditLine(Base):
    """`sha256` covers the line and the one before it."""

    __tablename__ = "audit_lines"
    position: Mapped[int] = mapped_column(unique=True)
    at: Mapped[datetime]
    officer_id: Mapped[UUID | None]
    deed: Mapped[str]
    subject: Mapped[str]
    subject_id: Mapped[UUID | None] = mapped_column(index=True)
    details: Mapped[Json]
    previous_sha256: Mapped[str]
    sha256: Mapped[str]


def note_deed(
    deed: str,
    *,
    by: UUID | None,
    at: datetime,
    subject: str,
    subject_id: UUID | None = None,
    **details: object,
) -> None:
    """Add a line at commit. `details` must be plain JSON."""
    waiting: list[AuditLine] = mind().setdefault("audit", [])
    waiting.append(
        AuditLine(
            id=uuid4(),
            at=at,
            officer_id=by,
            deed=deed,
            subject=subject,
            subject_id=subject_id,
            details=details,
        )
    )


def line_sha256(line: AuditLine) -> str:
    parts = [
        line.previous_sha256,
        str(line.position),
        line.at.astimezone(UTC).isoformat(),
        str(line.officer_id),
        line.deed,
        line.subject,
        str(line.subject_id),
        json.dumps(line.details, sort_keys=True, ensure_ascii=False, separators=(",", ":")),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _number_lines() -> None:
    waiting: list[AuditLine] = mind().pop("audit", [])
    if not waiting:
        return
    lock_ledgers()
    last = db.session.scalars(select(AuditLine).order_by(AuditLine.position.desc()).limit(1)).first()
    position, previous = (last.position, last.sha256) if last else (0, "")
    for line in waiting:
        position += 1
        line.position, line.previous_sha256 = position, previous
        line.sha256 = previous = line_sha256(line)
        db.session.add(line)
    db.session.flush()


BEFORE_COMMIT.append(_number_lines)


def audit_lines(
    *,
    limit: int,
    before: int | None = None,
    officer_id: UUID | None = None,
    subject: str | None = None,
    subject_id: UUID | None = None,
) -> list[AuditLine]:
    """The newest first. None = whoever, whatever."""
    query = select(AuditLine).order_by(AuditLine.position.desc()).limit(limit)
    if before is not None:
        query = query.where(AuditLine.position < before)
    wanted = {"officer_id": officer_id, "subject": subject, "subject_id": subject_id}
    return list(db.session.scalars(query.filter_by(**{name: value for name, value in wanted.items() if value})))


def audit_subjects() -> list[str]:
    return list(db.session.scalars(select(AuditLine.subject).distinct().order_by(AuditLine.subject)))


def chain_end() -> AuditLine | None:
    """The last line. Noted elsewhere, its hash also shows when lines were cut off the end."""
    return db.session.scalars(select(AuditLine).order_by(AuditLine.position.desc()).limit(1)).first()


def first_broken_line() -> int | None:
    """Position of the first line that does not follow from the one before; None when the chain is whole."""
    previous, expected = "", 1
    query = select(AuditLine).order_by(AuditLine.position).execution_options(yield_per=1000)
    with closing(db.session.scalars(query)) as lines:
        for line in lines:
            if line.position != expected or line.previous_sha256 != previous or line.sha256 != line_sha256(line):
                return expected
            previous, expected = line.sha256, expected + 1
    return None

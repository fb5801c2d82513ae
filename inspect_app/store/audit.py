"""What people in the office did: append-only and hash-chained, so that a missing or altered line shows."""

import hashlib
import json
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.store.base import BEFORE_COMMIT, Base, Json, db


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
    waiting: list[AuditLine] = db.session.info.setdefault("audit", [])
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
        line.at.isoformat(),
        str(line.officer_id),
        line.deed,
        line.subject,
        str(line.subject_id),
        json.dumps(line.details, sort_keys=True, ensure_ascii=False, separators=(",", ":")),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _number_lines() -> None:
    waiting: list[AuditLine] = db.session.info.pop("audit", [])
    if not waiting:
        return
    last = db.session.scalars(
        select(AuditLine).order_by(AuditLine.position.desc()).limit(1).with_for_update()
    ).first()
    position, previous = (last.position, last.sha256) if last else (0, "")
    for line in waiting:
        position += 1
        line.position, line.previous_sha256 = position, previous
        line.sha256 = previous = line_sha256(line)
        db.session.add(line)
    db.session.flush()


BEFORE_COMMIT.append(_number_lines)


def audit_lines(*, limit: int, before: int | None = None, subject_id: UUID | None = None) -> list[AuditLine]:
    query = select(AuditLine).order_by(AuditLine.position.desc()).limit(limit)
    if before is not None:
        query = query.where(AuditLine.position < before)
    if subject_id is not None:
        query = query.where(AuditLine.subject_id == subject_id)
    return list(db.session.scalars(query))


def first_broken_line() -> int | None:
    """Position of the first line that does not follow from the one before; None when the chain is whole."""
    previous, expected = "", 1
    for line in db.session.scalars(select(AuditLine).order_by(AuditLine.position)):
        if line.position != expected or line.previous_sha256 != previous or line.sha256 != line_sha256(line):
            return expected
        previous, expected = line.sha256, expected + 1
    return None

"""The file of an archived case as it was kept: one row a case, the bytes under their SHA-256."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.store.base import Base, db


class CaseArchive(Base):
    """Written once, when the case is archived, and never changed."""

    __tablename__ = "case_archives"
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), unique=True)
    file_sha256: Mapped[str] = mapped_column(ForeignKey("word_files.sha256"), index=True)
    entries: Mapped[int]
    kept_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    kept_at: Mapped[datetime]


def archive_of(case_id: UUID) -> CaseArchive | None:
    return db.session.scalar(select(CaseArchive).filter_by(case_id=case_id))

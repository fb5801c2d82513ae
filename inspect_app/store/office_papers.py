"""Papers that the office issued as Word files: rendered once, kept byte for byte under their SHA-256, served or voided.

The bytes lie in the database, not in a folder: number, record and file are one transaction, and every backup holds all three.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, and_, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.rules.procedure import Subject
from inspect_app.store.base import FRESH, Base, Json, db


class WordFile(db.Model):  # type: ignore[name-defined,misc]
    """Bytes of a template or of an issued paper. The same bytes twice are one row."""

    __tablename__ = "word_files"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    size_bytes: Mapped[int]
    body: Mapped[bytes] = mapped_column(deferred=True)
    kept_at: Mapped[datetime]


class OfficePaper(Base):
    """`content` = what it says, and `sha256` the hash of that, as printed on it; `file_sha256` = of the file itself.

    `document_id` = the document made on the spot whose words it repeats, under that document's number and hash.
    """

    __tablename__ = "office_papers"
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    form: Mapped[str]
    subject: Mapped[Subject]
    subject_id: Mapped[UUID] = mapped_column(index=True)
    document_id: Mapped[UUID | None] = mapped_column(index=True)
    number: Mapped[str] = mapped_column(index=True)
    content: Mapped[Json]
    sha256: Mapped[str] = mapped_column(index=True)
    file_sha256: Mapped[str] = mapped_column(ForeignKey("word_files.sha256"), index=True)
    template_sha256: Mapped[str] = mapped_column(ForeignKey("word_files.sha256"))
    made_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    made_at: Mapped[datetime]
    served_at: Mapped[datetime | None]
    served_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    served_to: Mapped[str] = mapped_column(default="")
    served_how: Mapped[str] = mapped_column(default="")
    voided_at: Mapped[datetime | None]
    voided_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    void_reason: Mapped[str] = mapped_column(default="")

    @property
    def title(self) -> str:
        return str(self.content["title"])


def word_file(sha256: str) -> WordFile | None:
    return db.session.get(WordFile, sha256)


def bytes_of(sha256: str) -> bytes:
    """Raises `LookupError` for a file that nobody kept."""
    body = db.session.scalar(select(WordFile.body).filter_by(sha256=sha256))
    if body is None:
        raise LookupError(sha256)
    return body


def paper_with(paper_id: UUID) -> OfficePaper | None:
    return db.session.get(OfficePaper, paper_id)


def paper_for_update(paper_id: UUID) -> OfficePaper | None:
    query = select(OfficePaper).filter_by(id=paper_id).with_for_update(of=OfficePaper)
    return db.session.scalar(query, execution_options=FRESH)


def papers_of(*subject_ids: UUID) -> list[OfficePaper]:
    """Every paper of these things, voided ones too, in the order in which they were made."""
    query = select(OfficePaper).where(OfficePaper.subject_id.in_(subject_ids))
    return list(db.session.scalars(query.order_by(OfficePaper.made_at, OfficePaper.number, OfficePaper.id)))


def copies_of(document_ids: Iterable[UUID]) -> dict[UUID, OfficePaper]:
    """The Word copy of each of these documents, where there is one that stands."""
    query = select(OfficePaper).where(
        OfficePaper.document_id.in_(list(document_ids)), OfficePaper.voided_at.is_(None)
    )
    return {one.document_id: one for one in db.session.scalars(query) if one.document_id}


def papers_claimed(agency_id: UUID, *, number: str, sha256: str) -> list[OfficePaper]:
    """With this number, or this hash of what they say or of their file. An empty part is not looked for.

    What a copy of a document says is the document's own: it is found by its file alone.
    """
    is_own = OfficePaper.document_id.is_(None)
    parts = [and_(is_own, OfficePaper.number == number)] if number else []
    if sha256:
        parts += [and_(is_own, OfficePaper.sha256 == sha256), OfficePaper.file_sha256 == sha256]
    if not parts:
        return []
    query = select(OfficePaper).filter_by(agency_id=agency_id).where(or_(*parts))
    return list(db.session.scalars(query.order_by(OfficePaper.made_at)))

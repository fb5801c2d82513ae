"""Sheets of case-file reviews (案卷评查表): one a file and time; a signed one is never changed, another review is another sheet."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, event, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from inspect_app.rules.acts import Procedure
from inspect_app.rules.file_findings import Answer, Shown
from inspect_app.rules.file_reviews import Choosing, Grade
from inspect_app.rules.file_reviews import Line as LineFacts
from inspect_app.store.base import FRESH, Base, Json, db
from inspect_app.store.officers import Officer


class ReviewState(StrEnum):
    """`NEWEST` = the signed sheet of each file that no later signed one has overtaken: what the figures count."""

    OPEN = "待评查"
    SIGNED = "已评查"
    NEWEST = "每件案卷最近一次"
    CANCELLED = "已撤销"


class FileDraw(Base):
    """How files were chosen: from which, by whom, with which seed; whoever has the seed draws the same again."""

    __tablename__ = "file_draws"
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    how: Mapped[Choosing]
    procedure: Mapped[Procedure | None]
    year: Mapped[int | None]
    team_name: Mapped[str]
    seed: Mapped[str]
    found: Mapped[int]
    wanted: Mapped[int | None]
    drawn_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    drawn_at: Mapped[datetime]


class FileReview(Base):
    """One sheet. Number, party, team and year of the file as they were when it was chosen; `conclusion` = the opinion.

    Open until `signed_at` or `cancelled_at`; `begun_at` = when the software's answers were taken down and frozen.
    """

    __tablename__ = "file_reviews"
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    procedure: Mapped[Procedure]
    subject_id: Mapped[UUID] = mapped_column(index=True)
    number: Mapped[str]
    party_name: Mapped[str]
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"), index=True)
    team_name: Mapped[str]
    year: Mapped[int] = mapped_column(index=True)
    draw_id: Mapped[UUID | None] = mapped_column(ForeignKey("file_draws.id"), index=True)
    reviewer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"), index=True)
    assigned_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    assigned_at: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    conclusion: Mapped[str] = mapped_column(default="")
    excellent_from: Mapped[int | None]
    passed_from: Mapped[int | None]
    score: Mapped[int | None]
    grade: Mapped[Grade | None]
    sha256: Mapped[str] = mapped_column(default="")
    signed_at: Mapped[datetime | None] = mapped_column(index=True)
    cancelled_at: Mapped[datetime | None]
    cancelled_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    cancel_reason: Mapped[str] = mapped_column(default="")
    reviewer: Mapped[Officer] = relationship(lazy="joined", innerjoin=True, foreign_keys=[reviewer_id])
    draw: Mapped[FileDraw | None] = relationship(lazy="joined")
    lines: Mapped[list["FileReviewLine"]] = relationship(
        lazy="selectin", order_by="FileReviewLine.position", back_populates="review"
    )

    @property
    def is_open(self) -> bool:
        return self.signed_at is None and self.cancelled_at is None

    @property
    def state(self) -> ReviewState:
        if self.signed_at:
            return ReviewState.SIGNED
        return ReviewState.CANCELLED if self.cancelled_at else ReviewState.OPEN

    @property
    def faults(self) -> "list[FileReviewLine]":
        return [line for line in self.lines if line.answer is Answer.BROKEN]


class FileReviewLine(Base):
    """One question of a sheet as it was asked then. `shows`: [{sentence, facts}], what the software answered from."""

    __tablename__ = "file_review_lines"
    __table_args__ = (UniqueConstraint("review_id", "position"),)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("file_reviews.id"), index=True)
    position: Mapped[int]
    code: Mapped[str] = mapped_column(index=True)
    question: Mapped[str]
    law: Mapped[str]
    points: Mapped[int]
    is_fatal: Mapped[bool]
    software: Mapped[Answer]
    shows: Mapped[list[Json]]
    answer: Mapped[Answer | None]
    remark: Mapped[str] = mapped_column(default="")
    review: Mapped[FileReview] = relationship(back_populates="lines")

    def facts(self) -> LineFacts:
        return LineFacts(
            self.code, self.question, self.points, self.is_fatal, self.software, self.answer, self.remark
        )

    @property
    def shown(self) -> list[Shown]:
        return [Shown(one["sentence"], one["facts"]) for one in self.shows]


def _keep_signed(_mapper: "Mapper[Any]", connection: Connection, thing: "FileReview | FileReviewLine") -> None:
    """Asked of the database, not of the object in hand, which may not know that the sheet was signed."""
    review_id = thing.id if isinstance(thing, FileReview) else thing.review_id
    if connection.scalar(select(FileReview.signed_at).where(FileReview.id == review_id)):
        raise RuntimeError("a signed sheet is never changed")


for _kind, _what in ((FileReview, "update"), (FileReview, "delete"), (FileReviewLine, "insert"),
                     (FileReviewLine, "update"), (FileReviewLine, "delete")):  # fmt: skip
    event.listen(_kind, f"before_{_what}", _keep_signed)


def file_review_with(review_id: UUID) -> FileReview | None:
    return db.session.get(FileReview, review_id)


def file_review_for_update(review_id: UUID) -> FileReview | None:
    query = select(FileReview).filter_by(id=review_id).with_for_update(of=FileReview)
    return db.session.scalar(query, execution_options=FRESH)


def reviews_of_file(subject_id: UUID) -> list[FileReview]:
    """Every sheet of one file, the newest first."""
    query = (
        select(FileReview).filter_by(subject_id=subject_id).order_by(FileReview.assigned_at.desc(), FileReview.id)
    )
    return list(db.session.scalars(query))


def files_under_review(subject_ids: list[UUID]) -> dict[UUID, FileReview]:
    """Those of the files that have a sheet which is neither signed nor called off."""
    query = select(FileReview).where(
        FileReview.subject_id.in_(subject_ids), FileReview.signed_at.is_(None), FileReview.cancelled_at.is_(None)
    )
    return {one.subject_id: one for one in db.session.scalars(query)}


def signed_before(subject_ids: list[UUID]) -> set[UUID]:
    """Those of the files that have been reviewed already."""
    query = select(FileReview.subject_id).where(
        FileReview.subject_id.in_(subject_ids), FileReview.signed_at.is_not(None)
    )
    return set(db.session.scalars(query))

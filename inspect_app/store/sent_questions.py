"""Questions that went up to, or came from, another office: the case file as released, its files, advisers and remarks."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.rules.attachments import AttachmentKind
from inspect_app.rules.handovers import Side
from inspect_app.store.agencies import Agency
from inspect_app.store.attachments import KeptFile
from inspect_app.store.base import Base, Json, db


class SentQuestionFile(Base):
    """A document or photo of the case file that went with the question; its bytes once under their SHA-256."""

    __tablename__ = "sent_question_files"
    __table_args__ = (UniqueConstraint("shared_id", "position"),)
    shared_id: Mapped[UUID] = mapped_column(ForeignKey("sent_questions.id"))
    position: Mapped[int]
    file_sha256: Mapped[str] = mapped_column(ForeignKey("kept_files.sha256"))
    kind: Mapped[AttachmentKind]
    name: Mapped[str]
    file: Mapped[KeptFile] = relationship(lazy="joined", innerjoin=True)


class SentQuestion(Base):
    """`said` = what was sent, as released. The question has the same id on both sides."""

    __tablename__ = "sent_questions"
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    with_agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    question_id: Mapped[UUID] = mapped_column(ForeignKey("questions.id"), unique=True)
    side: Mapped[Side]
    said: Mapped[Json]
    sent_at: Mapped[datetime]
    sent_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    other: Mapped[Agency] = relationship(foreign_keys=[with_agency_id], lazy="joined", innerjoin=True)
    files: Mapped[list[SentQuestionFile]] = relationship(lazy="selectin", order_by=SentQuestionFile.position)


class QuestionAdviser(Base):
    """An expert of ours who reads the case file of a question and speaks on it."""

    __tablename__ = "question_advisers"
    __table_args__ = (UniqueConstraint("question_id", "officer_id"),)
    question_id: Mapped[UUID] = mapped_column(ForeignKey("questions.id"))
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    named_at: Mapped[datetime]
    named_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))


class QuestionRemark(Base):
    """What one side said to the other about it. `who` = as it is read at both ends; `said_by` None = the other office's."""

    __tablename__ = "question_remarks"
    question_id: Mapped[UUID] = mapped_column(ForeignKey("questions.id"), index=True)
    text: Mapped[str]
    who: Mapped[str]
    said_at: Mapped[datetime]
    said_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))


def shared_of(question_id: UUID) -> SentQuestion | None:
    return db.session.scalars(select(SentQuestion).filter_by(question_id=question_id)).unique().one_or_none()


def shared_among(question_ids: Iterable[UUID]) -> dict[UUID, SentQuestion]:
    query = select(SentQuestion).where(SentQuestion.question_id.in_(list(question_ids)))
    return {one.question_id: one for one in db.session.scalars(query).unique()}


def advisers_of(question_id: UUID) -> list[QuestionAdviser]:
    query = select(QuestionAdviser).filter_by(question_id=question_id)
    return list(db.session.scalars(query.order_by(QuestionAdviser.named_at, QuestionAdviser.id)))


def is_adviser(question_id: UUID, officer_id: UUID) -> bool:
    return any(one.officer_id == officer_id for one in advisers_of(question_id))


def remarks_of(question_id: UUID) -> list[QuestionRemark]:
    query = select(QuestionRemark).filter_by(question_id=question_id)
    return list(db.session.scalars(query.order_by(QuestionRemark.said_at, QuestionRemark.id)))

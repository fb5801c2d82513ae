"""Hard questions (难题) and their answers. Nothing is taken away: an answer is withdrawn, a question closed, with a reason."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.rules.questions import QuestionState
from inspect_app.store.base import FRESH, Base, db

SHORT = 40


class QuestionAnswer(Base):
    """`from_agency_id` = the office that gave it, None = ours; `published_at` = since when it is a model for all districts."""

    __tablename__ = "question_answers"
    question_id: Mapped[UUID] = mapped_column(ForeignKey("questions.id"), index=True)
    title: Mapped[str]
    text: Mapped[str]
    articles: Mapped[list[str]]
    answered_at: Mapped[datetime]
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    from_agency_id: Mapped[UUID | None] = mapped_column(ForeignKey("agencies.id"))
    published_at: Mapped[datetime | None]
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    withdrawn_reason: Mapped[str] = mapped_column(default="")


class Question(Base):
    """`visit_id`, `finding_id`, `case_id` = where it came up."""

    __tablename__ = "questions"
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    text: Mapped[str]
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visits.id"), index=True)
    finding_id: Mapped[UUID | None] = mapped_column(ForeignKey("findings.id"))
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("cases.id"), index=True)
    asked_at: Mapped[datetime]
    asked_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    """None = another office asked, or its answer was published to all."""
    closed_at: Mapped[datetime | None]
    closed_reason: Mapped[str] = mapped_column(default="")
    answers: Mapped[list[QuestionAnswer]] = relationship(lazy="selectin", order_by=QuestionAnswer.answered_at)

    @property
    def answer(self) -> QuestionAnswer | None:
        """The one that stands."""
        return next((one for one in self.answers if one.withdrawn_at is None), None)

    @property
    def state(self) -> QuestionState:
        if self.closed_at:
            return QuestionState.CLOSED
        return QuestionState.ANSWERED if self.answer else QuestionState.OPEN

    @property
    def title(self) -> str:
        return self.answer.title if self.answer else self.text[:SHORT]


def questions_of(agency_ids: list[UUID]) -> list[Question]:
    """The newest first."""
    query = select(Question).where(Question.agency_id.in_(agency_ids))
    return list(db.session.scalars(query.order_by(Question.asked_at.desc(), Question.id)))


def questions_of_case(case_id: UUID) -> list[Question]:
    """In the order in which they were asked."""
    query = select(Question).filter_by(case_id=case_id)
    return list(db.session.scalars(query.order_by(Question.asked_at, Question.id)))


def answers_of(agency_id: UUID) -> list[QuestionAnswer]:
    """Those that stand, for the handbook."""
    query = select(QuestionAnswer).join(Question, Question.id == QuestionAnswer.question_id)
    query = query.where(
        Question.agency_id == agency_id, Question.closed_at.is_(None), QuestionAnswer.withdrawn_at.is_(None)
    )
    return list(db.session.scalars(query.order_by(QuestionAnswer.answered_at.desc(), QuestionAnswer.id)))


def question_with(question_id: UUID) -> Question | None:
    return db.session.get(Question, question_id)


def answer_with(answer_id: UUID) -> QuestionAnswer | None:
    return db.session.get(QuestionAnswer, answer_id)


def question_for_update(question_id: UUID) -> Question | None:
    query = select(Question).filter_by(id=question_id).with_for_update()
    return db.session.scalar(query, execution_options=FRESH)

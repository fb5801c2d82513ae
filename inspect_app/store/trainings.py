"""The training plan, who was there, the office's test questions, and every attempt at a test."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, UniqueConstraint, extract, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.rules.people import Role
from inspect_app.rules.training_tests import QuestionFacts, QuestionKind
from inspect_app.rules.trainings import TrainingFacts, TrainingState, state_of
from inspect_app.store.base import FRESH, Among, Base, Json, db
from inspect_app.store.officers import Officer


class Training(Base):
    """`posts` = names of roles; `question_ids` = its test, in order; empty = no test."""

    __tablename__ = "trainings"
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    title: Mapped[str]
    task: Mapped[str]
    held_on: Mapped[date] = mapped_column(index=True)
    begins: Mapped[str]
    place: Mapped[str]
    teacher: Mapped[str]
    minutes: Mapped[int]
    posts: Mapped[list[str]]
    outline: Mapped[str]
    question_ids: Mapped[list[str]]
    planned_at: Mapped[datetime]
    planned_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    cancelled_at: Mapped[datetime | None]
    cancelled_reason: Mapped[str] = mapped_column(default="")
    attendances: Mapped[list["Attendance"]] = relationship(lazy="selectin")

    @property
    def roles(self) -> tuple[Role, ...]:
        return tuple(Role[name] for name in self.posts)

    def facts(self) -> TrainingFacts:
        return TrainingFacts(
            self.title, self.task, self.held_on, self.begins, self.place, self.teacher, self.minutes, self.roles,
            self.outline,
        )  # fmt: skip

    def state_on(self, day: date) -> TrainingState:
        return state_of(self.held_on, is_cancelled=self.cancelled_at is not None, on=day)


class Attendance(Base):
    """Who was there, and for how long; noted again it takes the place of the earlier line. 0 = was not there."""

    __tablename__ = "attendances"
    __table_args__ = (UniqueConstraint("training_id", "officer_id"),)
    training_id: Mapped[UUID] = mapped_column(ForeignKey("trainings.id"), index=True)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"), index=True)
    minutes: Mapped[int]
    noted_at: Mapped[datetime]
    noted_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))


class TestQuestion(Base):
    __test__ = False  # no test of ours, whatever pytest thinks of its name
    __tablename__ = "test_questions"
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    typical_case_id: Mapped[UUID | None] = mapped_column(ForeignKey("typical_cases.id"))
    kind: Mapped[QuestionKind]
    text: Mapped[str]
    choices: Mapped[list[str]]
    right: Mapped[list[int]] = mapped_column(JSON)
    explanation: Mapped[str]
    written_at: Mapped[datetime]
    written_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    retired_at: Mapped[datetime | None]

    def facts(self) -> QuestionFacts:
        return QuestionFacts(self.text, self.kind, tuple(self.choices), frozenset(self.right), self.explanation)


class TestAttempt(Base):
    """`paper` = the questions as they were asked, with their right answers: shown only once it has been handed in."""

    __test__ = False
    __tablename__ = "test_attempts"
    training_id: Mapped[UUID] = mapped_column(ForeignKey("trainings.id"), index=True)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"), index=True)
    paper: Mapped[Json]
    answers: Mapped[Json]
    pass_percent: Mapped[int]
    right_count: Mapped[int]
    is_passed: Mapped[bool]
    started_at: Mapped[datetime]
    handed_in_at: Mapped[datetime | None]
    training: Mapped[Training] = relationship()
    officer: Mapped[Officer] = relationship()


def trainings_of(agency_id: UUID, *, year: int | None = None, among: Among = None) -> list[Training]:
    """In the order of the plan."""
    query = select(Training).filter_by(agency_id=agency_id)
    query = query.where(Training.id.in_(among)) if among is not None else query
    query = query.where(extract("year", Training.held_on) == year) if year else query
    return list(db.session.scalars(query.order_by(Training.held_on, Training.title)))


def training_with(training_id: UUID) -> Training | None:
    return db.session.get(Training, training_id)


def training_for_update(training_id: UUID) -> Training | None:
    query = select(Training).filter_by(id=training_id).with_for_update()
    return db.session.scalar(query, execution_options=FRESH)


def questions_for_tests(agency_id: UUID, *, is_open: bool = False) -> list[TestQuestion]:
    query = select(TestQuestion).filter_by(agency_id=agency_id)
    query = query.where(TestQuestion.retired_at.is_(None)) if is_open else query
    return list(db.session.scalars(query.order_by(TestQuestion.written_at.desc(), TestQuestion.id)))


def question_for_tests(question_id: UUID) -> TestQuestion | None:
    return db.session.get(TestQuestion, question_id)


def attempts_at(training_ids: list[UUID], *, officer_id: UUID | None = None) -> list[TestAttempt]:
    """The first ones first."""
    query = select(TestAttempt).where(TestAttempt.training_id.in_(training_ids))
    query = query.filter_by(officer_id=officer_id) if officer_id else query
    return list(db.session.scalars(query.order_by(TestAttempt.started_at)))


def attempt_with(attempt_id: UUID) -> TestAttempt | None:
    return db.session.get(TestAttempt, attempt_id)


def attempt_for_update(attempt_id: UUID) -> TestAttempt | None:
    query = select(TestAttempt).filter_by(id=attempt_id).with_for_update(of=TestAttempt)
    return db.session.scalar(query, execution_options=FRESH)

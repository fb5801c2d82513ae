"""Typical cases (以案论法) of an office: drafts, published ones, and those that were taken off again."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.rules.typical_cases import CaseState, TypicalCaseFacts
from inspect_app.store.base import Base, db


class TypicalCase(Base):
    __tablename__ = "typical_cases"
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    state: Mapped[CaseState]
    title: Mapped[str]
    facts: Mapped[str]
    law: Mapped[str]
    result: Mapped[str]
    lesson: Mapped[str]
    acts: Mapped[list[str]]
    articles: Mapped[list[str]]
    revision: Mapped[int] = mapped_column(default=1)
    written_at: Mapped[datetime]
    written_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    published_at: Mapped[datetime | None]
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    withdrawn_reason: Mapped[str] = mapped_column(default="")

    def content(self) -> TypicalCaseFacts:
        return TypicalCaseFacts(
            self.title, self.facts, self.law, self.result, self.lesson, tuple(self.acts), tuple(self.articles)
        )


def typical_cases_of(agency_id: UUID) -> list[TypicalCase]:
    """The newest first."""
    query = select(TypicalCase).filter_by(agency_id=agency_id)
    return list(db.session.scalars(query.order_by(TypicalCase.written_at.desc(), TypicalCase.id)))


def published_cases(agency_id: UUID) -> list[TypicalCase]:
    return [one for one in typical_cases_of(agency_id) if one.state is CaseState.PUBLISHED]


def typical_case_with(case_id: UUID) -> TypicalCase | None:
    return db.session.get(TypicalCase, case_id)


def typical_case_for_update(case_id: UUID) -> TypicalCase | None:
    query = select(TypicalCase).filter_by(id=case_id).with_for_update()
    return db.session.scalar(query.execution_options(populate_existing=True))

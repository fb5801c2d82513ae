"""Random draws (双随机): what was asked for, who stands apart and why, the pool as published, the result, its visits."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.rules.draws import DrawPlan
from inspect_app.rules.procedure import Stage
from inspect_app.rules.works import WorkStatus
from inspect_app.store.base import FRESH, Base, Json, db
from inspect_app.store.officers import Officer
from inspect_app.store.works import Work


class Draw(Base):
    """`pool` as it was published; `seed` stays secret until the draw was made or voided."""

    __tablename__ = "draws"
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    title: Mapped[str]
    stage: Mapped[Stage] = mapped_column(index=True)
    status: Mapped[WorkStatus]
    count: Mapped[int]
    officers_each: Mapped[int]
    by_street: Mapped[bool]
    by_risk: Mapped[bool]
    due_on: Mapped[date]
    checklists: Mapped[list[str]]
    drafted_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    drafted_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    pool: Mapped[Json | None] = mapped_column(deferred=True)
    pool_sha256: Mapped[str] = mapped_column(default="")
    seed: Mapped[str] = mapped_column(default="")
    seed_sha256: Mapped[str] = mapped_column(default="")
    witness: Mapped[str] = mapped_column(default="")
    drawn_at: Mapped[datetime | None]
    result: Mapped[list[Any] | None]
    voided: Mapped[str | None]
    exclusions: Mapped[list["DrawExclusion"]] = relationship(
        lazy="selectin", order_by="DrawExclusion.added_at", cascade="all, delete-orphan"
    )
    visits: Mapped[list["DrawnVisit"]] = relationship(lazy="selectin", order_by="DrawnVisit.position")

    @property
    def is_published(self) -> bool:
        """Told by its day: the pool itself is read only by who needs it."""
        return self.published_at is not None

    def plan(self) -> DrawPlan:
        return DrawPlan(self.count, self.officers_each, self.by_street, self.by_risk)


class DrawExclusion(Base):
    """A work or an officer that is not drawn; with both, the officer is recused (回避) for that work alone."""

    __tablename__ = "draw_exclusions"
    draw_id: Mapped[UUID] = mapped_column(ForeignKey("draws.id"), index=True)
    work_id: Mapped[UUID | None] = mapped_column(ForeignKey("works.id"))
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    reason: Mapped[str]
    added_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    added_at: Mapped[datetime]
    work: Mapped[Work | None] = relationship(lazy="joined")
    officer: Mapped[Officer | None] = relationship(foreign_keys=officer_id, lazy="joined")


class DrawnVisit(Base):
    """The visit that a drawn work became."""

    __tablename__ = "drawn_visits"
    __table_args__ = (UniqueConstraint("draw_id", "position"),)
    draw_id: Mapped[UUID] = mapped_column(ForeignKey("draws.id"))
    position: Mapped[int]
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"), index=True)


def draws_of(agency_id: UUID) -> list[Draw]:
    """The newest first."""
    query = select(Draw).filter_by(agency_id=agency_id).order_by(Draw.drafted_at.desc(), Draw.id)
    return list(db.session.scalars(query))


def draw_of(agency_id: UUID, draw_id: UUID) -> Draw | None:
    return db.session.scalar(select(Draw).filter_by(agency_id=agency_id, id=draw_id))


def draw_with(draw_id: UUID) -> Draw | None:
    return db.session.get(Draw, draw_id)


def draw_for_update(agency_id: UUID, draw_id: UUID) -> Draw | None:
    query = select(Draw).filter_by(agency_id=agency_id, id=draw_id).with_for_update(of=Draw)
    return db.session.scalar(query, execution_options=FRESH)


def draw_of_visit(visit_id: UUID) -> Draw | None:
    query = select(Draw).join(DrawnVisit, DrawnVisit.draw_id == Draw.id).where(DrawnVisit.visit_id == visit_id)
    return db.session.scalar(query)


def forget_exclusion(draw: Draw, row: DrawExclusion) -> None:
    """Of a draft: nothing was published of it yet."""
    draw.exclusions.remove(row)
    db.session.flush()

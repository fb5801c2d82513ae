"""On-the-spot decisions (当场处罚决定). A fact once delivered; the server's doubts are kept beside it as flags."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.rules.acts import Party, Sanction
from inspect_app.rules.procedure import Stage
from inspect_app.store.base import Base, Json, db
from inspect_app.store.works import Work


class Decision(Base):
    """`claims` = every fact of the decision as stated on the spot; `flags` = refusals of the server's own check."""

    __tablename__ = "decisions"
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    work_id: Mapped[UUID] = mapped_column(ForeignKey("works.id"), index=True)
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visits.id"), index=True)
    stage: Mapped[Stage] = mapped_column(index=True)
    number: Mapped[str]
    act: Mapped[str]
    party: Mapped[Party]
    party_name: Mapped[str]
    sanction: Mapped[Sanction]
    fine_yuan: Mapped[int]
    decided_on: Mapped[date] = mapped_column(index=True)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    made_at: Mapped[datetime]
    delivered_at: Mapped[datetime | None]
    file_by_on: Mapped[date | None]
    filed_at: Mapped[datetime | None]
    claims: Mapped[Json]
    flags: Mapped[list[Json]]
    rulebook: Mapped[int]
    work: Mapped[Work] = relationship(lazy="joined", innerjoin=True)
    findings: Mapped[list["DecisionFinding"]] = relationship(lazy="selectin")


class DecisionFinding(Base):
    __tablename__ = "decision_findings"
    __table_args__ = (UniqueConstraint("decision_id", "finding_id"),)
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decisions.id"))
    finding_id: Mapped[UUID] = mapped_column(ForeignKey("findings.id"), index=True)


def decision_with(decision_id: UUID) -> Decision | None:
    return db.session.get(Decision, decision_id)


def decision_for_update(decision_id: UUID) -> Decision | None:
    return db.session.scalar(select(Decision).filter_by(id=decision_id).with_for_update(of=Decision))


def decisions_of_visits(*visit_ids: UUID) -> list[Decision]:
    query = select(Decision).where(Decision.visit_id.in_(visit_ids)).order_by(Decision.made_at)
    return list(db.session.scalars(query))


def decisions_of_work(work_id: UUID) -> list[Decision]:
    return list(db.session.scalars(select(Decision).filter_by(work_id=work_id).order_by(Decision.made_at.desc())))


def decisions_of(agency_id: UUID, *stages: Stage) -> list[Decision]:
    query = select(Decision).filter_by(agency_id=agency_id).order_by(Decision.made_at.desc())
    return list(db.session.scalars(query.where(Decision.stage.in_(stages)) if stages else query))

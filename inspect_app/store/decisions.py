"""On-the-spot decisions (当场处罚决定). A fact once delivered; the server's doubts are kept beside it as flags."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint, and_, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.rules.acts import Party, Sanction
from inspect_app.rules.deadlines import is_overdue
from inspect_app.rules.procedure import Stage, Subject, waiting_for
from inspect_app.store.at_hand import at_hand, bring
from inspect_app.store.base import Among, Base, Json, db, one_of_ids
from inspect_app.store.bulk_rows import written_together
from inspect_app.store.publications import subjects_to_take_back
from inspect_app.store.visits import Visit
from inspect_app.store.works import Work

TO_FILE = waiting_for(Subject.DECISION, "file")


@written_together
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
    visit: Mapped[Visit | None] = relationship()
    work: Mapped[Work] = relationship(lazy="joined", innerjoin=True)
    findings: Mapped[list["DecisionFinding"]] = relationship(lazy="selectin")


@written_together
class DecisionFinding(Base):
    __tablename__ = "decision_findings"
    __table_args__ = (UniqueConstraint("decision_id", "finding_id"),)
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decisions.id"))
    finding_id: Mapped[UUID] = mapped_column(ForeignKey("findings.id"), index=True)


def decision_with(decision_id: UUID) -> Decision | None:
    return db.session.get(Decision, decision_id)


def decision_for_update(decision_id: UUID) -> Decision | None:
    """The decision, locked, or made in this transaction."""
    bring(Decision, [decision_id], locked=True)
    return at_hand(Decision, decision_id)


_OF_VISITS = select(Decision).where(one_of_ids(Decision.visit_id)).order_by(Decision.made_at)


def decisions_of_visits(*visit_ids: UUID) -> list[Decision]:
    return list(db.session.scalars(_OF_VISITS, {"ids": visit_ids}))


def decisions_of_work(work_id: UUID) -> list[Decision]:
    return list(db.session.scalars(select(Decision).filter_by(work_id=work_id).order_by(Decision.made_at.desc())))


def decisions_of(agency_id: UUID, *stages: Stage) -> list[Decision]:
    query = select(Decision).filter_by(agency_id=agency_id).order_by(Decision.made_at.desc())
    return list(db.session.scalars(query.where(Decision.stage.in_(stages)) if stages else query))


@dataclass(frozen=True)
class DecisionFilter:
    """`text` is looked up in number and party; `overdue_on` = the day on which their filing is late.

    `is_to_take_back` = published still, although it does not stand.
    """

    text: str = ""
    stages: frozenset[Stage] = frozenset()
    overdue_on: date | None = None
    is_flagged: bool = False
    is_to_take_back: bool = False
    among: Among = None


def _conditions(agency_id: UUID, wanted: DecisionFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [Decision.agency_id == agency_id]
    if wanted.stages:
        found.append(Decision.stage.in_(wanted.stages))
    if wanted.overdue_on is not None:
        found.append(and_(Decision.stage.in_(TO_FILE), Decision.file_by_on < wanted.overdue_on))
    if wanted.is_flagged:
        found.append(func.json_array_length(Decision.flags) > 0)
    if wanted.among is not None:
        found.append(Decision.id.in_(wanted.among))
    if wanted.is_to_take_back:
        found.append(Decision.id.in_(subjects_to_take_back()))
    for word in wanted.text.split():
        columns = (Decision.number, Decision.party_name)
        found.append(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    return found


def is_filed_late(decision: Decision, *, on: date) -> bool:
    """Still to file after the last day for it; a day that could not be reckoned is not called late."""
    due_on = decision.file_by_on
    return decision.stage in TO_FILE and due_on is not None and is_overdue(due_on, on=on)


def decisions_matching(agency_id: UUID, wanted: DecisionFilter, *, limit: int, offset: int = 0) -> list[Decision]:
    query = select(Decision).where(*_conditions(agency_id, wanted)).order_by(Decision.made_at.desc(), Decision.id)
    return list(db.session.scalars(query.limit(limit).offset(offset)))


def count_decisions(agency_id: UUID, wanted: DecisionFilter) -> int:
    return db.session.scalar(select(func.count(Decision.id)).where(*_conditions(agency_id, wanted))) or 0


def decisions_about(finding_ids: list[UUID]) -> dict[UUID, list[Decision]]:
    """The decisions that name each of these findings."""
    query = select(DecisionFinding.finding_id, Decision).join(Decision)
    query = query.where(DecisionFinding.finding_id.in_(finding_ids)).order_by(Decision.made_at)
    found: dict[UUID, list[Decision]] = {}
    for finding_id, decision in db.session.execute(query):
        found.setdefault(finding_id, []).append(decision)
    return found

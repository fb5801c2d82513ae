"""Cases of the general procedure (一般程序) and their record: entries are only ever added."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Index, UniqueConstraint, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.rules.acts import Party
from inspect_app.rules.stages import Stage
from inspect_app.store.base import FRESH, Among, Base, Json, db
from inspect_app.store.locks import lock_names
from inspect_app.store.part_indexes import only_where
from inspect_app.store.works import Work


class Case(Base):
    """`party` = who is said to have done it; `fine_yuan` = of the decision, for lists and comparison."""

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("agency_id", "number"),
        Index("ix_cases_in_order", "agency_id", "proposed_at"),
        Index("ix_cases_of_leads", "lead_id", **only_where("lead_id IS NOT NULL")),
    )
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    work_id: Mapped[UUID] = mapped_column(ForeignKey("works.id"), index=True)
    number: Mapped[str]
    stage: Mapped[Stage] = mapped_column(index=True)
    source: Mapped[str]
    finding_id: Mapped[UUID | None] = mapped_column(ForeignKey("findings.id"), index=True)
    lead_id: Mapped[UUID | None] = mapped_column(ForeignKey("leads.id"))
    act: Mapped[str] = mapped_column(index=True)
    party_kind: Mapped[Party]
    party: Mapped[Json]
    facts: Mapped[str]
    act_on: Mapped[date]
    found_on: Mapped[date]
    proposed_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    proposed_at: Mapped[datetime]
    rulebook: Mapped[int]
    fine_yuan: Mapped[int] = mapped_column(default=0)
    work: Mapped[Work] = relationship(lazy="joined", innerjoin=True)
    entries: Mapped[list["CaseEntry"]] = relationship(order_by="CaseEntry.position", lazy="selectin")


class CaseEntry(Base):
    """One step with its own facts. `happened_on` = the day of the legal act; `taken_at` = when it was written down.

    `taken_by` None = another office's message took it.
    """

    __tablename__ = "case_entries"
    __table_args__ = (
        UniqueConstraint("case_id", "position"),
        Index("ix_case_entries_step_happened_on", "step", "happened_on", "case_id"),
    )
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    position: Mapped[int]
    step: Mapped[str]
    enters: Mapped[Stage]
    happened_on: Mapped[date]
    facts: Mapped[Json]
    taken_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    taken_at: Mapped[datetime]


@dataclass(frozen=True)
class CaseFilter:
    """`text` is looked up in number, party and facts. `ids` None = whichever."""

    text: str = ""
    stages: frozenset[Stage] = frozenset()
    act: str = ""
    ids: frozenset[UUID] | None = None
    among: Among = None


def case_with(case_id: UUID) -> Case | None:
    return db.session.get(Case, case_id)


def case_of_entry(entry_id: UUID) -> Case | None:
    return db.session.scalar(select(Case).join(CaseEntry).where(CaseEntry.id == entry_id))


def case_for_update(case_id: UUID) -> Case | None:
    query = select(Case).filter_by(id=case_id).with_for_update(of=Case)
    return db.session.scalar(query, execution_options=FRESH)


def _conditions(agency_id: UUID, wanted: CaseFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [Case.agency_id == agency_id]
    if wanted.stages:
        found.append(Case.stage.in_(wanted.stages))
    if wanted.act:
        found.append(Case.act == wanted.act)
    if wanted.among is not None:
        found.append(Case.id.in_(wanted.among))
    if wanted.ids is not None:
        found.append(Case.id.in_(wanted.ids))
    for word in wanted.text.split():
        columns = (Case.number, Case.facts, Case.party["name"].as_string())
        found.append(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    return found


def cases_matching(agency_id: UUID, wanted: CaseFilter, *, limit: int | None = None, offset: int = 0) -> list[Case]:
    query = select(Case).where(*_conditions(agency_id, wanted)).order_by(Case.proposed_at.desc(), Case.id)
    return list(db.session.scalars(query.limit(limit).offset(offset)))


def count_cases(agency_id: UUID, wanted: CaseFilter) -> int:
    return db.session.scalar(select(func.count()).select_from(Case).where(*_conditions(agency_id, wanted))) or 0


def unsettled_cases(agency_id: UUID, settled: frozenset[Stage]) -> list[Case]:
    """Asked by the stages that go on: of twenty years' cases they are few."""
    open_stages = [stage for stage in Stage if stage not in settled]
    query = select(Case).where(Case.agency_id == agency_id, Case.stage.in_(open_stages))
    return list(db.session.scalars(query.order_by(Case.proposed_at)))


def similar_cases(case: Case, stages: frozenset[Stage], *, most: int = 10) -> list[Case]:
    """Decided cases of the same act and kind of party, newest first: like is treated alike."""
    query = select(Case).where(Case.agency_id == case.agency_id, Case.act == case.act, Case.id != case.id)
    query = query.where(Case.party_kind == case.party_kind, Case.stage.in_(stages))
    return list(db.session.scalars(query.order_by(Case.proposed_at.desc()).limit(most)))


def cases_from_leads(lead_ids: list[UUID]) -> dict[UUID, Case]:
    """The newest case of each lead."""
    query = select(Case).where(Case.lead_id.in_(lead_ids), Case.lead_id.is_not(None)).order_by(Case.proposed_at)
    return {case.lead_id: case for case in db.session.scalars(query) if case.lead_id}


def cases_of_lead(lead_id: UUID) -> list[Case]:
    return list(db.session.scalars(select(Case).filter_by(lead_id=lead_id).order_by(Case.proposed_at, Case.id)))


def cases_from_findings(finding_ids: Iterable[UUID]) -> dict[UUID, list[Case]]:
    """Whatever came of each finding, by whichever way, in the order in which it was proposed."""
    query = select(Case).where(Case.finding_id.in_(list(finding_ids))).order_by(Case.proposed_at, Case.id)
    found: dict[UUID, list[Case]] = {}
    for case in db.session.scalars(query):
        if case.finding_id:
            found.setdefault(case.finding_id, []).append(case)
    return found


def cases_of_work(work_id: UUID) -> list[Case]:
    return list(db.session.scalars(select(Case).filter_by(work_id=work_id).order_by(Case.proposed_at.desc())))


def last_case_number(agency_id: UUID, prefix: str) -> int:
    """How many numbers of this year's series have been given. Whoever gives one at the same moment waits for us."""
    lock_names("case_number", [agency_id])
    query = select(func.count(Case.id)).where(Case.agency_id == agency_id, Case.number.startswith(prefix))
    return db.session.scalar(query) or 0

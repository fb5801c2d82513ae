"""Leads (案源) of every source in one inbox, and their photos. (Long: one table, and what is asked of it.)"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Index, UniqueConstraint, and_, exists, func, not_, or_, select
from sqlalchemy.orm import Mapped, lazyload, mapped_column, relationship, selectinload

from inspect_app.rules.leads import UNTIL_FILED, WAITING, LeadFacts, LeadSource
from inspect_app.rules.procedure import Stage, Subject, waiting_for
from inspect_app.store.base import FRESH, Among, Base, db
from inspect_app.store.cases import Case
from inspect_app.store.locks import lock_names
from inspect_app.store.photos import Photo
from inspect_app.store.projects import Project
from inspect_app.store.visits import Finding
from inspect_app.store.works import Work

TO_DECIDE = waiting_for(Subject.CASE, "approve_filing")
TO_TRIAGE = waiting_for(Subject.LEAD, "check_papers")


class Lead(Base):
    """A possible case. `origin` = what it was made from by the program, so that it is made only once.

    `reported_from` = the agency whose person handed it in, None = a citizen; `receipt` = what a citizen asks with.
    `due_on` = by when somebody takes it on from its stage. `visit_id` = where it was found, or looked into since;
    `patrol_id` = a street's patrol from which it was raised.
    """

    __tablename__ = "leads"
    __table_args__ = (
        UniqueConstraint("agency_id", "number"),
        UniqueConstraint("agency_id", "origin"),
        Index("ix_leads_agency_id_came_on", "agency_id", "came_on"),
        Index("ix_leads_waiting", "agency_id", "stage", "due_on"),
        Index("ix_leads_made_at", "agency_id", "made_at"),
        Index("ix_leads_reported", "reported_from", "made_at", "agency_id"),
    )
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    work_id: Mapped[UUID | None] = mapped_column(ForeignKey("works.id"), index=True)
    finding_id: Mapped[UUID | None] = mapped_column(ForeignKey("findings.id"), index=True)
    project_id: Mapped[UUID | None] = mapped_column(ForeignKey("projects.id"), index=True)
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visits.id"), index=True)
    patrol_id: Mapped[UUID | None] = mapped_column(ForeignKey("visits.id"), index=True)
    merged_into_id: Mapped[UUID | None] = mapped_column(ForeignKey("leads.id"), index=True)
    number: Mapped[str]
    source: Mapped[LeadSource]
    stage: Mapped[Stage] = mapped_column(index=True)
    summary: Mapped[str]
    place: Mapped[str]
    party: Mapped[str]
    from_whom: Mapped[str]
    reference: Mapped[str]
    contact_name: Mapped[str]
    contact_phone: Mapped[str]
    came_on: Mapped[date]
    due_on: Mapped[date | None] = mapped_column(index=True)
    passed_to: Mapped[str]
    origin: Mapped[str | None]
    receipt: Mapped[str | None] = mapped_column(unique=True)
    reported_from: Mapped[UUID | None] = mapped_column(ForeignKey("agencies.id"))
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    made_at: Mapped[datetime]
    work: Mapped[Work | None] = relationship(lazy="joined")
    finding: Mapped[Finding | None] = relationship(lazy="joined")
    project: Mapped[Project | None] = relationship()
    photos: Mapped[list["LeadPhoto"]] = relationship(lazy="selectin", order_by="LeadPhoto.position")
    evidence: Mapped[list["LeadEvidence"]] = relationship(order_by="LeadEvidence.position")

    def facts(self) -> LeadFacts:
        return LeadFacts(
            self.source, self.summary, self.came_on, self.place, self.party,
            self.from_whom, self.reference, self.contact_name, self.contact_phone,
        )  # fmt: skip


class LeadPhoto(Base):
    """A picture that a citizen sent; its bytes lie untouched with the other evidence, under their SHA-256."""

    __tablename__ = "lead_photos"
    __table_args__ = (UniqueConstraint("lead_id", "position"),)
    lead_id: Mapped[UUID] = mapped_column(ForeignKey("leads.id"), index=True)
    position: Mapped[int]
    sha256: Mapped[str] = mapped_column(ForeignKey("photo_files.sha256"), index=True)


class LeadEvidence(Base):
    """A photo of the patrol from which it was raised; the photo's bytes may still be on their way."""

    __tablename__ = "lead_evidence"
    __table_args__ = (UniqueConstraint("lead_id", "photo_id"),)
    lead_id: Mapped[UUID] = mapped_column(ForeignKey("leads.id"), index=True)
    photo_id: Mapped[UUID] = mapped_column(ForeignKey("photos.id"), index=True)
    position: Mapped[int]
    photo: Mapped[Photo] = relationship(lazy="joined", innerjoin=True)


@dataclass(frozen=True)
class LeadFilter:
    """`text` is looked up in number, contents, place, party and work. `late_on` = the day on which it is past its day."""

    text: str = ""
    source: LeadSource | None = None
    stages: frozenset[Stage] = frozenset()
    is_open: bool = False
    late_on: date | None = None
    reported_from: UUID | None = None
    work_id: UUID | None = None
    sort: str = "due"
    descending: bool = False
    among: Among = None


SORTS: dict[str, Any] = {"due": Lead.due_on, "made": Lead.made_at, "came": Lead.came_on, "number": Lead.number}


def lead_with(lead_id: UUID) -> Lead | None:
    return db.session.get(Lead, lead_id)


def lead_for_update(lead_id: UUID) -> Lead | None:
    query = select(Lead).filter_by(id=lead_id).with_for_update(of=Lead)
    return db.session.scalar(query, execution_options=FRESH)


def _is_waiting() -> ColumnElement[bool]:
    undecided = exists().where(Case.lead_id == Lead.id, Case.stage.in_(TO_DECIDE))
    return and_(Lead.stage.in_(WAITING), or_(Lead.stage != UNTIL_FILED, undecided))


def _conditions(agency_id: UUID, wanted: LeadFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [Lead.agency_id == agency_id]
    if wanted.source is not None:
        found.append(Lead.source == wanted.source)
    if wanted.stages:
        found.append(Lead.stage.in_(wanted.stages))
    if wanted.is_open or wanted.late_on is not None:
        found.append(_is_waiting())
    if wanted.late_on is not None:
        found.append(Lead.due_on < wanted.late_on)
    if wanted.reported_from is not None:
        found.append(Lead.reported_from == wanted.reported_from)
    if wanted.among is not None:
        found.append(Lead.id.in_(wanted.among))
    if wanted.work_id is not None:
        found.append(Lead.work_id == wanted.work_id)
    return found + [_says(word) for word in wanted.text.split()]


def _says(word: str) -> ColumnElement[bool]:
    of_work = (Work.number, Work.name, Work.initials)
    works = select(Work.id).where(or_(*(column.icontains(word, autoescape=True) for column in of_work)))
    own = (Lead.number, Lead.summary, Lead.place, Lead.party, Lead.reference, Lead.from_whom)
    return or_(Lead.work_id.in_(works), *(column.icontains(word, autoescape=True) for column in own))


def leads_matching(agency_id: UUID, wanted: LeadFilter, *, limit: int | None = None, offset: int = 0) -> list[Lead]:
    """By their day: those first that wait for somebody, and of these the ones due soonest; then the rest, the newest first."""
    found = _conditions(agency_id, wanted)
    column = SORTS.get(wanted.sort, Lead.due_on)
    if column is not Lead.due_on:
        return _part(found, _order(column, wanted.descending), limit, offset)
    waiting = [*found, _is_waiting()]
    first = _part(waiting, _order(Lead.due_on, wanted.descending), limit, offset)
    if limit is not None and len(first) == limit:
        return first
    before = db.session.scalar(select(func.count()).select_from(Lead).where(*waiting)) or 0
    left = None if limit is None else limit - len(first)
    rest = [*found, not_(_is_waiting())]
    return first + _part(rest, _order(Lead.made_at, not wanted.descending), left, max(0, offset - before))


def _order(column: Any, is_down: bool) -> tuple[Any, ...]:
    order = column.desc() if is_down else column.asc()
    if column is Lead.made_at:
        return order, Lead.id
    return order.nulls_last() if column is Lead.due_on else order, Lead.made_at, Lead.id


def _part(
    conditions: list[ColumnElement[bool]], order: tuple[Any, ...], limit: int | None, offset: int
) -> list[Lead]:
    """Ids first, in the order of an index where there is one: hundreds of thousands of whole leads are never sorted."""
    ids = select(Lead.id).where(*conditions).order_by(*order).limit(limit).offset(offset).subquery()
    query = select(Lead).join(ids, ids.c.id == Lead.id).order_by(*order)
    return list(db.session.scalars(query))


def count_leads(agency_id: UUID, wanted: LeadFilter) -> int:
    return db.session.scalar(select(func.count()).select_from(Lead).where(*_conditions(agency_id, wanted))) or 0


def waiting_among(leads: list[Lead]) -> set[UUID]:
    """Those for which somebody still has to do something."""
    query = select(Lead.id).where(Lead.id.in_([lead.id for lead in leads]), _is_waiting())
    return set(db.session.scalars(query))


def leads_with(ids: list[UUID]) -> list[Lead]:
    return list(db.session.scalars(select(Lead).where(Lead.id.in_(ids))))


def leads_reported(agency_id: UUID, street_ids: list[UUID], since: datetime, before: datetime) -> list[Lead]:
    """Handed in by people of these streets, from one moment on and before another; alone, for a year of them is counted."""
    query = select(Lead).where(Lead.agency_id == agency_id, Lead.reported_from.in_(street_ids))
    query = query.options(lazyload(Lead.work), lazyload(Lead.finding), lazyload(Lead.photos))
    return list(db.session.scalars(query.where(Lead.made_at >= since, Lead.made_at < before)))


def leads_raised_on(*visit_ids: UUID) -> list[Lead]:
    """Those that a street raised on these patrols, in their order."""
    query = select(Lead).where(Lead.patrol_id.in_(visit_ids))
    query = query.options(selectinload(Lead.evidence)).order_by(Lead.made_at, Lead.id)
    return list(db.session.scalars(query))


def leads_from(finding_ids: list[UUID]) -> list[Lead]:
    return list(db.session.scalars(select(Lead).where(Lead.finding_id.in_(finding_ids))))


def leads_of_origins(agency_id: UUID, origins: list[str]) -> dict[str, Lead]:
    query = select(Lead).where(Lead.agency_id == agency_id, Lead.origin.in_(origins))
    return {lead.origin: lead for lead in db.session.scalars(query) if lead.origin}


def origins_made(agency_id: UUID) -> set[str]:
    """Every matter that a lead was made from by the program."""
    query = select(Lead.origin).where(Lead.agency_id == agency_id, Lead.origin.is_not(None))
    return {origin for origin in db.session.scalars(query) if origin}


def lead_numbered(agency_id: UUID, number: str) -> Lead | None:
    return db.session.scalar(select(Lead).filter_by(agency_id=agency_id, number=number))


def lead_of_receipt(receipt: str) -> Lead | None:
    return db.session.scalar(select(Lead).filter_by(receipt=receipt))


def leads_merged_into(lead_id: UUID) -> list[Lead]:
    return list(db.session.scalars(select(Lead).filter_by(merged_into_id=lead_id).order_by(Lead.made_at)))


def leads_on_the_same_matter(lead: Lead, *, most: int = 10) -> list[Lead]:
    """Earlier ones at the same work or about the same party, newest first."""
    same = [Lead.work_id == lead.work_id] if lead.work_id else []
    same += [Lead.party == lead.party] if lead.party else []
    if not same:
        return []
    query = select(Lead).where(Lead.agency_id == lead.agency_id, Lead.id != lead.id, Lead.made_at <= lead.made_at)
    query = query.where(or_(*same), Lead.merged_into_id.is_(None)).order_by(Lead.made_at.desc()).limit(most)
    return list(db.session.scalars(query))


def references_known(agency_id: UUID, references: list[str]) -> set[str]:
    query = select(Lead.reference).where(Lead.agency_id == agency_id, Lead.reference.in_(references))
    return set(db.session.scalars(query))


def last_lead_number(agency_id: UUID, prefix: str) -> int:
    """How many numbers of this year's series have been given. Whoever gives one at the same moment waits for us."""
    lock_names("lead_number", [agency_id])
    query = select(func.count(Lead.id)).where(Lead.agency_id == agency_id, Lead.number.startswith(prefix))
    return db.session.scalar(query) or 0


def lead_shows(lead_id: UUID, position: int) -> str | None:
    """The hash of one of its pictures."""
    return db.session.scalar(select(LeadPhoto.sha256).filter_by(lead_id=lead_id, position=position))

"""Leads that went to or came from another office, line by line as their life was reported, with the files that travelled."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.rules.attachments import AttachmentKind
from inspect_app.rules.handovers import NOT_COUNTED, SETTLED, HandoverKind, Side
from inspect_app.rules.stages import Stage
from inspect_app.store.agencies import Agency
from inspect_app.store.attachments import KeptFile
from inspect_app.store.base import FRESH, Base, Json, db, in_mind, one_of_ids, remember_in_transaction, rows_of
from inspect_app.store.cases import Case
from inspect_app.store.leads import Lead


class HandoverLine(Base):
    """One step, of either side. `enters` = the stage after it; `key` = what may be written only once; `facts` = what was said."""

    __tablename__ = "handover_lines"
    __table_args__ = (UniqueConstraint("handover_id", "position"), UniqueConstraint("handover_id", "key"))
    handover_id: Mapped[UUID] = mapped_column(ForeignKey("handovers.id"))
    position: Mapped[int]
    step: Mapped[str]
    enters: Mapped[Stage]
    key: Mapped[str | None]
    facts: Mapped[Json]
    written_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    written_at: Mapped[datetime]


class HandoverFile(Base):
    """A document or photo that travels with it; its bytes once under their SHA-256."""

    __tablename__ = "handover_files"
    __table_args__ = (UniqueConstraint("handover_id", "position"),)
    handover_id: Mapped[UUID] = mapped_column(ForeignKey("handovers.id"))
    position: Mapped[int]
    file_sha256: Mapped[str] = mapped_column(ForeignKey("kept_files.sha256"))
    kind: Mapped[AttachmentKind]
    name: Mapped[str]
    file: Mapped[KeptFile] = relationship(lazy="joined", innerjoin=True)


class Handover(Base):
    """The same id at both ends. `lead_id` = our own lead, None for a copy; `case_id` = our case that was offered up.

    `said` = what was sent, as released.

    `number` = the sender's, `their_number` = that of the office which took it on.
    """

    __tablename__ = "handovers"
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    with_agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    lead_id: Mapped[UUID | None] = mapped_column(ForeignKey("leads.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[HandoverKind]
    side: Mapped[Side]
    stage: Mapped[Stage] = mapped_column(index=True)
    number: Mapped[str]
    their_number: Mapped[str]
    said: Mapped[Json]
    due_on: Mapped[date | None] = mapped_column(index=True)
    sent_at: Mapped[datetime]
    sent_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    other: Mapped[Agency] = relationship(foreign_keys=[with_agency_id], lazy="joined", innerjoin=True)
    lead: Mapped[Lead | None] = relationship()
    case: Mapped[Case | None] = relationship()
    lines: Mapped[list[HandoverLine]] = relationship(lazy="selectin", order_by=HandoverLine.position)
    files: Mapped[list[HandoverFile]] = relationship(lazy="selectin", order_by=HandoverFile.position)

    @property
    def last_report(self) -> HandoverLine | None:
        """The newest of what the receiving office reported."""
        return next((one for one in reversed(self.lines) if one.step in ("report", "conclude", "resume")), None)


@dataclass(frozen=True)
class HandoverFilter:
    side: Side | None = None
    kind: HandoverKind | None = None
    with_agency_id: UUID | None = None
    is_open: bool = False
    late_on: date | None = None


def handovers_matching(agency_id: UUID, wanted: HandoverFilter) -> list[Handover]:
    """Those that wait for somebody first, of these the ones due soonest; then the newest."""
    query = select(Handover).where(Handover.agency_id == agency_id)
    named = {"side": wanted.side, "kind": wanted.kind, "with_agency_id": wanted.with_agency_id}
    query = query.filter_by(**{name: value for name, value in named.items() if value is not None})
    if wanted.is_open:
        query = query.where(Handover.stage.not_in(SETTLED))
    if wanted.late_on:
        query = query.where(Handover.stage.not_in(NOT_COUNTED), Handover.due_on < wanted.late_on)
    order = (Handover.stage.in_(SETTLED), Handover.due_on.asc().nulls_last(), Handover.sent_at.desc(), Handover.id)
    return list(db.session.scalars(query.order_by(*order)).unique())


def handover_with(handover_id: UUID) -> Handover | None:
    return db.session.get(Handover, handover_id)


def handover_for_update(handover_id: UUID) -> Handover | None:
    query = select(Handover).filter_by(id=handover_id).with_for_update(of=Handover)
    return db.session.scalars(query, execution_options=FRESH).unique().one_or_none()


def handovers_of_leads(lead_ids: Iterable[UUID]) -> dict[UUID, list[Handover]]:
    """Whatever went or came with each lead, in the order in which it was sent."""
    found: dict[UUID, list[Handover]] = {}
    query = select(Handover).where(Handover.lead_id.in_(list(lead_ids))).order_by(Handover.sent_at, Handover.id)
    for one in db.session.scalars(query).unique():
        if one.lead_id:
            found.setdefault(one.lead_id, []).append(one)
    return found


def handovers_of_case(case_id: UUID) -> list[Handover]:
    query = select(Handover).where(Handover.case_id == case_id).order_by(Handover.sent_at, Handover.id)
    return list(db.session.scalars(query).unique())


def case_that_came_with(lead_id: UUID) -> Json:
    """What another office said of the case that it offered to us with this lead; empty where it was none."""
    for one in handovers_of_leads([lead_id]).get(lead_id, []):
        if one.side is Side.RECEIVER and one.said.get("case"):
            return {**one.said["case"], "party": one.said.get("party", "")}
    return {}


def open_handovers_of(lead_id: UUID) -> list[Handover]:
    query = select(Handover).where(Handover.lead_id == lead_id, Handover.stage.not_in(SETTLED))
    return list(db.session.scalars(query.order_by(Handover.sent_at, Handover.id)).unique())


def received_leads_of_visit(visit_id: UUID) -> list[UUID]:
    """Leads of another office into which this visit looks: asked at every step of a visit, so nothing but their ids."""
    brought: list[UUID] | None = in_mind(("received leads", visit_id))
    return brought if brought is not None else _received_leads([visit_id]).get(visit_id, [])


def bring_received_leads(visit_ids: Collection[UUID]) -> None:
    """Of many visits in one query. They are locked, and no event of a phone gives a lead its visit."""
    found = _received_leads(visit_ids) if visit_ids else {}
    for visit_id in visit_ids:
        remember_in_transaction(("received leads", visit_id), found.get(visit_id, []))


_RECEIVED = (
    select(Lead.visit_id, Lead.id)
    .join(Handover, Handover.lead_id == Lead.id)
    .where(one_of_ids(Lead.visit_id), Handover.side == Side.RECEIVER)
    .distinct()
)


def _received_leads(visit_ids: Collection[UUID]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    db.session.flush()
    for row in rows_of(_RECEIVED, visit_ids):
        found.setdefault(row.visit_id, []).append(row.id)
    return found


def received_handovers(lead_id: UUID) -> list[Handover]:
    """Under which others' leads this office handles it, for update."""
    query = select(Handover).where(Handover.lead_id == lead_id, Handover.side == Side.RECEIVER)
    query = query.order_by(Handover.sent_at, Handover.id).with_for_update(of=Handover)
    return list(db.session.scalars(query, execution_options=FRESH).unique())


def add_line(
    handover: Handover, step: str, stage: Stage, facts: Json, *, key: str | None, by: UUID | None, at: datetime
) -> HandoverLine:
    """Lines are only ever added. The stage is that of the last line."""
    line = HandoverLine(
        id=uuid4(), handover_id=handover.id, position=len(handover.lines) + 1, step=step, enters=stage, key=key,
        facts=facts, written_by=by, written_at=at,
    )  # fmt: skip
    handover.lines.append(line)
    handover.stage = stage
    db.session.flush()
    return line

"""Visits (检查): who, where, what was answered; answers are only added. (Long: the tables of one record.)"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Row, Select, UniqueConstraint, bindparam, func, select
from sqlalchemy.orm import Mapped, lazyload, mapped_column, relationship

from inspect_app.rules.acts import Severity
from inspect_app.rules.people import AgencyKind, Role
from inspect_app.rules.places import FixKind, PlateMatch
from inspect_app.rules.procedure import Stage, VisitKind
from inspect_app.rules.visit_kinds import PapersInHand
from inspect_app.store.at_hand import at_hand, bring_lists, without_lists
from inspect_app.store.base import (
    FRESH,
    Base,
    Json,
    db,
    once_a_transaction,
    one_of_ids,
    remember_in_transaction,
    rows_of,
)
from inspect_app.store.bulk_rows import written_together
from inspect_app.store.checklists import ChecklistVersion
from inspect_app.store.locks import lock_names
from inspect_app.store.officers import Officer
from inspect_app.store.part_indexes import only_where
from inspect_app.store.works import Work


@written_together
class Visit(Base):
    """One inspection of one work. Planned by the office or begun on a phone; `code_number` is the city's 检查码.

    `rulebook` = the edition under which it began, 0 before that. `permitted_by` = the head who approved it (行政检查审批);
    `flags` = what it lacked of its papers when it began. `street_id` = the street whose patrol it is, None = the office's own.

    Whatever names a visit has a relationship to it, so that of what is new the visit is written first.
    """

    __tablename__ = "visits"
    __table_args__ = (
        Index("ix_visits_in_order", "agency_id", "started_at", "stage", "kind", "work_id"),
        Index("ix_visits_work_id_started_at", "work_id", "started_at"),
        Index("ix_visits_patrols", "work_id", "finished_at", **only_where("street_id IS NOT NULL")),
        Index(
            "ix_visits_patrols_in_time",
            "agency_id",
            "finished_at",
            "street_id",
            **only_where("street_id IS NOT NULL"),
        ),
        Index("ix_visits_permission", "agency_id", "stage", "permitted_at", "kind", "started_at", "due_on"),
    )
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    work_id: Mapped[UUID] = mapped_column(ForeignKey("works.id"))
    kind: Mapped[VisitKind]
    stage: Mapped[Stage] = mapped_column(index=True)
    due_on: Mapped[date | None]
    code_number: Mapped[str] = mapped_column(default="")
    notice_number: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    planned_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    received_at: Mapped[datetime]
    order_id: Mapped[UUID | None] = mapped_column(index=True)
    rulebook: Mapped[int] = mapped_column(default=0)
    permitted_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    permitted_at: Mapped[datetime | None]
    street_id: Mapped[UUID | None] = mapped_column(ForeignKey("agencies.id"), index=True)
    round_on: Mapped[date | None]
    round_position: Mapped[int | None]
    flags: Mapped[list[Json]] = mapped_column(default=list, server_default="[]")
    work: Mapped[Work] = relationship(lazy="joined", innerjoin=True)
    officers: Mapped[list["VisitOfficer"]] = relationship(lazy="selectin", order_by="VisitOfficer.position")
    checklists: Mapped[list["VisitChecklist"]] = relationship(lazy="selectin", order_by="VisitChecklist.position")

    def has(self, officer_id: UUID) -> bool:
        return any(member.officer_id == officer_id for member in self.officers)

    def papers(self) -> PapersInHand:
        people = [member.officer for member in self.officers]
        return PapersInHand(
            self.kind,
            is_permitted=self.permitted_at is not None,
            notice_number=self.notice_number,
            code_number=self.code_number,
            reason=self.reason,
            has_head=any(one.role is Role.HEAD for one in people),
            has_partner=any(one.role is Role.PARTNER for one in people),
        )

    def content_of(self, code: str) -> ChecklistVersion | None:
        return next((one.version for one in self.checklists if one.version.file.code == code), None)


IS_INSPECTION = Visit.kind != VisitKind.PATROL
"""A patrol (网格巡查) is no inspection: it counts for no rhythm, no coverage, and ends no quiet."""


@written_together
class VisitOfficer(Base):
    """Who was named. `part` = for which kind of agency; whoever moves to another one keeps the part they had here."""

    __tablename__ = "visit_officers"
    __table_args__ = (UniqueConstraint("visit_id", "officer_id"),)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"))
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"), index=True)
    position: Mapped[int]
    part: Mapped[AgencyKind]
    joined_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    officer: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)


@written_together
class VisitChecklist(Base):
    __tablename__ = "visit_checklists"
    __table_args__ = (UniqueConstraint("visit_id", "version_id"),)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"))
    version_id: Mapped[UUID] = mapped_column(ForeignKey("checklist_versions.id"))
    position: Mapped[int]
    version: Mapped[ChecklistVersion] = relationship(lazy="joined", innerjoin=True)


class Answer(Base):
    """One answer as given; its id is its event's. A later one supersedes, none is changed. value None = taken back."""

    __tablename__ = "answers"
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"), index=True)
    checklist: Mapped[str]
    item: Mapped[str]
    value: Mapped[str | None]
    number: Mapped[float | None]
    note: Mapped[str]
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    answered_at: Mapped[datetime]
    return_id: Mapped[UUID | None]

    @property
    def answer(self) -> str | float | None:
        return self.number if self.number is not None else self.value


@written_together
class Finding(Base):
    """A problem found (问题). Its words are versions; the last one counts, every one is kept."""

    __tablename__ = "findings"
    __table_args__ = (Index("ix_findings_in_time", "found_at", "withdrawn_at", "visit_id"),)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"), index=True)
    work_id: Mapped[UUID] = mapped_column(ForeignKey("works.id"), index=True)
    checklist: Mapped[str]
    item: Mapped[str]
    found_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    found_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str] = mapped_column(default="")
    visit: Mapped[Visit] = relationship()
    versions: Mapped[list["FindingVersion"]] = relationship(lazy="selectin", order_by="FindingVersion.position")

    @property
    def current(self) -> "FindingVersion":
        return self.versions[-1]


@written_together
class FindingVersion(Base):
    """The words of a finding as recorded by one event; its id is the event's."""

    __tablename__ = "finding_versions"
    __table_args__ = (UniqueConstraint("finding_id", "position"),)
    finding_id: Mapped[UUID] = mapped_column(ForeignKey("findings.id"))
    position: Mapped[int]
    text: Mapped[str]
    severity: Mapped[Severity]
    acts: Mapped[list[str]]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    recorded_at: Mapped[datetime]
    return_id: Mapped[UUID | None]


class PlaceFix(Base):
    """Evidence of place as the phone claimed it (WGS-84 unless `datum` says otherwise); its id is its event's.

    `plate` = the code that was scanned; `plate_match` = whose it was when this arrived, for plates are replaced.
    """

    __tablename__ = "place_fixes"
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"), index=True)
    kind: Mapped[FixKind]
    longitude: Mapped[float | None]
    latitude: Mapped[float | None]
    accuracy_m: Mapped[float | None]
    fix_at: Mapped[datetime | None]
    datum: Mapped[str]
    source: Mapped[str]
    reason: Mapped[str]
    plate: Mapped[str]
    plate_match: Mapped[PlateMatch]
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    taken_at: Mapped[datetime]
    visit: Mapped[Visit] = relationship()


class Statement(Base):
    """What the party said (陈述), or that identity was shown, as recorded on the spot; id = event."""

    __tablename__ = "statements"
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"), index=True)
    kind: Mapped[str]
    text: Mapped[str]
    by_whom: Mapped[str]
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    made_at: Mapped[datetime]
    visit: Mapped[Visit] = relationship()


def visit_with(visit_id: UUID) -> Visit | None:
    return db.session.get(Visit, visit_id)


def visit_for_update(visit_id: UUID) -> Visit | None:
    """The visit, locked; asked of the database once in a transaction."""
    return once_a_transaction(("visit", visit_id), lambda: _locked({visit_id}, _ONE_TO_LOCK).get(visit_id))


_WITHOUT_WORK = select(Visit).where(one_of_ids(Visit.id)).options(lazyload(Visit.work))
_ONE_TO_LOCK = without_lists(Visit, select(Visit).where(one_of_ids(Visit.id)).with_for_update(of=Visit))
_TO_LOCK = without_lists(Visit, _WITHOUT_WORK).order_by(Visit.id).with_for_update(of=Visit)


def lock_visits(visit_ids: set[UUID]) -> list[Visit]:
    """Many visits in one query, in one order, so that two phones never wait for each other crosswise; gives those there are."""
    found = _locked(visit_ids, _TO_LOCK)
    for visit_id in visit_ids:
        remember_in_transaction(("visit", visit_id), found.get(visit_id))
    return list(found.values())


def _locked(visit_ids: set[UUID], query: Select[Visit]) -> dict[UUID, Visit]:
    """Locked are the names of those too that are not there: two phones may begin a joint visit at the same moment."""
    found = _by_id(visit_ids, query)
    absent = visit_ids - found.keys()
    return found | _by_id(absent, query) if absent and lock_names("visit", absent) else found


def _by_id(ids: set[UUID], query: Select[Visit]) -> dict[UUID, Visit]:
    rows = db.session.scalars(query, {"ids": list(ids)}, execution_options=FRESH)
    found = {visit.id: visit for visit in rows}
    bring_lists(Visit, found)
    return found


AnswerLine = Row[UUID, str, str, str | None, float | None, str, UUID, datetime]


FindingLine = Row[Any]
"""id, work_id, checklist, item, found_at, text, severity."""
_NEWEST_FIRST = func.row_number().over(
    partition_by=(Answer.visit_id, Answer.checklist, Answer.item),
    order_by=(Answer.answered_at.desc(), Answer.id.desc()),
)
_NUMBERED = (
    select(
        Answer.visit_id,
        Answer.checklist,
        Answer.item,
        Answer.value,
        Answer.number,
        Answer.note,
        Answer.officer_id,
        Answer.answered_at,
        _NEWEST_FIRST.label("rank"),
    )
    .where(one_of_ids(Answer.visit_id))
    .subquery()
)
STANDING = select(*(column for column in _NUMBERED.c if column.name != "rank")).where(_NUMBERED.c.rank == 1)
"""The last answer to each item of the visits."""


def standing_answers_of(*visit_ids: UUID) -> Sequence[AnswerLine]:
    """The last answer to each item, in no order. Without objects: a batch's reply shows hundreds and touches none."""
    return db.session.execute(STANDING, {"ids": visit_ids}).all()


def answers_of(*visit_ids: UUID) -> list[Answer]:
    query = select(Answer).where(Answer.visit_id.in_(visit_ids)).order_by(Answer.answered_at, Answer.id)
    return list(db.session.scalars(query))


_FINDINGS = select(Finding).where(one_of_ids(Finding.visit_id)).order_by(Finding.found_at, Finding.id)
_FIXES = select(PlaceFix).where(one_of_ids(PlaceFix.visit_id)).order_by(PlaceFix.taken_at)
_STATEMENTS = select(Statement).where(one_of_ids(Statement.visit_id)).order_by(Statement.made_at)


def findings_of(*visit_ids: UUID) -> list[Finding]:
    return list(db.session.scalars(_FINDINGS, {"ids": visit_ids}))


def findings_of_work(work_id: UUID) -> list[Finding]:
    return list(db.session.scalars(select(Finding).filter_by(work_id=work_id).order_by(Finding.found_at.desc())))


def finding_with(finding_id: UUID) -> Finding | None:
    return at_hand(Finding, finding_id)


def findings_with(ids: list[UUID]) -> list[Finding]:
    return list(db.session.scalars(select(Finding).where(Finding.id.in_(ids)).order_by(Finding.found_at)))


def fixes_of(*visit_ids: UUID) -> list[PlaceFix]:
    return list(db.session.scalars(_FIXES, {"ids": visit_ids}))


def statements_of(*visit_ids: UUID) -> list[Statement]:
    return list(db.session.scalars(_STATEMENTS, {"ids": visit_ids}))


def visits_of_work(work_id: UUID) -> list[Visit]:
    return list(db.session.scalars(select(Visit).filter_by(work_id=work_id).order_by(Visit.received_at.desc())))


def visits_with(ids: list[UUID]) -> list[Visit]:
    if not ids:
        return []
    return list(db.session.scalars(_WITHOUT_WORK, {"ids": ids}))


def visits_seen(ids: Sequence[UUID]) -> list[Visit]:
    """With their works."""
    return list(db.session.scalars(select(Visit).where(Visit.id.in_(ids))))


_RANK = func.row_number().over(partition_by=Finding.work_id, order_by=Finding.found_at.desc()).label("rank")
_RANKED = select(Finding.id, _RANK).where(one_of_ids(Finding.work_id), Finding.withdrawn_at.is_(None)).subquery()
_NEWEST = select(_RANKED.c.id).where(_RANKED.c.rank <= bindparam("each"))
_RECENT = (
    select(
        Finding.id, Finding.work_id, Finding.checklist, Finding.item, Finding.found_at,
        FindingVersion.text, FindingVersion.severity,
    )
    .join(FindingVersion, FindingVersion.finding_id == Finding.id)
    .where(Finding.id.in_(_NEWEST))
    .order_by(Finding.found_at.desc(), Finding.id, FindingVersion.position)
)  # fmt: skip


def recent_findings_of_works(work_ids: list[UUID], *, each: int) -> dict[UUID, list[FindingLine]]:
    """The newest findings of each work that were not withdrawn, newest first, in their last words. Without objects."""
    last = {line.id: line for line in rows_of(_RECENT, work_ids, each=each)}
    found: dict[UUID, list[FindingLine]] = {}
    for line in last.values():
        found.setdefault(line.work_id, []).append(line)
    return found

"""Cases of the general procedure (一般程序案件): what each is about, who investigates, and its record, which only grows."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.rules.acts import Party
from inspect_app.rules.case_facts import FACTS, CaseFacts, CaseSource, Entry, Limitation, Noted, Reasoned
from inspect_app.rules.decisions import PartyOfCase
from inspect_app.rules.procedure import Stage
from inspect_app.store.base import FRESH, Base, db
from inspect_app.store.case_rows import facts_of
from inspect_app.store.officers import Officer
from inspect_app.store.reviews import Lead
from inspect_app.store.visits import Finding
from inspect_app.store.works import Work


class Case(Base):
    """One party, one act. `act_on` = when the act happened or ended; `year` and `serial` make its number once it is filed."""

    __tablename__ = "cases"
    __table_args__ = (UniqueConstraint("agency_id", "year", "serial"),)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    work_id: Mapped[UUID | None] = mapped_column(ForeignKey("works.id"), index=True)
    lead_id: Mapped[UUID | None] = mapped_column(ForeignKey("leads.id"), index=True)
    stage: Mapped[Stage] = mapped_column(index=True)
    number: Mapped[str]
    year: Mapped[int | None]
    serial: Mapped[int | None]
    source: Mapped[CaseSource]
    source_note: Mapped[str]
    act: Mapped[str] = mapped_column(index=True)
    act_on: Mapped[date]
    found_on: Mapped[date]
    limitation: Mapped[Limitation]
    facts: Mapped[str]
    place: Mapped[str]
    party: Mapped[Party]
    party_name: Mapped[str]
    identifier: Mapped[str]
    representative: Mapped[str]
    address: Mapped[str]
    phone: Mapped[str]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    made_at: Mapped[datetime]
    work: Mapped[Work | None] = relationship(lazy="joined")
    lead: Mapped[Lead | None] = relationship()
    officers: Mapped[list["CaseOfficer"]] = relationship(lazy="selectin", order_by="CaseOfficer.position")
    findings: Mapped[list["CaseFinding"]] = relationship(lazy="selectin")

    @property
    def investigators(self) -> list[Officer]:
        return [one.officer for one in self.officers if one.released_on is None]

    def has(self, officer_id: UUID) -> bool:
        return any(one.id == officer_id for one in self.investigators)

    def party_facts(self) -> PartyOfCase:
        return PartyOfCase(
            self.party, self.party_name, self.identifier, self.address, self.phone, self.representative
        )


class CaseStep(Base):
    """One line of a case's record. Two simultaneous steps collide on `position`, in the database and not in court.

    `on` = the day on which it happened; `starts` = the clocks that it set running; `until_on` = a day that it set.
    """

    __tablename__ = "case_steps"
    __table_args__ = (UniqueConstraint("case_id", "position"),)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    position: Mapped[int]
    step: Mapped[str]
    enters: Mapped[Stage]
    on: Mapped[date]
    until_on: Mapped[date | None]
    starts: Mapped[list[str]]
    reason: Mapped[str]
    taken_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    taken_at: Mapped[datetime]
    case: Mapped[Case] = relationship()


class CaseOfficer(Base):
    """Who investigates (办案人员), and until when; nobody who ever did may judge."""

    __tablename__ = "case_officers"
    __table_args__ = (UniqueConstraint("case_id", "position"),)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"), index=True)
    position: Mapped[int]
    assigned_on: Mapped[date]
    released_on: Mapped[date | None]
    officer: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)


class CaseFinding(Base):
    __tablename__ = "case_findings"
    __table_args__ = (UniqueConstraint("case_id", "finding_id"),)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    finding_id: Mapped[UUID] = mapped_column(ForeignKey("findings.id"), index=True)
    finding: Mapped[Finding] = relationship(lazy="joined", innerjoin=True)


def case_with(case_id: UUID) -> Case | None:
    return db.session.get(Case, case_id)


def case_for_update(case_id: UUID) -> Case | None:
    return db.session.scalar(select(Case).filter_by(id=case_id).with_for_update(of=Case), execution_options=FRESH)


def steps_of_cases(*case_ids: UUID) -> list[CaseStep]:
    query = select(CaseStep).where(CaseStep.case_id.in_(case_ids)).order_by(CaseStep.case_id, CaseStep.position)
    return list(db.session.scalars(query))


def add_case_step(case: Case, line: CaseStep) -> CaseStep:
    """The next line of the record. Flushed at once, so that whoever came second learns it here."""
    count = select(func.count()).select_from(CaseStep).filter_by(case_id=case.id)
    line.case_id, line.position = case.id, (db.session.scalar(count) or 0) + 1
    db.session.add(line)
    db.session.flush()
    return line


def next_serial(agency_id: UUID, year: int) -> int:
    query = select(func.max(Case.serial)).filter_by(agency_id=agency_id, year=year)
    return (db.session.scalar(query) or 0) + 1


def cases_as_facts(cases: Iterable[Case], *, with_rows: bool = True) -> dict[UUID, CaseFacts]:
    """The cases as the rules see them. Without rows: only what clocks need."""
    found = {case.id: case for case in cases}
    lines = steps_of_cases(*found)
    rows = facts_of(list(found), {FACTS[line.step] for line in lines}) if with_rows else {}
    entries: dict[UUID, list[Entry]] = {}
    for line in lines:
        facts = rows.get(line.id) or _plain_facts(line)
        entry = Entry(line.step, line.on, line.taken_by, facts, line.until_on, tuple(line.starts))
        entries.setdefault(line.case_id, []).append(entry)
    return {case.id: _facts(case, tuple(entries.get(case.id, ()))) for case in found.values()}


def _plain_facts(line: CaseStep) -> Noted | Reasoned:
    kind = FACTS[line.step]
    return Reasoned(on=line.on, reason=line.reason) if kind is Reasoned else Noted(on=line.on, note=line.reason)


def _facts(case: Case, entries: tuple[Entry, ...]) -> CaseFacts:
    return CaseFacts(
        act=case.act,
        party=case.party,
        act_on=case.act_on,
        found_on=case.found_on,
        limitation=case.limitation,
        officers=frozenset(one.id for one in case.investigators),
        ever=frozenset(one.officer_id for one in case.officers),
        entries=entries,
        names={one.officer_id: one.officer.name for one in case.officers},
    )


def assign(case: Case, officers: list[Officer], *, on: date) -> None:
    """Whoever is not among them investigates no longer; whoever stays keeps the day on which they came."""
    wanted = {one.id for one in officers}
    for held in case.officers:
        if held.released_on is None and held.officer_id not in wanted:
            held.released_on = on
    for officer in officers:
        if not case.has(officer.id):
            place = len(case.officers) + 1
            member = CaseOfficer(id=uuid4(), officer_id=officer.id, position=place, assigned_on=on)
            member.officer = officer
            case.officers.append(member)

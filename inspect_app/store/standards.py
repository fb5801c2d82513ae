"""Editions of the city's standards, who decided here to use which, the district's own supplements, and what districts stated."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.rules.standards import Outcome, Period
from inspect_app.store.base import FRESH, Base, Json, db


class StandardEdition(Base):
    """One edition, the same id and content in every office. `agency_id` = whose; never changed once it is here.

    `files` = name and SHA-256 of each file that belongs to it, whose bytes are in `kept_files`.
    """

    __tablename__ = "standard_editions"
    __table_args__ = (UniqueConstraint("agency_id", "kind", "code", "number"),)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    kind: Mapped[str]
    code: Mapped[str]
    number: Mapped[int]
    title: Mapped[str]
    note: Mapped[str]
    adopt_from: Mapped[date]
    adopt_by: Mapped[date | None]
    content: Mapped[Json] = mapped_column(deferred=True)
    files: Mapped[list[Json]]
    sha256: Mapped[str]
    published_at: Mapped[datetime]
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    received_at: Mapped[datetime | None]

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.code

    @property
    def period(self) -> Period:
        return Period(self.adopt_from, self.adopt_by)


class StandardAdoption(Base):
    """That this office uses an edition from a day on, or does not: each step with its day and person. A new try is a new row.

    `applied_as` = what it became here (the version of a checklist, an amendment, a template …); `added` = the codes of the
    supplements that went into it; `hindered_by` = why it could not be put in force on its day.
    """

    __tablename__ = "standard_adoptions"
    edition_id: Mapped[UUID] = mapped_column(ForeignKey("standard_editions.id"), index=True)
    from_on: Mapped[date | None]
    reason: Mapped[str]
    proposed_at: Mapped[datetime]
    proposed_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    refused_at: Mapped[datetime | None]
    refused_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    applied_at: Mapped[datetime | None]
    applied_as: Mapped[UUID | None] = mapped_column(index=True)
    added: Mapped[list[str]]
    hindered_by: Mapped[str]
    edition: Mapped[StandardEdition] = relationship(lazy="joined", innerjoin=True)

    @property
    def outcome(self) -> Outcome | None:
        """What the city is told; None = only asked for so far."""
        if self.refused_at:
            return Outcome.REFUSED
        if self.applied_at:
            return Outcome.IN_USE
        if self.decided_at is None:
            return None
        return Outcome.HINDERED if self.hindered_by else Outcome.DECIDED


class StandardSupplement(Base):
    """A row of the district's own. Changing one removes it and writes another, so that what was used can be told."""

    __tablename__ = "standard_supplements"
    kind: Mapped[str]
    code: Mapped[str] = mapped_column(index=True)
    body: Mapped[Json]
    written_at: Mapped[datetime]
    written_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    removed_at: Mapped[datetime | None]
    removed_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))


class StandardStatement(Base):
    """What a district stated of an edition. Rows are only ever added; the latest stated one holds, in whatever order they came."""

    __tablename__ = "standard_statements"
    edition_id: Mapped[UUID] = mapped_column(ForeignKey("standard_editions.id"), index=True)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    outcome: Mapped[Outcome]
    from_on: Mapped[date | None]
    supplements: Mapped[int]
    reason: Mapped[str]
    stated_at: Mapped[datetime]
    received_at: Mapped[datetime]


def edition_with(edition_id: UUID) -> StandardEdition | None:
    return db.session.get(StandardEdition, edition_id)


def edition_numbered(agency_id: UUID, kind: str, code: str, number: int) -> StandardEdition | None:
    query = select(StandardEdition).filter_by(agency_id=agency_id, kind=kind, code=code, number=number)
    return db.session.scalar(query)


def all_editions() -> list[StandardEdition]:
    """By kind and code, the newest number first."""
    order = (StandardEdition.kind, StandardEdition.code, StandardEdition.number.desc())
    return list(db.session.scalars(select(StandardEdition).order_by(*order)))


def editions_of(kind: str, code: str) -> list[StandardEdition]:
    query = select(StandardEdition).filter_by(kind=kind, code=code).order_by(StandardEdition.number.desc())
    return list(db.session.scalars(query))


def last_number(agency_id: UUID, kind: str, code: str) -> int:
    query = select(func.max(StandardEdition.number)).filter_by(agency_id=agency_id, kind=kind, code=code)
    return db.session.scalar(query) or 0


def adoptions_of(edition_ids: Collection[UUID]) -> list[StandardAdoption]:
    """The newest first."""
    query = select(StandardAdoption).where(StandardAdoption.edition_id.in_(edition_ids))
    return list(db.session.scalars(query.order_by(StandardAdoption.proposed_at.desc(), StandardAdoption.id)))


def adoption_for_update(adoption_id: UUID) -> StandardAdoption | None:
    query = select(StandardAdoption).filter_by(id=adoption_id).with_for_update(of=StandardAdoption)
    return db.session.scalar(query, execution_options=FRESH)


def adoptions_due(on: date) -> list[StandardAdoption]:
    """Decided, their day has come, and not yet in force. Locked: two processes begin the day at once."""
    query = select(StandardAdoption).where(
        StandardAdoption.decided_at.is_not(None),
        StandardAdoption.refused_at.is_(None),
        StandardAdoption.applied_at.is_(None),
        StandardAdoption.from_on <= on,
    )
    query = query.order_by(StandardAdoption.from_on, StandardAdoption.decided_at)
    return list(db.session.scalars(query.with_for_update(of=StandardAdoption), execution_options=FRESH))


def adoption_in_use(kind: str, code: str) -> StandardAdoption | None:
    """Whose edition is used here now."""
    query = select(StandardAdoption).join(StandardEdition, StandardEdition.id == StandardAdoption.edition_id)
    query = query.where(StandardEdition.kind == kind, StandardEdition.code == code)
    query = query.where(StandardAdoption.applied_at.is_not(None)).order_by(StandardAdoption.applied_at.desc())
    return db.session.scalars(query.limit(1)).first()


def adoption_applied_as(thing_id: UUID) -> StandardAdoption | None:
    return db.session.scalars(select(StandardAdoption).filter_by(applied_as=thing_id)).first()


def holds_by_standard(kind: str, code: str) -> StandardAdoption | None:
    """The adoption, in force or decided, by which this thing is common to all districts; None = it is the office's own."""
    return all_held_by_standard(kind, [code]).get(code)


def all_held_by_standard(kind: str, codes: Collection[str]) -> dict[str, StandardAdoption]:
    """The same of many things; the newest edition of each holds."""
    query = select(StandardEdition.code, StandardAdoption)
    query = query.join(StandardEdition, StandardEdition.id == StandardAdoption.edition_id)
    query = query.where(StandardEdition.kind == kind, StandardEdition.code.in_(codes))
    query = query.where(StandardAdoption.decided_at.is_not(None), StandardAdoption.refused_at.is_(None))
    rows = db.session.execute(query.order_by(StandardEdition.number))
    return {row[0]: row[1] for row in rows}


def supplements_to(kind: str, code: str) -> list[StandardSupplement]:
    """Those that stand, in the order in which they were written."""
    query = select(StandardSupplement).filter_by(kind=kind, code=code, removed_at=None)
    return list(db.session.scalars(query.order_by(StandardSupplement.written_at, StandardSupplement.id)))


def supplement_with(supplement_id: UUID) -> StandardSupplement | None:
    return db.session.get(StandardSupplement, supplement_id)


def statements_of(edition_ids: Collection[UUID]) -> list[StandardStatement]:
    """In the order in which they were stated."""
    query = select(StandardStatement).where(StandardStatement.edition_id.in_(edition_ids))
    return list(db.session.scalars(query.order_by(StandardStatement.stated_at, StandardStatement.received_at)))

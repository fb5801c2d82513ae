"""The register of civil-defence works (民防工程). (Long: the tables of one register, and what is asked of it.)"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Numeric, Select, UniqueConstraint, bindparam, func, or_, select
from sqlalchemy.orm import Mapped, lazyload, mapped_column, relationship, selectinload

from inspect_app.rules.places import Entrance as EntrancePlace
from inspect_app.rules.places import Point
from inspect_app.rules.works import EntranceFacts, PartyFacts, PartyPart, WorkFacts, WorkStatus
from inspect_app.store.agencies import Agency
from inspect_app.store.at_hand import at_hand, bring
from inspect_app.store.base import FRESH, Among, Base, db, one_of_ids
from inspect_app.store.part_indexes import only_where


class Work(Base):
    """One work. `initials` = pinyin initials of the name for search; `revision` guards against lost edits."""

    __tablename__ = "works"
    __table_args__ = (
        UniqueConstraint("agency_id", "number"),
        Index("ix_works_sums", "agency_id", "status", "id", "area_m2"),
        Index("ix_works_key_projects", "agency_id", "number", **only_where("is_key_project = 1", "is_key_project")),
    )
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    street_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    number: Mapped[str]
    name: Mapped[str]
    initials: Mapped[str]
    address: Mapped[str]
    status: Mapped[WorkStatus] = mapped_column(index=True)
    area_m2: Mapped[Decimal] = mapped_column(Numeric(12, 2))
    peacetime_use: Mapped[str]
    protection_class: Mapped[str]
    built_year: Mapped[int | None]
    is_key_project: Mapped[bool] = mapped_column(default=False)
    notes: Mapped[str]
    is_demonstration: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    # Nested in the outer join of a thing that may name no work, SQLite would make that join of all works first.
    street: Mapped[Agency] = relationship(
        foreign_keys=street_id, lazy="joined", innerjoin="unnested"  # type: ignore[arg-type]
    )  # fmt: skip
    parties: Mapped[list["WorkParty"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="WorkParty.part"
    )
    entrances: Mapped[list["Entrance"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="Entrance.position"
    )

    def facts(self) -> WorkFacts:
        return WorkFacts(
            number=self.number,
            name=self.name,
            address=self.address,
            street=self.street.name,
            status=self.status,
            area_m2=Decimal(self.area_m2).quantize(Decimal("0.01")),
            peacetime_use=self.peacetime_use,
            protection_class=self.protection_class,
            built_year=self.built_year,
            is_key_project=self.is_key_project,
            notes=self.notes,
            parties=tuple(sorted((party.facts() for party in self.parties), key=lambda p: p.part.name)),
            entrances=tuple(entrance.facts() for entrance in self.entrances),
        )

    def places(self) -> list[EntrancePlace]:
        return [EntrancePlace(Point(e.longitude, e.latitude), e.radius_m) for e in self.entrances]

    def party(self, part: PartyPart) -> "WorkParty | None":
        return next((party for party in self.parties if party.part is part), None)


class WorkParty(Base):
    __tablename__ = "work_parties"
    __table_args__ = (UniqueConstraint("work_id", "part"),)
    work_id: Mapped[UUID] = mapped_column(ForeignKey("works.id", ondelete="CASCADE"))
    part: Mapped[PartyPart]
    name: Mapped[str]
    credit_code: Mapped[str]
    representative: Mapped[str]
    contact: Mapped[str]
    phone: Mapped[str]
    address: Mapped[str]

    def facts(self) -> PartyFacts:
        return PartyFacts(
            self.part,
            self.name,
            self.credit_code,
            self.representative,
            self.contact,
            self.phone,
            self.address,
        )


class Entrance(Base):
    """An entrance at street level; WGS-84 degrees, radius in metres."""

    __tablename__ = "entrances"
    __table_args__ = (UniqueConstraint("work_id", "position"),)
    work_id: Mapped[UUID] = mapped_column(ForeignKey("works.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str]
    longitude: Mapped[float]
    latitude: Mapped[float]
    radius_m: Mapped[int]

    def facts(self) -> EntranceFacts:
        return EntranceFacts(self.name, self.longitude, self.latitude, self.radius_m)


@dataclass(frozen=True)
class WorkFilter:
    """What the register's list shows. `text` is looked up in number, name, address and pinyin initials."""

    text: str = ""
    status: WorkStatus | None = None
    street_id: UUID | None = None
    is_key_project: bool | None = None
    sort: str = "number"
    descending: bool = False
    among: Among = None


SORTS = {
    "number": Work.number,
    "name": Work.initials,
    "area": Work.area_m2,
    "year": Work.built_year,
    "changed": Work.changed_at,
}


def _matching(agency_id: UUID, wanted: WorkFilter) -> Select[tuple[Work]]:
    query = select(Work).filter_by(agency_id=agency_id)
    for word in wanted.text.split():
        columns = (Work.number, Work.name, Work.address, Work.initials)
        query = query.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    if wanted.among is not None:
        query = query.where(Work.id.in_(wanted.among))
    if wanted.status is not None:
        query = query.where(Work.status == wanted.status)
    if wanted.street_id is not None:
        query = query.where(Work.street_id == wanted.street_id)
    if wanted.is_key_project is not None:
        query = query.where(Work.is_key_project == wanted.is_key_project)
    return query


def work_ids_matching(agency_id: UUID, wanted: WorkFilter) -> Select[tuple[UUID]]:
    """For a query of somebody else's to look into."""
    return _matching(agency_id, wanted).with_only_columns(Work.id)


def works_matching(agency_id: UUID, wanted: WorkFilter, *, limit: int | None = None, offset: int = 0) -> list[Work]:
    column = SORTS.get(wanted.sort, Work.number)
    order = column.desc() if wanted.descending else column.asc()
    query = _matching(agency_id, wanted).order_by(order, Work.number).limit(limit).offset(offset)
    return list(db.session.scalars(query))


def totals_matching(agency_id: UUID, wanted: WorkFilter) -> tuple[int, Decimal]:
    """How many works, and their area in m²."""
    rows = _matching(agency_id, wanted).subquery()
    query = select(func.count(), func.coalesce(func.sum(rows.c.area_m2), 0)).select_from(rows)
    count, area = db.session.execute(query).one()
    return count, Decimal(area).quantize(Decimal("0.01"))


_OF_AGENCY = select(Work).where(Work.agency_id == bindparam("agency_id"), Work.id == bindparam("work_id"))
_ALONE = select(Work).where(one_of_ids(Work.id)).options(lazyload(Work.parties), lazyload(Work.entrances))


def work_of(agency_id: UUID, work_id: UUID) -> Work | None:
    return db.session.scalar(_OF_AGENCY, {"agency_id": agency_id, "work_id": work_id})


def work_alone(agency_id: UUID, work_id: UUID) -> Work | None:
    """Its parties and entrances are read when somebody asks for them."""
    bring_works([work_id])
    work = at_hand(Work, work_id)
    return work if work and work.agency_id == agency_id else None


def bring_works(ids: Iterable[UUID]) -> None:
    """Alone, as above, many in one query."""
    bring(Work, ids, query=_ALONE)


def work_for_update(agency_id: UUID, work_id: UUID) -> Work | None:
    """The work, locked, so that of two people who save at once the second is told."""
    query = select(Work).filter_by(agency_id=agency_id, id=work_id).with_for_update(of=Work)
    return db.session.scalar(query, execution_options=FRESH)


def works_for_update(agency_id: UUID) -> list[Work]:
    """The whole register, locked: for an import."""
    query = select(Work).filter_by(agency_id=agency_id).with_for_update(of=Work)
    return list(db.session.scalars(query, execution_options=FRESH))


def register_state(agency_id: UUID) -> int:
    """A number that grows with each entry and each change: the sum of all revisions."""
    return db.session.scalar(select(func.coalesce(func.sum(Work.revision), 0)).filter_by(agency_id=agency_id)) or 0


def work_by_number(agency_id: UUID, number: str) -> Work | None:
    return db.session.scalar(select(Work).filter_by(agency_id=agency_id, number=number))


def works_numbered(agency_id: UUID, numbers: Iterable[str]) -> list[Work]:
    query = select(Work).where(Work.agency_id == agency_id, Work.number.in_(numbers)).order_by(Work.number)
    return list(db.session.scalars(query))


def numbers_known(agency_id: UUID, numbers: Sequence[str]) -> set[str]:
    """Those of the numbers that works of the register have."""
    query = select(Work.number).where(Work.agency_id == agency_id, Work.number.in_(numbers))
    return set(db.session.scalars(query))


def works_of(agency_id: UUID) -> list[Work]:
    return list(db.session.scalars(select(Work).filter_by(agency_id=agency_id).order_by(Work.number)))


_WITH_ALL = (
    select(Work).where(one_of_ids(Work.id)).options(selectinload(Work.parties), selectinload(Work.entrances))
)


def works_with(ids: Sequence[UUID]) -> list[Work]:
    return list(db.session.scalars(_WITH_ALL, {"ids": ids}))

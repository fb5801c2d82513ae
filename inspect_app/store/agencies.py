"""Agencies as a tree (city, district, streets and towns, partner departments) and the teams of an office."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.rules.people import AgencyKind
from inspect_app.store.base import Base, db


class Agency(Base):
    """An office. Its name may change by reform; statutes keep the old one, so each name has a first day."""

    __tablename__ = "agencies"
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[AgencyKind]
    name: Mapped[str]
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("agencies.id"), index=True)
    parent: Mapped["Agency | None"] = relationship(remote_side="Agency.id")
    names: Mapped[list["AgencyName"]] = relationship(order_by="AgencyName.since_on")

    def name_on(self, day: date) -> str:
        """The name that a document of this day must carry."""
        known = [line.name for line in self.names if line.since_on <= day]
        return known[-1] if known else self.name


class AgencyName(Base):
    __tablename__ = "agency_names"
    __table_args__ = (UniqueConstraint("agency_id", "since_on"),)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    name: Mapped[str]
    since_on: Mapped[date]


class Instance(db.Model):  # type: ignore[name-defined,misc]
    """Whose instance this is: one row, written when it is set up."""

    __tablename__ = "instances"
    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))


class Team(Base):
    __tablename__ = "teams"
    __table_args__ = (UniqueConstraint("agency_id", "name"),)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    name: Mapped[str]


def agency_with(agency_id: UUID) -> Agency | None:
    return db.session.get(Agency, agency_id)


def team_with(team_id: UUID) -> Team | None:
    return db.session.get(Team, team_id)


def agencies_of_office(home_id: UUID) -> list[Agency]:
    """Those whose people this office administers: the whole instance for the office whose it is, else itself and those below."""
    office = instance_agency()
    if office and office.id == home_id:
        return all_agencies()
    query = select(Agency).where(or_(Agency.id == home_id, Agency.parent_id == home_id)).order_by(Agency.code)
    return list(db.session.scalars(query))


def teams_by_agency(agency_ids: list[UUID]) -> dict[UUID, list[Team]]:
    found: dict[UUID, list[Team]] = {agency_id: [] for agency_id in agency_ids}
    query = select(Team).where(Team.agency_id.in_(agency_ids)).order_by(Team.name)
    for team in db.session.scalars(query):
        found[team.agency_id].append(team)
    return found


def agency_by_code(code: str) -> Agency | None:
    return db.session.scalar(select(Agency).filter_by(code=code))


def all_agencies() -> list[Agency]:
    return list(db.session.scalars(select(Agency).order_by(Agency.code)))


def streets_of(district_id: UUID) -> list[Agency]:
    query = select(Agency).filter_by(parent_id=district_id, kind=AgencyKind.STREET).order_by(Agency.code)
    return list(db.session.scalars(query))


def partners_of(office_id: UUID) -> list[Agency]:
    """Departments that this office works with (协同部门)."""
    kinds = (AgencyKind.FIRE, AgencyKind.WORK_SAFETY)
    query = select(Agency).where(Agency.parent_id == office_id, Agency.kind.in_(kinds)).order_by(Agency.code)
    return list(db.session.scalars(query))


def teams_of(agency_id: UUID) -> list[Team]:
    return list(db.session.scalars(select(Team).filter_by(agency_id=agency_id).order_by(Team.name)))


def instance_agency() -> Agency | None:
    """The office whose instance this is, a district's or the city's; None before it is set up."""
    return db.session.scalar(select(Agency).join(Instance, Instance.agency_id == Agency.id))


def instance_agency_id() -> UUID | None:
    """Its id alone, for what is asked on every page."""
    return db.session.scalar(select(Instance.agency_id))


def lock_agency(agency_id: UUID) -> None:
    """Of two who give out something of the office's own at once, the second waits."""
    db.session.execute(select(Agency.id).filter_by(id=agency_id).with_for_update())

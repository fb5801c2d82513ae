"""Construction projects (建设项目) and what of civil defence each had to build, built, was let off and paid for."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Numeric, UniqueConstraint, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.rules.projects import ProjectFacts, ProjectState
from inspect_app.store.base import FRESH, Base, db

Area = Numeric(12, 2)


class Project(Base):
    """`gap_m2` and `owed_yuan` are reckoned by the rules when it is written, for lists and their order."""

    __tablename__ = "projects"
    __table_args__ = (UniqueConstraint("agency_id", "number"),)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    number: Mapped[str]
    name: Mapped[str]
    developer: Mapped[str]
    address: Mapped[str]
    state: Mapped[ProjectState]
    total_m2: Mapped[Decimal] = mapped_column(Area)
    required_m2: Mapped[Decimal] = mapped_column(Area)
    built_m2: Mapped[Decimal] = mapped_column(Area)
    exempt_m2: Mapped[Decimal] = mapped_column(Area)
    exempt_paper: Mapped[str]
    elsewhere_m2: Mapped[Decimal] = mapped_column(Area)
    elsewhere_paper: Mapped[str]
    fee_due_yuan: Mapped[Decimal] = mapped_column(Numeric(14, 2))
    fee_paid_yuan: Mapped[Decimal] = mapped_column(Numeric(14, 2))
    notes: Mapped[str]
    gap_m2: Mapped[Decimal] = mapped_column(Area)
    owed_yuan: Mapped[Decimal] = mapped_column(Numeric(14, 2))
    gap_count: Mapped[int] = mapped_column(index=True)
    revision: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]

    def facts(self) -> ProjectFacts:
        def exact(value: Decimal) -> Decimal:
            return Decimal(value).quantize(Decimal("0.01"))

        return ProjectFacts(
            self.number, self.name, self.developer, self.address, self.state, exact(self.total_m2),
            exact(self.required_m2), exact(self.built_m2), exact(self.exempt_m2), self.exempt_paper,
            exact(self.elsewhere_m2), self.elsewhere_paper, exact(self.fee_due_yuan), exact(self.fee_paid_yuan),
            self.notes,
        )  # fmt: skip


@dataclass(frozen=True)
class ProjectFilter:
    """`text` is looked up in number, name, developer and address."""

    text: str = ""
    state: ProjectState | None = None
    has_gap: bool = False
    sort: str = "gap"
    descending: bool = True


SORTS = {"gap": Project.gap_m2, "owed": Project.owed_yuan, "number": Project.number, "name": Project.name}


def _conditions(agency_id: UUID, wanted: ProjectFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [Project.agency_id == agency_id]
    if wanted.state is not None:
        found.append(Project.state == wanted.state)
    if wanted.has_gap:
        found.append(Project.gap_count > 0)
    for word in wanted.text.split():
        columns = (Project.number, Project.name, Project.developer, Project.address)
        found.append(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    return found


def projects_matching(
    agency_id: UUID, wanted: ProjectFilter, *, limit: int | None = None, offset: int = 0
) -> list[Project]:
    column = SORTS.get(wanted.sort, Project.gap_m2)
    order = column.desc() if wanted.descending else column.asc()
    query = select(Project).where(*_conditions(agency_id, wanted)).order_by(order, Project.number)
    return list(db.session.scalars(query.limit(limit).offset(offset)))


def count_projects(agency_id: UUID, wanted: ProjectFilter) -> int:
    return db.session.scalar(select(func.count()).select_from(Project).where(*_conditions(agency_id, wanted))) or 0


def project_with(project_id: UUID) -> Project | None:
    return db.session.get(Project, project_id)


def projects_for_update(agency_id: UUID) -> list[Project]:
    """The whole list, locked: for an import."""
    query = select(Project).filter_by(agency_id=agency_id).with_for_update(of=Project)
    return list(db.session.scalars(query, execution_options=FRESH))


def projects_of(agency_id: UUID) -> list[Project]:
    return list(db.session.scalars(select(Project).filter_by(agency_id=agency_id).order_by(Project.number)))


def projects_state(agency_id: UUID) -> int:
    """A number that grows with each entry and each change."""
    query = select(func.coalesce(func.sum(Project.revision), 0)).filter_by(agency_id=agency_id)
    return db.session.scalar(query) or 0

"""Checklists and their versions. A published version never changes; a visit keeps the one that it began with."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, bindparam, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship, selectinload, undefer

from inspect_app.rules.checklists import Checklist
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.plain import from_plain
from inspect_app.store.base import Base, Json, db, once_a_transaction


class VersionState(StrEnum):
    DRAFT = "草稿"
    PUBLISHED = "已发布"
    RETIRED = "已停用"


class ChecklistFile(Base):
    """A checklist over all its versions; `code` is its name on the wire."""

    __tablename__ = "checklists"
    code: Mapped[str] = mapped_column(unique=True)
    audience: Mapped[AgencyKind]
    versions: Mapped[list["ChecklistVersion"]] = relationship(
        back_populates="file", order_by="ChecklistVersion.number.desc()"
    )

    @property
    def published(self) -> "ChecklistVersion | None":
        return next((one for one in self.versions if one.state is VersionState.PUBLISHED), None)

    @property
    def draft(self) -> "ChecklistVersion | None":
        return next((one for one in self.versions if one.state is VersionState.DRAFT), None)


class ChecklistVersion(Base):
    """`body` is the plain form of `rules.checklists.Checklist`."""

    __tablename__ = "checklist_versions"
    __table_args__ = (UniqueConstraint("checklist_id", "number"),)
    checklist_id: Mapped[UUID] = mapped_column(ForeignKey("checklists.id"))
    number: Mapped[int]
    state: Mapped[VersionState]
    body: Mapped[Json] = mapped_column(deferred=True)
    sha256: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    published_at: Mapped[datetime | None]
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    file: Mapped[ChecklistFile] = relationship(back_populates="versions", lazy="joined", innerjoin=True)

    def content(self) -> Checklist:
        return from_plain(Checklist, self.body)


def all_checklists() -> list[ChecklistFile]:
    """With every version and what is in it."""
    versions = selectinload(ChecklistFile.versions).undefer(ChecklistVersion.body)
    return list(db.session.scalars(select(ChecklistFile).options(versions).order_by(ChecklistFile.code)))


def checklist_by_code(code: str) -> ChecklistFile | None:
    return db.session.scalar(select(ChecklistFile).filter_by(code=code))


_VERSION = (
    select(ChecklistVersion)
    .join(ChecklistFile)
    .where(ChecklistFile.code == bindparam("code"), ChecklistVersion.number == bindparam("number"))
)


def version_at_hand(code: str, number: int) -> ChecklistVersion | None:
    """Asked once in a transaction: a published version does not change."""
    return once_a_transaction(("checklist", (code, number)), lambda: checklist_version(code, number))


def checklist_version(code: str, number: int) -> ChecklistVersion | None:
    return db.session.scalar(_VERSION, {"code": code, "number": number})


def version_with(version_id: UUID) -> ChecklistVersion | None:
    return db.session.get(ChecklistVersion, version_id)


def version_for_update(version_id: UUID) -> ChecklistVersion | None:
    """Locked and read afresh with its body, so that two people who edit one draft follow one another."""
    query = select(ChecklistVersion).filter_by(id=version_id).options(undefer(ChecklistVersion.body))
    query = query.with_for_update(of=ChecklistVersion).execution_options(populate_existing=True)
    return db.session.scalar(query)


def forget_draft(version: ChecklistVersion) -> None:
    """And its file, when it never had another version."""
    file = version.file
    file.versions.remove(version)
    db.session.delete(version)
    db.session.flush()
    if not file.versions:
        db.session.delete(file)


def versions_with(ids: list[UUID]) -> list[ChecklistVersion]:
    query = select(ChecklistVersion).where(ChecklistVersion.id.in_(ids)).options(joinedload(ChecklistVersion.file))
    return list(db.session.scalars(query))


def published_versions() -> list[ChecklistVersion]:
    return list(db.session.scalars(select(ChecklistVersion).filter_by(state=VersionState.PUBLISHED)))

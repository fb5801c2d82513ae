"""Statutes (法规) and their versions. A version is never changed or taken away; the next one only ends its time."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship, undefer

from inspect_app.rules.plain import from_plain
from inspect_app.rules.statute_positions import Position
from inspect_app.rules.statute_texts import Statute
from inspect_app.rules.statute_versions import in_force, in_their_order, is_replaced, last_day
from inspect_app.store.base import Base, Json, db


class StatuteFile(Base):
    """A statute over all its versions, known by its full title."""

    __tablename__ = "statutes"
    title: Mapped[str] = mapped_column(unique=True)
    versions: Mapped[list["StatuteVersion"]] = relationship(
        back_populates="file", order_by="StatuteVersion.number", lazy="selectin"
    )

    def in_force(self, *, on: date) -> "StatuteVersion | None":
        return in_force(self.versions, on=on)

    @property
    def in_their_order(self) -> list["StatuteVersion"]:
        return in_their_order(self.versions)

    @property
    def edition(self) -> str:
        """Changes with every import: by it a phone knows that it has the newest."""
        newest = self.versions[-1]
        return f"{newest.number}-{newest.sha256[:12]}"


class StatuteVersion(Base):
    """`body` is the plain form of `rules.statute_texts.Statute`; `number` counts the imports of this statute."""

    __tablename__ = "statute_versions"
    __table_args__ = (UniqueConstraint("statute_id", "number"),)
    statute_id: Mapped[UUID] = mapped_column(ForeignKey("statutes.id"))
    number: Mapped[int]
    in_force_on: Mapped[date]
    body: Mapped[Json] = mapped_column(deferred=True)
    sha256: Mapped[str]
    source: Mapped[str]
    imported_at: Mapped[datetime]
    imported_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    file: Mapped[StatuteFile] = relationship(back_populates="versions", lazy="joined", innerjoin=True)

    def content(self) -> Statute:
        return from_plain(Statute, self.body)

    @property
    def until_on(self) -> date | None:
        return last_day(self, self.file.versions)

    @property
    def is_replaced(self) -> bool:
        return is_replaced(self, self.file.versions)


class StatuteArticle(Base):
    """An article of a version, for the search. `sought` = its words as they are compared."""

    __tablename__ = "statute_articles"
    __table_args__ = (UniqueConstraint("version_id", "place"),)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("statute_versions.id"))
    place: Mapped[int]
    number: Mapped[int]
    inserted: Mapped[int]
    text: Mapped[str]
    sought: Mapped[str] = mapped_column(deferred=True)
    version: Mapped[StatuteVersion] = relationship(lazy="joined", innerjoin=True)

    @property
    def position(self) -> Position:
        return Position(self.number, self.inserted)


def all_statutes() -> list[StatuteFile]:
    return list(db.session.scalars(select(StatuteFile).order_by(StatuteFile.title)))


def statute_with(statute_id: UUID) -> StatuteFile | None:
    return db.session.get(StatuteFile, statute_id)


def statutes_with(ids: list[UUID]) -> list[StatuteFile]:
    return list(db.session.scalars(select(StatuteFile).where(StatuteFile.id.in_(ids))))


def statute_titled(title: str) -> StatuteFile | None:
    return db.session.scalar(select(StatuteFile).filter_by(title=title))


def statute_version(version_id: UUID) -> StatuteVersion | None:
    return db.session.get(StatuteVersion, version_id, options=[undefer(StatuteVersion.body)])


def contents_of(versions: list[StatuteVersion]) -> dict[UUID, Statute]:
    """Their texts, asked for all at once."""
    query = select(StatuteVersion.id, StatuteVersion.body).where(
        StatuteVersion.id.in_([one.id for one in versions])
    )
    return {version_id: from_plain(Statute, body) for version_id, body in db.session.execute(query)}


def count_articles(version_ids: list[UUID]) -> dict[UUID, int]:
    query = select(StatuteArticle.version_id, func.count()).where(StatuteArticle.version_id.in_(version_ids))
    return {version: count for version, count in db.session.execute(query.group_by(StatuteArticle.version_id))}  # noqa: C416

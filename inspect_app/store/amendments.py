"""The office's own changes of the rulebook: drafted, submitted, published as rows that are never edited afterwards."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.rules.amendments import KINDS, Change
from inspect_app.rules.plain import from_plain
from inspect_app.rules.procedure import STEPS, Stage, Subject
from inspect_app.store.base import FRESH, Base, Json, db

IN_FORCE = STEPS[Subject.AMENDMENT]["publish"].enters
WAITING = STEPS[Subject.AMENDMENT]["publish"].leaves


class AmendedRow(Base):
    """One change; `body` is the plain form of the change of that kind."""

    __tablename__ = "amended_rows"
    __table_args__ = (UniqueConstraint("amendment_id", "position"),)
    amendment_id: Mapped[UUID] = mapped_column(ForeignKey("amendments.id"))
    position: Mapped[int]
    kind: Mapped[str]
    body: Mapped[Json]
    written_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    written_at: Mapped[datetime]

    def change(self) -> Change:
        return from_plain(KINDS[self.kind], self.body)


class Amendment(Base):
    """A set of changes that is published as a whole. `edition` = the number of the rulebook that it made."""

    __tablename__ = "amendments"
    title: Mapped[str]
    stage: Mapped[Stage] = mapped_column(index=True)
    drafted_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    drafted_at: Mapped[datetime]
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    published_at: Mapped[datetime | None]
    edition: Mapped[int | None]
    rows: Mapped[list[AmendedRow]] = relationship(
        lazy="selectin", order_by=AmendedRow.position, cascade="all, delete-orphan"
    )

    def changes(self) -> list[Change]:
        return [row.change() for row in self.rows]

    @property
    def authors(self) -> set[UUID]:
        """Whoever drafted it or wrote a row of it."""
        return {self.drafted_by, *(row.written_by for row in self.rows)}


def amendment_with(amendment_id: UUID) -> Amendment | None:
    return db.session.get(Amendment, amendment_id)


def amendment_for_update(amendment_id: UUID) -> Amendment | None:
    query = select(Amendment).filter_by(id=amendment_id).with_for_update(of=Amendment)
    return db.session.scalar(query, execution_options=FRESH)


def all_amendments(*, is_waiting: bool = False) -> list[Amendment]:
    """The newest first; only those that a second person may publish now, if asked for."""
    query = select(Amendment).order_by(Amendment.drafted_at.desc(), Amendment.id)
    return list(db.session.scalars(query.where(Amendment.stage.in_(WAITING)) if is_waiting else query))


def published_changes() -> list[Change]:
    """Every row in force over the catalogue, in the order in which they were published; last what is just being published."""
    query = select(Amendment).filter_by(stage=IN_FORCE).order_by(Amendment.edition.nulls_last())
    return [change for amendment in db.session.scalars(query) for change in amendment.changes()]


def amendments_of_editions() -> dict[int, Amendment]:
    """By the number of the edition that they made."""
    query = select(Amendment).filter_by(stage=IN_FORCE)
    return {one.edition: one for one in db.session.scalars(query) if one.edition is not None}


def drop_row(amendment: Amendment, row: AmendedRow) -> None:
    """Of a draft; the rows behind it move up."""
    amendment.rows.remove(row)
    db.session.flush()
    for position, one in enumerate(amendment.rows, 1):
        one.position = position
        db.session.flush()

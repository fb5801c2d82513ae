"""Patrols of the streets: which visits are one, when each work was last seen, and works with an interval of their own."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Row, Select, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.rules.patrols import SOON_DAYS, PatrolState
from inspect_app.rules.works import WorkStatus
from inspect_app.store.agencies import Agency
from inspect_app.store.base import FRESH, Among, Base, db, one_of_ids
from inspect_app.store.day_numbers import day_number
from inspect_app.store.street_matters import StreetMatter
from inspect_app.store.visits import Visit
from inspect_app.store.works import Work, WorkFilter, work_ids_matching


class PatrolInterval(Base):
    """Days between patrols of one work, where they differ from the office's setting; None = they do not any more."""

    __tablename__ = "patrol_intervals"
    work_id: Mapped[UUID] = mapped_column(ForeignKey("works.id"), unique=True)
    days: Mapped[int | None]
    set_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    set_at: Mapped[datetime]


@dataclass(frozen=True)
class PatrolFilter:
    """Patrols that were finished, from one moment on and before another."""

    street_id: UUID | None = None
    work_id: UUID | None = None
    since: datetime | None = None
    before: datetime | None = None
    among: Among = None


PatrolRow = Row[UUID, str, str, str, str, WorkStatus, UUID, str, datetime | None, int | None, int]


@dataclass(frozen=True)
class Rhythm:
    """By which days works are held against their patrols: the office's own number, on which day. `states` = those wanted."""

    usual: int
    on: date
    states: frozenset[PatrolState] = frozenset(PatrolState)


def _made() -> Select[UUID, datetime | None]:
    """By work: when the last patrol of a street there was finished."""
    made = select(Visit.work_id, func.max(Visit.finished_at).label("last_at"))
    return made.where(Visit.street_id.is_not(None), Visit.finished_at.is_not(None)).group_by(Visit.work_id)


_LAST_AT = (
    select(func.max(Visit.finished_at))
    .where(Visit.work_id == Work.id, Visit.street_id.is_not(None))
    .correlate(Work)
    .scalar_subquery()
)
"""As above, of one work: the end of an index, for an office with forty thousand."""
_WAITING = (
    select(func.count(StreetMatter.id))
    .where(StreetMatter.work_id == Work.id, StreetMatter.answered_at.is_(None), StreetMatter.closed_at.is_(None))
    .correlate(Work)
    .scalar_subquery()
)
"""How many matters wait there for the street's answer."""


def _due(rhythm: Rhythm) -> ColumnElement[int]:
    """The number of the last day for the next patrol, NULL where nobody was there yet."""
    return day_number(_LAST_AT) + func.coalesce(PatrolInterval.days, rhythm.usual)


def _among_states(rhythm: Rhythm) -> ColumnElement[bool]:
    """As `patrol_state` says it; a test holds them together."""
    due, today = _due(rhythm), rhythm.on.toordinal()
    told = {
        PatrolState.NEVER: _LAST_AT.is_(None),
        PatrolState.OVERDUE: due < today,
        PatrolState.SOON: due.between(today, today + SOON_DAYS),
        PatrolState.FINE: due > today + SOON_DAYS,
    }
    return or_(*(told[state] for state in PatrolState if state in rhythm.states))


def _patrolled(agency_id: UUID, wanted: WorkFilter, rhythm: Rhythm) -> Select[UUID]:
    query = select(Work.id).outerjoin(PatrolInterval, PatrolInterval.work_id == Work.id)
    query = query.where(Work.id.in_(work_ids_matching(agency_id, wanted)))
    return query if rhythm.states == frozenset(PatrolState) else query.where(_among_states(rhythm))


def count_patrolled(agency_id: UUID, wanted: WorkFilter, rhythm: Rhythm) -> int:
    return db.session.scalar(_patrolled(agency_id, wanted, rhythm).with_only_columns(func.count(Work.id))) or 0


def patrol_rows(
    agency_id: UUID, wanted: WorkFilter, rhythm: Rhythm, *, limit: int | None = None, offset: int = 0
) -> Sequence[PatrolRow]:
    """Each work with its last patrol, its own interval, and how many matters wait for an answer there.

    By `sort` of the filter: due (those first that nobody has seen), last, name; by their numbers where it says nothing.
    """
    columns = (
        Work.id, Work.number, Work.name, Work.initials, Work.address, Work.status, Work.street_id, Agency.name,
        _LAST_AT.label("last_at"), PatrolInterval.days, _WAITING.label("matters"),
    )  # fmt: skip
    by = {"due": _due(rhythm), "last": day_number(_LAST_AT), "name": Work.initials}.get(wanted.sort)
    order = [] if by is None else [by.desc().nulls_last() if wanted.descending else by.asc().nulls_first()]
    number = Work.number.desc() if wanted.descending else Work.number.asc()
    query = _patrolled(agency_id, wanted, rhythm).join(Agency, Agency.id == Work.street_id)
    query = query.with_only_columns(*columns, maintain_column_froms=True).order_by(*order, number)
    return cast(Sequence[PatrolRow], db.session.execute(query.limit(limit).offset(offset)).all())


_LAST = _made().where(one_of_ids(Visit.work_id))


def last_patrols_of(work_ids: Collection[UUID]) -> dict[UUID, datetime]:
    rows = db.session.execute(_LAST, {"ids": list(work_ids)}).all()
    return {row[0]: row[1] for row in rows if row[1]}


def intervals_of(work_ids: Collection[UUID]) -> dict[UUID, int]:
    query = select(PatrolInterval.work_id, PatrolInterval.days).where(PatrolInterval.work_id.in_(work_ids))
    return {row[0]: row[1] for row in db.session.execute(query) if row[1]}


def interval_for_update(work_id: UUID) -> PatrolInterval | None:
    query = select(PatrolInterval).filter_by(work_id=work_id).with_for_update()
    return db.session.scalar(query, execution_options=FRESH)


def patrols_matching(
    agency_id: UUID, wanted: PatrolFilter, *, limit: int | None = None, offset: int = 0
) -> list[Visit]:
    """The newest first."""
    query = _patrols(agency_id, wanted).order_by(Visit.finished_at.desc(), Visit.id)
    return list(db.session.scalars(query.limit(limit).offset(offset)))


def count_patrols(agency_id: UUID, wanted: PatrolFilter) -> int:
    rows = _patrols(agency_id, wanted).with_only_columns(Visit.id).subquery()
    return db.session.scalar(select(func.count()).select_from(rows)) or 0


def _patrols(agency_id: UUID, wanted: PatrolFilter) -> Select[Visit]:
    query = select(Visit).where(Visit.agency_id == agency_id, Visit.street_id.is_not(None))
    query = query.where(Visit.finished_at.is_not(None))
    if wanted.street_id is not None:
        query = query.where(Visit.street_id == wanted.street_id)
    if wanted.work_id is not None:
        query = query.where(Visit.work_id == wanted.work_id)
    if wanted.among is not None:
        query = query.where(Visit.id.in_(wanted.among))
    if wanted.since is not None:
        query = query.where(Visit.finished_at >= wanted.since)
    if wanted.before is not None:
        query = query.where(Visit.finished_at < wanted.before)
    return query


def patrol_of(agency_id: UUID, visit_id: UUID) -> Visit | None:
    return db.session.scalar(
        select(Visit).where(Visit.agency_id == agency_id, Visit.id == visit_id, Visit.street_id.is_not(None))
    )

"""The rhythm of patrols (巡查间隔): what is due where, and a work's own number of days."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.actions.settings import office_settings
from inspect_app.actions.telling import tell_of_work
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.patrols import PatrolState, interval_faults, next_patrol_on, patrol_state
from inspect_app.rules.settings import SettingName
from inspect_app.rules.works import WorkStatus
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.officers import Officer
from inspect_app.store.patrols import PatrolInterval, Rhythm, interval_for_update, patrol_rows
from inspect_app.store.works import WorkFilter, work_for_update

EVERY_STATE = frozenset(PatrolState)


@dataclass(frozen=True)
class PatrolledWork:
    """A work as its street has to look after it. `every_days` holds for it, be it its own number or the office's."""

    work_id: UUID
    number: str
    name: str
    initials: str
    address: str
    status: WorkStatus
    street_id: UUID
    street: str
    last_on: date | None
    due_on: date | None
    every_days: int
    has_own_days: bool
    state: PatrolState
    matters: int


def rhythm_of(home_id: UUID, *, on: date, states: frozenset[PatrolState] = EVERY_STATE) -> Rhythm:
    return Rhythm(office_settings(home_id).whole(SettingName.PATROL_DAYS), on, states)


def patrolled_works(
    home_id: UUID,
    wanted: WorkFilter,
    *,
    on: date,
    states: frozenset[PatrolState] = EVERY_STATE,
    limit: int | None = None,
    offset: int = 0,
) -> list[PatrolledWork]:
    """In the order that the filter says, their numbers by default; one query for all."""
    rhythm, found = rhythm_of(home_id, on=on, states=states), []
    for row in patrol_rows(home_id, wanted, rhythm, limit=limit, offset=offset):
        work_id, number, name, initials, address, status, street_id, street, at, days, matters = row
        last_on, every = day_of(at) if at else None, days or rhythm.usual
        due_on = next_patrol_on(last_on, every)
        facts = (work_id, number, name, initials, address, status, street_id, street)
        state = patrol_state(due_on, on=on)
        found.append(PatrolledWork(*facts, last_on, due_on, every, days is not None, state, matters))
    return found


def set_interval(work_id: UUID, days: int | None, *, by: Officer, at: datetime) -> None:
    """Days between patrols of this very work; None = the office's setting holds for it again."""
    work = work_for_update(by.home_id, work_id)
    if work is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if days is not None:
        refuse_if_any([interval_faults(days)])
    row = interval_for_update(work_id)
    before = row.days if row else None
    if before == days:
        return
    if row is None:
        row = PatrolInterval(id=uuid4(), work_id=work_id)
        db.session.add(row)
    row.days, row.set_by, row.set_at = days, by.id, at
    note_deed("set_patrol_interval", by=by.id, at=at, subject="work", subject_id=work_id, before=before, after=days)
    tell_of_work(work)

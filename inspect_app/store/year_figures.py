"""What the figures of a year count, each as one query for ids that number and list share. (Long: it is one table.)

Everything is as it stood at the end of a day: by the days of the record, not by today's stages. Register and people by what
the audit noted since; where it noted nothing, they are as they are.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Numeric, and_, case, cast, exists, func, literal, or_, select, true
from sqlalchemy.orm import aliased

from inspect_app.rules.calendar import SHANGHAI, day_of
from inspect_app.rules.figures import Scope
from inspect_app.rules.leads import UNTIL_FILED, WAITING
from inspect_app.rules.people import Role
from inspect_app.rules.procedure import STEPS, Stage, Subject, waiting_for
from inspect_app.rules.works import WorkStatus
from inspect_app.store.agencies import Team
from inspect_app.store.audit import AuditLine
from inspect_app.store.base import Ids, db, not_by_index
from inspect_app.store.cases import Case, CaseEntry
from inspect_app.store.decisions import TO_FILE, Decision
from inspect_app.store.leads import Lead
from inspect_app.store.officers import Officer
from inspect_app.store.orders import TO_CORRECT, Order
from inspect_app.store.record import RecordedStep
from inspect_app.store.trainings import Attendance, Training
from inspect_app.store.visits import IS_INSPECTION, Finding, Visit, VisitOfficer
from inspect_app.store.works import Work

CASE_DONE = waiting_for(Subject.CASE, "archive") - {Stage.NOT_FILED} | {Stage.ARCHIVED}
ENDS = tuple(name for name, step in STEPS[Subject.CASE].items() if step.enters in CASE_DONE)
CORRECTED = STEPS[Subject.ORDER]["close"].enters
TAKEN_OFF = (Stage.VOIDED, Stage.WITHDRAWN)
MADE_INTO = ("register_work", "create_officer", "add_team")


def _begin(scope: Scope) -> datetime:
    return datetime.combine(scope.first_day, time(), SHANGHAI)


def _end(scope: Scope) -> datetime:
    """The first moment that does not count any more."""
    return datetime.combine(scope.as_of + timedelta(days=1), time(), SHANGHAI)


def _in_year(column: Any, scope: Scope) -> ColumnElement[bool]:
    return and_(column >= scope.first_day, column <= scope.as_of)


def _was_there(row_id: Any, deed: str, scope: Scope) -> ColumnElement[bool]:
    """Not entered only later."""
    if scope.is_now:
        return true()
    later = exists().where(AuditLine.subject_id == row_id, AuditLine.deed == deed, AuditLine.at >= _end(scope))
    return ~later


def _before_change(work_id: Any, name: str, scope: Scope) -> Any:
    """What a field of a work was on that day, as the first later change noted it; None where nothing changed since."""
    line = aliased(AuditLine)
    old = line.details[("changed", name, 0)].as_string()
    query = select(old).where(line.subject_id == work_id, line.deed == "change_work", line.at >= _end(scope))
    return query.where(old.is_not(None)).order_by(line.position).limit(1).correlate(Work).scalar_subquery()


def _status_is(status: WorkStatus | None, scope: Scope) -> ColumnElement[bool]:
    """The work's status of that day; None = neither in use nor under construction."""
    if scope.is_now:
        both = [WorkStatus.IN_USE, WorkStatus.UNDER_CONSTRUCTION]
        return Work.status.not_in(both) if status is None else Work.status == status
    was = func.coalesce(_before_change(Work.id, "status", scope), _status_code())
    if status is None:
        return was.not_in([WorkStatus.IN_USE.name.lower(), WorkStatus.UNDER_CONSTRUCTION.name.lower()])
    return was == status.name.lower()


def _status_code() -> ColumnElement[str]:
    return case(*((Work.status == one, literal(one.name.lower())) for one in WorkStatus))


def _works(scope: Scope) -> Ids:
    return select(Work.id).where(Work.agency_id == scope.agency_id, _was_there(Work.id, "register_work", scope))


def _works_with(status: WorkStatus) -> Callable[[Scope], Ids]:
    return lambda scope: _works(scope).where(_status_is(status, scope))


def _works_covered(scope: Scope) -> Ids:
    visited = _visits(scope).with_only_columns(Visit.work_id)
    return visited.group_by(Visit.work_id) if scope.is_now else _works(scope).where(Work.id.in_(visited))


def _area(scope: Scope) -> Any:
    area: Any = Work.area_m2
    if not scope.is_now:
        area = func.coalesce(cast(_before_change(Work.id, "area_m2", scope), Numeric(12, 2)), area)
    whole = select(func.coalesce(func.sum(area), 0)).where(Work.agency_id == scope.agency_id)
    return whole.where(_was_there(Work.id, "register_work", scope)).scalar_subquery()


def _officers(scope: Scope) -> Ids:
    in_post = or_(Officer.disabled_at.is_(None), Officer.disabled_at >= _end(scope))
    query = select(Officer.id).where(Officer.agency_id == scope.agency_id, in_post, Officer.role != Role.ADMIN)
    has_badge = and_(Officer.badge_number.is_not(None), Officer.badge_number != "")
    return query.where(has_badge, _was_there(Officer.id, "create_officer", scope))


def _certified(scope: Scope) -> Ids:
    return _officers(scope).where(Officer.certificate_from <= scope.as_of, Officer.certificate_until >= scope.as_of)


def _teams(scope: Scope) -> Ids:
    return select(Team.id).where(Team.agency_id == scope.agency_id, _was_there(Team.id, "add_team", scope))


def _cases(scope: Scope) -> Ids:
    """Of a team: those whose first named investigator is of it. Whoever asks names the steps of one year."""
    query = select(Case.id).where(not_by_index(Case.agency_id) == scope.agency_id)
    if scope.members is None:
        return query
    first = CaseEntry.facts[("officers", 0)].as_string()
    named = exists().where(
        CaseEntry.case_id == Case.id,
        CaseEntry.step == "approve_filing",
        first.in_([str(one) for one in scope.members]),
    )
    return query.where(named)


def _took(step: str, scope: Scope) -> ColumnElement[bool]:
    """The step was taken in the year up to that day."""
    entries = select(CaseEntry.case_id).where(CaseEntry.step == step, _in_year(CaseEntry.happened_on, scope))
    return Case.id.in_(entries)


def _case_stage(scope: Scope) -> Any:
    """The stage that the case had on that day. Corrections are noted on their own and change none."""
    if scope.is_now:
        return Case.stage
    query = select(CaseEntry.enters).where(
        CaseEntry.case_id == Case.id, CaseEntry.happened_on <= scope.as_of, CaseEntry.step != "note_correction"
    )
    return query.order_by(CaseEntry.position.desc()).limit(1).correlate(Case).scalar_subquery()


def _filed_general(scope: Scope) -> Ids:
    return _cases(scope).where(_took("approve_filing", scope))


def _closed_general(scope: Scope) -> Ids:
    return _cases(scope).where(_took("close", scope), _case_stage(scope).in_(CASE_DONE))


def _decided_general(scope: Scope) -> Ids:
    return _cases(scope).where(_took("decide", scope), _case_stage(scope) != Stage.WITHDRAWN)


def _cases_open(scope: Scope) -> Ids:
    """Looked for among those that go on now, and those that ended only after that day: of twenty years' cases they are few."""
    ended = select(CaseEntry.case_id).where(CaseEntry.step.in_(ENDS), CaseEntry.happened_on > scope.as_of)
    goes_on = Case.stage.in_([stage for stage in Stage if stage not in CASE_DONE])
    filed = exists().where(
        CaseEntry.case_id == Case.id, CaseEntry.step == "approve_filing", CaseEntry.happened_on <= scope.as_of
    )
    query = _cases(scope).where(goes_on if scope.is_now else or_(goes_on, Case.id.in_(ended)), filed)
    return query if scope.is_now else query.where(_case_stage(scope).not_in(CASE_DONE))


def _at(query: Callable[[Scope], Ids], status: WorkStatus | None) -> Callable[[Scope], Ids]:
    return lambda scope: query(scope).join(Work, Work.id == Case.work_id).where(_status_is(status, scope))


def _fines_general(scope: Scope) -> Any:
    """The last decision of each."""
    last = select(func.max(CaseEntry.position)).where(CaseEntry.case_id == Case.id, CaseEntry.step == "decide")
    last = last.where(CaseEntry.happened_on <= scope.as_of)
    entry = aliased(CaseEntry)
    query = select(func.coalesce(func.sum(entry.facts["fine_yuan"].as_integer()), 0))
    query = query.join(Case, Case.id == entry.case_id).where(
        entry.position == last.correlate(Case).scalar_subquery()
    )
    return query.where(Case.id.in_(_decided_general(scope))).scalar_subquery()


def _stage_of(row: Any, scope: Scope) -> Any:
    """The stage that the record of steps had reached on that day; None where no step was taken yet."""
    if scope.is_now:
        return row.stage
    query = select(RecordedStep.enters).where(
        RecordedStep.subject_id == row.id, RecordedStep.taken_at < _end(scope)
    )
    return query.order_by(RecordedStep.position.desc()).limit(1).correlate(row).scalar_subquery()


def _decisions(scope: Scope) -> Ids:
    """Handed over by that day, and neither voided nor withdrawn then."""
    query = select(Decision.id).where(Decision.agency_id == scope.agency_id, Decision.delivered_at < _end(scope))
    query = query.where(_stage_of(Decision, scope).not_in(TAKEN_OFF))
    return query if scope.members is None else query.where(Decision.made_by.in_(scope.members))


def _filed_on_the_spot(scope: Scope) -> Ids:
    return _decisions(scope).where(_in_year(Decision.decided_on, scope))


def _closed_on_the_spot(scope: Scope) -> Ids:
    return _decisions(scope).where(Decision.filed_at >= _begin(scope), Decision.filed_at < _end(scope))


def _decisions_to_file(scope: Scope) -> Ids:
    return _decisions(scope).where(_stage_of(Decision, scope).in_(TO_FILE))


def _decisions_late(scope: Scope) -> Ids:
    return _decisions_to_file(scope).where(Decision.file_by_on < scope.as_of)


def _fines_on_the_spot(scope: Scope) -> Any:
    query = select(func.coalesce(func.sum(Decision.fine_yuan), 0))
    return query.where(Decision.id.in_(_filed_on_the_spot(scope))).scalar_subquery()


def _begun(scope: Scope) -> Ids:
    query = select(Visit.id).where(Visit.agency_id == scope.agency_id)
    query = query.where(Visit.started_at >= _begin(scope), Visit.started_at < _end(scope))
    query = query.where(Visit.stage != Stage.CANCELLED)
    if scope.members is None:
        return query
    went = exists().where(VisitOfficer.visit_id == Visit.id, VisitOfficer.officer_id.in_(scope.members))
    return query.where(went)


def _visits(scope: Scope) -> Ids:
    return _begun(scope).where(IS_INSPECTION)


def _patrols(scope: Scope) -> Ids:
    return _begun(scope).where(~IS_INSPECTION)


def _visits_with_findings(scope: Scope) -> Ids:
    stands = or_(Finding.withdrawn_at.is_(None), Finding.withdrawn_at >= _end(scope))
    found = exists().where(Finding.visit_id == Visit.id, Finding.found_at < _end(scope), stands)
    return _visits(scope).where(found)


def _orders(scope: Scope) -> Ids:
    query = select(Order.id).where(Order.agency_id == scope.agency_id, Order.delivered_at < _end(scope))
    return query if scope.members is None else query.where(Order.made_by.in_(scope.members))


def _orders_made(scope: Scope) -> Ids:
    return _orders(scope).where(_in_year(Order.ordered_on, scope), _stage_of(Order, scope).not_in(TAKEN_OFF))


def _orders_closed(scope: Scope) -> Ids:
    closed = select(RecordedStep.subject_id).where(
        RecordedStep.subject == Subject.ORDER,
        RecordedStep.step == "close",
        RecordedStep.taken_at >= _begin(scope),
        RecordedStep.taken_at < _end(scope),
    )
    return _orders(scope).where(Order.id.in_(closed), _stage_of(Order, scope) == CORRECTED)


def _orders_open(scope: Scope) -> Ids:
    return _orders(scope).where(_stage_of(Order, scope).in_(TO_CORRECT))


def _orders_late(scope: Scope) -> Ids:
    return _orders_open(scope).where(Order.due_on < scope.as_of)


def _leads_came(scope: Scope) -> Ids:
    return select(Lead.id).where(Lead.agency_id == scope.agency_id, _in_year(Lead.came_on, scope))


def _case_of_lead(scope: Scope, *steps: str) -> ColumnElement[bool]:
    """Asked once for all leads: there are far fewer such cases than leads."""
    query = select(Case.lead_id).join(CaseEntry, CaseEntry.case_id == Case.id)
    query = query.where(Case.agency_id == scope.agency_id, Case.lead_id.is_not(None), CaseEntry.step.in_(steps))
    return Lead.id.in_(query.where(CaseEntry.happened_on <= scope.as_of))


def _leads_to_cases(scope: Scope) -> Ids:
    """Begun at those cases: there are far fewer of them than leads."""
    came = and_(not_by_index(Lead.came_on) >= scope.first_day, not_by_index(Lead.came_on) <= scope.as_of)
    of_cases = _case_of_lead(scope, "approve_filing")
    return select(Lead.id).where(not_by_index(Lead.agency_id) == scope.agency_id, came, of_cases)


def _lead_stage(scope: Scope) -> Any:
    if scope.is_now:
        return Lead.stage
    was = func.coalesce(_stage_of(Lead, scope), literal(Stage.RECEIVED, RecordedStep.enters.type))
    return case((Lead.id.in_(_leads_moved_since(scope)), was), else_=Lead.stage)


def _leads_moved_since(scope: Scope) -> Ids:
    """The others stand as they stood on that day: nobody has to look back at them one by one."""
    moved = RecordedStep.step.in_(STEPS[Subject.LEAD]), RecordedStep.taken_at >= _end(scope)
    return select(RecordedStep.subject_id).where(*moved, RecordedStep.subject == Subject.LEAD)


def _leads_open(scope: Scope) -> Ids:
    """Asked for as a case, a lead waits only until the head has decided on it."""
    stage, undecided = _lead_stage(scope), ~_case_of_lead(scope, "approve_filing", "refuse_filing")
    query = select(Lead.id).where(stage.in_(WAITING), or_(stage != UNTIL_FILED, undecided))
    if scope.is_now:
        return query.where(Lead.agency_id == scope.agency_id)
    either = or_(Lead.stage.in_(WAITING), Lead.id.in_(_leads_moved_since(scope)))
    return query.where(not_by_index(Lead.agency_id) == scope.agency_id, either, Lead.made_at < _end(scope))


def _leads_late(scope: Scope) -> Ids:
    """In its stage for longer than the office's own days for that stage."""
    since = select(func.max(RecordedStep.taken_at)).where(
        RecordedStep.subject_id == Lead.id, RecordedStep.taken_at < _end(scope)
    )
    moved = func.coalesce(since.correlate(Lead).scalar_subquery(), Lead.made_at)
    stage, today = _lead_stage(scope), datetime.combine(scope.as_of, time(), SHANGHAI)
    late = [
        and_(stage == one, moved < literal(today - timedelta(days=days), Lead.made_at.type))
        for one, days in scope.lead_days
    ]
    return _leads_open(scope).where(or_(*late) if late else literal(False))


def _trainings(scope: Scope) -> Ids:
    stands = or_(Training.cancelled_at.is_(None), Training.cancelled_at >= _end(scope))
    query = select(Training.id).where(
        Training.agency_id == scope.agency_id, _in_year(Training.held_on, scope), stands
    )
    return query.where(exists().where(Attendance.training_id == Training.id, Attendance.minutes > 0))


def _attended(scope: Scope) -> Any:
    there = select(func.count(Attendance.id)).where(Attendance.minutes > 0)
    return there.where(Attendance.training_id.in_(_trainings(scope))).scalar_subquery()


LISTS: Mapping[str, Callable[[Scope], Ids]] = {
    "works": _works,
    "works_in_use": _works_with(WorkStatus.IN_USE),
    "works_under_construction": _works_with(WorkStatus.UNDER_CONSTRUCTION),
    "works_covered": _works_covered,
    "officers": _officers,
    "certified": _certified,
    "teams": _teams,
    "filed_general": _filed_general,
    "filed_in_use": _at(_filed_general, WorkStatus.IN_USE),
    "filed_under_construction": _at(_filed_general, WorkStatus.UNDER_CONSTRUCTION),
    "filed_elsewhere": _at(_filed_general, None),
    "closed_general": _closed_general,
    "closed_in_use": _at(_closed_general, WorkStatus.IN_USE),
    "closed_under_construction": _at(_closed_general, WorkStatus.UNDER_CONSTRUCTION),
    "closed_elsewhere": _at(_closed_general, None),
    "decided_general": _decided_general,
    "cases_open": _cases_open,
    "filed_on_the_spot": _filed_on_the_spot,
    "closed_on_the_spot": _closed_on_the_spot,
    "decisions_to_file": _decisions_to_file,
    "decisions_late": _decisions_late,
    "visits": _visits,
    "visits_with_findings": _visits_with_findings,
    "patrols": _patrols,
    "orders_made": _orders_made,
    "orders_closed": _orders_closed,
    "orders_open": _orders_open,
    "orders_late": _orders_late,
    "leads_came": _leads_came,
    "leads_to_cases": _leads_to_cases,
    "leads_open": _leads_open,
    "leads_late": _leads_late,
    "trainings": _trainings,
}
SUMS: Mapping[str, Callable[[Scope], Any]] = {
    "area_m2": _area,
    "attended": _attended,
    "fines_general": _fines_general,
    "fines_on_the_spot": _fines_on_the_spot,
}


def count_figures(scopes: Sequence[Scope], codes: Sequence[str]) -> list[dict[str, int]]:
    """Of each scope, all in one statement: as many queries for twenty years of works as for one. Whole numbers."""
    wanted = [code for code in codes if code in LISTS or code in SUMS]
    columns = [_number(code, scope) for scope in scopes for code in wanted]
    if not columns:
        return [{} for _ in scopes]
    row = [int(Decimal(str(value)).quantize(Decimal(1))) for value in db.session.execute(select(*columns)).one()]
    size = len(wanted)
    return [dict(zip(wanted, row[at * size : (at + 1) * size], strict=True)) for at in range(len(scopes))]


def _number(code: str, scope: Scope) -> Any:
    if code in SUMS:
        return SUMS[code](scope)
    return select(func.count()).select_from(LISTS[code](scope).subquery()).scalar_subquery()


def visits_by_team(scope: Scope) -> dict[UUID, int]:
    """The office's visits by the teams of those who went, each once for a team: one look at them for all teams."""
    visits = _visits(scope).with_only_columns(Officer.team_id, func.count(Visit.id.distinct()))
    joined = visits.join(VisitOfficer, VisitOfficer.visit_id == Visit.id)
    joined = joined.join(Officer, Officer.id == VisitOfficer.officer_id).where(Officer.team_id.is_not(None))
    rows = db.session.execute(joined.group_by(Officer.team_id))
    return {team_id: count for team_id, count in rows if team_id}


def open_cases_on(scope: Scope) -> list[Case]:
    return list(db.session.scalars(select(Case).where(Case.id.in_(_cases_open(scope))).order_by(Case.proposed_at)))


def open_case_ids(scope: Scope) -> list[UUID]:
    return list(db.session.scalars(_cases_open(scope).order_by(Case.proposed_at)))


def ids_of(code: str, scope: Scope) -> Ids:
    """What a list shows that was opened from the figure."""
    return LISTS[code](scope)


def days_of(scope: Scope) -> dict[str, list[tuple[date, int]]]:
    """On which days of the year how many were filed and closed, by both procedures: four grouped queries."""
    filed, closed = _filed_general(scope), _closed_general(scope)
    return {
        "filed_general": _by_day(CaseEntry.happened_on, _entries("approve_filing", filed, scope)),
        "closed_general": _by_day(CaseEntry.happened_on, _entries("close", closed, scope)),
        "filed_on_the_spot": _by_day(Decision.decided_on, Decision.id.in_(_filed_on_the_spot(scope))),
        "closed_on_the_spot": _by_moment(Decision.filed_at, Decision.id.in_(_closed_on_the_spot(scope))),
    }


def _entries(step: str, cases: Ids, scope: Scope) -> ColumnElement[bool]:
    """The last such entry of each case: a case that was closed twice is closed once."""
    later = aliased(CaseEntry)
    again = exists().where(
        later.case_id == CaseEntry.case_id,
        later.step == step,
        later.position > CaseEntry.position,
        _in_year(later.happened_on, scope),
    )
    mine = and_(CaseEntry.case_id.in_(cases), CaseEntry.step == step, ~again)
    return and_(mine, _in_year(CaseEntry.happened_on, scope))


def _by_day(column: Any, condition: ColumnElement[bool]) -> list[tuple[date, int]]:
    rows = db.session.execute(select(column, func.count()).where(condition).group_by(column).order_by(column))
    return [(row[0], row[1]) for row in rows]


def _by_moment(column: Any, condition: ColumnElement[bool]) -> list[tuple[date, int]]:
    moments = db.session.scalars(select(column).where(condition).order_by(column))
    return [(day_of(moment), 1) for moment in moments]

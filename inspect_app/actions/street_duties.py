"""A street's list of what it owes in a year (责任清单), from draft to publication, and the deeds that it writes down itself."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.actions.steps import take_step
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.people import STREETS
from inspect_app.rules.procedure import Stage, Subject, refuse_step
from inspect_app.rules.street_duties import (
    DutyKind,
    DutyLine,
    deed_faults,
    gates_before_submitting,
    refuse_day_of_publication,
    refuse_duty,
)
from inspect_app.store.agencies import Agency, streets_of
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.officers import Officer
from inspect_app.store.street_duties import (
    StreetDeed,
    StreetDuties,
    StreetDutyLine,
    deed_for_update,
    duties_for_update,
    duties_of_year,
    duties_with,
    forget_duty,
)


def begin_duties(street_id: UUID, year: int, *, by: Officer, at: datetime) -> StreetDuties:
    """起草. One list for each street and year; it begins with the lines of the year before."""
    street = _own_street(street_id, by)
    known = duties_of_year(by.home_id, year)
    if street.id in known:
        raise Refused(Refusal(Problem.DUTIES_TWICE, facts={"street": street.name, "year": year}))
    duties = StreetDuties(
        id=uuid4(), agency_id=by.home_id, street_id=street.id, year=year, stage=Stage.DRAFTED, drafted_by=by.id,
        drafted_at=at, lines=[],
    )  # fmt: skip
    duties.street = street
    before = duties_of_year(by.home_id, year - 1).get(street.id)
    duties.lines = [_line(line.facts(), at=at) for line in (before.lines if before else [])]
    db.session.add(duties)
    _note("begin_duties", duties, by=by, at=at)
    return duties


def _own_street(street_id: UUID, by: Officer) -> Agency:
    streets = {street.id: street for street in streets_of(by.home_id)}
    if street_id not in streets or (by.role in STREETS and street_id != by.agency_id):
        raise Refused(Refusal(Problem.NOT_FOUND))
    return streets[street_id]


def _line(line: DutyLine, *, at: datetime) -> StreetDutyLine:
    return StreetDutyLine(id=uuid4(), kind=line.kind, amount=line.amount, note=line.note.strip(), added_at=at)


def add_duty(duties_id: UUID, line: DutyLine, *, by: Officer, at: datetime) -> None:
    duties = _draft(duties_id, by=by)
    refuse_if_any([refuse_duty(line, [one.kind for one in duties.lines])])
    duties.lines.append(_line(line, at=at))
    _note("add_duty", duties, by=by, at=at, kind=line.kind.value)


def remove_duty(duties_id: UUID, line_id: UUID, *, by: Officer, at: datetime) -> None:
    duties = _draft(duties_id, by=by)
    row = next((one for one in duties.lines if one.id == line_id), None)
    if row is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    forget_duty(duties, row)
    _note("remove_duty", duties, by=by, at=at, kind=row.kind.value)


def submit_duties(duties_id: UUID, *, by: Officer, at: datetime) -> None:
    """报区民防办. From now on its lines stand."""
    duties = _locked(duties_id, by=by)
    take_step(duties, "submit", by=by, at=at)
    refuse_if_any(gates_before_submitting([line.facts() for line in duties.lines]))
    _note("submit_duties", duties, by=by, at=at)


def agree_to_duties(duties_id: UUID, *, by: Officer, at: datetime) -> None:
    duties = _locked(duties_id, by=by)
    take_step(duties, "approve", by=by, at=at)
    duties.agreed_by, duties.agreed_at = by.id, at
    _note("agree_to_duties", duties, by=by, at=at)


def send_duties_back(duties_id: UUID, reason: str, *, by: Officer, at: datetime) -> None:
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    duties = _locked(duties_id, by=by)
    take_step(duties, "send_back", by=by, at=at, reason=reason.strip())
    _note("send_duties_back", duties, by=by, at=at, reason=reason.strip())


def publish_duties(duties_id: UUID, on: date, *, by: Officer, at: datetime) -> None:
    """公布，登记公布的日期。"""
    duties = _locked(duties_id, by=by)
    take_step(duties, "publish", by=by, at=at)
    agreed_on = day_of(duties.agreed_at or at)
    refuse_if_any([refuse_day_of_publication(on, agreed_on=agreed_on, today=day_of(at))])
    duties.published_on = on
    _note("publish_duties", duties, by=by, at=at, day=on.isoformat())


def duties_seen_by(officer: Officer, duties_id: UUID) -> StreetDuties:
    duties = duties_with(duties_id)
    return _near(duties, officer)


def _near(duties: StreetDuties | None, by: Officer) -> StreetDuties:
    """A street's head comes near the lists of their own street only."""
    if duties is None or duties.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if by.role in STREETS and duties.street_id != by.agency_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return duties


def _locked(duties_id: UUID, *, by: Officer) -> StreetDuties:
    return _near(duties_for_update(by.home_id, duties_id), by)


def _draft(duties_id: UUID, *, by: Officer) -> StreetDuties:
    duties = _locked(duties_id, by=by)
    refuse_if_any([refuse_step(Subject.STREET_DUTIES, "submit", stage=duties.stage, role=by.role)])
    return duties


def _note(deed: str, duties: StreetDuties, *, by: Officer, at: datetime, **told: str) -> None:
    db.session.flush()
    note_deed(deed, by=by.id, at=at, subject="street_duties", subject_id=duties.id, title=str(duties.year), **told)


def note_street_deed(kind: DutyKind, text: str, done_on: date, *, by: Officer, at: datetime) -> StreetDeed:
    """登记履责. It counts when the district has confirmed it."""
    refuse_if_any(deed_faults(kind, text, done_on, today=day_of(at)))
    deed = StreetDeed(
        id=uuid4(), agency_id=by.home_id, street_id=by.agency_id, kind=kind, done_on=done_on, text=text.strip(),
        noted_by=by.id, noted_at=at,
    )  # fmt: skip
    deed.street = by.agency
    db.session.add(deed)
    db.session.flush()
    note_deed("note_street_deed", by=by.id, at=at, subject="street_deed", subject_id=deed.id, kind=kind.value)
    return deed


def confirm_street_deed(deed_id: UUID, *, by: Officer, at: datetime) -> StreetDeed:
    deed = deed_for_update(deed_id)
    if deed is None or deed.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if deed.confirmed_at:
        raise Refused(Refusal(Problem.DEED_CONFIRMED))
    deed.confirmed_by, deed.confirmed_at = by.id, at
    db.session.flush()
    note_deed("confirm_street_deed", by=by.id, at=at, subject="street_deed", subject_id=deed.id)
    return deed


def kinds_left(lines: Sequence[StreetDutyLine]) -> list[DutyKind]:
    """What may still be added to a list."""
    known = {line.kind for line in lines}
    return [kind for kind in DutyKind if kind not in known]

"""Matters between office and street (交办事项): told with a day, answered by the street, closed by the office."""

from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.actions.telling import tell_of_work
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.people import STREETS
from inspect_app.rules.street_matters import matter_faults, words_faults
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.officers import Officer
from inspect_app.store.street_matters import StreetMatter, matter_for_update
from inspect_app.store.works import work_of


def tell_street(work_id: UUID, text: str, due_on: date, *, by: Officer, at: datetime) -> StreetMatter:
    """交办. The street of the work as it is in the register now."""
    work = work_of(by.home_id, work_id)
    if work is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    refuse_if_any(matter_faults(text, due_on, on=day_of(at)))
    matter = StreetMatter(
        id=uuid4(), agency_id=work.agency_id, street_id=work.street_id, work_id=work.id, text=text.strip(),
        due_on=due_on, told_by=by.id, told_at=at, answer="", closed_reason="",
    )  # fmt: skip
    matter.work, matter.street = work, work.street
    db.session.add(matter)
    db.session.flush()
    _note("tell_street", matter, by=by, at=at, text=matter.text)
    return matter


def answer_matter(matter_id: UUID, text: str, *, by: Officer, at: datetime) -> StreetMatter:
    """回复. A later answer takes the place of the one that stands; the ledger keeps both."""
    matter = matter_seen_by(by, matter_id)
    refuse_if_any([_still_open(matter), *words_faults("回复", text)])
    matter.answer, matter.answered_by = text.strip(), by.id
    matter.answered_at = matter.answered_at or at
    _note("answer_matter", matter, by=by, at=at, text=matter.answer)
    return matter


def close_matter(matter_id: UUID, reason: str, *, by: Officer, at: datetime) -> StreetMatter:
    """办结: what was answered is enough, or it is not needed any more, with the reason."""
    matter = matter_seen_by(by, matter_id)
    unanswered = None
    if matter.answered_at is None and not reason.strip():
        unanswered = Refusal(Problem.MATTER_NOT_ANSWERED)
    refuse_if_any([_still_open(matter), unanswered])
    matter.closed_by, matter.closed_at, matter.closed_reason = by.id, at, reason.strip()[:1000]
    _note("close_matter", matter, by=by, at=at, reason=matter.closed_reason)
    return matter


def matter_seen_by(officer: Officer, matter_id: UUID) -> StreetMatter:
    """Locked. A street's person comes near those of their own street only."""
    matter = matter_for_update(matter_id)
    if matter is None or matter.agency_id != officer.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if officer.role in STREETS and matter.street_id != officer.agency_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return matter


def _still_open(matter: StreetMatter) -> Refusal | None:
    return Refusal(Problem.MATTER_CLOSED) if matter.closed_at else None


def _note(deed: str, matter: StreetMatter, *, by: Officer, at: datetime, **told: str) -> None:
    db.session.flush()
    note_deed(deed, by=by.id, at=at, subject="work", subject_id=matter.work_id, **told)
    tell_of_work(matter.work)

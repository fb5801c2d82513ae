"""Noting that a decision was published, and taking it back within its period when the decision does not stand."""

from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.actions.settings import work_calendar
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.clocks import last_day
from inspect_app.rules.fines import day_faults
from inspect_app.rules.statutes import WITHDRAW_PUBLICATION
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.officers import Officer
from inspect_app.store.publications import Publication, standing_publication


def note_publication(
    subject_id: UUID, published_on: date, address: str, *, since: date, by: Officer, at: datetime
) -> Publication:
    """`subject_id` = a decision of the office, as the caller has seen to; `since` = the day on which it was made."""
    missing = None if address.strip() else Refusal(Problem.ADDRESS_OF_PUBLICATION_NEEDED)
    again = Refusal(Problem.PUBLISHED_ALREADY) if standing_publication(subject_id) else None
    refuse_if_any([again, *day_faults(published_on, since=since, today=day_of(at)), missing])
    publication = Publication(id=uuid4(), agency_id=by.home_id, subject_id=subject_id, published_on=published_on,
                              address=address, reason="", noted_by=by.id, noted_at=at)  # fmt: skip
    db.session.add(publication)
    note_deed("note_publication", by=by.id, at=at, subject="decision", subject_id=subject_id,
              day=published_on.isoformat(), address=address)  # fmt: skip
    return publication


def publication_must_go(subject_id: UUID, *, on: date, agency_id: UUID) -> None:
    """被依法变更、撤销、确认违法或者确认无效的，三日内撤回（第四十八条第二款，工作日）。Nothing where nothing was published."""
    publication = standing_publication(subject_id)
    if publication is None:
        return
    publication.must_go_since = on
    try:
        publication.withdraw_by_on = last_day("withdraw_publication", on, calendar=work_calendar(agency_id))
    except Refused:
        publication.withdraw_by_on = None  # the working days of that year are not published


def withdraw_publication(
    subject_id: UUID, withdrawn_on: date, reason: str, *, by: Officer, at: datetime
) -> Publication:
    """撤回行政处罚决定信息并公开说明理由."""
    publication = standing_publication(subject_id)
    if publication is None:
        raise Refused(Refusal(Problem.NOT_PUBLISHED, WITHDRAW_PUBLICATION))
    missing = None if reason.strip() else Refusal(Problem.REASON_NEEDED, WITHDRAW_PUBLICATION)
    refuse_if_any([*day_faults(withdrawn_on, since=publication.published_on, today=day_of(at)), missing])
    publication.withdrawn_on, publication.reason = withdrawn_on, reason
    note_deed("withdraw_publication", by=by.id, at=at, subject="decision", subject_id=subject_id,
              day=withdrawn_on.isoformat(), reason=reason)  # fmt: skip
    return publication

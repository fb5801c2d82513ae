"""Declaring an interest (申报利害关系), ending it, and who of the office has one in a work."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.actions.flags import flag_of
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.interests import InterestFacts, fit_to_declare, went_along
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.interests import Interest, interest_for_update, interests_of
from inspect_app.store.officers import Officer, officer_with
from inspect_app.store.visits import Visit
from inspect_app.store.works import Work, work_of


def declare_interest(facts: InterestFacts, *, by: Officer, at: datetime) -> Interest:
    """By the officer, or by whoever keeps the list for them; a partner's officers declare to the office they go along with."""
    refuse_if_any(fit_to_declare(facts))
    whose = officer_with(facts.officer_id)
    office_id = by.office_id
    if whose is None or whose.office_id != office_id or (facts.work_id and not work_of(office_id, facts.work_id)):
        raise Refused(Refusal(Problem.NOT_FOUND))
    interest = Interest(id=uuid4(), agency_id=office_id, officer_id=whose.id, work_id=facts.work_id, ended_at=None)
    interest.party_name, interest.relation = facts.party_name.strip(), facts.relation.strip()
    interest.declared_at, interest.declared_by = at, by.id
    db.session.add(interest)
    note_deed("declare_interest", by=by.id, at=at, subject="officer", subject_id=whose.id, reason=interest.relation)
    db.session.flush()
    return interest


def end_interest(interest_id: UUID, reason: str, *, by: Officer, at: datetime) -> Interest:
    """终止. The line stays, with the reason."""
    interest = interest_for_update(interest_id)
    if interest is None or interest.agency_id != by.office_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if interest.ended_at:
        raise Refused(Refusal(Problem.INTEREST_ENDED))
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    interest.ended_at, interest.ended_by, interest.ended_reason = at, by.id, reason.strip()[:500]
    note_deed(
        "end_interest", by=by.id, at=at, subject="officer", subject_id=interest.officer_id, reason=reason.strip()
    )
    db.session.flush()
    return interest


def interested_in(work: Work) -> dict[UUID, str]:
    """Officer -> the relation they have declared with the work or whoever answers for it. For plans and for draws."""
    return touched(declared_in(work.agency_id), work, ())


def flag_interested(visit: Visit, officers: Iterable[Officer]) -> None:
    """Whoever came along on the spot although they should not have: a fact, and the head looks at it."""
    declared = interested_in(visit.work)
    names = tuple(one.name for one in officers if one.id in declared)
    if refusal := went_along(names):
        visit.flags = [*visit.flags, flag_of(refusal)]


def declared_in(agency_id: UUID) -> list[InterestFacts]:
    return [one.facts() for one in interests_of(agency_id, is_open=True)]


def touched(declared: Iterable[InterestFacts], work: Work, parties: Iterable[str]) -> dict[UUID, str]:
    """`parties` = whoever else it is about: the party of a case is not always the work's."""
    return {
        one.officer_id: one.relation for one in declared if one.touches(work.id, [*_parties_of(work), *parties])
    }


def _parties_of(work: Work) -> list[str]:
    return [text for party in work.parties for text in (party.name, party.credit_code) if text]

"""Typical cases (以案论法): written as a draft, published when nobody can be recognised in it, taken off with a reason."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.actions.handbook import official_citation, tell_of_handbook
from inspect_app.actions.settings import acts
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.typical_cases import CaseState, TypicalCaseFacts, fit_to_publish, missing_in
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.officers import Officer
from inspect_app.store.typical_cases import TypicalCase, typical_case_for_update
from inspect_app.store.works import works_of


def draft_case(facts: TypicalCaseFacts, *, by: Officer, at: datetime) -> TypicalCase:
    """A new draft."""
    case = TypicalCase(id=uuid4(), agency_id=by.home_id, state=CaseState.DRAFT, written_at=at, written_by=by.id)
    case.revision, case.published_at, case.withdrawn_at = 0, None, None
    _write(case, facts)
    db.session.add(case)
    _note("write_case", case, by=by, at=at)
    db.session.flush()
    return case


def change_case(case_id: UUID, facts: TypicalCaseFacts, revision: int, *, by: Officer, at: datetime) -> TypicalCase:
    """Only a draft changes, and only from what the person has seen."""
    case = _case_of(case_id, by)
    if case.state is not CaseState.DRAFT:
        raise Refused(Refusal(Problem.CASE_NOT_DRAFT))
    if case.revision != revision:
        raise Refused(Refusal(Problem.CHANGED_MEANWHILE))
    _write(case, facts)
    _note("write_case", case, by=by, at=at)
    db.session.flush()
    return case


def publish_case(case_id: UUID, *, is_anonymous: bool, by: Officer, at: datetime) -> TypicalCase:
    """发布. A person says that nobody can be recognised; what the software itself recognises stops it."""
    case = _case_of(case_id, by)
    if case.state is not CaseState.DRAFT:
        raise Refused(Refusal(Problem.CASE_NOT_DRAFT))
    said = None if is_anonymous else Refusal(Problem.CASE_ANONYMITY_UNSAID)
    refuse_if_any([*fit_to_publish(case.content(), names_of_register(by.home_id)), said])
    case.state, case.published_at, case.published_by = CaseState.PUBLISHED, at, by.id
    _note("publish_case", case, by=by, at=at)
    db.session.flush()
    tell_of_handbook(case.agency_id)
    return case


def withdraw_case(case_id: UUID, reason: str, *, by: Officer, at: datetime) -> TypicalCase:
    """撤下. The phones no longer show it; the office keeps it with the reason."""
    case = _case_of(case_id, by)
    if case.state is not CaseState.PUBLISHED:
        raise Refused(Refusal(Problem.CASE_NOT_PUBLISHED))
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    case.state, case.withdrawn_reason = CaseState.WITHDRAWN, reason.strip()
    case.withdrawn_at, case.withdrawn_by = at, by.id
    _note("withdraw_case", case, by=by, at=at)
    db.session.flush()
    tell_of_handbook(case.agency_id)
    return case


def _case_of(case_id: UUID, by: Officer) -> TypicalCase:
    case = typical_case_for_update(case_id)
    if case is None or case.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return case


def _write(case: TypicalCase, facts: TypicalCaseFacts) -> None:
    refuse_if_any(missing_in(facts))
    unknown = [code for code in facts.acts if code not in acts()]
    if unknown:
        raise Refused(Refusal(Problem.ACT_UNKNOWN, facts={"act": unknown[0]}))
    tidy = replace(facts, articles=tuple(dict.fromkeys(official_citation(one) for one in facts.articles)))
    case.title, case.facts, case.law, case.result, case.lesson = tidy.texts
    case.acts, case.articles, case.revision = list(tidy.acts), list(tidy.articles), case.revision + 1


def names_of_register(agency_id: UUID) -> list[str]:
    """Works, their addresses and the firms that answer for them: by any of these a party could be recognised."""
    works = works_of(agency_id)
    own = [name for work in works for name in (work.name, work.address)]
    return own + [party.name for work in works for party in work.parties]


def _note(deed: str, case: TypicalCase, *, by: Officer, at: datetime) -> None:
    note_deed(deed, by=by.id, at=at, subject="typical_case", subject_id=case.id, reason=case.withdrawn_reason or "")

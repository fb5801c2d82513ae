"""Suggested leads: found afresh each time from the record, made a lead by a person, never twice."""

from datetime import date, datetime
from uuid import UUID

from inspect_app.actions.leads import find_lead
from inspect_app.actions.settings import office_settings
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.calendar import day_of
from inspect_app.rules.lead_texts import order_text, quiet_text, repeat_text
from inspect_app.rules.leads import LeadFacts, LeadSource
from inspect_app.rules.settings import SettingName, Settings
from inspect_app.rules.suggestions import (
    Suggestion,
    SuggestionKind,
    looks_back_to,
    overdue_orders,
    quiet_before,
    quiet_works,
    repeat_offenders,
    work_of_quiet,
)
from inspect_app.store.base import once_a_transaction
from inspect_app.store.leads import Lead, leads_of_origins, origins_made
from inspect_app.store.officers import Officer
from inspect_app.store.suggestions import breaches_since, count_quiet, last_visits, orders_to_correct, quiet_page
from inspect_app.store.works import work_of


def count_suggestions(agency_id: UUID, *, on: date) -> dict[SuggestionKind, int]:
    few, before, taken = _few(agency_id, on), _quiet_before(agency_id, on), _quiet_taken(agency_id, on)
    counts = {kind: sum(1 for one in few if one.kind is kind) for kind in SuggestionKind}
    return counts | {SuggestionKind.QUIET: count_quiet(agency_id, before=before, without=taken)}


def suggestions_for(
    agency_id: UUID, kind: SuggestionKind | None, *, on: date, limit: int, offset: int
) -> list[Suggestion]:
    """Overdue orders first, then repeat offenders, then quiet works, of which a city has thousands."""
    few = [one for one in _few(agency_id, on) if kind in (None, one.kind)]
    first = few[offset : offset + limit]
    if kind not in (None, SuggestionKind.QUIET) or len(first) == limit:
        return first
    quiet = quiet_page(
        agency_id,
        before=_quiet_before(agency_id, on),
        without=_quiet_taken(agency_id, on),
        limit=limit - len(first),
        offset=max(0, offset - len(few)),
    )
    return first + quiet_works(quiet, months=_quiet_months(agency_id), on=on)


def _few(agency_id: UUID, on: date) -> list[Suggestion]:
    """All that are no quiet works: found once, to be counted and shown."""
    return once_a_transaction(("suggestions", (agency_id, on)), lambda: _find_few(agency_id, on))


def _find_few(agency_id: UUID, on: date) -> list[Suggestion]:
    times = office_settings(agency_id).whole(SettingName.REPEAT_TIMES)
    found = [
        *overdue_orders(orders_to_correct(agency_id), on=on),
        *repeat_offenders(breaches_since(agency_id, looks_back_to(on)), times=times, on=on),
    ]
    made = _made(agency_id)
    return [one for one in found if one.origin not in made]


def _made(agency_id: UUID) -> set[str]:
    return once_a_transaction(("origins made", agency_id), lambda: origins_made(agency_id))


def _quiet_months(agency_id: UUID) -> int:
    return office_settings(agency_id).whole(SettingName.QUIET_MONTHS)


def _quiet_before(agency_id: UUID, on: date) -> date:
    return quiet_before(on, months=_quiet_months(agency_id))


def _quiet_taken(agency_id: UUID, on: date) -> set[UUID]:
    """Works whose quiet is a lead already, unless they were visited since: then it would be a new matter."""
    made = _made(agency_id)
    works = {work_id for origin in made if (work_id := work_of_quiet(origin))}
    found = quiet_works(last_visits(agency_id, works), months=_quiet_months(agency_id), on=on) if works else []
    return {one.work_id for one in found if one.origin in made}


def _suggestion(agency_id: UUID, origin: str, *, on: date) -> Suggestion | None:
    """The matter, if it stands as it did."""
    work_id = work_of_quiet(origin)
    if work_id is None:
        found = _few(agency_id, on)
    else:
        found = quiet_works(last_visits(agency_id, [work_id]), months=_quiet_months(agency_id), on=on)
    return next((one for one in found if one.origin == origin), None)


def take_up(origin: str, *, by: Officer, at: datetime) -> Lead:
    """列为案源: with the reason as it stands now. A second call gives the first lead."""
    if earlier := leads_of_origins(by.home_id, [origin]).get(origin):
        return earlier
    found = _suggestion(by.home_id, origin, on=day_of(at))
    if found is None:
        raise Refused(Refusal(Problem.SUGGESTION_GONE))
    text = reason_of(found, office_settings(by.home_id), on=day_of(at))
    facts = LeadFacts(LeadSource.SUGGESTED, text, day_of(at), party=found.party[:200])
    return find_lead(facts, origin, work_of(by.home_id, found.work_id), by=by, at=at)


def reason_of(found: Suggestion, settings: Settings, *, on: date) -> str:
    if found.kind is SuggestionKind.QUIET:
        return quiet_text(found.work_name, found.last_on, settings.whole(SettingName.QUIET_MONTHS))
    if found.kind is SuggestionKind.REPEAT:
        return repeat_text(found.party, found.times, looks_back_to(on))
    return order_text(found.number, found.party, found.due_on or on)

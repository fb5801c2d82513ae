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
    quiet_works,
    repeat_offenders,
)
from inspect_app.store.leads import Lead, leads_of_origins, origins_made
from inspect_app.store.officers import Officer
from inspect_app.store.suggestions import breaches_since, last_visits, orders_to_correct
from inspect_app.store.works import work_of


def suggestions_for(agency_id: UUID, *, on: date) -> list[Suggestion]:
    """Those of which no lead was made yet: overdue orders first, then repeat offenders, then quiet works."""
    settings = office_settings(agency_id)
    found = [
        *overdue_orders(orders_to_correct(agency_id), on=on),
        *repeat_offenders(
            breaches_since(agency_id, looks_back_to(on)), times=settings.whole(SettingName.REPEAT_TIMES), on=on
        ),
        *quiet_works(last_visits(agency_id), months=settings.whole(SettingName.QUIET_MONTHS), on=on),
    ]
    made = origins_made(agency_id)
    return [one for one in found if one.origin not in made]


def take_up(origin: str, *, by: Officer, at: datetime) -> Lead:
    """列为案源: with the reason as it stands now. A second call gives the first lead."""
    if earlier := leads_of_origins(by.home_id, [origin]).get(origin):
        return earlier
    found = next((one for one in suggestions_for(by.home_id, on=day_of(at)) if one.origin == origin), None)
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

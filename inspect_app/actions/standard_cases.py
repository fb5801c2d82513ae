"""Typical cases of the handbook as standards: published in a district as its own are, an earlier edition taken off."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from inspect_app.actions.settings import acts
from inspect_app.actions.typical_cases import draft_case, names_of_register, publish_case, withdraw_case
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.plain import NotPlain, from_plain, to_plain
from inspect_app.rules.standards import Offer
from inspect_app.rules.typical_cases import CaseState, TypicalCaseFacts, fit_to_publish
from inspect_app.store.officers import Officer, officers_with
from inspect_app.store.standards import StandardAdoption, StandardEdition, adoption_in_use
from inspect_app.store.typical_cases import published_cases, typical_case_with

KIND = "typical_case"
REPLACED = "由全市标准第 {number} 版代替"


def offers(by: Officer) -> list[Offer]:
    return [Offer(str(one.id), one.title, to_plain(one.content())) for one in published_cases(by.home_id)]


def facts_in(edition: StandardEdition) -> TypicalCaseFacts:
    try:
        return from_plain(TypicalCaseFacts, edition.content)
    except NotPlain as wrong:
        raise Refused(Refusal(Problem.STANDARD_UNREADABLE, facts={"where": wrong.where or "."})) from None


def hindrances(edition: StandardEdition, by: Officer) -> Sequence[Refusal]:
    """An act that our rulebook does not have, or somebody of our own register who could be recognised."""
    facts = facts_in(edition)
    unknown = [Refusal(Problem.ACT_UNKNOWN, facts={"act": code}) for code in facts.acts if code not in acts()]
    return [*unknown, *(one for one in fit_to_publish(facts, names_of_register(by.home_id)) if one)]


def put_in_force(adoption: StandardAdoption, at: datetime) -> tuple[UUID, list[str]]:
    """The city has said that nobody can be recognised; what the software recognises here stops it as ever."""
    edition = adoption.edition
    [by] = officers_with([adoption.decided_by] if adoption.decided_by else [])
    before = adoption_in_use(KIND, edition.code)
    old = typical_case_with(before.applied_as) if before and before.applied_as else None
    if old and old.state is CaseState.PUBLISHED:
        withdraw_case(old.id, REPLACED.format(number=edition.number), by=by, at=at)
    case = draft_case(facts_in(edition), by=by, at=at)
    publish_case(case.id, is_anonymous=True, by=by, at=at)
    return case.id, []

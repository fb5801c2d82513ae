"""The pool of a draw as it stands: the register's works with their weights, the office's inspectors, who stands apart and why."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from inspect_app.actions.findings import content_of
from inspect_app.actions.interests import interests_in
from inspect_app.problems import Problem, Refusal
from inspect_app.rules.draws import (
    Pool,
    PoolOfficer,
    PoolWork,
    Recusal,
    gates_before_drawing,
    gates_before_publishing,
)
from inspect_app.rules.people import Role, certificate_valid
from inspect_app.rules.planning import fits
from inspect_app.rules.risks import RiskReason, weight_of
from inspect_app.rules.works import PartyPart
from inspect_app.store.checklists import ChecklistVersion, published_versions
from inspect_app.store.draws import Draw, DrawExclusion
from inspect_app.store.officers import Officer, officers_of
from inspect_app.store.risks import works_inspected, works_with_open_orders, works_with_serious_findings
from inspect_app.store.works import Work, WorkFilter, works_matching

SERIOUS_WITHIN = timedelta(days=3 * 365)
UNSEEN_FOR = timedelta(days=2 * 365)
WITHOUT_CERTIFICATE = "检查期限当日没有有效的执法证"
DECLARED = "本人申报有利害关系，依法回避"
PARTIES = (PartyPart.MANAGER, PartyPart.BUILDER, PartyPart.OWNER)


def pool_now(draw: Draw, *, at: datetime) -> Pool:
    """What would be published at this moment."""
    apart = draw.exclusions
    works = {one.work_id: one.reason for one in apart if one.work_id and not one.officer_id}
    officers = {one.officer_id: one.reason for one in apart if one.officer_id and not one.work_id}
    reasons, drawable, people = _reasons(draw, at=at), works_to_draw(draw), officers_to_draw(draw)
    return Pool(
        draw.plan(),
        tuple(_work(work, works.get(work.id, ""), reasons(work)) for work in drawable),
        tuple(_officer(one, officers.get(one.id, ""), on=draw.due_on) for one in people),
        _recusals(apart, declared_recusals(draw, drawable, people)),
    )


def works_to_draw(draw: Draw) -> list[Work]:
    return works_matching(draw.agency_id, WorkFilter(status=draw.status))


def officers_to_draw(draw: Draw) -> list[Officer]:
    """执法人员 of the office with a badge: who has none is never sent to enforce."""
    ours = (one for one in officers_of(draw.agency_id) if one.role is Role.INSPECTOR and one.disabled_at is None)
    return sorted((one for one in ours if one.badge_number), key=lambda one: one.badge_number or "")


def _reasons(draw: Draw, *, at: datetime) -> Callable[[Work], tuple[RiskReason, ...]]:
    serious = works_with_serious_findings(draw.agency_id, since=at - SERIOUS_WITHIN)
    ordered, seen = works_with_open_orders(draw.agency_id), works_inspected(draw.agency_id, since=at - UNSEEN_FOR)

    def of(work: Work) -> tuple[RiskReason, ...]:
        holds = {
            RiskReason.SERIOUS_FINDING: work.id in serious,
            RiskReason.OPEN_ORDER: work.id in ordered,
            RiskReason.LONG_UNSEEN: work.id not in seen,
            RiskReason.KEY_PROJECT: work.is_key_project,
        }
        return tuple(reason for reason, is_so in holds.items() if is_so)

    return of


def _work(work: Work, excluded: str, why: tuple[RiskReason, ...]) -> PoolWork:
    party = next((found.name for part in PARTIES if (found := work.party(part))), "")
    return PoolWork(work.number, work.name, work.street.name, party, weight_of(why), why, excluded)


def _officer(officer: Officer, excluded: str, *, on: date) -> PoolOfficer:
    without = WITHOUT_CERTIFICATE if certificate_valid(officer.facts(), on=on) else ""
    return PoolOfficer(officer.badge_number or "", officer.name, excluded or without)


def declared_recusals(draw: Draw, works: Iterable[Work], people: Iterable[Officer]) -> list[Recusal]:
    """有利害关系的应当回避. What the relation is stays in the office: the pool is published."""
    works, badges = list(works), {one.id: one.badge_number or "" for one in people}
    found = interests_in(draw.agency_id, works)
    return [
        Recusal(badges[key], work.number, DECLARED) for work in works for key in found[work.id] if key in badges
    ]


def _recusals(apart: Iterable[DrawExclusion], declared: Iterable[Recusal]) -> tuple[Recusal, ...]:
    """Entered by hand, and declared; who stands in both keeps the reason entered for this draw."""
    entered = [
        Recusal(one.officer.badge_number or "", one.work.number, one.reason)
        for one in apart
        if one.work and one.officer
    ]
    known = {(one.badge_number, one.number) for one in entered}
    return (*entered, *(one for one in declared if (one.badge_number, one.number) not in known))


def fitting_versions(draw: Draw) -> list[ChecklistVersion]:
    """The checklists chosen for the draw as they are published now, that fit its works."""
    chosen = (one for one in published_versions() if one.file.code in draw.checklists)
    return [one for one in chosen if fits(content_of(one), draw.status)]


def faults_before_publishing(draw: Draw, pool: Pool) -> list[Refusal]:
    unfit = [] if fitting_versions(draw) else [Refusal(Problem.DRAW_NO_CHECKLIST)]
    return gates_before_publishing(pool) + unfit


def faults_before_drawing(draw: Draw, pool: Pool) -> list[Refusal]:
    """Against what is declared now, not when the pool was published."""
    return gates_before_drawing(pool, declared_recusals(draw, works_to_draw(draw), officers_to_draw(draw)))

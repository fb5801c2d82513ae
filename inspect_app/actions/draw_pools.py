"""The pool of a draw as it stands: the register's works with their weights, the office's inspectors, who stands apart and why."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from inspect_app.actions.findings import content_of
from inspect_app.actions.interests import declared_in, touched
from inspect_app.problems import Problem, Refusal
from inspect_app.rules.draw_sums import PoolSums
from inspect_app.rules.draws import (
    MOST_LACKING,
    Pool,
    PoolOfficer,
    PoolWork,
    Recusal,
    gates_before_drawing,
    gates_before_publishing,
)
from inspect_app.rules.interests import InterestFacts, bare_name
from inspect_app.rules.people import Role, certificate_valid
from inspect_app.rules.planning import fits
from inspect_app.rules.risks import RiskReason, weight_of
from inspect_app.rules.works import PartyPart
from inspect_app.store.checklists import ChecklistVersion, published_versions
from inspect_app.store.draw_pools import first_works, party_texts, works_about, works_by_street
from inspect_app.store.draws import Draw, DrawExclusion
from inspect_app.store.officers import Officer, officers_of
from inspect_app.store.risks import works_inspected, works_with_open_orders, works_with_serious_findings
from inspect_app.store.works import Work, WorkFilter, works_matching, works_numbered

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
        _recusals(apart, declared_recusals(draw, people)),
    )


def sums_now(draw: Draw) -> PoolSums:
    """The same in numbers, counted by the database; named are the works that `faults_in_sums` asks about."""
    apart, people = draw.exclusions, officers_to_draw(draw)
    without = {one.work_id: one.reason for one in apart if one.work_id and not one.officer_id}
    without_officer = {one.officer_id: one.reason for one in apart if one.officer_id and not one.work_id}
    recusals = _recusals(apart, declared_recusals(draw, people))
    return PoolSums(
        draw.plan(),
        sum(works_by_street(draw.agency_id, draw.status).values()),
        works_by_street(draw.agency_id, draw.status, without=without),
        tuple(_officer(one, without_officer.get(one.id, ""), on=draw.due_on) for one in people),
        recusals,
        {one.number: _work(one, without.get(one.id, ""), ()) for one in _works_to_name(draw, without, recusals)},
    )


def _works_to_name(draw: Draw, without: Collection[UUID], recusals: Iterable[Recusal]) -> list[Work]:
    first = first_works(draw.agency_id, draw.status, without=without, limit=MOST_LACKING)
    numbers = {one.number for one in recusals} - {one.number for one in first}
    return first + [one for one in works_numbered(draw.agency_id, numbers) if one.status is draw.status]


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


def declared_recusals(draw: Draw, people: Iterable[Officer]) -> list[Recusal]:
    """有利害关系的应当回避. What the relation is stays in the office: the pool is published."""
    badges, declared = {one.id: one.badge_number or "" for one in people}, declared_in(draw.agency_id)
    return [
        Recusal(badges[key], work.number, DECLARED)
        for work in _works_touched(draw, declared)
        for key in touched(declared, work, ())
        if key in badges
    ]


def _works_touched(draw: Draw, declared: Sequence[InterestFacts]) -> list[Work]:
    ids = {one.work_id for one in declared if one.work_id}
    names = {bare_name(one.party_name) for one in declared if one.party_name}
    parties = {text for text in party_texts() if bare_name(text) in names} if names else set()
    return works_about(draw.agency_id, draw.status, ids=ids, parties=parties) if ids or parties else []


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
    return gates_before_publishing(pool) + _unfit(draw)


def faults_in_sums(draw: Draw, sums: PoolSums) -> list[Refusal]:
    """The same faults, found without the pool."""
    excerpt = Pool(sums.plan, tuple(sums.named.values()), sums.officers, sums.recusals)
    return gates_before_publishing(excerpt, most=sums.drawable) + _unfit(draw)


def _unfit(draw: Draw) -> list[Refusal]:
    return [] if fitting_versions(draw) else [Refusal(Problem.DRAW_NO_CHECKLIST)]


def faults_before_drawing(draw: Draw, pool: Pool) -> list[Refusal]:
    """Against what is declared now, not when the pool was published."""
    return gates_before_drawing(pool, declared_recusals(draw, officers_to_draw(draw)))

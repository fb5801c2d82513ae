"""Planning several visits in one act (成批安排): what would be planned, in which order, and why some cannot; all or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.actions.findings import content_of
from inspect_app.actions.outside_visits import Before, before_planning
from inspect_app.actions.planning import plan_visit, refusals_before_planning
from inspect_app.actions.telling import tell_of_visit
from inspect_app.actions.visits import VisitFacts
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.planning import fits
from inspect_app.rules.procedure import Subject, waiting_for
from inspect_app.rules.rounds import MOST_STOPS, round_of
from inspect_app.rules.visit_kinds import VisitKind, over_the_cap
from inspect_app.store.audit import note_deed
from inspect_app.store.checklists import published_versions
from inspect_app.store.enterprises import works_of_same_enterprise
from inspect_app.store.officers import Officer, officers_for_visits
from inspect_app.store.visits import Visit, visit_for_update
from inspect_app.store.works import Work, work_of

TO_GO = waiting_for(Subject.VISIT, "cancel")


@dataclass(frozen=True)
class BatchFacts:
    """`checklists` = (code, number); each work gets those that are made for its status. `team_id` = its people come too."""

    work_ids: tuple[UUID, ...]
    kind: VisitKind
    checklists: tuple[tuple[str, int], ...]
    officer_ids: tuple[UUID, ...] = ()
    team_id: UUID | None = None
    due_on: date | None = None
    notice_number: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Proposal:
    """One visit as it would be planned. `is_over` = the yearly cap, with the others of this batch counted."""

    work: Work
    facts: VisitFacts
    refusals: tuple[Refusal, ...]
    before: Before
    count: int
    is_over: bool
    leg_m: int | None


def proposals(batch: BatchFacts, *, by: Officer, at: datetime) -> list[Proposal]:
    """In the order of the round; works without coordinates stand at its end."""
    works = works_of_batch(batch.work_ids, by=by)
    officers = _people(batch, by=by)
    seen: dict[UUID, int] = {}
    return [_proposal(batch, work, leg, officers, seen, by=by, at=at) for work, leg in _in_order(works)]


def works_of_batch(work_ids: Sequence[UUID], *, by: Officer) -> list[Work]:
    wanted = list(dict.fromkeys(work_ids))
    if not 1 <= len(wanted) <= MOST_STOPS:
        facts = {"field": "工程", "least": 1, "most": MOST_STOPS, "value": len(wanted)}
        raise Refused(Refusal(Problem.OUT_OF_RANGE, facts=facts))
    works = [work_of(by.home_id, work_id) for work_id in wanted]
    found = [work for work in works if work is not None]
    if len(found) < len(wanted):
        raise Refused(Refusal(Problem.NOT_FOUND))
    return found


def _people(batch: BatchFacts, *, by: Officer) -> tuple[UUID, ...]:
    team = [one.id for one in officers_for_visits(by.home_id) if batch.team_id and one.team_id == batch.team_id]
    return tuple(dict.fromkeys([*batch.officer_ids, *team]))


def _in_order(works: list[Work]) -> list[tuple[Work, int | None]]:
    placed = [(work, places[0].at) for work in works if (places := work.places())]
    found = round_of([at for _, at in placed])
    stops: list[tuple[Work, int | None]] = [
        (placed[one][0], leg) for one, leg in zip(found.order, found.legs_m, strict=True)
    ]
    return stops + [(work, None) for work in works if not work.entrances]


def _proposal(
    batch: BatchFacts,
    work: Work,
    leg: int | None,
    officers: tuple[UUID, ...],
    seen: dict[UUID, int],
    *,
    by: Officer,
    at: datetime,
) -> Proposal:
    facts = VisitFacts(
        uuid4(), work.id, batch.kind, _fitting(batch, work), officers, batch.due_on, "", batch.notice_number, batch.reason
    )  # fmt: skip
    before = before_planning(work, on=day_of(at))
    count = before.count + seen.get(work.id, 0)
    for other in works_of_same_enterprise([work.id])[work.id]:
        seen[other] = seen.get(other, 0) + 1
    refusals = tuple(refusals_before_planning(facts, work, by=by, at=at))
    return Proposal(work, facts, refusals, before, count, over_the_cap(count, before.cap), leg)


def _fitting(batch: BatchFacts, work: Work) -> tuple[tuple[str, int], ...]:
    made_for = {
        (version.file.code, version.number)
        for version in published_versions()
        if fits(content_of(version), work.status)
    }
    return tuple(one for one in batch.checklists if one in made_for)


def plan_batch(batch: BatchFacts, *, by: Officer, at: datetime) -> list[Visit]:
    """All or none: one work for which it cannot be done, and nothing is planned."""
    found = proposals(batch, by=by, at=at)
    refuse_if_any([refusal for one in found for refusal in one.refusals])
    visits = [plan_visit(one.facts, by=by, at=at) for one in found]
    _put_in_order(visits, on=batch.due_on or day_of(at))
    note_deed("plan_batch", by=by.id, at=at, subject="register", count=len(visits))
    return visits


def hand_over_round(visit_ids: Sequence[UUID], *, officer_id: UUID, on: date, by: Officer, at: datetime) -> int:
    """交给手机: the officer's planned visits in this order, on this day. What began or was cancelled meanwhile is left out."""
    named = [visit_for_update(one) for one in dict.fromkeys(visit_ids)]
    ours = [visit for visit in named if visit is not None and visit.agency_id == by.home_id]
    if not ours or len(ours) < len(named):
        raise Refused(Refusal(Problem.NOT_FOUND))
    visits = [visit for visit in ours if visit.stage in TO_GO and visit.has(officer_id)]
    if not visits:
        raise Refused(Refusal(Problem.ROUND_CHANGED))
    _put_in_order(visits, on=on)
    note_deed("hand_over_round", by=by.id, at=at, subject="officer", subject_id=officer_id, count=len(visits))
    return len(visits)


def _put_in_order(visits: Sequence[Visit], *, on: date) -> None:
    for position, visit in enumerate(visits, start=1):
        visit.round_on, visit.round_position = on, position
        tell_of_visit(visit)

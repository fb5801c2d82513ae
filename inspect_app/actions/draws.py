"""Drawing works and officers (双随机): prepare, publish the pool, draw, void; drawn works become planned visits."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.actions.draw_pools import (
    faults_before_drawing,
    faults_before_publishing,
    fitting_versions,
    pool_now,
)
from inspect_app.actions.draw_records import published_pool
from inspect_app.actions.planning import plan_visit
from inspect_app.actions.steps import take_step
from inspect_app.actions.visits import VisitFacts
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.chance import sha256_of_text
from inspect_app.rules.draws import Drawn, draw, sha256_of_pool
from inspect_app.rules.plain import to_plain
from inspect_app.rules.procedure import Stage, Subject, VisitKind, refuse_step
from inspect_app.rules.works import WorkStatus
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.draws import Draw, DrawExclusion, DrawnVisit, draw_for_update, forget_exclusion
from inspect_app.store.officers import Officer, officer_with, officers_of
from inspect_app.store.works import work_by_number, work_of


@dataclass(frozen=True)
class DrawFacts:
    """What is to be drawn, and what the visits get: their last day and their checklists, by code."""

    title: str
    status: WorkStatus
    count: int
    officers_each: int
    by_street: bool
    by_risk: bool
    due_on: date
    checklists: tuple[str, ...]


def prepare_draw(facts: DrawFacts, *, by: Officer, at: datetime) -> Draw:
    """起草抽查."""
    refuse_if_any(_faults(facts, on=day_of(at)))
    found = Draw(
        id=uuid4(),
        agency_id=by.home_id,
        stage=Stage.DRAFTED,
        drafted_by=by.id,
        drafted_at=at,
        exclusions=[],
        visits=[],
        **{**vars(facts), "title": facts.title.strip(), "checklists": list(facts.checklists)},
    )
    db.session.add(found)
    db.session.flush()
    _note("prepare_draw", found, by=by, at=at)
    return found


def _faults(facts: DrawFacts, *, on: date) -> list[Refusal | None]:
    due = {"due": facts.due_on.isoformat()}
    return [
        None if facts.title.strip() else Refusal(Problem.FIELD_MISSING, facts={"field": "名称"}),
        None if facts.due_on >= on else Refusal(Problem.VISIT_DUE_IN_THE_PAST, facts=due),
        None if facts.checklists else Refusal(Problem.DRAW_NO_CHECKLIST),
    ]


def exclude(
    draw_id: UUID, reason: str, *, work_id: UUID | None, officer_id: UUID | None, by: Officer, at: datetime
) -> None:
    """排除工程、排除人员，或者两者都填：这名人员对这处工程回避。Only before the pool is published."""
    found = _draft(draw_id, by=by)
    _refuse_unknown(found, reason, work_id, officer_id)
    row = DrawExclusion(
        id=uuid4(),
        draw_id=found.id,
        work_id=work_id,
        officer_id=officer_id,
        reason=reason.strip(),
        added_by=by.id,
        added_at=at,
    )
    found.exclusions.append(row)
    db.session.flush()
    _note("exclude_from_draw", found, by=by, at=at, reason=reason.strip())


def _refuse_unknown(found: Draw, reason: str, work_id: UUID | None, officer_id: UUID | None) -> None:
    if work_id is None and officer_id is None:
        raise Refused(Refusal(Problem.DRAW_EXCLUSION_EMPTY))
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    if work_id and work_of(found.agency_id, work_id) is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    officer = officer_with(officer_id) if officer_id else None
    if officer_id and (officer is None or officer.agency_id != found.agency_id):
        raise Refused(Refusal(Problem.NOT_FOUND))


def take_back_exclusion(draw_id: UUID, exclusion_id: UUID, *, by: Officer, at: datetime) -> None:
    found = _draft(draw_id, by=by)
    row = next((one for one in found.exclusions if one.id == exclusion_id), None)
    if row is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    _note("take_back_exclusion", found, by=by, at=at, reason=row.reason)
    forget_exclusion(found, row)


def publish_pool(draw_id: UUID, *, by: Officer, at: datetime) -> Draw:
    """公布名单. From here on nothing of the pool changes, and the seed is fixed: its hash is published, itself not."""
    found = _locked(draw_id, by=by)
    pool = pool_now(found, at=at)
    take_step(found, "publish_pool", by=by, at=at)
    refuse_if_any(faults_before_publishing(found, pool))
    found.pool, found.pool_sha256, found.published_at = to_plain(pool), sha256_of_pool(pool), at
    found.seed = secrets.token_hex(32)
    found.seed_sha256 = sha256_of_text(found.seed)
    _note("publish_pool", found, by=by, at=at, sha256=found.pool_sha256)
    return found


def make_draw(draw_id: UUID, witness: str, *, by: Officer, at: datetime) -> Draw:
    """抽取. `witness` = what was called out on the spot, so that nobody knew the result beforehand."""
    found = _locked(draw_id, by=by)
    words = " ".join(witness.split())
    if not words:
        raise Refused(Refusal(Problem.DRAW_WITNESS_NEEDED))
    take_step(found, "draw", by=by, at=at)
    pool = published_pool(found)
    refuse_if_any(faults_before_drawing(found, pool))
    result = draw(pool, found.seed, words)
    found.witness, found.drawn_at, found.result = words, at, to_plain(result)
    _plan_visits(found, result, by=by, at=at)
    _note("make_draw", found, by=by, at=at, count=len(result))
    return found


def _plan_visits(found: Draw, result: list[Drawn], *, by: Officer, at: datetime) -> None:
    """The works and people of the register behind the numbers of the pool."""
    officers = {one.badge_number: one for one in officers_of(found.agency_id)}
    checklists = tuple((one.file.code, one.number) for one in fitting_versions(found))
    for position, one in enumerate(result, 1):
        if (work := work_by_number(found.agency_id, one.number)) is None:
            continue  # it left the register meanwhile: the result stands, the page shows that it has no visit
        facts = VisitFacts(
            visit_id=uuid4(),
            work_id=work.id,
            kind=VisitKind.PLANNED,
            checklists=checklists,
            officer_ids=tuple(officers[badge].id for badge in one.officers if badge in officers),
            due_on=max(found.due_on, day_of(at)),
            reason=" ".join(("双随机抽取", found.title)),
        )
        visit = plan_visit(facts, by=by, at=at)
        found.visits.append(DrawnVisit(id=uuid4(), draw_id=found.id, position=position, visit_id=visit.id))
    db.session.flush()


def void_draw(draw_id: UUID, reason: str, *, by: Officer, at: datetime) -> Draw:
    """作废. The seed comes out with the reason: whoever voids draws until they like one is seen."""
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    found = _locked(draw_id, by=by)
    take_step(found, "void", by=by, at=at, reason=reason.strip())
    found.voided = reason.strip()
    _note("void_draw", found, by=by, at=at, reason=reason.strip())
    return found


def discard_draw(draw_id: UUID, *, by: Officer, at: datetime) -> Draw:
    """放弃草稿. Nothing was published of it."""
    found = _locked(draw_id, by=by)
    take_step(found, "discard", by=by, at=at)
    _note("discard_draw", found, by=by, at=at)
    return found


def _locked(draw_id: UUID, *, by: Officer) -> Draw:
    found = draw_for_update(by.home_id, draw_id)
    if found is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return found


def _draft(draw_id: UUID, *, by: Officer) -> Draw:
    """Still open to changes: its pool can be published."""
    found = _locked(draw_id, by=by)
    refuse_if_any([refuse_step(Subject.DRAW, "publish_pool", stage=found.stage, role=by.role)])
    return found


def _note(deed: str, found: Draw, *, by: Officer, at: datetime, **details: str | int) -> None:
    note_deed(deed, by=by.id, at=at, subject="draw", subject_id=found.id, title=found.title, **details)

"""Beginning, joining and finishing a visit, as phones say it. (Long: what a visit is while it is under way.)"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.actions.flags import flag_of
from inspect_app.actions.interests import flag_interested
from inspect_app.actions.steps import take_step
from inspect_app.actions.telling import tell_of_visit, tell_partners
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.joining import PartOfVisit, doubt_of_end, may_end
from inspect_app.rules.patrols import own_street, street_never_enforces, street_only_patrols
from inspect_app.rules.people import STREETS, AgencyKind
from inspect_app.rules.procedure import Stage, Subject, VisitKind
from inspect_app.rules.visit_kinds import gates_before_beginning
from inspect_app.store.at_hand import at_hand, bring
from inspect_app.store.base import db, in_mind, once_a_transaction, remember_in_transaction
from inspect_app.store.checklists import ChecklistVersion, version_at_hand
from inspect_app.store.journal import appeared
from inspect_app.store.officers import Officer
from inspect_app.store.record import begin_record
from inspect_app.store.shown_parts import shown_parts_of
from inspect_app.store.visits import Visit, VisitChecklist, VisitOfficer, visit_for_update
from inspect_app.store.works import Work, work_alone, works_with


@dataclass(frozen=True)
class VisitFacts:
    """What a visit is about. `checklists` = (code, version number) in order; `officer_ids` = who else comes.

    `rulebook` = the edition that the phone held; `recusal_decision` = why the head lets somebody go who declared an interest.
    """

    visit_id: UUID
    work_id: UUID
    kind: VisitKind
    checklists: tuple[tuple[str, int], ...]
    officer_ids: tuple[UUID, ...] = ()
    due_on: date | None = None
    code_number: str = ""
    notice_number: str = ""
    reason: str = ""
    order_id: UUID | None = None
    rulebook: int = 0
    recusal_decision: str = ""


def start_visit(facts: VisitFacts, *, by: Officer, at: datetime) -> Visit:
    """开始检查. On a visit that exists already this is joining it, with the checklists that the joiner brings along."""
    visit = visit_for_update(facts.visit_id)
    if visit is None:
        visit = _begin_unplanned(facts, by=by, at=at)
    elif not visit.has(by.id):
        raise Refused(Refusal(Problem.NOT_ON_THIS_VISIT, facts={"waits_for": str(visit.id)}))
    else:
        add_checklists(visit, facts.checklists)
    if visit.stage in (Stage.PLANNED, Stage.CANCELLED):
        _take_over_papers(visit, facts)
        visit.started_at, visit.rulebook = at, facts.rulebook
        take_step(visit, "start", by=by, at=at)
        _flag_papers(visit, at=at)
    join_visit(visit, by=by, at=at)
    return visit


def _take_over_papers(visit: Visit, facts: VisitFacts) -> None:
    """What was learned only at the door: the city's inspection code, the notice, who else came."""
    visit.code_number = facts.code_number or visit.code_number
    visit.notice_number = facts.notice_number or visit.notice_number
    visit.reason = facts.reason or visit.reason
    add_officers(visit, _officers(facts.officer_ids))


def join_visit(visit: Visit, *, by: Officer, at: datetime) -> None:
    member = _member(visit, by)
    member.joined_at = member.joined_at or at
    tell_of_visit(visit)
    tell_partners(visit)


def _begin_unplanned(facts: VisitFacts, *, by: Officer, at: datetime) -> Visit:
    work = once_a_transaction(("work", facts.work_id), lambda: work_alone(by.home_id, facts.work_id))
    if work is None:
        raise Refused(_why_no_work(facts))
    visit = new_visit(facts, work, stage=Stage.UNDER_WAY, at=at)
    visit.street_id = _patrolled_by(by, work, facts)
    visit.started_at, visit.rulebook = at, facts.rulebook
    add_officers(visit, [by])
    add_officers(visit, _going_along(visit, facts.officer_ids))
    _flag_papers(visit, at=at)
    begin_record(Subject.VISIT, visit.id, "start", by=by.id, at=at)
    return visit


def _patrolled_by(by: Officer, work: Work, facts: VisitFacts) -> UUID | None:
    """A street's people begin patrols only, and only at works of their own street."""
    if by.role not in STREETS:
        return None
    refuse_if_any([street_only_patrols(facts.kind), own_street(work.street_id, by.agency_id, work_id=work.id)])
    return by.agency_id


def _flag_papers(visit: Visit, *, at: datetime) -> None:
    """It has begun, and that is a fact: what it lacked of its papers at that moment stays beside it."""
    lacking = gates_before_beginning(visit.papers(), on=day_of(at))
    visit.flags = [flag_of(refusal) for refusal in lacking]


def _why_no_work(facts: VisitFacts) -> Refusal:
    """Another office's work: that office's officer has yet to say that the visit began, and who came along."""
    if works_with([facts.work_id]):
        return Refusal(Problem.NOT_ON_THIS_VISIT, facts={"waits_for": str(facts.visit_id)})
    return Refusal(Problem.WORK_UNKNOWN, facts={"waits_for": str(facts.work_id)})


def new_visit(facts: VisitFacts, work: Work, *, stage: Stage, at: datetime) -> Visit:
    visit = Visit(
        id=facts.visit_id,
        agency_id=work.agency_id,
        work_id=work.id,
        work=work,
        kind=facts.kind,
        stage=stage,
        due_on=facts.due_on,
        code_number=facts.code_number,
        notice_number=facts.notice_number,
        reason=facts.reason,
        order_id=facts.order_id,
        received_at=at,
        officers=[],
        checklists=[],
    )
    add_checklists(visit, facts.checklists)
    db.session.add(visit)
    remember_in_transaction(("visit", visit.id), visit)
    return visit


def add_checklists(visit: Visit, wanted: Sequence[tuple[str, int]]) -> None:
    """A visit keeps the version that it began with: a code that is there already is not added again."""
    for code, number in wanted:
        if visit.content_of(code) is None:
            place, version = len(visit.checklists) + 1, _version(code, number)
            visit.checklists.append(
                VisitChecklist(
                    id=uuid4(), visit_id=visit.id, version_id=version.id, version=version, position=place
                )
            )


def _version(code: str, number: int) -> ChecklistVersion:
    version = version_at_hand(code, number)
    if version is None:
        raise Refused(Refusal(Problem.CHECKLIST_UNKNOWN, facts={"code": code, "number": number}))
    return version


def name_officers(visit_id: UUID, officer_ids: Sequence[UUID], *, by: Officer, at: datetime) -> Visit:
    """More of our officers, or a partner's, came along; their records may have been waiting for this."""
    visit = visit_to_write(visit_id, by=by, at=at)
    fresh = [one for one in _going_along(visit, officer_ids) if not visit.has(one.id)]
    add_officers(visit, fresh)
    flag_interested(visit, fresh)
    tell_of_visit(visit)
    tell_partners(visit)
    return visit


def _going_along(visit: Visit, ids: Sequence[UUID]) -> list[Officer]:
    """On a street's patrol only that street's own people."""
    found = _officers(ids)
    return [one for one in found if visit.street_id in (None, one.agency_id)]


def _officers(ids: Sequence[UUID]) -> list[Officer]:
    """Those of the ids that are somebody."""
    bring(Officer, ids)
    found = [officer for one in dict.fromkeys(ids) if (officer := at_hand(Officer, one))]
    return sorted(found, key=lambda officer: officer.login)


def add_officers(visit: Visit, officers: Sequence[Officer]) -> None:
    appeared(visit.id)
    for officer in officers:
        if not visit.has(officer.id):
            place, part = len(visit.officers) + 1, officer.agency.kind
            keys = {"visit_id": visit.id, "officer_id": officer.id}
            visit.officers.append(VisitOfficer(id=uuid4(), **keys, officer=officer, position=place, part=part))


def part_of(visit: Visit, officer: Officer) -> AgencyKind:
    """It never changes."""
    return once_a_transaction(("part", (visit, officer)), lambda: _member(visit, officer).part)


def refuse_enforcement(visit_id: UUID, *, by: Officer) -> Refusal | None:
    """For whoever came along for a street; somebody who moved to one since may still say what they did as an officer."""
    visit = visit_for_update(visit_id)
    is_known = visit is not None and (in_mind(("part", (visit, by))) or visit.has(by.id))
    return street_never_enforces(part_of(visit, by) if visit and is_known else by.agency.kind)


def _member(visit: Visit, officer: Officer) -> VisitOfficer:
    return next(member for member in visit.officers if member.officer_id == officer.id)


def visit_to_write(visit_id: UUID, *, by: Officer, at: datetime) -> Visit:
    """The visit, locked, for somebody who is on it. A record that comes late reopens what was settled."""
    return once_a_transaction(("written", (by, visit_id)), lambda: _opened(visit_id, by=by, at=at))


def _opened(visit_id: UUID, *, by: Officer, at: datetime) -> Visit:
    visit = visit_for_update(visit_id)
    if visit is None:
        raise Refused(Refusal(Problem.VISIT_UNKNOWN, facts={"waits_for": str(visit_id)}))
    if not visit.has(by.id):
        raise Refused(Refusal(Problem.NOT_ON_THIS_VISIT, facts={"waits_for": str(visit_id)}))
    if visit.stage is Stage.APPROVED:
        take_step(visit, "reopen_for_late_records", by=by, at=at)
    tell_of_visit(visit)
    return visit


def finish_visit(visit_id: UUID, reason: str = "", *, by: Officer, at: datetime) -> Visit:
    """结束检查. The visit is finished when everybody who joined it has finished their part, or the lead says why not."""
    visit = visit_to_write(visit_id, by=by, at=at)
    member = _member(visit, by)
    member.finished_at = at
    shown = {one.officer_id for one in shown_parts_of(visit.id) if one.is_genuine} if _is_joint(visit) else set()
    parts = [_part(one, shown) for one in visit.officers]
    if visit.stage is Stage.UNDER_WAY and may_end(parts, _part(member, shown), reason=reason):
        visit.finished_at = at
        take_step(visit, "finish", by=by, at=at, reason=reason.strip())
        if doubt := doubt_of_end(parts, reason=reason):
            visit.flags = [*visit.flags, flag_of(doubt)]
    return visit


def _is_joint(visit: Visit) -> bool:
    return len({member.part for member in visit.officers}) > 1


def _part(member: VisitOfficer, shown: set[UUID]) -> PartOfVisit:
    has_joined, has_finished = member.joined_at is not None, member.finished_at is not None
    return PartOfVisit(member.part, has_joined, has_finished, member.officer_id in shown)

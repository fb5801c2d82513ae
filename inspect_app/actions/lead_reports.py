"""Telling the office that a lead came from how far it has got: what the record reached and was not reported yet, in order."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from inspect_app.actions.peer_messages import send_to_peer
from inspect_app.rules.calendar import day_of
from inspect_app.rules.handovers import HandoverKind
from inspect_app.rules.lead_reports import SHOWS_NUMBER, Effect, Milestone, is_reported
from inspect_app.rules.procedure import STEPS, Subject, refuse_step
from inspect_app.store.base import Json
from inspect_app.store.cases import cases_of_lead
from inspect_app.store.decisions import decisions_of_visits
from inspect_app.store.handovers import Handover, add_line, received_handovers, received_leads_of_visit
from inspect_app.store.leads import Lead, lead_with
from inspect_app.store.officers import Officer
from inspect_app.store.orders import orders_of_visits
from inspect_app.store.peers import peer_of_agency
from inspect_app.store.record import steps_of

OF_VISITS = frozenset({Subject.VISIT, Subject.DECISION, Subject.ORDER})
Dated = tuple[datetime, int, Milestone]


def report_step(subject: Subject, step: str, thing_id: UUID, *, visit_id: UUID | None, at: datetime) -> None:
    """After each step of the record: whatever lead of another office it belongs to is reported on."""
    if not is_reported(subject, step):
        return
    if subject is Subject.LEAD:
        report_progress(thing_id, at=at)
    elif subject in OF_VISITS and visit_id:
        for lead_id in received_leads_of_visit(visit_id):
            report_progress(lead_id, at=at)


def report_progress(lead_id: UUID, *, at: datetime) -> None:
    """What was reached and not told yet goes to every office whose lead this is, once. Those still to be taken on hear nothing."""
    handovers = [one for one in received_handovers(lead_id) if one.kind is not HandoverKind.COPY and is_told(one)]
    lead = lead_with(lead_id) if handovers else None
    if lead is None:
        return
    milestones = milestones_of(lead)
    for handover in handovers:
        known = {line.key for line in handover.lines}
        for one in milestones:
            if one.key not in known:
                _report(handover, one, at=at)


def is_told(handover: Handover) -> bool:
    """Its sender is told of each step, also after the end: a case may be taken up again."""
    steps = ("report", "resume")
    return any(refuse_step(Subject.HANDOVER, step, stage=handover.stage) is None for step in steps)


def milestones_of(lead: Lead) -> list[Milestone]:
    """Everything that counts, in the order in which it was written down."""
    found = [*_of_the_lead(lead), *_of_the_visit(lead), *_of_cases(lead)]
    return [one for _at, _place, one in sorted(found, key=lambda dated: dated[:2])]


def _of_the_lead(lead: Lead) -> Iterator[Dated]:
    yield from _recorded(Subject.LEAD, {lead.id: ""})


def _of_the_visit(lead: Lead) -> Iterator[Dated]:
    if lead.visit_id is None:
        return
    yield from _recorded(Subject.VISIT, {lead.visit_id: ""})
    yield from _recorded(Subject.ORDER, {one.id: one.number for one in orders_of_visits(lead.visit_id)})
    fines = {one.id: one.fine_yuan for one in decisions_of_visits(lead.visit_id)}
    numbers = {one.id: one.number for one in decisions_of_visits(lead.visit_id)}
    yield from _recorded(Subject.DECISION, numbers, fines)


def _recorded(subject: Subject, numbers: dict[UUID, str], fines: dict[UUID, int] | None = None) -> Iterator[Dated]:
    for line in steps_of(*numbers) if numbers else ():
        if is_reported(subject, line.step):
            fine = (fines or {}).get(line.subject_id, 0)
            number = numbers[line.subject_id]
            key = f"{subject.name.lower()}:{line.id}"
            yield (
                line.taken_at,
                line.position,
                Milestone(key, subject, line.step, day_of(line.taken_at), number, fine),
            )


def _of_cases(lead: Lead) -> Iterator[Dated]:
    for case in cases_of_lead(lead.id):
        for entry in case.entries:
            if is_reported(Subject.CASE, entry.step):
                fine = case.fine_yuan if entry.step == "decide" else 0
                key = f"case:{entry.id}"
                one = Milestone(key, Subject.CASE, entry.step, entry.happened_on, case.number, fine)
                yield entry.taken_at, entry.position, one


def _report(handover: Handover, one: Milestone, *, at: datetime) -> None:
    facts: Json = {
        "key": one.key,
        "subject": one.subject.name.lower(),
        "step": one.step,
        "label": one.label,
        "on": one.on.isoformat(),
        "number": one.number if one.subject in SHOWS_NUMBER else "",
        "fine_yuan": one.fine_yuan,
        "effect": one.effect.name.lower(),
        "text": "",
    }
    write_report(handover, one.effect, facts, key=one.key, by=None, at=at)


def write_report(
    handover: Handover, effect: Effect, facts: Json, *, key: str | None, by: Officer | None, at: datetime
) -> None:
    """The line here and the message to the other office, in one transaction."""
    note_report(handover, effect, facts, key=key, by=by, at=at)
    peer = peer_of_agency(handover.with_agency_id)
    if peer:
        send_to_peer(peer, "lead_stage_reported", facts, about=handover.id, by=by, at=at)


def note_report(
    handover: Handover, effect: Effect, facts: Json, *, key: str | None, by: Officer | None, at: datetime
) -> None:
    """A step that is not open changes no stage: what is reported after the end is written down, and the end stands."""
    step = effect.name.lower()
    is_open = refuse_step(Subject.HANDOVER, step, stage=handover.stage) is None
    step = step if is_open else "report"
    stage = STEPS[Subject.HANDOVER][step].stage_after(handover.stage) if is_open else handover.stage
    add_line(handover, step, stage, facts, key=key, by=by.id if by else None, at=at)

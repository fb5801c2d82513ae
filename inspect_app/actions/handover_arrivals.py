"""What other offices tell of leads: one that comes in, and how one that we handed on was taken on, sent back, urged, dealt with."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from inspect_app.actions.handover_origins import origin_came_back, origin_was_taken_on
from inspect_app.actions.lead_reports import note_report
from inspect_app.actions.leads import new_lead
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.attachments import PHOTO, AttachmentKind
from inspect_app.rules.calendar import day_of
from inspect_app.rules.handovers import SOURCE_OF, HandoverKind, Side, may_go
from inspect_app.rules.lead_reports import Effect
from inspect_app.rules.leads import LeadFacts, LeadSource, lead_faults
from inspect_app.rules.procedure import STEPS, Subject, refuse_step
from inspect_app.store.agencies import Agency, instance_agency
from inspect_app.store.attachments import bytes_of, kept_file
from inspect_app.store.audit import note_deed
from inspect_app.store.base import Json, db
from inspect_app.store.handovers import Handover, HandoverFile, add_line, handover_for_update, handover_with
from inspect_app.store.journal import AnswerStatus
from inspect_app.store.leads import Lead
from inspect_app.store.peer_messages import SentMessage
from inspect_app.store.works import work_by_number

if TYPE_CHECKING:
    from inspect_app.actions.peer_answers import Answer

PLAIN = "application/octet-stream"


@dataclass(frozen=True)
class FileNamed:
    sha256: str
    name: str
    kind: AttachmentKind


@dataclass(frozen=True)
class Arriving:
    """A lead of another office as it was released. `said` = the body word for word."""

    handover_id: UUID
    kind: HandoverKind
    number: str
    summary: str
    place: str
    party: str
    note: str
    due_on: date | None
    work_number: str
    said: Json
    files: Sequence[FileNamed] = field(default=())


def take_in_handover(arriving: Arriving, sender: Agency, *, at: datetime) -> Handover:
    """It stands in our inbox as a lead, to be taken on or sent back; a copy is only shown. Raises `Refused`."""
    office = instance_agency()
    if office is None or handover_with(arriving.handover_id):
        raise Refused(Refusal(Problem.CHANGED_MEANWHILE))
    facts = _facts(arriving, sender, day_of(at))
    refuse_if_any([may_go(arriving.kind, sender.kind, office.kind), *lead_faults(facts, on=day_of(at))])
    is_copy = arriving.kind is HandoverKind.COPY
    lead = None if is_copy else _lead(facts, arriving, office, sender, at=at)
    handover = Handover(
        id=arriving.handover_id, agency_id=office.id, with_agency_id=sender.id, other=sender, lead=lead,
        lead_id=lead.id if lead else None, kind=arriving.kind, side=Side.RECEIVER,
        stage=STEPS[Subject.HANDOVER]["inform" if is_copy else "arrive"].enters, number=arriving.number,
        their_number=lead.number if lead else "", said=arriving.said, due_on=arriving.due_on, sent_at=at,
        sent_by=None, lines=[], files=_files(arriving),
    )  # fmt: skip
    db.session.add(handover)
    db.session.flush()
    _note("receive_lead", handover, at=at, kind=arriving.kind.value)
    return handover


def _facts(arriving: Arriving, sender: Agency, on: date) -> LeadFacts:
    source = SOURCE_OF.get(sender.kind, LeadSource.DEPARTMENT)
    return LeadFacts(source, arriving.summary, on, arriving.place, arriving.party, sender.name, arriving.number)


def _lead(facts: LeadFacts, arriving: Arriving, office: Agency, sender: Agency, *, at: datetime) -> Lead:
    work = work_by_number(office.id, arriving.work_number) if arriving.work_number else None
    lead = new_lead(facts, work, agency_id=office.id, at=at)
    lead.origin, lead.reported_from, lead.made_by = f"handover:{arriving.handover_id}", sender.id, None
    db.session.add(lead)
    db.session.flush()
    return lead


def _files(arriving: Arriving) -> list[HandoverFile]:
    return [
        HandoverFile(id=uuid4(), position=position, file_sha256=one.sha256, kind=looked_at(one), name=one.name)
        for position, one in enumerate(arriving.files, 1)
    ]


def looked_at(file: FileNamed) -> AttachmentKind:
    """A photo gets its copy for screens; what only says that it is one is a document like any other."""
    if file.kind is PHOTO and kept_file(bytes_of(file.sha256), PHOTO, PLAIN) is None:
        return AttachmentKind.MATERIAL
    return file.kind


def note_taken_on(handover_id: UUID, sender: Agency, number: str, *, at: datetime) -> None:
    """对方受理. Our own lead is with them."""
    handover = handover_between(handover_id, sender, Side.SENDER)
    handover.their_number = number
    if write_step(handover, "accept", {"number": number}, at=at):
        origin_was_taken_on(handover, number, at=at)


def note_sent_back(handover_id: UUID, sender: Agency, reason: str, *, at: datetime) -> None:
    """对方退回. Our own lead is to be triaged again."""
    handover = handover_between(handover_id, sender, Side.SENDER)
    if write_step(handover, "send_back", {"text": reason}, at=at):
        origin_came_back(handover, reason, at=at)


def note_progress(
    handover_id: UUID, sender: Agency, effect: Effect, key: str, facts: Json, *, at: datetime
) -> None:
    """对方报告. What was written down already is not written twice."""
    handover = handover_between(handover_id, sender, Side.SENDER)
    if all(line.key != key for line in handover.lines):
        note_report(handover, effect, facts, key=key, by=None, at=at)


def note_urged(handover_id: UUID, sender: Agency, text: str, *, at: datetime) -> None:
    """催办: also after the end, which crossed it on the way."""
    handover = handover_between(handover_id, sender, Side.RECEIVER)
    add_line(handover, "urge", handover.stage, {"text": text}, key=None, by=None, at=at)
    _note("urge_handover", handover, at=at)


def handover_between(handover_id: UUID, sender: Agency, side: Side) -> Handover:
    """Only the office at the other end speaks of it. Unknown = the lead itself is still on its way, or held."""
    handover = handover_for_update(handover_id)
    if handover is None:
        raise Refused(Refusal(Problem.HANDOVER_UNKNOWN))
    if handover.with_agency_id != sender.id or handover.side is not side:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return handover


def write_step(handover: Handover, step: str, facts: Json, *, at: datetime) -> bool:
    """What is open is taken; what came too late is written down and changes nothing."""
    is_open = refuse_step(Subject.HANDOVER, step, stage=handover.stage) is None
    stage = STEPS[Subject.HANDOVER][step].stage_after(handover.stage) if is_open else handover.stage
    add_line(handover, step, stage, facts, key=None, by=None, at=at)
    return is_open


def note_receipt_of_lead(message: SentMessage, answer: "Answer", at: datetime) -> None:
    """回执: it has arrived, or their system did not take it in and our lead is ours again. Held says nothing yet."""
    handover = handover_for_update(message.subject_id)
    if handover is None or answer.status is AnswerStatus.HELD:
        return
    if answer.status is AnswerStatus.ACCEPTED:
        _arrived(handover, at=at)
        return
    reasons = reasons_of(answer)
    if write_step(handover, "fail", {"text": reasons}, at=at):
        origin_came_back(handover, reasons, at=at)


def reasons_of(answer: "Answer") -> str:
    return "；".join(str(one.get("sentence") or one.get("code", "")) for one in answer.reasons)


def _arrived(handover: Handover, *, at: datetime) -> None:
    """The receipt may come after their first word."""
    step = "inform" if handover.kind is HandoverKind.COPY else "arrive"
    if refuse_step(Subject.HANDOVER, step, stage=handover.stage) is None:
        write_step(handover, step, {}, at=at)


def _note(deed: str, handover: Handover, *, at: datetime, **details: str) -> None:
    about = handover.other.name
    note_deed(deed, by=None, at=at, subject="handover", subject_id=handover.id, agency=about, **details)

"""Leads between offices, as people of this office handle them: hand on, take on, send back, urge, tell."""

from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.actions.handover_files import keep_chosen, sendable_files
from inspect_app.actions.lead_reports import report_progress, write_report
from inspect_app.actions.lead_steps import give_back_lead, lead_to_change, pass_lead_on
from inspect_app.actions.peer_messages import send_to_peer
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.handover_steps import TAKEN_AT
from inspect_app.rules.handovers import MESSAGE_OF, HandoverKind, Sending, Side, may_go, sending_faults
from inspect_app.rules.lead_reports import Effect
from inspect_app.rules.procedure import FIRST_STAGES, STEPS, Stage, Subject, refuse_step
from inspect_app.rules.releases import Occasion, recipient, released
from inspect_app.store.agencies import Agency, agency_with
from inspect_app.store.audit import note_deed
from inspect_app.store.base import Json, db
from inspect_app.store.handovers import Handover, HandoverFile, add_line, handover_for_update
from inspect_app.store.leads import Lead
from inspect_app.store.officers import Officer
from inspect_app.store.peers import Peer, peer_of_agency
from inspect_app.store.photo_bytes import PhotoFolder

MOST_TEXT = 2_000
STEP_OF = {
    HandoverKind.DOWN: "hand_down",
    HandoverKind.UP: "report_up",
    HandoverKind.TAKEOVER: "report_up",
    HandoverKind.TRANSFER: "hand_over",
}
"""What our own lead does when it goes; a copy leaves it where it is."""
[FIRST] = FIRST_STAGES[Subject.HANDOVER]


def values_of(lead: Lead) -> dict[str, str]:
    """The fields of a lead by the names under which the table of releases has them."""
    own = ("number", "summary", "place", "party", "from_whom", "reference", "contact_name", "contact_phone")
    values = {f"lead.{name}": str(getattr(lead, name)) for name in own}
    values |= {"lead.source": lead.source.value, "lead.came_on": lead.came_on.isoformat()}
    if lead.work:
        values |= {f"work.{name}": str(getattr(lead.work, name)) for name in ("number", "name", "address")}
    return values


def occasion_of(kind: HandoverKind) -> Occasion:
    return Occasion.COPY if kind is HandoverKind.COPY else Occasion.HANDOVER


def hand_over(
    folder: PhotoFolder, lead_id: UUID, to_agency_id: UUID, sending: Sending, *, by: Officer, at: datetime
) -> Handover:
    """交办、上报、提请管辖、移送、抄送. What leaves is what the table of releases lets through. Raises `Refused`."""
    lead = lead_to_change(lead_id, by=by)
    peer = receiver(to_agency_id, sending, by=by, at=at)
    handover = new_handover(lead.number, peer.agency, sending, by=by, at=at)
    handover.lead_id, handover.lead = lead.id, lead
    handover.files = keep_chosen(folder, sendable_files(lead), sending.files)
    handover.said = _said(lead, peer.agency, sending, handover.files)
    db.session.add(handover)
    db.session.flush()
    if step := STEP_OF.get(sending.kind):
        pass_lead_on(lead, step, peer.agency.name, sending.note, by=by, at=at)
    send_handover(handover, peer, by=by, at=at)
    return handover


def receiver(to_agency_id: UUID, sending: Sending, *, by: Officer, at: datetime) -> Peer:
    """The other office, when this may go there in such words. Raises `Refused` with all that is wrong."""
    other, office, peer = agency_with(to_agency_id), agency_with(by.home_id), peer_of_agency(to_agency_id)
    if other is None or office is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    refuse_if_any([may_go(sending.kind, office.kind, other.kind), *sending_faults(sending, on=day_of(at))])
    if peer is None or peer.suspended_at:
        raise Refused(Refusal(Problem.HANDOVER_NO_PEER, facts={"agency": other.name}))
    return peer


def new_handover(number: str, other: Agency, sending: Sending, *, by: Officer, at: datetime) -> Handover:
    return Handover(
        id=uuid4(), agency_id=by.home_id, with_agency_id=other.id, other=other, kind=sending.kind, side=Side.SENDER,
        stage=FIRST, number=number, their_number="", due_on=sending.due_on, sent_at=at, sent_by=by.id, lines=[],
        files=[],
    )  # fmt: skip


def _said(lead: Lead, other: Agency, sending: Sending, files: list[HandoverFile]) -> Json:
    """The body of the message: what the table releases, and what the person wrote for the other office."""
    values = values_of(lead) | {"lead.summary": sending.summary.strip()}
    leaves = released(values, occasion_of(sending.kind), recipient(other.kind))
    fields = {name.replace("lead.", "").replace(".", "_"): text for name, text in leaves.items()}
    return fields | what_was_asked(sending, files)


def what_was_asked(sending: Sending, files: list[HandoverFile]) -> Json:
    """The rest of the body: what the person wrote for the other office, until when, with which files."""
    return {
        "note": sending.note.strip(),
        "due_on": sending.due_on.isoformat() if sending.due_on else None,
        "files": [{"sha256": one.file_sha256, "name": one.name, "kind": one.kind.name.lower()} for one in files],
    }


def send_handover(handover: Handover, peer: Peer, *, by: Officer, at: datetime) -> None:
    files = [one.file_sha256 for one in handover.files]
    kind = MESSAGE_OF[handover.kind]
    send_to_peer(peer, kind, handover.said, about=handover.id, files=list(dict.fromkeys(files)), by=by, at=at)
    _note("send_lead", handover, by=by, at=at, kind=handover.kind.value)


def accept_handover(handover_id: UUID, *, by: Officer, at: datetime) -> Handover:
    """受理: from now on each stage that its handling reaches is reported by itself."""
    handover = handover_to_change(handover_id, "accept", by=by)
    number = handover.lead.number if handover.lead else ""
    take_handover_step(handover, "accept", {"number": number}, by=by, at=at)
    _answer(handover, is_taken=True, text="", by=by, at=at)
    if handover.lead_id:
        report_progress(handover.lead_id, at=at)
    return handover


def send_handover_back(handover_id: UUID, reason: str, *, by: Officer, at: datetime) -> Handover:
    """退回, with reasons: not ours, not enough to go on."""
    handover = handover_to_change(handover_id, "send_back", by=by)
    text = reason_in(reason)
    if handover.lead_id:
        give_back_lead(handover.lead_id, text, by=by, at=at)
    take_handover_step(handover, "send_back", {"text": text}, by=by, at=at)
    _answer(handover, is_taken=False, text=text, by=by, at=at)
    return handover


def _answer(handover: Handover, *, is_taken: bool, text: str, by: Officer, at: datetime) -> None:
    number = handover.lead.number if handover.lead else ""
    body: Json = {"number": number, "text": text}
    kind = "lead_accepted" if is_taken else "lead_returned"
    if handover.kind is HandoverKind.TAKEOVER:
        kind, body["is_taken_over"] = "takeover_answered", is_taken
    send_to_peer(peer_behind(handover), kind, body, about=handover.id, by=by, at=at)


def urge_handover(handover_id: UUID, text: str, *, by: Officer, at: datetime) -> Handover:
    """催办: the office that handed it on asks how far it has got."""
    handover = handover_to_change(handover_id, "urge", by=by)
    said = {"text": text.strip()[:MOST_TEXT]}
    take_handover_step(handover, "urge", said, by=by, at=at)
    send_to_peer(peer_behind(handover), "lead_urged", said, about=handover.id, by=by, at=at)
    return handover


def tell_progress(handover_id: UUID, text: str, *, by: Officer, at: datetime) -> Handover:
    """报告进展 in a person's own words, beside what is reported by itself."""
    handover = handover_to_change(handover_id, "report", by=by)
    facts: Json = {"key": str(uuid4()), "on": day_of(at).isoformat(), "effect": "report", "text": reason_in(text)}
    write_report(handover, Effect.REPORT, facts, key=None, by=by, at=at)
    _note("report_handover", handover, by=by, at=at)
    return handover


def handover_to_change(handover_id: UUID, step: str, *, by: Officer) -> Handover:
    handover = handover_for_update(handover_id)
    if handover is None or handover.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    refuse_if_any([refuse_handover_step(step, handover.side, handover.stage, by=by)])
    return handover


def refuse_handover_step(step: str, side: Side, stage: Stage, *, by: Officer) -> Refusal | None:
    if TAKEN_AT[step] is not side:
        return Refusal(Problem.HANDOVER_OTHER_SIDE, facts={"step": STEPS[Subject.HANDOVER][step].label})
    return refuse_step(Subject.HANDOVER, step, stage=stage, role=by.role)


def take_handover_step(handover: Handover, step: str, facts: Json, *, by: Officer, at: datetime) -> None:
    stage = STEPS[Subject.HANDOVER][step].stage_after(handover.stage)
    add_line(handover, step, stage, facts, key=None, by=by.id, at=at)
    _note(f"{step}_handover", handover, by=by, at=at, text=str(facts.get("text", "")))


def _note(deed: str, handover: Handover, *, by: Officer, at: datetime, **details: str) -> None:
    about = handover.other.name
    note_deed(deed, by=by.id, at=at, subject="handover", subject_id=handover.id, agency=about, **details)


def peer_behind(handover: Handover) -> Peer:
    peer = peer_of_agency(handover.with_agency_id)
    if peer is None:
        raise Refused(Refusal(Problem.HANDOVER_NO_PEER, facts={"agency": handover.other.name}))
    return peer


def reason_in(text: str) -> str:
    if not text.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    return text.strip()[:MOST_TEXT]

"""From an event's type to the deed that it asks for. (Long: a few lines for each type.)

The subject of every event is the visit; of a question that was asked by hand, the question itself.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from inspect_app.actions.claims import Claims
from inspect_app.actions.decisions import (
    MadeOnPhone,
    deliver_decision,
    make_decision,
    void_decision_on_phone,
)
from inspect_app.actions.documents import DocumentFacts, SignatureFacts, keep_document, sign_document
from inspect_app.actions.finding_powers import HandedOnSite, TransferFacts, hand_over_on_site
from inspect_app.actions.findings import (
    AnswerFacts,
    FindingFacts,
    FixFacts,
    give_answer,
    record_finding,
    record_statement,
    take_fix,
    withdraw_finding,
)
from inspect_app.actions.forms import void_form
from inspect_app.actions.joining import join_by_invitation
from inspect_app.actions.orders import (
    OrderClaims,
    OrderOnPhone,
    Outcome,
    check_order,
    deliver_order,
    make_order,
    void_order,
)
from inspect_app.actions.questions import ask_question
from inspect_app.actions.raised_leads import RaisedLead, raise_lead
from inspect_app.actions.returns import answer_return
from inspect_app.actions.shown_parts import keep_shown_part
from inspect_app.actions.takings import (
    Kind,
    PhotoFacts,
    RecordingFacts,
    announce_photo,
    announce_recording,
    caption_taking,
    discard_taking,
)
from inspect_app.actions.visits import (
    VisitFacts,
    finish_visit,
    name_officers,
    refuse_enforcement,
    start_visit,
    visit_to_write,
)
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.decisions import PartyOfCase
from inspect_app.rules.orders import Correction
from inspect_app.rules.patrols import SAID_BY_STREETS
from inspect_app.rules.questions import QuestionFacts
from inspect_app.store.officers import Officer
from inspect_app.store.photos import Photo
from inspect_app.store.recordings import Recording
from inspect_app.sync import events as e
from inspect_app.sync import taking_events as t
from inspect_app.sync.invitations import read_invitation
from inspect_app.sync.visit_parts import read_part


class Context(NamedTuple):
    """Who, when (the server's own reckoning), from which device, about which visit, under which rulebook."""

    event_id: UUID
    device_id: UUID
    officer: Officer
    at: datetime
    visit_id: UUID
    rulebook: int

    @property
    def who_and_when(self) -> dict[str, Any]:
        return {"by": self.officer, "at": self.at}


def _start(data: e.VisitStarted, c: Context) -> None:
    facts = VisitFacts(
        visit_id=c.visit_id,
        work_id=data.work_id,
        kind=data.kind,
        checklists=tuple((ref.code, ref.number) for ref in data.checklists),
        officer_ids=tuple(data.officer_ids),
        code_number=data.code_number,
        notice_number=data.notice_number,
        reason=data.reason,
        order_id=data.order_id,
        rulebook=c.rulebook,
    )
    start_visit(facts, **c.who_and_when)


def _join(data: e.VisitJoined, c: Context) -> None:
    checklists = tuple((ref.code, ref.number) for ref in data.checklists)
    join_by_invitation(c.visit_id, read_invitation(data.invitation), checklists, **c.who_and_when)


def _show_part(data: e.PartShown, c: Context) -> None:
    keep_shown_part(c.event_id, c.visit_id, read_part(data.part), **c.who_and_when)


def _name(data: e.OfficersNamed, c: Context) -> None:
    name_officers(c.visit_id, data.officer_ids, **c.who_and_when)


def _fix(data: e.PlaceFixed, c: Context) -> None:
    """What the phone thought of the plate (`plate_match`) stays in the journal: the register is asked here."""
    values = {name: value for name, value in vars(data).items() if name != "plate_match"}
    take_fix(c.event_id, FixFacts(visit_id=c.visit_id, **values), **c.who_and_when)


def _answer(data: e.AnswerGiven, c: Context) -> None:
    give_answer(c.event_id, AnswerFacts(visit_id=c.visit_id, **vars(data)), **c.who_and_when)


def _finding(data: e.FindingRecorded, c: Context) -> None:
    values = {**vars(data), "acts": tuple(data.acts)}
    record_finding(c.event_id, FindingFacts(visit_id=c.visit_id, **values), **c.who_and_when)


def _withdraw(data: e.FindingWithdrawn, c: Context) -> None:
    withdraw_finding(data.finding_id, data.reason, data.return_id, **c.who_and_when)


def _hand_over(data: e.FindingHandedOver, c: Context) -> None:
    facts = TransferFacts(
        to_agency_id=data.to_agency_id,
        case_cause=data.case_cause,
        party_name=data.party_name,
        facts=data.facts,
        reasons=data.reasons,
        contact=data.contact or c.officer.name,
    )
    hand_over_on_site(HandedOnSite(data.transfer_id, c.visit_id, data.finding_id, facts), **c.who_and_when)


def _photo(data: t.PhotoTaken, c: Context) -> None:
    announce_photo(PhotoFacts(visit_id=c.visit_id, **vars(data)), **c.who_and_when)


def _recording(data: t.RecordingMade, c: Context) -> None:
    announce_recording(RecordingFacts(visit_id=c.visit_id, **vars(data)), **c.who_and_when)


def _caption(kind: Kind) -> Callable[[t.PhotoCaptioned | t.RecordingCaptioned, Context], None]:
    def caption(data: t.PhotoCaptioned | t.RecordingCaptioned, c: Context) -> None:
        caption_taking(kind, data.id, data.caption, **c.who_and_when)

    return caption


def _discard(kind: Kind) -> Callable[[t.PhotoDiscarded | t.RecordingDiscarded, Context], None]:
    def discard(data: t.PhotoDiscarded | t.RecordingDiscarded, c: Context) -> None:
        discard_taking(kind, data.id, **c.who_and_when)

    return discard


def _statement(kind: str) -> Callable[[e.StatementMade, Context], None]:
    def record(data: e.StatementMade, c: Context) -> None:
        record_statement(c.event_id, c.visit_id, kind, data.text, data.by_whom, **c.who_and_when)

    return record


def _decide(data: e.DecisionMade, c: Context) -> None:
    claims = vars(data.claims) | {
        "party": PartyOfCase(**vars(data.claims.party)),
        "factors": tuple(data.claims.factors),
        "officer_ids": tuple(data.claims.officer_ids),
        "told": None if data.claims.told is None else tuple(data.claims.told),
    }
    made = vars(data) | {"finding_ids": tuple(data.finding_ids), "claims": Claims(**claims)}
    make_decision(
        MadeOnPhone(visit_id=c.visit_id, rulebook=c.rulebook, **made), device_id=c.device_id, **c.who_and_when
    )


def _order(data: e.OrderMade, c: Context) -> None:
    claims = OrderClaims(
        party_name=data.party_name,
        corrections=tuple(Correction(str(one.finding_id), one.requirement) for one in data.corrections),
        officer_ids=tuple(data.officer_ids),
        ordered_at=data.ordered_at,
        due_on=data.due_on,
        at_once=data.at_once,
        basis=data.basis,
    )
    made = OrderOnPhone(
        data.order_id,
        c.visit_id,
        data.document_id,
        data.block_id,
        data.serial,
        data.content,
        data.sha256,
        claims,
    )
    make_order(made, device_id=c.device_id, **c.who_and_when)


def _seal(data: e.RecordSealed, c: Context) -> None:
    visit_to_write(c.visit_id, **c.who_and_when)
    facts = DocumentFacts(data.document_id, "inspection_record", c.visit_id, c.visit_id, data.content, data.sha256)
    _document, faults = keep_document(facts, **c.who_and_when)
    if faults:
        raise Refused(*faults)


def _sign(data: e.SignatureGiven, c: Context) -> None:
    visit_to_write(c.visit_id, **c.who_and_when)
    values = {**vars(data), "strokes": tuple(data.strokes)}
    sign_document(c.event_id, SignatureFacts(**values), visit_id=c.visit_id, **c.who_and_when)


def _refuse_to_sign(data: e.SigningRefused, c: Context) -> None:
    visit_to_write(c.visit_id, **c.who_and_when)
    facts = SignatureFacts(refused=True, **vars(data))
    sign_document(c.event_id, facts, visit_id=c.visit_id, **c.who_and_when)


def _deliver(data: e.DecisionDelivered, c: Context) -> None:
    deliver_decision(data.decision_id, data.delivered_at, copies=data.copies, **c.who_and_when)


def _deliver_order(data: e.OrderDelivered, c: Context) -> None:
    deliver_order(data.order_id, data.delivered_at, **c.who_and_when)


def _void(data: e.FormVoided, c: Context) -> None:
    void_form(data.block_id, data.serial, data.reason, device_id=c.device_id, at=c.at)
    if data.decision_id:
        void_decision_on_phone(data.decision_id, data.reason, **c.who_and_when)
    if data.order_id:
        void_order(data.order_id, data.reason, **c.who_and_when)


def _check_order(data: e.OrderChecked, c: Context) -> None:
    outcomes = tuple(Outcome(**vars(one)) for one in data.outcomes)
    check_order(c.event_id, data.order_id, c.visit_id, outcomes, **c.who_and_when)


def _answer_return(data: e.ReturnAnswered, c: Context) -> None:
    answer_return(data.return_id, data.text, **c.who_and_when)


def _ask(data: e.QuestionAsked, c: Context) -> None:
    """On a visit that has ended as well: a question changes nothing of it."""
    ask_question(QuestionFacts(data.question_id, data.text, c.visit_id, data.finding_id), **c.who_and_when)


def _raise_lead(data: e.LeadRaised, c: Context) -> None:
    """On a patrol that has ended as well: a lead changes nothing of it."""
    raised = RaisedLead(c.visit_id, **(vars(data) | {"photo_ids": tuple(data.photo_ids)}))
    raise_lead(raised, **c.who_and_when)


def _finish(data: e.VisitFinished, c: Context) -> None:
    finish_visit(c.visit_id, data.reason, **c.who_and_when)


DEEDS: dict[str, Callable[[Any, Context], None]] = {
    "visit_started": _start,
    "visit_joined": _join,
    "part_shown": _show_part,
    "officers_named": _name,
    "place_fixed": _fix,
    "answer_given": _answer,
    "finding_recorded": _finding,
    "finding_withdrawn": _withdraw,
    "finding_handed_over": _hand_over,
    "photo_taken": _photo,
    "photo_captioned": _caption(Photo),
    "photo_discarded": _discard(Photo),
    "recording_made": _recording,
    "recording_captioned": _caption(Recording),
    "recording_discarded": _discard(Recording),
    "identity_shown": _statement("identity_shown"),
    "party_told": _statement("party_told"),
    "party_heard": _statement("party_heard"),
    "statement_made": _statement("statement_made"),
    "decision_made": _decide,
    "order_made": _order,
    "record_sealed": _seal,
    "signature_given": _sign,
    "signing_refused": _refuse_to_sign,
    "decision_delivered": _deliver,
    "order_delivered": _deliver_order,
    "form_voided": _void,
    "order_checked": _check_order,
    "return_answered": _answer_return,
    "visit_finished": _finish,
    "question_asked": _ask,
    "lead_raised": _raise_lead,
}


def do_deed(event_type: str, data: Any, context: Context) -> None:
    """Raises `Refused`; a type that this server does not know yet is a refusal that holds the event."""
    deed = DEEDS.get(event_type)
    if deed is None:
        raise Refused(Refusal(Problem.EVENT_TYPE_UNKNOWN, facts={"type": event_type}))
    if event_type not in SAID_BY_STREETS:
        refuse_if_any([refuse_enforcement(context.visit_id, by=context.officer)])
    deed(data, context)

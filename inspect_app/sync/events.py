"""What each type of event carries. (Long: it is a list of shapes.)

A type once released is never renamed; new fields get a default.
"""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field

from inspect_app.rules.acts import Party, Sanction, Severity
from inspect_app.rules.decisions import Collection, ReceiptIssuer, Told
from inspect_app.rules.places import FixKind
from inspect_app.rules.procedure import VisitKind
from inspect_app.sync.taking_events import (
    PhotoCaptioned,
    PhotoDiscarded,
    PhotoTaken,
    RecordingCaptioned,
    RecordingDiscarded,
    RecordingMade,
)
from inspect_app.sync.wire import MAX_WHOLE, Content, Instant, Sha256, Short, Text, Wire


def _member(kind: Any) -> BeforeValidator:
    """Enums travel as their member's name in lower case."""

    def read(value: object) -> object:
        if isinstance(value, str) and value.upper() in kind.__members__:
            return kind[value.upper()]
        raise ValueError(f"none of {', '.join(name.lower() for name in kind.__members__)}")

    return BeforeValidator(read)


VisitKindName = Annotated[VisitKind, _member(VisitKind)]
Codes = Annotated[list[Short], Field(max_length=50)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Point = Annotated[list[Annotated[int, Field(ge=-MAX_WHOLE, le=MAX_WHOLE)]], Field(max_length=4)]
Serial = Annotated[int, Field(ge=0, le=10**7)]


class ChecklistRef(Wire):
    code: Short
    number: Annotated[int, Field(ge=1, le=MAX_WHOLE)]


class VisitStarted(Wire):
    work_id: UUID
    kind: VisitKindName
    checklists: Annotated[list[ChecklistRef], Field(max_length=10)]
    officer_ids: Annotated[list[UUID], Field(max_length=30)] = Field(default=[])
    code_number: Short = ""
    notice_number: Short = ""
    reason: Text = ""
    order_id: UUID | None = None


class VisitJoined(Wire):
    """`invitation` = compact JWS by the key of the lead's phone, as it was scanned; `checklists` = the joiner's own part."""

    invitation: Text
    checklists: Annotated[list[ChecklistRef], Field(max_length=10)] = Field(default=[])


class PartShown(Wire):
    """`part` = compact JWS by the key of another officer's phone on this visit, as the lead's phone read it."""

    part: Text


class OfficersNamed(Wire):
    officer_ids: Annotated[list[UUID], Field(max_length=30)]


class PlaceFixed(Wire):
    kind: Annotated[FixKind, _member(FixKind)]
    longitude: Longitude | None = None
    latitude: Latitude | None = None
    accuracy_m: Annotated[float, Field(ge=0, le=10**7)] | None = None
    fix_at: Instant | None = None
    datum: Short = "WGS-84"
    source: Short = ""
    reason: Text = ""
    plate: Short = ""
    plate_match: Short = ""


class AnswerGiven(Wire):
    checklist: Short
    item: Short
    value: Text | Annotated[int, Field(ge=-MAX_WHOLE, le=MAX_WHOLE)] | float | None
    note: Text = ""
    return_id: UUID | None = None


class FindingRecorded(Wire):
    finding_id: UUID
    checklist: Short
    item: Short
    text: Text
    severity: Annotated[Severity, _member(Severity)]
    acts: Codes = Field(default=[])
    return_id: UUID | None = None


class FindingWithdrawn(Wire):
    finding_id: UUID
    reason: Text = ""
    return_id: UUID | None = None


class FindingHandedOver(Wire):
    """移送. `to_agency_name` = as the phone knew that department; what else stands in the letter, in the officer's words."""

    transfer_id: UUID
    finding_id: UUID
    to_agency_id: UUID
    to_agency_name: Short = ""
    case_cause: Short
    party_name: Short
    facts: Text
    reasons: Text
    contact: Short = ""


class StatementMade(Wire):
    """identity_shown, party_told, party_heard and statement share this shape; the type says which."""

    text: Text = ""
    by_whom: Short = ""


class PartyData(Wire):
    kind: Annotated[Party, _member(Party)]
    name: Short
    identifier: Short = ""
    address: Short = ""
    phone: Short = ""
    representative: Short = ""


class ClaimsData(Wire):
    act: Short
    party: PartyData
    sanction: Annotated[Sanction, _member(Sanction)]
    fine_yuan: Annotated[int, Field(ge=0, le=10**9)] = 0
    facts: Text
    place: Short
    factors: Codes
    factor_note: Text = ""
    officer_ids: Annotated[list[UUID], Field(max_length=30)]
    facts_are_certain: bool
    identity_shown_at: Instant | None
    told_at: Instant | None
    heard_at: Instant | None
    decided_at: Instant
    statement: Text = ""
    statement_review: Text = ""
    correct_at_once: bool = False
    correct_by: date | None = None
    collection: Annotated[Collection, _member(Collection)] = Collection.BANK
    receipt_number: Short = ""
    told: Annotated[list[Annotated[Told, _member(Told)]], Field(max_length=20)] | None = None
    receipt_issuer: Annotated[ReceiptIssuer, _member(ReceiptIssuer)] | None = None
    collection_note: Text | None = None
    is_on_water: bool = False


class DecisionMade(Wire):
    decision_id: UUID
    document_id: UUID
    block_id: UUID
    serial: Serial
    content: Content
    sha256: Sha256
    finding_ids: Annotated[list[UUID], Field(max_length=50)] = Field(default=[])
    claims: ClaimsData


class CorrectionData(Wire):
    finding_id: UUID
    requirement: Text


class OrderMade(Wire):
    order_id: UUID
    document_id: UUID
    block_id: UUID
    serial: Serial
    content: Content
    sha256: Sha256
    party_name: Short
    corrections: Annotated[list[CorrectionData], Field(max_length=100)]
    officer_ids: Annotated[list[UUID], Field(max_length=30)]
    ordered_at: Instant
    due_on: date | None = None
    at_once: bool = False
    basis: Text = ""


class RecordSealed(Wire):
    """现场检查笔录 as it was read and signed."""

    document_id: UUID
    content: Content
    sha256: Sha256


class SignatureGiven(Wire):
    document_id: UUID
    document_sha256: Sha256
    signer: Literal["officer", "party", "witness"]
    name: Short
    badge_number: Short = ""
    strokes: Annotated[list[Annotated[list[Point], Field(max_length=4_000)]], Field(max_length=400)]


class SigningRefused(Wire):
    """By the party, or by an officer of any department who is to sign a joint record."""

    document_id: UUID
    document_sha256: Sha256
    name: Short
    reason: Text
    witness: Short = ""
    signer: Literal["officer", "party"] = "party"
    badge_number: Short = ""


class DecisionDelivered(Wire):
    decision_id: UUID
    delivered_at: Instant
    copies: Annotated[int, Field(ge=0, le=99)] | None = None


class OrderDelivered(Wire):
    order_id: UUID
    delivered_at: Instant


class FormVoided(Wire):
    block_id: UUID
    serial: Serial
    reason: Text
    decision_id: UUID | None = None
    order_id: UUID | None = None


class OutcomeData(Wire):
    finding_id: UUID
    is_corrected: bool
    note: Text = ""


class OrderChecked(Wire):
    order_id: UUID
    outcomes: Annotated[list[OutcomeData], Field(max_length=100)]


class ReturnAnswered(Wire):
    return_id: UUID
    text: Text


class QuestionAsked(Wire):
    """难题. Its subject is the visit where it came up; without one, the question itself."""

    question_id: UUID
    text: Text
    finding_id: UUID | None = None


class LeadRaised(Wire):
    """上报案源 from a street's patrol; `photo_ids` = photos of the visit that show it."""

    lead_id: UUID
    summary: Text
    checklist: Short = ""
    item: Short = ""
    finding_id: UUID | None = None
    photo_ids: Annotated[list[UUID], Field(max_length=30)] = Field(default=[])


class VisitFinished(Wire):
    """`reason` = why the lead ended a joint visit although parts of it are still to come."""

    reason: Text = ""


EVENTS: dict[str, type[BaseModel]] = {
    "visit_started": VisitStarted,
    "visit_joined": VisitJoined,
    "part_shown": PartShown,
    "officers_named": OfficersNamed,
    "place_fixed": PlaceFixed,
    "answer_given": AnswerGiven,
    "finding_recorded": FindingRecorded,
    "finding_withdrawn": FindingWithdrawn,
    "finding_handed_over": FindingHandedOver,
    "photo_taken": PhotoTaken,
    "photo_captioned": PhotoCaptioned,
    "photo_discarded": PhotoDiscarded,
    "recording_made": RecordingMade,
    "recording_captioned": RecordingCaptioned,
    "recording_discarded": RecordingDiscarded,
    "identity_shown": StatementMade,
    "party_told": StatementMade,
    "party_heard": StatementMade,
    "statement_made": StatementMade,
    "decision_made": DecisionMade,
    "order_made": OrderMade,
    "record_sealed": RecordSealed,
    "signature_given": SignatureGiven,
    "signing_refused": SigningRefused,
    "decision_delivered": DecisionDelivered,
    "order_delivered": OrderDelivered,
    "form_voided": FormVoided,
    "order_checked": OrderChecked,
    "return_answered": ReturnAnswered,
    "visit_finished": VisitFinished,
    "question_asked": QuestionAsked,
    "lead_raised": LeadRaised,
}
"""Type on the wire -> what it carries. The event's `subject` is the visit; of a question asked by hand, the question itself."""

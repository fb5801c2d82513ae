"""What two offices say to each other about leads. Every field has a default: a platform that is not ours sends what it has."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from inspect_app.sync.wire import Sha256, Short, Text, Whole, Wire

Number = Annotated[str, StringConstraints(max_length=100)]
Summary = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
Place = Annotated[str, StringConstraints(max_length=300)]
Party = Annotated[str, StringConstraints(max_length=200)]
Key = Annotated[str, StringConstraints(min_length=1, max_length=100)]
FileName = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class FileOfLead(Wire):
    """One of the message's files: how it is called, and whether it is looked at as a photo."""

    sha256: Sha256
    name: FileName
    kind: Literal["material", "photo"] = "material"


class CaseOfLead(Wire):
    """A case that is going on, offered to the office above (takeover_asked): as far as it is released."""

    number: Number = ""
    stage: Short = ""
    act: Number = ""
    party_kind: Short = ""
    act_on: date | None = None
    found_on: date | None = None


class LeadGiven(Wire):
    """A lead that is handed down, reported up, offered, transferred or copied. `about` of the message = its id on both sides."""

    number: Number = ""
    source: Short = ""
    summary: Summary
    place: Place = ""
    party: Party = ""
    reference: Number = ""
    came_on: date | None = None
    work_number: Number = ""
    work_name: Short = ""
    work_address: Short = ""
    note: Text = ""
    due_on: date | None = None
    files: Annotated[tuple[FileOfLead, ...], Field(max_length=60)] = ()
    case: CaseOfLead | None = None


class LeadAccepted(Wire):
    """`number` = under which the receiving office handles it."""

    number: Number = ""
    text: Text = ""


class LeadReturned(Wire):
    number: Number = ""
    text: Annotated[str, StringConstraints(min_length=1, max_length=4_000)]


class TakeoverAnswered(Wire):
    is_taken_over: bool
    number: Number = ""
    text: Text = ""


class StageReported(Wire):
    """A step that was reached. `key` names it for good: the same key is the same step. `step` = its code, as far as known."""

    key: Key
    subject: Short = ""
    step: Short = ""
    label: Short = ""
    on: date | None = None
    number: Number = ""
    fine_yuan: Whole = 0
    effect: Literal["report", "conclude", "resume"] = "report"
    text: Text = ""


class LeadUrged(Wire):
    text: Text = ""


class LeadWithdrawn(Wire):
    """The sender takes it back. It is accepted only while the receiver has not answered; the receipt says so."""

    text: Text = ""

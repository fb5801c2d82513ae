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


FILE = {
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "name": "a.pdf",
    "kind": "material",
}
GIVEN = {
    "number": "2026-0001",
    "source": "群众反映",
    "summary": "车库的人防门被拆除",
    "place": "演示路1号",
    "party": "演示物业有限公司",
    "reference": "2026-15",
    "came_on": "2026-11-20",
    "work_number": "SJ-0001",
    "work_name": "演示一号地下车库",
    "work_address": "演示路1号",
    "note": "请核查并报告结果",
    "due_on": "2026-12-20",
    "files": [FILE],
}
ACCEPTED = {"number": "SJ-2026-0009", "text": ""}
RETURNED = {"number": "SJ-2026-0009", "text": "不在本区"}
ANSWERED = {"is_taken_over": True, "number": "SH-2026-0003", "text": ""}
REPORTED = {
    "key": "case:01890a5d-ac96-774b-bcce-b302099a8057",
    "subject": "case",
    "step": "decide",
    "label": "作出处罚决定",
    "on": "2026-12-10",
    "number": "2026-0012",
    "fine_yuan": 10000,
    "effect": "report",
    "text": "",
}
URGED = {"text": "请尽快报告"}

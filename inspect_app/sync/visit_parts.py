"""Parts of a joint visit as other phones showed them: whose they are, and whether that phone signed them."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, ValidationError

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.visit_parts import PartOnScreen
from inspect_app.store.journal import claims_in
from inspect_app.sync.invitations import signed_by_phone_of
from inspect_app.sync.wire import Instant, Sha256, Short, Text, Whole, Wire


class PartOfficer(Wire):
    id: UUID
    name: Short
    badge_number: Short = ""
    agency: Short = ""
    agency_kind: Short


class PartHead(Wire):
    count: Whole
    sha256: Sha256


class PartAnswers(Wire):
    met: Whole = 0
    not_met: Whole = 0
    not_applicable: Whole = 0


class PartFindingData(Wire):
    id: UUID
    text: Text
    severity: Short


class PartData(Wire):
    """The payload of a part. `purpose` keeps it from passing for an event or an invitation; `more` = findings without room."""

    purpose: Literal["visit_part"]
    visit: UUID
    device: UUID
    at: Instant
    officer: PartOfficer
    head: PartHead
    is_ended: bool = False
    more: Whole = 0
    answers: PartAnswers = PartAnswers()
    findings: Annotated[list[PartFindingData], Field(max_length=200)] = Field(default=[])


def read_part(token: str) -> PartOnScreen:
    """Raises `Refused` for what is no part at all; whether its signature holds is told, and shown to the office."""
    try:
        data = PartData.model_validate(claims_in(token))
    except ValidationError as error:
        raise Refused(Refusal(Problem.EVENT_MALFORMED, facts={"where": "part"})) from error
    is_genuine = signed_by_phone_of(data.officer.id, data.device, token, at=data.at)
    plain = data.model_dump(mode="json")
    body = {**plain["officer"], **plain["head"], "made_at": data.at.isoformat()}
    body |= {name: plain[name] for name in ("is_ended", "more", "answers", "findings")}
    return PartOnScreen(
        data.visit, data.officer.id, data.at, data.head.count, data.head.sha256, data.is_ended, is_genuine, body
    )

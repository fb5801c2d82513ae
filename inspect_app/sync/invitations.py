"""Invitations to a visit, as a lead's phone showed them: whose they are, and whether that phone signed them."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field, ValidationError

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.joining import Invitation
from inspect_app.store.journal import claims_in
from inspect_app.store.officers import Device, device_with
from inspect_app.sync.events import ChecklistRef, VisitKindName
from inspect_app.sync.seals import public_key, verified
from inspect_app.sync.wire import Instant, Short, Wire


class InvitedEntrance(Wire):
    name: Short = ""
    longitude: float
    latitude: float
    radius_m: float = 0


class InvitedWork(Wire):
    """What a partner's phone needs to stand at the right door; the register tells it the rest later."""

    id: UUID
    number: Short
    name: Short
    street: Short = ""
    address: Short = ""
    status: Short = ""
    entrances: list[InvitedEntrance] = Field(default=[])


class InvitedLead(Wire):
    id: UUID
    name: Short
    agency: Short = ""


class InvitationData(Wire):
    """The payload of an invitation. `purpose` keeps it from passing for an event, and an event from passing for it."""

    purpose: Literal["join_visit"]
    visit: UUID
    kind: VisitKindName
    work: InvitedWork
    lead: InvitedLead
    device: UUID
    at: Instant
    checklists: list[ChecklistRef] = Field(default=[])


def read_invitation(token: str) -> Invitation:
    """Raises `Refused` for what is no invitation at all; whether its signature holds is told, and judged by the rules."""
    try:
        data = InvitationData.model_validate(claims_in(token))
    except ValidationError as error:
        raise Refused(Refusal(Problem.EVENT_MALFORMED, facts={"where": "invitation"})) from error
    is_genuine = signed_by_phone_of(data.lead.id, data.device, token, at=data.at)
    return Invitation(data.visit, data.lead.id, data.at, is_genuine)


def signed_by_phone_of(officer_id: UUID, device_id: UUID, token: str, *, at: datetime) -> bool:
    """By that phone of that officer, before it was given up."""
    device = device_with(device_id)
    if device is None or device.officer_id != officer_id or _was_revoked(device, at):
        return False
    return verified(token, public_key(device.public_jwk)) is not None


def _was_revoked(device: Device, at: datetime) -> bool:
    return device.revoked_at is not None and device.revoked_at <= at

"""Reading one event as it came: its hash, its signature, its envelope, its data. Nothing here touches the record."""

import base64
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from pydantic import BaseModel, ValidationError

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.moments import GradedMoment, Moment, grade_moment
from inspect_app.store.officers import Device
from inspect_app.sync.events import EVENTS
from inspect_app.sync.seals import ServerSeal, public_key, sha256_of, verified
from inspect_app.sync.wire import Payload

UNREADABLE = UUID("7d8f6f0e-54a4-4a5e-9b0e-3c1d2b6a9f10")


@dataclass(frozen=True)
class ReadEvent:
    """An event with what could be made of it. `refusal` = why it cannot be taken further; it is kept all the same.

    `id` is the claimed one only when the signature holds; otherwise it is made from the hash, so that nobody can
    take up another's id with rubbish. `seq` and `prev` = its place in the chain, read even from an envelope that is
    otherwise malformed, so that one bad event does not hold up the rest; None when it has no readable place.
    """

    token: str
    sha256: str
    id: UUID
    seq: int | None
    prev: str
    payload: Payload | None
    data: BaseModel | None
    refusal: Refusal | None


def read_event(token: str, device: Device) -> ReadEvent:
    sha256 = sha256_of(token)
    body = verified(token, public_key(device.public_jwk))
    if body is None:
        unread = uuid5(UNREADABLE, sha256)
        return ReadEvent(token, sha256, unread, None, "", None, None, Refusal(Problem.SIGNATURE_WRONG))
    try:
        payload = Payload.model_validate_json(body)
    except ValidationError as error:
        seq, prev = _place_in_chain(body)
        return ReadEvent(token, sha256, uuid5(UNREADABLE, sha256), seq, prev, None, None, _malformed(error))
    data, refusal = _read_data(payload, device)
    return ReadEvent(token, sha256, payload.id, payload.seq, payload.prev, payload, data, refusal)


def _place_in_chain(body: bytes) -> tuple[int | None, str]:
    try:
        raw = json.loads(body)
        seq, prev = raw["seq"], raw["prev"]
    except (ValueError, KeyError, TypeError):
        return None, ""
    return (seq, str(prev)) if isinstance(seq, int) and seq > 0 else (None, "")


def _read_data(payload: Payload, device: Device) -> tuple[BaseModel | None, Refusal | None]:
    if payload.device != device.id or payload.by != device.officer_id:
        return None, Refusal(Problem.WRONG_OFFICER)
    kind = EVENTS.get(payload.type)
    if kind is None:
        return None, Refusal(Problem.EVENT_TYPE_UNKNOWN, facts={"type": payload.type})
    try:
        return kind.model_validate(payload.data), None
    except ValidationError as error:
        return None, _malformed(error)


def _malformed(error: ValidationError) -> Refusal:
    where = ".".join(str(part) for part in error.errors()[0]["loc"]) or "JSON"
    return Refusal(Problem.EVENT_MALFORMED, facts={"where": where})


def moment_of(payload: Payload, *, seal: ServerSeal, received_at: datetime) -> GradedMoment:
    """When it happened, as far as the server can tell: the phone's clock is a claim."""
    moment = Moment(
        claimed_at=payload.at,
        received_at=received_at,
        anchor_at=seal.time_in(payload.anchor, device_id=payload.device),
        elapsed=timedelta(milliseconds=payload.mono),
        breaks=payload.breaks,
    )
    return grade_moment(moment)


def claimed(token: str) -> dict[str, Any]:
    """What a kept event says, for a person to look at; {} when it cannot be read at all."""
    try:
        body = token.split(".")[1]
        found = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    except (IndexError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}

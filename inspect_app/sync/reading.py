"""Reading one event as it came: its hash, its signature, its envelope, its data. Nothing here touches the record."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid5

from pydantic import BaseModel, ValidationError

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.moments import GradedMoment, Moment, grade_moment
from inspect_app.store.officers import Device
from inspect_app.sync.events import EVENTS
from inspect_app.sync.seals import ServerSeal, each_checked, public_key, sha256_of, verifier
from inspect_app.sync.wire import MAX_EVENT_CHARS, MAX_WHOLE, Payload

UNREADABLE = UUID("7d8f6f0e-54a4-4a5e-9b0e-3c1d2b6a9f10")


class ReadEvent(NamedTuple):
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

    @property
    def kept(self) -> str:
        """The token as the journal keeps it: word for word; what is no JWS at all, as JSON text that any database takes."""
        is_jws = self.payload is not None or (self.token.isascii() and self.token.isprintable())
        return self.token if is_jws else json.dumps(self.token)

    def under_another_id(self) -> "ReadEvent":
        """The same id came before with other bytes: both are kept, and this one goes no further."""
        return self._replace(id=uuid5(UNREADABLE, self.sha256), refusal=Refusal(Problem.EVENT_ID_REUSED))


def read_events(tokens: Sequence[str], device: Device) -> list[ReadEvent]:
    verify, author = verifier(public_key(device.public_jwk)), Author(device.id, device.officer_id)
    return each_checked(tokens, lambda token: _read(token, verify(token), author))


@dataclass(frozen=True)
class Author:
    """Whose journal it is that is read."""

    device_id: UUID
    officer_id: UUID

    def has_said(self, payload: Payload) -> bool:
        return payload.by.int == self.officer_id.int


def _read(token: str, body: bytes | None, author: Author) -> ReadEvent:
    """`body` = the payload under the signature of this device; None when it is not this device's."""
    sha256 = sha256_of(token)
    if body is None:
        return _unreadable(token, sha256, None, "", Refusal(Problem.SIGNATURE_WRONG))
    try:
        if len(token) > MAX_EVENT_CHARS:
            return _unreadable(token, sha256, *_place_in_chain(body), _malformed_at("size"))
        payload = Payload.model_validate_json(body)
    except ValidationError as error:
        return _unreadable(token, sha256, *_place_in_chain(body), _malformed(error))
    is_own = payload.device.int == author.device_id.int
    data, refusal = _read_data(payload) if is_own and author.has_said(payload) else _OF_ANOTHER
    seq = payload.seq if is_own else None
    return ReadEvent(token, sha256, payload.id, seq, payload.prev, payload, data, refusal)


def _unreadable(token: str, sha256: str, seq: int | None, prev: str, refusal: Refusal) -> ReadEvent:
    return ReadEvent(token, sha256, uuid5(UNREADABLE, sha256), seq, prev, None, None, refusal)


def _place_in_chain(body: bytes) -> tuple[int | None, str]:
    try:
        raw = json.loads(body)
        seq, prev = raw["seq"], raw["prev"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None, ""
    return (seq, str(prev)) if isinstance(seq, int) and 0 < seq <= MAX_WHOLE else (None, "")


_OF_ANOTHER = (None, Refusal(Problem.WRONG_OFFICER))


def _read_data(payload: Payload) -> tuple[BaseModel | None, Refusal | None]:
    kind = EVENTS.get(payload.type)
    if kind is None:
        return None, Refusal(Problem.EVENT_TYPE_UNKNOWN, facts={"type": payload.type})
    try:
        return kind.model_validate(payload.data), None
    except ValidationError as error:
        return None, _malformed(error)


def _malformed(error: ValidationError) -> Refusal:
    return _malformed_at(".".join(str(part) for part in error.errors(include_url=False)[0]["loc"]) or "JSON")


def _malformed_at(where: str) -> Refusal:
    return Refusal(Problem.EVENT_MALFORMED, facts={"where": where})


def moment_of(payload: Payload, *, seal: ServerSeal, received_at: datetime) -> GradedMoment:
    """When it happened, as far as the server can tell: the phone's clock is a claim."""
    anchor_at = seal.time_in(payload.anchor, device_id=payload.device)
    elapsed = timedelta(milliseconds=payload.mono)
    return grade_moment(Moment(payload.at, received_at, anchor_at, elapsed, payload.breaks))

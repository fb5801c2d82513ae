"""The shapes between phone and server; nothing unvalidated passes beyond this file. (Long: one shape beside the other.)"""

import json
from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

FIRST_MOMENT, LAST_MOMENT = datetime(1900, 1, 1, tzinfo=UTC), datetime(2500, 1, 1, tzinfo=UTC)


def _in_our_age(moment: datetime) -> datetime:
    """A dead clock says 1970; what lies outside these years no database can hold in every zone."""
    if not FIRST_MOMENT <= moment <= LAST_MOMENT:
        raise ValueError("not in our age")
    return moment


def _plain_json(content: dict[str, Any]) -> dict[str, Any]:
    """Neither NaN nor infinity, which JSON does not know and the phones could not read back."""
    json.dumps(content, allow_nan=False)
    return content


Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Text = Annotated[str, StringConstraints(max_length=4_000)]
Short = Annotated[str, StringConstraints(max_length=400)]
Token = Annotated[str, StringConstraints(max_length=400_000)]
Instant = Annotated[AwareDatetime, AfterValidator(_in_our_age)]
Content = Annotated[dict[str, Any], AfterValidator(_plain_json)]
MAX_WHOLE = 2**31 - 1
Whole = Annotated[int, Field(ge=0, le=MAX_WHOLE)]
MAX_EVENTS = 500
MAX_EVENT_CHARS = 400_000


class Wire(BaseModel):
    """Unknown fields are let through unread: a newer phone must never be turned away for them."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class DeviceIntroduction(Wire):
    id: UUID
    jwk: dict[str, str]
    label: Short = ""


class SignInRequest(Wire):
    """`proof` = compact JWS by the device's key over {nonce, login, device}; nonce = the CSRF token in use."""

    login: Short
    password: Annotated[str, StringConstraints(max_length=400)]
    device: DeviceIntroduction
    proof: Token


class RecoveryRequest(Wire):
    """`jwe` = the data key, wrapped to the office; `to` = the page's own public key, null = only prove that it opens."""

    jwe: Annotated[str, StringConstraints(max_length=4_000)]
    to: dict[str, Annotated[str, StringConstraints(max_length=200)]] | None = None


class EventRange(Wire):
    """What the phone's journal holds: its last number and that event's hash; 0 and "" when empty."""

    last: Whole = 0
    sha256: str = ""


class Holding(Wire):
    events: EventRange = EventRange()
    photos: Annotated[list[Sha256], Field(max_length=5_000)] = []
    waiting: Whole = 0


class UnsentOfOfficer(Wire):
    """What an officer's phones announced and have not sent, of whichever visit; `seen_at` = their last contact."""

    officer_id: UUID
    events: int
    photos: int
    seen_at: datetime


class UnsentOfVisit(Wire):
    unsent: list[UnsentOfOfficer]


class SyncRequest(Wire):
    """`events` are read one by one later: one that is too long or no JWS at all must not stop the others.

    `device` = whose exchange this is; a phone of an earlier version does not say.
    """

    device: UUID | None = None
    cursor: Annotated[str, StringConstraints(max_length=200)] = ""
    events: Annotated[list[str], Field(max_length=MAX_EVENTS)] = []
    holding: Holding = Holding()


class Payload(Wire):
    """What is signed. `mono` ms since `anchor`; `breaks` = how often that count was interrupted since."""

    id: UUID
    device: UUID
    seq: Annotated[int, Field(ge=1, le=MAX_WHOLE)]
    prev: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]
    by: UUID
    at: Instant
    mono: Annotated[int, Field(ge=-(10**13), le=10**13)] = 0
    breaks: Whole = 0
    anchor: Annotated[str, StringConstraints(max_length=2_000)] = ""
    fix: dict[str, Any] | None = None
    type: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
    subject: UUID
    rulebook: Whole = 0
    data: dict[str, Any] = {}


class Reason(Wire):
    code: str
    sentence: str
    law: str = ""


class EventAnswer(Wire):
    """The one answer to an event, given again word for word. `sha256` = of the JWS, so that even the unreadable match."""

    id: UUID
    sha256: Sha256
    status: Literal["accepted", "refused", "held"]
    reasons: list[Reason] = []
    at: str


class Change(Wire):
    """One thing as it is now; `value` None = it is no longer yours to see."""

    kind: str
    id: UUID
    value: dict[str, Any] | None


class Missing(Wire):
    """What was announced and is not here: ranges of event numbers, hashes of photos."""

    events: list[tuple[int, int]] = []
    photos: list[Sha256] = []


class Head(Wire):
    """The end of this device's chain as the server has taken it in; the changes reflect every event up to it."""

    seq: int
    sha256: str


class Expected(Wire):
    """What one of the officer's other phones announced and has not sent; `seen_at` = when it was last heard of."""

    device: UUID
    label: str
    seen_at: str
    events: int
    photos: int


class SyncReply(Wire):
    """`backed_up_until` = what the server had by then is in a verified backup too; None = there is none yet."""

    cursor: str
    more: bool
    reset: bool
    answers: list[EventAnswer]
    changes: list[Change]
    kept: list[Sha256]
    missing: Missing
    head: Head
    rulebook: int
    time: str
    backed_up_until: str | None = None


class Refused(Wire):
    """The body of every refusal under /api."""

    reasons: Annotated[list[Reason], Field(min_length=1)]


class SignOutRequest(Wire):
    """`device` = whose session is to end; a phone of an earlier version does not say."""

    device: UUID | None = None


class SignedOut(Wire):
    csrf: str


class OfficeKeyShown(Wire):
    """To which a phone wraps its data key; `kid` tells one from another."""

    kid: str
    jwk: dict[str, str]


class Recovered(Wire):
    """One of the two, as was asked for."""

    fingerprint: str | None = None
    jwe: str | None = None


class State(Wire):
    """Who is signed in here, on which device, what is expected from the officer's other phones."""

    csrf: str
    officer: dict[str, Any] | None
    device: str | None
    expected: list[Expected]
    office_key: OfficeKeyShown | None
    time: str

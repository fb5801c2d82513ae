"""Messages, receipts and parcels made by hand with an office's own keys: what its own outbox would never write."""

import hashlib
import json
from typing import Any
from uuid import uuid4

from werkzeug.test import TestResponse

from inspect_app.exchange.keys import OwnKey, content_signed_by, sealed_to
from tests.conftest import MONDAY
from tests.exchange.two_offices import OfficeHere

HELLO = {"software": "by hand", "schema_version": 1}
AT = MONDAY.isoformat()


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def message(
    here: OfficeHere, there: OfficeHere, seq: int, prev: str = "", key: OwnKey | None = None, **more: Any
) -> str:
    """`prev` = the token before it."""
    content = {
        "id": str(uuid4()),
        "sender": here.code,
        "recipient": there.code,
        "seq": seq,
        "prev": sha256_of(prev) if prev else "",
        "kind": "hello",
        "about": str(uuid4()),
        "made_at": AT,
        "body": HELLO,
    }
    return (key or here.keys.newest).signed({**content, **more})


def chain(here: OfficeHere, there: OfficeHere, count: int, **more: Any) -> list[str]:
    tokens = [""]
    for seq in range(1, count + 1):
        tokens.append(message(here, there, seq, tokens[-1], **more))
    return tokens[1:]


def parcel(
    here: OfficeHere, there: OfficeHere, *, key: OwnKey | None = None, lines: tuple[str, ...] = (), **more: Any
) -> bytes:
    content = {"protocol": 1, "sender": here.code, "recipient": there.code, "number": 0, "made_at": AT}
    token = (key or here.keys.newest).signed({**content, **more})
    first = sealed_to(there.keys.newest.seal_jwk, token.encode())
    return ("\n".join([first, *lines]) + "\n").encode()


def post(there: OfficeHere, body: bytes, path: str = "") -> TestResponse:
    return there.app.test_client().post(f"/api/exchange{path}", data=body)


def code_of(response: TestResponse) -> str:
    return response.json["reasons"][0]["code"] if response.status_code != 200 else ""


def reply_to(here: OfficeHere, there: OfficeHere, response: TestResponse) -> dict[str, Any]:
    """The batch in the other office's answer."""
    assert response.status_code == 200, response.get_data(as_text=True)
    first = response.get_data().split(b"\n")[0].decode()
    from inspect_app.exchange.keys import header_of

    plain = here.keys.opened(first, header_of(first)["kid"])
    assert plain
    found = content_signed_by(plain.decode(), there.keys.newest.sign_jwk)
    assert found
    return found


def exchanged(here: OfficeHere, there: OfficeHere, *messages: str, **more: Any) -> dict[str, Any]:
    """Sent by hand in a call; the batch that came back."""
    return reply_to(here, there, post(there, parcel(here, there, messages=list(messages), **more)))


def receipts_in(there: OfficeHere, batch: dict[str, Any]) -> dict[int, dict[str, Any]]:
    found = [content_signed_by(one, there.keys.newest.sign_jwk) for one in batch["receipts"]]
    return {one["seq"]: one for one in found if one}


def statuses(there: OfficeHere, batch: dict[str, Any]) -> dict[int, str]:
    return {seq: one["status"] for seq, one in receipts_in(there, batch).items()}


def codes(there: OfficeHere, batch: dict[str, Any], seq: int) -> list[str]:
    return [reason["code"] for reason in receipts_in(there, batch)[seq]["reasons"]]


def claims(token: str) -> dict[str, Any]:
    import base64

    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))

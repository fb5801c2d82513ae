"""Whether a body came over the line unharmed: a phone's by `Content-Digest` (RFC 9530), ours by `Unencoded-Digest`.

Under https nothing on the way can change a byte unnoticed; behind whoever ends the https, and in our own tests, it can.
"""

import base64
import hashlib

from flask import Flask, Response, request

from inspect_app.problems import Problem, Refusal, Refused

DOOR = "sync"


def digest_of(body: bytes) -> str:
    """As both fields write it: `sha-256=:base64:`."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def refuse_damaged() -> None:
    """A phone of an earlier version names no digest, and is heard all the same."""
    named = request.headers.get("Content-Digest") if request.blueprint == DOOR else None
    if named is not None and named != digest_of(request.get_data()):
        raise Refused(Refusal(Problem.BODY_DAMAGED))


def name_digest(response: Response) -> Response:
    """Over what the phone reads, before it is packed: a browser unpacks without telling."""
    if request.blueprint == DOOR and not response.is_streamed:
        response.headers["Unencoded-Digest"] = digest_of(response.get_data())
    return response


def init_app(app: Flask) -> None:
    app.before_request(refuse_damaged)
    app.after_request(name_digest)

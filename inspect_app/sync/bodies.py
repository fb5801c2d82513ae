"""The body of a phone's call: unfolded within bounds, and in the shape that the call asks for."""

import gzip
import zlib
from typing import Any

from flask import request
from pydantic import ValidationError

from inspect_app.config import MAX_SYNC_BYTES
from inspect_app.problems import Problem, Refusal, Refused


def read(shape: type[Any]) -> Any:
    """The validated body. gzip is welcome, within bounds: a small body must not unfold into a huge one."""
    try:
        return shape.model_validate_json(_body())
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"]) or "JSON"
        raise Refused(Refusal(Problem.BODY_NOT_UNDERSTOOD, facts={"where": where})) from None


def _body() -> bytes:
    raw = request.get_data(cache=False)
    if request.headers.get("Content-Encoding") == "gzip":
        raw = _unfolded(raw)
    if len(raw) > MAX_SYNC_BYTES:
        raise Refused(Refusal(Problem.BODY_TOO_LARGE))
    return raw


def _unfolded(raw: bytes) -> bytes:
    try:
        unfold = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        body = unfold.decompress(raw, MAX_SYNC_BYTES + 1)
        if not unfold.eof and len(body) <= MAX_SYNC_BYTES:
            raise EOFError
    except (zlib.error, EOFError, gzip.BadGzipFile):
        raise Refused(Refusal(Problem.BODY_NOT_UNDERSTOOD, facts={"where": "gzip"})) from None
    return body

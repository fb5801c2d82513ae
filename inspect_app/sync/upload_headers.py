"""What the headers of a tus call say, read with care: sizes, the photo's hash, a part's checksum."""

import base64
import binascii
import re

from flask import request

from inspect_app.problems import Problem, Refusal, Refused

ALGORITHMS = ("sha1", "sha256")


def whole_header(name: str) -> int:
    value = request.headers.get(name, "")
    if not re.fullmatch(r"\d{1,15}", value):
        raise Refused(Refusal(Problem.BODY_NOT_UNDERSTOOD, facts={"where": name}))
    return int(value)


def announced_type() -> str:
    """What the phone takes it for; "" when it does not say. Only the bytes decide what it is."""
    return _announced("filetype")


def announced_sha256() -> str:
    sha256 = _announced("sha256")
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise Refused(Refusal(Problem.BODY_NOT_UNDERSTOOD, facts={"where": "Upload-Metadata"}))
    return sha256


def _announced(name: str) -> str:
    """Upload-Metadata: key and base64 value, separated by commas (tus creation)."""
    pairs = [
        [*part.strip().split(" ", 1), ""][:2] for part in request.headers.get("Upload-Metadata", "").split(",")
    ]
    return _from_base64(dict(pairs).get(name, "").strip()).decode("ascii", "replace")


def announced_checksum() -> tuple[str, bytes] | None:
    header = request.headers.get("Upload-Checksum")
    if not header:
        return None
    algorithm, _, value = header.partition(" ")
    if algorithm not in ALGORITHMS:
        raise Refused(Refusal(Problem.UPLOAD_CHECKSUM_UNKNOWN))
    return algorithm, _from_base64(value)


def _from_base64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Refused(Refusal(Problem.BODY_NOT_UNDERSTOOD, facts={"where": "base64"})) from None

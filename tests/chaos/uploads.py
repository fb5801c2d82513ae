"""A phone's photos on their way: tus 1.0, in parts, resumed at whatever byte the server has."""

import base64
import json
import re
from typing import Any

from tests.chaos.calls import Door, NoAnswer, Refusal, codes_of
from tests.chaos.disk import Disk

PART_BYTES = 24_000
FINAL = {"photo_not_an_image", "photo_too_large", "upload_conflict"}
LOCATION = re.compile(r"/api/photos/[0-9a-f-]{36}")
OFFSET_TYPE = "application/offset+octet-stream"


def send_photos(disk: Disk, door: Door) -> int:
    """How many were tried. One that fails does not stop the rest; no network does."""
    waiting = disk.rows("SELECT sha256, url, body FROM photos WHERE state = 'waiting' AND about IS NULL")
    for sha256, url, body in waiting:
        try:
            _send_photo(disk, door, sha256, url, body)
            _note(disk, sha256, state="sent", fault="")
        except Refusal as refusal:
            is_final = bool(FINAL & set(refusal.codes))
            begin_again = is_final or refusal.status in (404, 460)
            changes: dict[str, Any] = {"fault": str(refusal)}
            if is_final:
                changes["state"] = "refused"
            if begin_again:
                changes["url"] = None
            _note(disk, sha256, **changes)
            if refusal.status == 401:
                raise
    return len(waiting)


def _send_photo(disk: Disk, door: Door, sha256: str, url: str | None, body: bytes) -> None:
    if url:
        at = _call(door, "HEAD", url)[0]
    else:
        at, url = _create(door, sha256, body)
        _note(disk, sha256, url=url)
    while at < len(body):
        part = body[at : at + PART_BYTES]
        after = _call(door, "PATCH", url, part, Upload_Offset=str(at), Content_Type=OFFSET_TYPE)[0]
        if not at < after <= len(body):
            raise NoAnswer("an offset that cannot be")
        at = after


def _create(door: Door, sha256: str, body: bytes) -> tuple[int, str]:
    """With the first part in the same call."""
    at, headers = _call(
        door, "POST", "/api/photos", body[:PART_BYTES], Upload_Length=str(len(body)), Content_Type=OFFSET_TYPE,
        Upload_Metadata="sha256 " + base64.b64encode(sha256.encode()).decode(),
    )  # fmt: skip
    location = headers.get("location", "")
    if not LOCATION.fullmatch(location):
        raise NoAnswer("no location")
    return at, location


def _call(door: Door, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, dict[str, str]]:
    """The offset that the server names, and its headers. HEAD and PATCH answer with no body."""
    if not door.csrf:
        door.session()
    known = {"Tus_Resumable": "1.0.0", "X_CSRFToken": door.csrf}
    status, got, content = door.send(method, path, body, **known, **headers)
    if 400 <= status < 500:
        codes = _codes(content)
        if "csrf_failed" in codes:
            door.csrf = ""
        raise Refusal(status, codes)
    offset = got.get("upload-offset", "")
    if status not in (200, 201, 204) or not offset.isdecimal() or got.get("tus-resumable") != "1.0.0":
        raise NoAnswer(f"status {status}")
    return int(offset), got


def _codes(content: bytes) -> list[str]:
    try:
        return codes_of(json.loads(content))
    except ValueError:
        return []


def _note(disk: Disk, sha256: str, **changes: Any) -> None:
    names = ", ".join(f"{name} = ?" for name in changes)
    with disk.write() as db:
        db.execute(f"UPDATE photos SET {names} WHERE sha256 = ?", (*changes.values(), sha256))

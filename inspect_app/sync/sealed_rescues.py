"""Opening a sealed rescue file (docs/rescue-file.md): with the office's key it becomes the plain one that the reader knows.

Nothing is taken for true here, and nothing is passed over: what does not open is named like what is damaged.
"""

import base64
import hashlib
import json
from collections.abc import Iterator
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import ValidationError

from inspect_app.config import MAX_SYNC_BYTES
from inspect_app.sync.recovery import OfficeKey
from inspect_app.sync.rescue_lines import FORMAT
from inspect_app.sync.sealed_lines import MOST_ROW, Box, Row, SealedEnd, SealedHeading, SealedLine, SealedPhoto

IV_BYTES, TAG_BYTES = 12, 16
ROW_BYTES = 1024 * 1024


def is_sealed(file: IO[bytes]) -> bool:
    file.seek(0)
    first = file.readline(MAX_SYNC_BYTES)
    file.seek(0)
    try:
        return bool(SealedHeading.model_validate_json(first))
    except ValidationError:
        return False


def open_sealed(file: IO[bytes], into: IO[bytes], office_key: OfficeKey) -> None:
    """Write the plain file. Raises `Refused` when it was sealed for another office."""
    file.seek(0)
    _Opening(file, into, office_key).whole()


class _Opening:
    def __init__(self, file: IO[bytes], into: IO[bytes], office_key: OfficeKey) -> None:
        self.file, self.into = file, into
        self.was, self.now = "", ""
        self.unreadable: list[str] = []
        self.size = self.left = 0
        self.photo = ""
        heading = self.file.readline(MAX_SYNC_BYTES)
        self.key = AESGCM(office_key.opened(SealedHeading.model_validate_json(heading).key).key)
        self.was = _sealed("", heading.removesuffix(b"\n"))
        self._line({**json.loads(heading), "format": FORMAT, "key": ""})

    def whole(self) -> None:
        for text, line in self._lines():
            if line is None or not line.row:
                self._end_photo()
            if line is None:
                self.into.write(text)  # the reader names it
            elif line.row:
                self._row(line.row)
            elif line.end:
                self._end(line.end)
            else:
                self._piece(line)
        if self.left == 0:
            self._end_photo()

    def _lines(self) -> Iterator[tuple[bytes, SealedLine | None]]:
        while text := self.file.readline(MAX_SYNC_BYTES):
            try:
                line = SealedLine.model_validate_json(text)
            except ValidationError:
                line = None
            if line and not line.end:
                self.was = _sealed(self.was, text.removesuffix(b"\n"))
            yield text, line if line and line.model_fields_set else None

    def _piece(self, line: SealedLine) -> None:
        if line.photo:
            self._photo(line.photo)
        elif line.draft:
            values = self._opened(line.draft.values)
            self._line({"draft": {"key": line.draft.key, "values": values if isinstance(values, dict) else {}}})
        elif line.event is not None:
            event = self._opened(line.event)
            self._event(event.get("jws") if isinstance(event, dict) else event)

    def _event(self, token: object) -> None:
        if isinstance(token, str):
            self._line({"event": token})
        else:
            self.into.write(b"an event that does not open\n")  # the reader names it

    def _photo(self, photo: SealedPhoto) -> None:
        plain = photo.model_dump(mode="json")
        self._line({"photo": {**plain, "name": self._opened(photo.name) or "", "about": self._opened(photo.about)}})
        self.photo, self.size, self.left = photo.sha256, photo.size, photo.size
        if not photo.size:
            self.into.write(b"\n")

    def _row(self, row: Row) -> None:
        body = self.file.read(row.bytes)
        self.file.readline(2)
        self._noughts(self.size - row.index * ROW_BYTES)
        plain = self._bytes(body) if row.is_sealed else body
        if plain is None:
            self.unreadable.append(self.photo)
            plain = bytes(max(0, row.bytes - IV_BYTES - TAG_BYTES))
        self._write(plain[: self.left])

    def _write(self, part: bytes) -> None:
        self.into.write(part)
        self.left -= len(part)
        if self.photo and not self.left:
            self.photo = ""
            self.into.write(b"\n")

    def _end_photo(self) -> None:
        """What the phone could not read any more is so many noughts."""
        self._noughts(0)

    def _noughts(self, until_left: int) -> None:
        while self.left > max(0, until_left):
            self.unreadable.append(self.photo)
            self._write(bytes(min(self.left - max(0, until_left), MOST_ROW)))

    def _end(self, end: SealedEnd) -> None:
        is_whole = end.sha256 == self.was
        unreadable = sorted({*end.unreadable, *self.unreadable} - {""})
        plain = {"events": 0, "photos": 0, "unreadable": unreadable, "sha256": self.now if is_whole else "0" * 64}
        self.into.write(json.dumps({"end": plain}).encode() + b"\n")

    def _line(self, value: dict[str, Any]) -> None:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        self.now = _sealed(self.now, text)
        self.into.write(text + b"\n")

    def _opened(self, value: Any) -> Any:
        """None when it does not open."""
        if not isinstance(value, Box):
            return value
        plain = self._bytes(_box(value.box))
        try:
            return json.loads(plain) if plain is not None else None
        except ValueError:
            return None

    def _bytes(self, box: bytes) -> bytes | None:
        try:
            return self.key.decrypt(box[:IV_BYTES], box[IV_BYTES:], None)
        except (InvalidTag, ValueError):
            return None


def _box(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return b""


def _sealed(before: str, text: bytes) -> str:
    return hashlib.sha256(before.encode() + text).hexdigest()

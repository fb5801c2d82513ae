"""The bytes of an upload as they come off the line: written down soon, and with few copies on the way."""

from collections.abc import Callable, Iterator

from flask import request
from gunicorn.http.body import Body, LengthReader
from werkzeug.exceptions import ClientDisconnected

from inspect_app.store.photo_bytes import BLOCK


def parts_of_body() -> Iterator[bytes]:
    """At least `BLOCK` bytes each, but for the last. A phone that goes away in the middle just ends it."""
    read, body = _reading()
    is_open = True
    while is_open:
        parts, size = [], 0
        try:
            while size < BLOCK and (part := read()):
                parts.append(part)
                size += len(part)
            is_open = size >= BLOCK
        except (OSError, EOFError, ClientDisconnected):
            is_open = False
            if body:
                body.failed = True  # where another request on this line would begin is not known any more
        if parts:
            yield parts[0] if len(parts) == 1 else b"".join(parts)


def _reading() -> tuple[Callable[[], bytes], Body | None]:
    """gunicorn's own body fills a buffer and copies it twice, which takes as long as receiving: so past it, where it can be."""
    body = request.environ["wsgi.input"]
    if isinstance(body, Body) and isinstance(body.reader, LengthReader) and not body.buf.tell():
        return lambda: _straight(body.reader), body
    return lambda: request.stream.read(BLOCK), None


def _straight(reader: LengthReader) -> bytes:
    """What is there, as soon as something is. What does not belong to this body goes back."""
    if not reader.length:
        return b""
    part: bytes = reader.unreader.read(None, read_ahead=reader.length)
    if len(part) > reader.length:
        reader.unreader.unread(part[reader.length :])
        part = part[: reader.length]
    reader.length -= len(part)
    return part

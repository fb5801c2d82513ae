"""Word files leave as downloads, never to be shown in place; and the picture of a hash and number for a page."""

from urllib.parse import quote

from flask import Response

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word_response(body: bytes, name: str) -> Response:
    """`name` without its ending; it may be Chinese."""
    response = Response(body, mimetype=WORD)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.docx"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response

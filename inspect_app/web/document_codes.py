"""The code on a printed document: its number and hash, by which anybody can ask the office whether it is genuine."""

from dataclasses import dataclass
from urllib.parse import urlencode

import segno

QUIET = 2


@dataclass(frozen=True)
class Code:
    """A QR code as one path of unit squares; `size` counts the quiet border too."""

    size: int
    path: str


def code_text(number: str, sha256: str, public_address: str) -> str:
    """An address when the office has one for checking, else the two facts themselves."""
    if not public_address.strip():
        return f"{number}\n{sha256}"
    return f"{public_address.strip().rstrip('/')}/check?{urlencode({'number': number, 'sha256': sha256})}"


def code_of(text: str) -> Code:
    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix_iter(border=QUIET)]
    squares = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark]
    return Code(len(rows), "".join(squares))

"""Proving what was counted without showing it: a salted hash for each row, one root over all, and a path from a row to the root.

The tree is that of RFC 6962 (2.1) over the sorted hashes, so that any such tool can check a path. A hash tells nothing of its
row, for each row has a salt of its own that only who counted can reckon.
"""

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass

EMPTY = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True)
class CountedRow:
    """What may be told of a row that was counted: its number, what kind of thing it is, and its day. Ids are never told."""

    salt: str
    number: str
    kind: str
    on: str

    @property
    def sha256(self) -> str:
        text = json.dumps([self.salt, self.number, self.kind, self.on], ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(b"\x00" + text.encode()).hexdigest()


def salt_of(secret: str, code: str, row_id: str) -> str:
    """Of one row in one figure of one report: nobody without the secret can tell two rows or two reports apart by it."""
    return hmac.new(bytes.fromhex(secret), f"{code}\n{row_id}".encode(), hashlib.sha256).hexdigest()


def root_of(hashes: Sequence[str]) -> str:
    """Over the hashes as they stand."""
    if not hashes:
        return EMPTY
    if len(hashes) == 1:
        return hashes[0]
    split = _split(len(hashes))
    return _node(root_of(hashes[:split]), root_of(hashes[split:]))


def path_of(hashes: Sequence[str], index: int) -> list[str]:
    """The hashes beside the way from a row up to the root, the nearest first."""
    if len(hashes) <= 1:
        return []
    split = _split(len(hashes))
    if index < split:
        return [*path_of(hashes[:split], index), root_of(hashes[split:])]
    return [*path_of(hashes[split:], index - split), root_of(hashes[:split])]


def leads_to(root: str, sha256: str, index: int, count: int, path: Sequence[str]) -> bool:
    """Whether this hash stands at this place among `count` under this root."""
    return 0 <= index < count and _reckoned(sha256, index, count, list(path)) == root


def _reckoned(sha256: str, index: int, count: int, path: list[str]) -> str | None:
    if count == 1:
        return None if path else sha256
    if not path:
        return None
    split, beside = _split(count), path.pop()
    if index < split:
        left = _reckoned(sha256, index, split, path)
        return None if left is None else _node(left, beside)
    right = _reckoned(sha256, index - split, count - split, path)
    return None if right is None else _node(beside, right)


def _split(count: int) -> int:
    """The greatest power of two below."""
    return 1 << (count - 1).bit_length() - 1


def _node(left: str, right: str) -> str:
    return hashlib.sha256(b"\x01" + bytes.fromhex(left) + bytes.fromhex(right)).hexdigest()

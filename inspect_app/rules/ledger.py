"""What the head of the ledger is on a day: the ends of all chains and digests of what is kept, in one canonical text."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from inspect_app.rules.documents import canonical

FORMAT = "inspect-ledger-1"


def ledger_head(
    at: str,
    *,
    audit: tuple[int, str],
    devices: Mapping[str, tuple[int, str]],
    files: tuple[int, str],
    files_until: str,
) -> dict[str, Any]:
    """`audit` and each of `devices`: last number and its hash; `files`: how many were here until then, and one hash over all."""
    return {
        "format": FORMAT,
        "at": at,
        "audit": {"position": audit[0], "sha256": audit[1]},
        "devices": {name: {"seq": seq, "sha256": sha256} for name, (seq, sha256) in sorted(devices.items())},
        "files": {"count": files[0], "sha256": files[1], "until": files_until},
    }


def head_bytes(head: Mapping[str, Any]) -> bytes:
    """What is stamped, byte for byte."""
    return canonical(head)


def digest_of(lines: Iterable[str]) -> tuple[int, str]:
    """How many, and the SHA-256 of the lines, each ended by a line feed."""
    count, digest = 0, hashlib.sha256()
    for line in lines:
        count += 1
        digest.update(line.encode() + b"\n")
    return count, digest.hexdigest()

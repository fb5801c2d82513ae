"""The daily head of the ledger, stamped; and whether the record still is what was stamped."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from inspect_app.rules.ledger import digest_of, head_bytes, ledger_head
from inspect_app.rules.proof import Doubt, Flaw, Part
from inspect_app.store.audit import chain_end, note_deed
from inspect_app.store.base import Json, db
from inspect_app.store.stamps import LedgerStamp, all_stamps
from inspect_app.store.whole_record import (
    all_devices,
    audit_line_at,
    chain_hash_at,
    photo_hashes,
)

UNDER_WAY = timedelta(minutes=10)
"""A file that was being taken in while the head was made bears an earlier moment: only older ones are counted."""
TokenCheck = Callable[[bytes, bytes], Flaw | None]


def head_now(at: datetime) -> dict[str, Any]:
    end = chain_end()
    return ledger_head(
        at.isoformat(),
        audit=(end.position, end.sha256) if end else (0, ""),
        devices={str(one.id): (one.head_seq, one.head_sha256) for one in all_devices()},
        files=digest_of(photo_hashes(at - UNDER_WAY)),
        files_until=(at - UNDER_WAY).isoformat(),
    )


def keep_stamp(head: Json, token: bytes, *, service: str, made_at: datetime, stamped_at: datetime) -> LedgerStamp:
    sha256 = hashlib.sha256(head_bytes(head)).hexdigest()
    stamp = LedgerStamp(
        id=uuid4(), made_at=made_at, head=head, sha256=sha256, service=service, token=token, stamped_at=stamped_at
    )
    db.session.add(stamp)
    note_deed(
        "stamp_ledger", by=None, at=made_at, subject="ledger", subject_id=stamp.id, sha256=sha256,
        stamped_at=stamped_at.isoformat(),
    )  # fmt: skip
    return stamp


def doubts_of_stamps(check: TokenCheck) -> Iterator[Doubt]:
    for stamp in all_stamps():
        where = f"stamp of {stamp.made_at.isoformat()}"
        if hashlib.sha256(head_bytes(stamp.head)).hexdigest() != stamp.sha256:
            yield Doubt(Part.STAMP, Flaw.HASH_DIFFERS, where)
            continue
        if flaw := check(stamp.token, head_bytes(stamp.head)):
            yield Doubt(Part.STAMP, flaw, where)
        yield from _against_the_record(stamp.head, where)


def _against_the_record(head: Json, where: str) -> Iterator[Doubt]:
    """This finds what no chain can: lines cut off the end, a whole device, a file with its row."""
    line = audit_line_at(head["audit"]["position"])
    kept = {"audit": [line.sha256] if line else []}
    stamped = {"audit": head["audit"]["sha256"]}
    for device, end in head["devices"].items():
        kept[f"device {device}"] = chain_hash_at(UUID(device), end["seq"])
        stamped[f"device {device}"] = end["sha256"]
    for name, sha256 in stamped.items():
        if sha256 and sha256 not in kept[name]:
            flaw = Flaw.STAMPED_STATE_DIFFERS if kept[name] else Flaw.STAMPED_STATE_ABSENT
            yield Doubt(Part.STAMP, flaw, f"{where}, {name}")
    count, sha256 = digest_of(photo_hashes(datetime.fromisoformat(head["files"]["until"])))
    if sha256 != head["files"]["sha256"]:
        is_fewer = count < head["files"]["count"]
        flaw = Flaw.STAMPED_STATE_ABSENT if is_fewer else Flaw.STAMPED_STATE_DIFFERS
        yield Doubt(Part.STAMP, flaw, f"{where}, files")

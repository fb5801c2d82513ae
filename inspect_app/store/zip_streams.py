"""A ZIP that is written as it is read: nothing of it lies in memory or on disk but one block."""

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

BLOCK = 256 * 1024
SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class Entry:
    """One file of the package: bytes that are there, or a file on disk."""

    name: str
    body: bytes | Path


class _Sink:
    """What the ZIP writes to; it cannot go back, so the ZIP does not try to."""

    def __init__(self) -> None:
        self.blocks: list[bytes] = []

    def write(self, block: bytes) -> int:
        self.blocks.append(bytes(block))
        return len(block)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        block, self.blocks = b"".join(self.blocks), []
        return block


def zipped(entries: Iterable[Entry], *, at: datetime, sealed: Callable[[str], Entry]) -> Iterator[bytes]:
    """The entries, then the list of their hashes, then the seal over that list. `at` = the time of every file."""
    sink, sums = _Sink(), {}
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:  # type: ignore[call-overload]
        for entry in entries:
            digest = hashlib.sha256()
            with archive.open(_info(entry, at), "w", force_zip64=True) as member:
                for block in _blocks(entry):
                    digest.update(block)
                    member.write(block)
                    yield sink.taken()
            sums[entry.name] = digest.hexdigest()
        text = "".join(f"{sha256}  {name}\n" for name, sha256 in sums.items()).encode()
        for last in (Entry(SUMS, text), sealed(hashlib.sha256(text).hexdigest())):
            archive.writestr(_info(last, at), bytes(last.body) if isinstance(last.body, bytes) else b"")
    yield sink.taken()


def _info(entry: Entry, at: datetime) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(entry.name, at.timetuple()[:6])
    info.external_attr = 0o644 << 16
    info.compress_type = zipfile.ZIP_STORED
    return info


def _blocks(entry: Entry) -> Iterator[bytes]:
    if isinstance(entry.body, bytes):
        yield entry.body
        return
    with entry.body.open("rb") as file:
        while block := file.read(BLOCK):
            yield block

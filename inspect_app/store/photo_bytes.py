"""Photo bytes on disk: partial transfers, originals under their SHA-256, and small upright copies for screens."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from io import FileIO, RawIOBase
from pathlib import Path
from uuid import UUID, uuid4

from inspect_app.store.digests import DigestBeside
from inspect_app.store.disk_waits import begin_to_save, save_folder, saving, saving_folder

BLOCK = 256 * 1024


@dataclass(frozen=True)
class Written:
    """`offset` = bytes that are safely on disk; `sha256` of the whole, when it was written in one go."""

    offset: int
    sha256: str | None


class PhotoFolder:
    """The folder of one server. Originals are never changed or overwritten."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.cleared_at: datetime | None = None

    def partial(self, upload_id: UUID) -> Path:
        return self.root / "partial" / upload_id.hex

    def original(self, sha256: str) -> Path:
        return self.root / "originals" / sha256[:2] / sha256

    def copy(self, sha256: str, edge: int) -> Path:
        return self.root / "copies" / sha256[:2] / f"{sha256}-{edge}.jpg"

    def append(
        self,
        upload_id: UUID,
        offset: int,
        blocks: Iterator[bytes],
        *,
        most: int,
        meanwhile: Callable[[Path], None] | None = None,
    ) -> Written:
        """Write from `offset` on, at most `most` bytes, and make it safe. What was beyond `offset` is cut off.

        `meanwhile` = what is done with the file while the disk makes it safe.

        A connection that breaks off raises nothing here: what came is kept. Of two that bring the same transfer, the
        later one goes on and the earlier one, which may lie dead, writes no more: not even when the photo is whole.
        """
        path = self.partial(upload_id)
        path.parent.mkdir(parents=True, exist_ok=True)
        digest = DigestBeside() if offset == 0 else None
        end = offset
        with path.open("r+b" if path.exists() else "w+b", buffering=0) as file:
            with _alone(file):
                if _is_at(file, path):
                    file.truncate(offset)
            file.seek(offset)
            for part in _at_most(most, blocks):
                if not _written_alone(file, path, end, part):
                    break
                if digest:
                    digest.update(part)
                begin_to_save(file, end, len(part))
                end += len(part)
            with saving(file):
                if meanwhile:
                    meanwhile(path)
        return Written(end, digest.hexdigest() if digest else None)

    def claim(self, upload_id: UUID) -> UUID:
        """A whole transfer under a new id, so that no connection that brought it can write to it any more."""
        claimed = uuid4()
        with self.partial(upload_id).open("rb", buffering=0) as file, _alone(file):
            os.replace(self.partial(upload_id), self.partial(claimed))
        return claimed

    def cut_back(self, upload_id: UUID, offset: int) -> None:
        with suppress(FileNotFoundError), self.partial(upload_id).open("r+b") as file:
            file.truncate(offset)

    def sha256_of_partial(self, upload_id: UUID) -> str:
        with self.partial(upload_id).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    @contextmanager
    def keeping(self, upload_id: UUID, sha256: str) -> Iterator[None]:
        """Make a whole transfer an original; the same bytes twice are one file. Safe on disk when this is left."""
        target = self.original(sha256)
        if not target.parent.exists():
            self._make_folders()
        partial = self.partial(upload_id)
        if target.exists():
            partial.unlink(missing_ok=True)
        else:
            partial.chmod(0o440)
            os.replace(partial, target)
        with saving_folder(target.parent):
            yield

    def _make_folders(self) -> None:
        """All that there will be, with the first photo: one made for a later photo would cost it a wait for the disk."""
        originals = self.root / "originals"
        for number in range(256):
            (originals / f"{number:02x}").mkdir(parents=True, exist_ok=True)
        save_folder(originals)
        save_folder(self.root)

    def drop_partial(self, upload_id: UUID) -> None:
        self.partial(upload_id).unlink(missing_ok=True)

    def drop_partials_before(self, moment: datetime) -> None:
        """Whatever was left by a transfer that ended before it was noted, when the server was killed for one."""
        with suppress(FileNotFoundError):
            for entry in os.scandir(self.root / "partial"):
                if entry.stat().st_mtime < moment.timestamp():
                    os.unlink(entry.path)

    def write_copy(self, sha256: str, edge: int, body: bytes) -> Path:
        """Copies can be made again at any time, so they need no fsync; they appear as a whole."""
        target = self.copy(sha256, edge)
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{uuid4().hex}")
        beside.write_bytes(body)
        os.replace(beside, target)
        return target

    def free_bytes(self) -> int:
        self.root.mkdir(parents=True, exist_ok=True)
        return shutil.disk_usage(self.root).free


@contextmanager
def _alone(file: FileIO) -> Iterator[None]:
    """Nobody else writes to this transfer meanwhile, in this process or another."""
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)


def _is_at(file: FileIO, path: Path) -> bool:
    """It is still the transfer that goes by this name; not yet claimed, dropped or begun anew."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _written_alone(file: FileIO, path: Path, end: int, part: bytes) -> bool:
    """False when another connection has the transfer now: the file goes by this name no more, or ends elsewhere."""
    with _alone(file):
        if not _is_at(file, path) or os.fstat(file.fileno()).st_size != end:
            return False
        _write_all(file, part)
    return True


def _at_most(most: int, blocks: Iterator[bytes]) -> Iterator[bytes]:
    """No block is asked for when there is no room for it."""
    while most > 0 and (block := next(blocks, None)) is not None:
        yield block[:most]
        most -= len(block)


def _write_all(file: RawIOBase, block: bytes) -> None:
    """A raw file may take less than it was given, on a nearly full disk for one."""
    rest = memoryview(block)
    while rest:
        rest = rest[file.write(rest) or 0 :]

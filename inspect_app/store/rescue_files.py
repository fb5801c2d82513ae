"""Rescue files on disk: while they are read, and longer when something of them stands nowhere else. Under their SHA-256."""

import hashlib
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

KEPT_FOR = timedelta(days=90)


@dataclass(frozen=True)
class KeptFile:
    sha256: str
    size_bytes: int
    path: Path


class RescueFolder:
    """Readable by the server's user alone."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def new_file(self) -> IO[bytes]:
        """For bytes on their way in; it is gone when it is closed, unless it was kept."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        return NamedTemporaryFile(dir=self.root, suffix=".part")

    def keep(self, arrived: IO[bytes]) -> KeptFile:
        """Read once for its hash, block by block; the same bytes twice are one file."""
        arrived.flush()
        arrived.seek(0)
        sha256 = hashlib.file_digest(arrived, "sha256").hexdigest()  # type: ignore[arg-type]
        path = self.path(sha256)
        with suppress(FileExistsError):
            os.link(arrived.name, path)
        os.utime(path)
        return KeptFile(sha256, path.stat().st_size, path)

    def path(self, sha256: str) -> Path:
        return self.root / f"{sha256}.inspect"

    def kept(self, sha256: str) -> KeptFile | None:
        path = self.path(sha256)
        return KeptFile(sha256, path.stat().st_size, path) if path.exists() else None

    def remove(self, sha256: str) -> None:
        self.path(sha256).unlink(missing_ok=True)

    def remove_old(self, *, at: datetime) -> None:
        """A file on its way in that is a day old was left behind by a server that was killed."""
        for pattern, age in (("*.inspect", KEPT_FOR), ("*.part", timedelta(days=1))):
            oldest = (at - age).timestamp()
            for path in self.root.glob(pattern):
                with suppress(FileNotFoundError):
                    if path.stat().st_mtime < oldest:
                        path.unlink()

    def free_bytes(self) -> int:
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        return shutil.disk_usage(self.root).free

"""A backup as files: a folder, or one .tar, with a list of hashes; it takes its name only when it is whole and was read back."""

import hashlib
import io
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

SUMS = "SHA256SUMS"
MANIFEST = "manifest.json"
BLOCK = 1024 * 1024


class BackupFault(Exception):  # noqa: N818
    """What is wrong with a backup or its place, in words for whoever runs the server."""


class Writer(Protocol):
    def write(self, name: str, source: BinaryIO, size: int) -> None: ...


class _Hashed:
    """Gives at most `size` bytes, for a log may grow while it is read, and knows their hash."""

    def __init__(self, source: BinaryIO, size: int) -> None:
        self.source, self.left, self.digest = source, size, hashlib.sha256()

    def read(self, most: int = -1) -> bytes:
        block = self.source.read(min(most, self.left) if most >= 0 else self.left)
        self.left -= len(block)
        self.digest.update(block)
        return block


class Packer:
    """Adds files under their names, and last the list of hashes, as `sha256sum -c` reads it."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.sums: dict[str, str] = {}
        self.size_bytes = 0

    def add(self, name: str, path: Path) -> str:
        with path.open("rb") as file:
            return self._add(name, file, os.fstat(file.fileno()).st_size)

    def add_text(self, name: str, text: str) -> str:
        body = text.encode()
        return self._add(name, io.BytesIO(body), len(body))

    def _add(self, name: str, file: BinaryIO, size: int) -> str:
        hashed = _Hashed(file, size)
        self.writer.write(name, hashed, size)  # type: ignore[arg-type]
        self.sums[name] = hashed.digest.hexdigest()
        self.size_bytes += size
        return self.sums[name]

    def finish(self) -> str:
        """The hash of the list of hashes stands for the whole backup."""
        text = "".join(f"{sha256}  {name}\n" for name, sha256 in self.sums.items())
        self.add_text(SUMS, text)
        return self.sums.pop(SUMS)


class _FolderWriter:
    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, name: str, source: BinaryIO, size: int) -> None:
        target = self.root / name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            shutil.copyfileobj(source, file, BLOCK)
        if target.stat().st_size != size:
            raise BackupFault(f"{name} became shorter while it was copied")


class _TarWriter:
    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar

    def write(self, name: str, source: BinaryIO, size: int) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        self.tar.addfile(member, source)


@contextmanager
def new_backup(place: Path) -> Iterator[Packer]:
    """Everything is written beside the place and put there at the end; what is killed leaves only NAME.part."""
    part = place.with_name(f"{place.name}.part")
    for path in (place, part):
        if path.exists():
            raise BackupFault(f"{path} is there already")
    part.parent.mkdir(parents=True, exist_ok=True)
    try:
        with _writer(part, is_tar=place.suffix == ".tar") as writer:
            packer = Packer(writer)
            yield packer
        os.sync()
        compare(packer.sums, hashes_in(part))
    except BaseException:
        shutil.rmtree(part) if part.is_dir() else part.unlink(missing_ok=True)
        raise
    part.rename(place)
    os.sync()


@contextmanager
def _writer(part: Path, *, is_tar: bool) -> Iterator[Writer]:
    if not is_tar:
        part.mkdir(mode=0o700)
        yield _FolderWriter(part)
        return
    opened = os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
    with opened as file, tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
        yield _TarWriter(tar)


def files_in(place: Path) -> Iterator[tuple[str, BinaryIO]]:
    """Name and bytes of every file of a backup."""
    if place.is_dir():
        for path in sorted(place.rglob("*")):
            if path.is_file():
                with path.open("rb") as file:
                    yield path.relative_to(place).as_posix(), file
        return
    try:
        with tarfile.open(place, "r:") as tar:
            for member in tar:
                if (body := tar.extractfile(member)) and member.isreg():
                    yield member.name, body  # type: ignore[misc]
    except (tarfile.TarError, OSError) as error:
        raise BackupFault(f"{place} is no backup, or was cut off: {error}") from error


def hashes_in(place: Path) -> dict[str, str]:
    """As the files are now, without the list itself."""
    found = {name: hashlib.file_digest(body, "sha256").hexdigest() for name, body in files_in(place)}  # type: ignore[arg-type]
    found.pop(SUMS, None)
    return found


def unpack(place: Path, into: Path) -> dict[str, str]:
    """Write the files below `into` and give the hashes of what was written. Names that lead elsewhere are refused."""
    writer, listed = _FolderWriter(into), {}
    hashes = {}
    for name, body in files_in(place):
        if ".." in Path(name).parts or Path(name).is_absolute():
            raise BackupFault(f"{name} leads out of the backup")
        if name == SUMS:
            listed = sums_of(body.read().decode())
            continue
        size = body.seek(0, os.SEEK_END)
        body.seek(0)
        hashed = _Hashed(body, size)
        writer.write(name, hashed, size)  # type: ignore[arg-type]
        hashes[name] = hashed.digest.hexdigest()
    if not listed:
        raise BackupFault(f"{place} has no {SUMS}: it is no backup, or was cut off")
    compare(listed, hashes)
    return hashes


def sums_of(text: str) -> dict[str, str]:
    lines = [line.split("  ", 1) for line in text.splitlines()]
    return {line[1]: line[0] for line in lines if len(line) == 2}


def compare(listed: dict[str, str], found: dict[str, str]) -> None:
    faults = [f"missing: {name}" for name in listed if name not in found]
    faults += [f"altered: {name}" for name, sha256 in found.items() if listed.get(name, sha256) != sha256]
    faults += [f"not in the list: {name}" for name in found if name not in listed]
    if faults:
        raise BackupFault("\n".join(faults))

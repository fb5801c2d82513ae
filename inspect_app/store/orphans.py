"""What a crash can leave behind: files that no row names, rows whose file is gone, parts of transfers that ended."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from inspect_app.store.base import db
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.store.photos import PhotoFile, Upload


class OrphanKind(StrEnum):
    FILE_WITHOUT_ROW = "没有登记的证据文件"
    FOREIGN_FILE = "不是证据文件的文件"
    ROW_WITHOUT_FILE = "登记了但不在的证据文件"
    PART_WITHOUT_TRANSFER = "已结束传输留下的部分文件"
    TRANSFER_WITHOUT_PART = "部分文件不在的传输"
    UNFINISHED_FILE = "写到一半的文件"


@dataclass(frozen=True)
class Orphan:
    kind: OrphanKind
    name: str
    size_bytes: int

    @property
    def line(self) -> str:
        kind = self.kind.name.lower().replace("_", " ")
        return f"{kind:<22} {self.name} {self.size_bytes} bytes ({self.kind.value})"


def orphans(folder: PhotoFolder, data: Path) -> Iterator[Orphan]:
    """Names them and touches nothing: a person decides."""
    yield from _of_originals(folder)
    yield from _of_transfers(folder)
    for path in sorted([*(data / "rescues").glob("*.part"), *(data / "imports").glob("*.part")]):
        yield _orphan(OrphanKind.UNFINISHED_FILE, path, data)
    for path in sorted((folder.root / "copies").glob("*/.*")):
        yield _orphan(OrphanKind.UNFINISHED_FILE, path, data)


def _of_originals(folder: PhotoFolder) -> Iterator[Orphan]:
    rows = {sha256: size for sha256, size in db.session.execute(select(PhotoFile.sha256, PhotoFile.size_bytes))}  # noqa: C416
    for path in sorted((folder.root / "originals").rglob("*")):
        if path.is_dir():
            continue
        if path != folder.original(path.name):
            yield _orphan(OrphanKind.FOREIGN_FILE, path, folder.root)
        elif rows.pop(path.name, None) is None:
            yield _orphan(OrphanKind.FILE_WITHOUT_ROW, path, folder.root)
    for sha256, size in sorted(rows.items()):
        yield Orphan(OrphanKind.ROW_WITHOUT_FILE, sha256, size)


def _of_transfers(folder: PhotoFolder) -> Iterator[Orphan]:
    """A transfer that is all here needs no part any more; one of which nothing came has none yet."""
    open_ones = {upload.id.hex: upload for upload in db.session.scalars(select(Upload))}
    here = set(db.session.scalars(select(PhotoFile.sha256)))
    for path in sorted((folder.root / "partial").glob("*")):
        if open_ones.pop(path.name, None) is None:
            yield _orphan(OrphanKind.PART_WITHOUT_TRANSFER, path, folder.root)
    for name, upload in sorted(open_ones.items()):
        if upload.offset_bytes and upload.sha256 not in here:
            yield Orphan(OrphanKind.TRANSFER_WITHOUT_PART, str(UUID(name)), upload.offset_bytes)


def _orphan(kind: OrphanKind, path: Path, root: Path) -> Orphan:
    return Orphan(kind, path.relative_to(root).as_posix(), path.stat().st_size)

"""Putting a backup into an empty data folder: unpacked beside it, and in its place only when somebody says that it is proved."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inspect_app.store.backup_files import MANIFEST, BackupFault, unpack
from inspect_app.store.backups import FORMAT
from inspect_app.store.database_copies import FILES

KEYS = {"secret-key", "server-key.json", "recovery-key.json", "exchange-keys.json"}


@dataclass(frozen=True)
class Unpacked:
    """`part` = the data folder to be; `files` = how many of the backup's files were checked by their hash."""

    part: Path
    target: Path
    manifest: dict[str, Any]
    files: int

    @property
    def database(self) -> Path:
        """SQLite in its place already, PostgreSQL's dump still beside."""
        kind = self.manifest["database"]
        return self.part / ("inspect.sqlite" if kind == "sqlite" else FILES[kind])


def refuse_unless_empty(target: Path) -> None:
    """Keys alone are what a server makes at its first start."""
    others = sorted({path.name for path in target.iterdir()} - KEYS) if target.exists() else []
    if others:
        raise BackupFault(f"{target} is not empty ({', '.join(others[:3])}): restore into a new folder")


def unpack_backup(backup: Path, target: Path) -> Unpacked:
    refuse_unless_empty(target)
    part = target.with_name(f"{target.name}.part")
    unpacked = part.with_name(f"{target.name}.unpacking")
    for left in (part, unpacked):
        if left.exists():
            raise BackupFault(f"{left} was left by a restore that did not end: remove it first")
    unpacked.mkdir(mode=0o700, parents=True)
    hashes = unpack(backup, unpacked)
    manifest = json.loads((unpacked / MANIFEST).read_text(encoding="utf-8"))
    if manifest.get("format") != FORMAT:
        raise BackupFault(f"{backup} is of another format: {manifest.get('format')}")
    (unpacked / "data").mkdir(exist_ok=True)
    (unpacked / "data").rename(part)
    found = Unpacked(part, target, manifest, len(hashes))
    (unpacked / FILES[manifest["database"]]).rename(found.database)
    (unpacked / MANIFEST).unlink()
    unpacked.rmdir()
    for original in (part / "photos" / "originals").glob("*/*"):
        original.chmod(0o440)
    return found


def put_in_place(unpacked: Unpacked) -> None:
    """Keys that stood there and are others are kept beside those of the backup."""
    part, target = unpacked.part, unpacked.target
    if unpacked.manifest["database"] != "sqlite":
        unpacked.database.unlink()
    for name in KEYS if target.exists() else ():
        here, ours = target / name, part / name
        if here.exists() and ours.exists() and here.read_bytes() != ours.read_bytes():
            here.rename(part / f"{name}.replaced")
        else:
            here.unlink(missing_ok=True)
    if target.exists():
        target.rmdir()
    part.rename(target)

"""What belongs to a backup: the database first, then the rest of the data folder, so that every row's file is in it."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from inspect_app.store.backup_files import MANIFEST, BackupFault, new_backup
from inspect_app.store.database_copies import copy_database, database_file, database_kind, schema

FORMAT = "inspect-backup-1"
ORIGINALS = "photos/originals/"
CAN_BE_MADE_AGAIN = ("photos/copies/",)


@dataclass
class MadeBackup:
    """`sha256` stands for the whole; `altered` = originals whose bytes are not those of their name any more."""

    sha256: str = ""
    files: int = 0
    size_bytes: int = 0
    altered: list[str] = field(default_factory=list)


def files_of(data: Path, database: Path | None) -> Iterator[tuple[str, Path]]:
    """Everything but the database, half-written files and what can be made again."""
    beside = {f"{database}{ending}" for ending in ("", "-wal", "-shm", "-journal")} if database else set()
    for path in sorted(data.rglob("*")):
        name = path.relative_to(data).as_posix()
        if path.is_symlink() or not path.is_file() or str(path.resolve()) in beside or path.suffix == ".part":
            continue
        if not name.startswith(CAN_BE_MADE_AGAIN):
            yield name, path


def make_backup(place: Path, data: Path, *, at: datetime) -> MadeBackup:
    if place.resolve().is_relative_to(data.resolve()):
        raise BackupFault("a backup inside the data folder is lost with it: choose another place")
    _refuse_without_room(place, data)
    made = MadeBackup()
    with new_backup(place) as packer, TemporaryDirectory(dir=place.parent, prefix=".database-") as folder:
        copy = copy_database(Path(folder))
        packer.add(copy.name, copy)
        for name, path in files_of(data, database_file()):
            try:
                sha256 = packer.add(f"data/{name}", path)
            except FileNotFoundError:
                continue  # a transfer that became an original, an import that was confirmed
            if name.startswith(ORIGINALS) and sha256 != path.name:
                made.altered.append(path.name)
        facts = {"format": FORMAT, "made_at": at.isoformat(), "database": database_kind(), "schema": schema()}
        packer.add_text(MANIFEST, json.dumps(facts, indent=1) + "\n")
        made.files, made.size_bytes, made.sha256 = len(packer.sums), packer.size_bytes, packer.finish()
    return made


def _refuse_without_room(place: Path, data: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    file = database_file()
    needed = sum(path.stat().st_size for _name, path in files_of(data, file)) + 2 * (
        file.stat().st_size if file else 0
    )
    free = shutil.disk_usage(place.parent).free
    if needed > free:
        raise BackupFault(f"{needed >> 20} MB are needed at {place.parent}, and {free >> 20} MB are free")

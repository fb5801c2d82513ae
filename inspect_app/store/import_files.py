"""Sheets that wait between preview and confirmation: one file each under a random id, for its owner alone, for a day."""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from inspect_app.store.base import Json

KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True)
class WaitingImport:
    """`rows` = [row number, {column: text}] of what would be written; `shown` = the preview as the page draws it."""

    owner_id: str
    read_at: str
    source: str
    state: int
    rows: list[list[Any]]
    shown: Json


class ImportFolder:
    def __init__(self, root: Path) -> None:
        self.root = root

    def keep(self, import_id: UUID, waiting: WaitingImport) -> None:
        """Readable by the server's user alone; whole or not at all."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = self.root / f"{import_id.hex}.part"
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(asdict(waiting), file, ensure_ascii=False, separators=(",", ":"))
        part.replace(self._path(import_id))

    def waiting_for(self, owner_id: UUID, import_id: UUID, *, at: datetime) -> WaitingImport | None:
        """None when it was confirmed, is older than a day, or is somebody else's."""
        try:
            waiting = WaitingImport(**json.loads(self._path(import_id).read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        is_old = at - datetime.fromisoformat(waiting.read_at) > KEPT_FOR
        return None if is_old or waiting.owner_id != str(owner_id) else waiting

    def remove(self, import_id: UUID) -> None:
        self._path(import_id).unlink(missing_ok=True)

    def remove_old(self, *, at: datetime) -> None:
        """By the file's own time, so that a broken file goes too."""
        oldest = (at - KEPT_FOR).timestamp()
        for path in self.root.glob("*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < oldest:
                    path.unlink()

    def _path(self, import_id: UUID) -> Path:
        return self.root / f"{import_id.hex}.json"

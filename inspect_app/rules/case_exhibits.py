"""What a visit holds that may become evidence of a case, and what is written down of it when it does."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from inspect_app.rules.case_entries import EvidenceKind


class Source(StrEnum):
    """What it is to the office; the member's name is the field by which an entry names it."""

    FINDING = "检查发现的问题"
    PHOTO = "现场照片"
    RECORDING = "现场录音录像"
    DOCUMENT = "检查文书"


@dataclass(frozen=True)
class Exhibit:
    """`kind` = what it is by its nature (第四十六条), unless somebody says otherwise. `is_here` = its bytes have arrived."""

    source: Source
    id: str
    visit: str
    sha256: str
    title: str
    kind: EvidenceKind
    taken_on: date
    is_here: bool = True

    @property
    def key(self) -> str:
        return f"{self.source.name.lower()}-{self.id}"

    def facts(self, proves: str, kind: EvidenceKind | None = None) -> dict[str, Any]:
        """As plain values of the step that adds evidence."""
        return {
            "kind": (kind or self.kind).name.lower(),
            "title": self.title[:200],
            "proves": proves,
            "source": f"{self.taken_on.isoformat()} {self.source.value}",
            "sha256": self.sha256,
            "visit": self.visit,
            "made_on": self.taken_on.isoformat(),
            self.source.name.lower(): self.id,
        }

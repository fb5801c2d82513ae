"""Evidence of a case as pages show it: small pictures, hashes, where it came from, whether it is still what it was."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import current_app, url_for

from inspect_app.actions.case_exhibit_checks import flaw_of
from inspect_app.rules.case_entries import Evidence
from inspect_app.rules.case_exhibits import Exhibit
from inspect_app.rules.case_records import CaseRecord
from inspect_app.rules.procedure import STEPS, Subject
from inspect_app.rules.proof import Flaw
from inspect_app.rules.recordings import kind_of
from inspect_app.store.cases import Case
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.store.photos import PhotoFile, photo_files
from inspect_app.store.visits import Visit, visits_with

TABLE = STEPS[Subject.CASE]
MOST_CHECKED_BYTES = 200 * 1024 * 1024
"""How much is read anew for one page; what is beyond is said to be not checked here."""


def folder() -> PhotoFolder:
    found: PhotoFolder = current_app.extensions["photo_folder"]
    return found


@dataclass(frozen=True)
class Pick:
    """What may be chosen. `is_taken` = it is evidence of this case already."""

    exhibit: Exhibit
    file: PhotoFile | None
    is_taken: bool

    @property
    def is_picture(self) -> bool:
        return self.file is not None and self.file.media_type.startswith("image/")

    @property
    def is_open(self) -> bool:
        return self.exhibit.is_here and not self.is_taken


def picks_of(case: Case, _visit: Visit, exhibits: Iterable[Exhibit]) -> list[Pick]:
    found = list(exhibits)
    taken = {entry.facts.get("sha256") for entry in case.entries if entry.step == "add_evidence"}
    files = photo_files({one.sha256 for one in found})
    return [Pick(one, files.get(one.sha256), one.sha256 in taken) for one in found]


@dataclass(frozen=True)
class Shown:
    """`flaw` None = as it was; `is_checked` False = there is no hash, or it is too large to be read for a page."""

    evidence: Evidence
    on: date
    by: str
    file: PhotoFile | None
    visit: Visit | None
    flaw: Flaw | None
    is_checked: bool

    @property
    def is_picture(self) -> bool:
        return self.file is not None and self.file.media_type.startswith("image/")

    @property
    def is_recording(self) -> bool:
        return self.file is not None and kind_of(self.file.media_type) is not None

    @property
    def address(self) -> str:
        """Where it can be looked at in its own place; empty where only the file itself tells."""
        one = self.evidence
        if one.document:
            return url_for("documents.show", document_id=UUID(one.document))
        if self.visit is None:
            return ""
        anchors = {"finding": one.finding, "photo": one.photo, "recording": one.recording}
        anchor = next((f"{name}-{value}" for name, value in anchors.items() if value), None)
        return url_for("visits.show", visit_id=self.visit.id, _anchor=anchor)


def shown_exhibits(record: CaseRecord, named: Mapping[str, str]) -> list[Shown]:
    entries = record.all("add_evidence")
    files = photo_files({entry.facts.sha256 for entry in entries if entry.facts.sha256})
    ids = [UUID(entry.facts.visit) for entry in entries if entry.facts.visit]
    visits = {visit.id: visit for visit in visits_with(ids)}
    found, read = [], 0
    for entry in entries:
        one: Evidence = entry.facts
        file = files.get(one.sha256)
        read += file.size_bytes if file else 0
        is_checked = bool(one.sha256) and read <= MOST_CHECKED_BYTES
        flaw = flaw_of(one, folder()) if is_checked else None
        visit = visits.get(UUID(one.visit)) if one.visit else None
        found.append(Shown(one, entry.happened_on, named.get(entry.by, ""), file, visit, flaw, is_checked))
    return found

"""Checking all that is kept as evidence, or what concerns one visit. Reads only; names each thing that is not as it was."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from inspect_app.actions.case_exhibit_checks import doubts_of_cases
from inspect_app.actions.journal_verification import DeviceCheck, Keys, Said, signed_sha256
from inspect_app.actions.stamps import TokenCheck, doubts_of_stamps
from inspect_app.rules.documents import document_sha256
from inspect_app.rules.proof import Doubt, Flaw, Part
from inspect_app.store.audit import line_sha256
from inspect_app.store.documents import Document
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.store.photos import PhotoFile, photo_files
from inspect_app.store.whole_record import (
    all_audit_lines,
    all_devices,
    all_documents,
    all_photo_files,
    announced_hashes,
    applied_in_spite_of_a_gap,
    devices_that_spoke_of,
    hashes_shown_by,
)


@dataclass
class Looked:
    """How much was looked at: a check that found nothing to check proves nothing."""

    events: int = 0
    files: int = 0
    documents: int = 0
    exhibits: int = 0
    audit_lines: int = 0
    not_here: int = 0

    @property
    def line(self) -> str:
        return (
            f"{self.events} events, {self.files} files, {self.documents} documents,"
            f" {self.exhibits} exhibits of cases, {self.audit_lines} audit lines;"
            f" {self.not_here} announced files have yet to arrive"
        )


class Verification:
    """`visit_id` None = everything. Go through `doubts()` to its end; `looked` then says what was gone through."""

    def __init__(
        self,
        folder: PhotoFolder,
        keys: Keys,
        visit_id: UUID | None = None,
        *,
        check_token: TokenCheck | None = None,
    ) -> None:
        self.folder, self.keys, self.visit_id, self.check_token = folder, keys, visit_id, check_token
        self.looked, self.said = Looked(), Said()

    def doubts(self) -> Iterator[Doubt]:
        yield from self._journals()
        yield from self._announcements()
        yield from self._files()
        yield from self._documents()
        if self.visit_id is None:
            yield from self._exhibits()
            yield from self._audit()
            yield from doubts_of_stamps(self.check_token) if self.check_token else ()

    def _journals(self) -> Iterator[Doubt]:
        gaps = applied_in_spite_of_a_gap()
        for device in devices_that_spoke_of(self.visit_id) if self.visit_id else all_devices():
            check = DeviceCheck(device, self.keys, self.said, self.visit_id, gaps)
            yield from check.doubts()
            self.looked.events += check.looked

    def _announcements(self) -> Iterator[Doubt]:
        """What a signed event announced is registered, with the hash that was signed."""
        registered = announced_hashes()
        for thing_id, sha256 in self.said.files.items():
            if thing_id not in registered:
                yield Doubt(Part.FILE, Flaw.ROW_ABSENT, f"{sha256} {thing_id}")
            elif registered[thing_id][1] != sha256:
                yield Doubt(Part.FILE, Flaw.ROW_DIFFERS, f"{sha256} {thing_id}")

    def _files(self) -> Iterator[Doubt]:
        """Discarded ones too, if they came; that one of them never comes is no loss."""
        expected = hashes_shown_by(self.visit_id)
        for file in self._rows_of_files(expected | set(self.said.files.values())):
            self.looked.files += 1
            if flaw := self._flaw_of_file(file):
                yield Doubt(Part.FILE, flaw, file.sha256)
            expected.discard(file.sha256)
        self.looked.not_here = len(expected)

    def _rows_of_files(self, wanted: set[str]) -> Iterator[PhotoFile]:
        if self.visit_id is None:
            yield from all_photo_files()
        else:
            yield from sorted(photo_files(wanted).values(), key=lambda file: file.sha256)

    def _flaw_of_file(self, file: PhotoFile) -> Flaw | None:
        try:
            with self.folder.original(file.sha256).open("rb") as body:
                sha256 = hashlib.file_digest(body, "sha256").hexdigest()
        except FileNotFoundError:
            return Flaw.FILE_ABSENT
        return None if sha256 == file.sha256 else Flaw.HASH_DIFFERS

    def _documents(self) -> Iterator[Doubt]:
        said = dict(self.said.documents)
        signatures = dict(self.said.signatures)
        for document in all_documents(self.visit_id):
            self.looked.documents += 1
            where = f"{document.form} {document.number} {document.id}"
            if flaw := _flaw_of_document(document, said.pop(document.id, None)):
                yield Doubt(Part.DOCUMENT, flaw, where)
            yield from _doubts_of_signatures(document, signatures, where)
        yield from (Doubt(Part.DOCUMENT, Flaw.ROW_ABSENT, str(document_id)) for document_id in said)
        yield from (Doubt(Part.SIGNATURE, Flaw.ROW_ABSENT, str(event_id)) for event_id in signatures)

    def _exhibits(self) -> Iterator[Doubt]:
        """What was taken into a case is still what it was then."""
        for doubt in doubts_of_cases(self.folder):
            self.looked.exhibits += 1
            if doubt:
                yield doubt

    def _audit(self) -> Iterator[Doubt]:
        previous, expected = "", 1
        for line in all_audit_lines():
            self.looked.audit_lines += 1
            for position in range(expected, line.position):
                yield Doubt(Part.AUDIT, Flaw.LINE_ABSENT, f"line {position}")
            joins = line.position > expected or line.previous_sha256 == previous
            if not joins or line.sha256 != line_sha256(line):
                yield Doubt(Part.AUDIT, Flaw.LINE_DIFFERS, f"line {line.position}")
            previous, expected = line.sha256, line.position + 1


def _flaw_of_document(document: Document, signed: tuple[str, str] | None) -> Flaw | None:
    """Against what the phone signed, if it came from one; a document of the desk against its own hash alone."""
    now = document_sha256(document.content)
    if signed is None:
        return None if now == document.sha256 else Flaw.HASH_DIFFERS
    if (now, document.sha256) != signed:
        return Flaw.HASH_DIFFERS if now != signed[0] else Flaw.ROW_DIFFERS
    return None if now == document.sha256 else Flaw.NEVER_FITTED


def _doubts_of_signatures(document: Document, said: dict[UUID, str], where: str) -> Iterator[Doubt]:
    for one in document.signatures:
        expected = said.pop(one.id, None)
        here = signed_sha256(one.document_sha256, one.name, one.strokes)
        if one.document_sha256 != document.sha256 or expected not in (None, here):
            yield Doubt(Part.SIGNATURE, Flaw.ROW_DIFFERS, f"{where}, {one.name}")

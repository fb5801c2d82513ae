"""Is each piece of evidence of a case still what it was when it was taken into the case: its hash, computed anew."""

import hashlib
from collections.abc import Iterator
from uuid import UUID

from inspect_app.actions.journal_verification import text_of
from inspect_app.rules.case_entries import Evidence
from inspect_app.rules.documents import document_sha256
from inspect_app.rules.plain import from_plain
from inspect_app.rules.proof import Doubt, Flaw, Part
from inspect_app.store.case_exhibits import all_evidence_of_cases, signed_events
from inspect_app.store.documents import document_with
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.store.visits import finding_with


def flaw_of(one: Evidence, folder: PhotoFolder) -> Flaw | None:
    """None also where there is nothing to compute: an object, or a paper that is kept elsewhere."""
    if not one.sha256:
        return None
    if one.document:
        return _flaw_of_document(one)
    return _flaw_of_finding(one) if one.finding else _flaw_of_file(one, folder)


def _flaw_of_document(one: Evidence) -> Flaw | None:
    document = document_with(UUID(one.document))
    if document is None:
        return Flaw.ROW_ABSENT
    return None if document_sha256(document.content) == one.sha256 else Flaw.HASH_DIFFERS


def _flaw_of_finding(one: Evidence) -> Flaw | None:
    """A finding may be worded anew later; the record that became evidence must still be there as it was."""
    finding = finding_with(UUID(one.finding))
    events = signed_events(version.id for version in finding.versions) if finding else []
    if not events:
        return Flaw.ROW_ABSENT
    hashes = {hashlib.sha256(text_of(event).encode()).hexdigest() for event in events}
    return None if one.sha256 in hashes else Flaw.HASH_DIFFERS


def _flaw_of_file(one: Evidence, folder: PhotoFolder) -> Flaw | None:
    try:
        with folder.original(one.sha256).open("rb") as body:
            sha256 = hashlib.file_digest(body, "sha256").hexdigest()
    except FileNotFoundError:
        return Flaw.FILE_ABSENT
    return None if sha256 == one.sha256 else Flaw.HASH_DIFFERS


def doubts_of_cases(folder: PhotoFolder) -> Iterator[Doubt | None]:
    """One for each piece of evidence that has a hash; None = it is as it was."""
    for number, facts in all_evidence_of_cases():
        one = from_plain(Evidence, facts)
        if one.sha256:
            flaw = flaw_of(one, folder)
            yield Doubt(Part.EXHIBIT, flaw, f"{number} {one.sha256}") if flaw else None

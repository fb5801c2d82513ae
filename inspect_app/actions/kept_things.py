"""Whether the papers and the evidence of a file are still what was kept: looked at, byte for byte, under their SHA-256."""

import hashlib
from collections.abc import Iterable, Sequence
from uuid import UUID

from inspect_app.rules.documents import document_sha256
from inspect_app.rules.file_facts import Kept
from inspect_app.rules.paper_forms import FORMS
from inspect_app.store.documents import Document, documents_for
from inspect_app.store.office_papers import OfficePaper, bytes_of, papers_of
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.store.photos import photo_files
from inspect_app.store.takings import Taking


def papers_kept(*subject_ids: UUID) -> list[Kept]:
    """Papers of these things that stand, each under its title and number."""
    documents = [one for subject_id in subject_ids for one in documents_for(subject_id)]
    issued = [one for one in papers_of(*subject_ids) if one.voided_at is None]
    return [*(_document(one) for one in documents), *(_paper(one) for one in issued)]


def forms_of(*subject_ids: UUID) -> frozenset[str]:
    documents = {one.form for subject_id in subject_ids for one in documents_for(subject_id)}
    return frozenset(documents | {one.form for one in papers_of(*subject_ids) if one.voided_at is None})


def _document(one: Document) -> Kept:
    title = FORMS[one.form].title if one.form in FORMS else one.form
    signed = all(signature.document_sha256 == one.sha256 for signature in one.signatures)
    return Kept(f"{title} {one.number}".strip(), is_intact=document_sha256(one.content) == one.sha256 and signed)


def _paper(one: OfficePaper) -> Kept:
    is_same = one.document_id is not None or document_sha256(one.content) == one.sha256
    is_file = hashlib.sha256(bytes_of(one.file_sha256)).hexdigest() == one.file_sha256
    return Kept(f"{one.title} {one.number}".strip(), is_intact=is_same and is_file)


def takings_kept(takings: Sequence[Taking], folder: PhotoFolder) -> list[Kept]:
    """Photos and recordings, under what was said of them."""
    return files_kept(((one.caption or one.name or one.sha256[:12], one.sha256) for one in takings), folder)


def files_kept(titled: Iterable[tuple[str, str]], folder: PhotoFolder) -> list[Kept]:
    """(title, SHA-256) pairs. A file that nobody announced to us is not here."""
    pairs = list(titled)
    here = photo_files({sha256 for _title, sha256 in pairs})
    return [Kept(title, sha256 in here, sha256 in here and _is_whole(sha256, folder)) for title, sha256 in pairs]


def _is_whole(sha256: str, folder: PhotoFolder) -> bool:
    path = folder.original(sha256)
    if not path.exists():
        return False
    with path.open("rb") as body:
        return hashlib.file_digest(body, "sha256").hexdigest() == sha256

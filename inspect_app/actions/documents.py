"""Keeping documents as issued, and the signatures under them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.documents import document_sha256
from inspect_app.rules.people import may_sign
from inspect_app.store.base import Json
from inspect_app.store.documents import Document, Signature, document_with, keep
from inspect_app.store.journal import appeared
from inspect_app.store.officers import Officer, signer_with


@dataclass(frozen=True)
class DocumentFacts:
    document_id: UUID
    form: str
    subject_id: UUID
    visit_id: UUID | None
    content: Json
    sha256: str


@dataclass(frozen=True)
class SignatureFacts:
    """signer: "officer", "party" or "witness". A refusal has no strokes but a reason."""

    document_id: UUID
    document_sha256: str
    signer: str
    name: str
    badge_number: str = ""
    strokes: tuple[Any, ...] = ()
    refused: bool = False
    reason: str = ""
    witness: str = ""


def keep_document(facts: DocumentFacts, *, by: Officer, at: datetime) -> tuple[Document, list[Refusal]]:
    """The document word for word. A hash that does not fit is a flag: the paper is out there as it is."""
    document = Document(
        id=facts.document_id,
        form=facts.form,
        subject_id=facts.subject_id,
        visit_id=facts.visit_id,
        number=str(facts.content.get("number", "")),
        content=facts.content,
        sha256=facts.sha256,
        made_by=by.id,
        made_at=at,
        signatures=[],
    )
    keep(document)
    appeared(document.id)
    is_whole = document_sha256(facts.content) == facts.sha256
    return document, [] if is_whole else [Refusal(Problem.DOCUMENT_ALTERED)]


def sign_document(
    event_id: UUID | None, facts: SignatureFacts, *, by: Officer, at: datetime, visit_id: UUID | None = None
) -> Signature:
    """`visit_id` = the visit on which it was signed, None at the desk."""
    document = _document_to_sign(facts, visit_id)
    refuse_if_any([_signer_certified(facts, document.form, at=at)])
    signature = Signature(
        id=event_id or uuid4(),
        document_id=document.id,
        document_sha256=facts.document_sha256,
        signer=facts.signer,
        name=facts.name,
        badge_number=facts.badge_number,
        strokes=list(facts.strokes),
        refused=facts.refused,
        reason=facts.reason,
        witness=facts.witness,
        officer_id=by.id,
        signed_at=at,
    )
    document.signatures.append(signature)
    return signature


def _signer_certified(facts: SignatureFacts, form: str, *, at: datetime) -> Refusal | None:
    """Whose certificate has ended may record, and not sign. Penalties and orders were judged when they were made."""
    if facts.signer != "officer" or form != "inspection_record":
        return None
    signer = signer_with(facts.badge_number) if facts.badge_number else None
    return may_sign(signer.facts(), on=day_of(at)) if signer else None


def _document_to_sign(facts: SignatureFacts, visit_id: UUID | None) -> Document:
    """What was signed must be what is kept, and on the visit where it was made."""
    document = document_with(facts.document_id)
    if document is None or (visit_id and document.visit_id != visit_id):
        raise Refused(Refusal(Problem.DOCUMENT_UNKNOWN, facts={"waits_for": str(facts.document_id)}))
    if facts.document_sha256 != document.sha256:
        raise Refused(Refusal(Problem.DOCUMENT_ALTERED))
    return document

"""Noting a delivery at the desk: from the form to the signatures that stand under the document."""

from collections.abc import Mapping, Sequence
from typing import Any

from inspect_app.actions.documents import SignatureFacts
from inspect_app.store.documents import Document
from inspect_app.web.document_words import listed, mapped
from inspect_app.web.forms.deliveries import REFUSED, DeliveryForm


def delivery_form(document: Document, *, with_copies: bool = False) -> DeliveryForm:
    """Offers the officers of the document who have not signed it yet."""
    form = DeliveryForm()
    if not with_copies:
        del form.copies
    form.officers.choices = [(badge, f"{name} {badge}") for badge, name in unsigned_officers(document).items()]
    return form


def unsigned_officers(document: Document) -> dict[str, str]:
    signed = {one.badge_number for one in document.signatures if one.signer == "officer"}
    officers: Sequence[Mapping[str, Any]] = [mapped(one) for one in listed(document.content.get("officers"))]
    named = {str(one.get("badge_number", "")): str(one.get("name", "")) for one in officers}
    return {badge: name for badge, name in named.items() if badge not in signed}


def signatures_in(form: DeliveryForm, document: Document) -> list[SignatureFacts]:
    """Pen on paper: no strokes, but who and when; a refusal with its reason and witness."""
    names, about = unsigned_officers(document), (document.id, document.sha256)
    officers = [
        SignatureFacts(*about, signer="officer", name=names[badge], badge_number=badge)
        for badge in form.officers.data or []
    ]
    name, reason = (form.party_name.data or "").strip(), (form.reason.data or "").strip()
    if form.outcome.data == REFUSED:
        witness = (form.witness.data or "").strip()
        return [
            *officers,
            SignatureFacts(*about, signer="party", name=name, refused=True, reason=reason, witness=witness),
        ]
    return [*officers, SignatureFacts(*about, signer="party", name=name)] if name else officers

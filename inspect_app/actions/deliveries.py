"""What the signatures and photos of a paper say of its delivery, as the rules ask for it."""

from uuid import UUID

from inspect_app.actions.claims import officers_in_order
from inspect_app.rules.deliveries import Delivery
from inspect_app.rules.people import OfficerFacts
from inspect_app.store.decisions import Decision
from inspect_app.store.documents import documents_for
from inspect_app.store.orders import Order
from inspect_app.store.photos import photos_of


def delivery_of(thing: Decision | Order, *, copies: int | None = None) -> Delivery:
    documents = documents_for(thing.id)
    signatures = [one for document in documents for one in document.signatures]
    party = [one for one in signatures if one.signer == "party"]
    refusal = next((one for one in party if one.refused), None)
    return Delivery(
        officers_signed=frozenset(one.badge_number for one in signatures if one.signer == "officer"),
        party_signed=any(not one.refused for one in party),
        refusal_reason=refusal.reason if refusal else "",
        delivered_at=thing.delivered_at,
        witness=refusal.witness if refusal else "",
        photos=photos_of_paper(thing) if refusal else 0,
        copies=copies,
        decided_on=thing.decided_on if isinstance(thing, Decision) else None,
    )


def photos_of_paper(thing: Decision | Order) -> int:
    """Of the paper itself, on the visit where it was handed over."""
    document_ids = {document.id for document in documents_for(thing.id)}
    taken = photos_of(thing.visit_id) if thing.visit_id else []
    return sum(1 for photo in taken if photo.document_id in document_ids and photo.discarded_at is None)


def officers_of(thing: Decision | Order) -> list[OfficerFacts]:
    ids = tuple(UUID(one) for one in thing.claims["officer_ids"])
    return [officer.facts() for officer in officers_in_order(ids)]

"""Standards on their way to the districts, and what districts state of them on its way to the city: into the outbox."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from inspect_app.actions.peer_messages import send_to_peer
from inspect_app.rules.calendar import day_of
from inspect_app.rules.people import AgencyKind
from inspect_app.store.base import Json
from inspect_app.store.officers import Officer
from inspect_app.store.peer_messages import SentMessage, sent_about
from inspect_app.store.peers import Peer, peer_of_agency, peers_all
from inspect_app.store.standards import StandardAdoption, StandardEdition

PUBLISHED, ADOPTED = "standard_published", "standard_adopted"
MOST_REASON = 2_000


def district_peers() -> list[Peer]:
    return [peer for peer in peers_all() if peer.agency.kind is AgencyKind.DISTRICT]


def send_standard(edition: StandardEdition, *, by: Officer, at: datetime) -> list[SentMessage]:
    """To every district that it was not sent to: all of them the first time, later those that were paired since."""
    has = {message.peer_id for message in sent_about([edition.id], PUBLISHED)}
    files = [str(one["sha256"]) for one in edition.files]
    return [
        send_to_peer(peer, PUBLISHED, body_of(edition), about=edition.id, files=files, by=by, at=at)
        for peer in district_peers()
        if peer.id not in has
    ]


def body_of(edition: StandardEdition) -> Json:
    return {
        "edition": str(edition.id),
        "kind": edition.kind,
        "code": edition.code,
        "number": edition.number,
        "title": edition.title,
        "note": edition.note,
        "adopt_from": edition.adopt_from.isoformat(),
        "adopt_by": edition.adopt_by.isoformat() if edition.adopt_by else None,
        "content": edition.content,
        "files": edition.files,
        "sha256": edition.sha256,
        "published_at": edition.published_at.isoformat(),
    }


def state_adoption(adoption: StandardAdoption, *, by: Officer | None, at: datetime) -> SentMessage | None:
    """To the office whose edition it is; None = nothing is decided yet, or that office is no longer paired."""
    peer, outcome = peer_of_agency(adoption.edition.agency_id), adoption.outcome
    if peer is None or outcome is None:
        return None
    since = day_of(adoption.applied_at) if adoption.applied_at else adoption.from_on
    body = {
        "edition": str(adoption.edition_id),
        "outcome": outcome.name.lower(),
        "from_on": since.isoformat() if since else None,
        "supplements": len(adoption.added),
        "reason": (adoption.reason or adoption.hindered_by)[:MOST_REASON],
        "stated_at": at.isoformat(),
    }
    return send_to_peer(peer, ADOPTED, body, about=adoption.edition_id, by=by, at=at)


def receipts_of(editions: Sequence[StandardEdition]) -> dict[tuple[UUID, UUID], bool]:
    """(edition, agency) that it was sent to: whether the receipt has come."""
    sent = sent_about([one.id for one in editions], PUBLISHED)
    return {(message.subject_id, message.peer.agency_id): message.is_answered for message in sent}

"""An office that is connected with its city, and a lead that came from there with a photo, as the pages need them."""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from inspect_app.actions.attachments import attach
from inspect_app.actions.handover_arrivals import Arriving, FileNamed, take_in_handover
from inspect_app.actions.peers import Introduction, pair
from inspect_app.rules.attachments import AttachmentKind
from inspect_app.rules.calendar import day_of
from inspect_app.rules.handovers import HandoverKind
from inspect_app.rules.people import AgencyKind
from inspect_app.store.attachments import kept_file
from inspect_app.store.base import transaction
from inspect_app.store.handovers import Handover
from inspect_app.store.officers import Officer
from inspect_app.store.peers import Peer, PeerWay
from tests import make

KEY: dict[str, Any] = {"kty": "EC", "crv": "P-256"}


@dataclass(frozen=True)
class Connected:
    peer: Peer
    handover: Handover


def pair_with_city(by: Officer, *, at: datetime) -> Peer:
    """As if the code had been compared by telephone; nothing is ever sent there."""
    city = Introduction("SH", AgencyKind.CITY, "上海市民防办公室", "", "a-key", KEY, KEY)
    return pair(city, PeerWay.FILES, our_kid="ours", by=by, at=at)


def lead_from_the_city(peer: Peer, *, at: datetime, kind: HandoverKind = HandoverKind.DOWN) -> Handover:
    photo = kept_file(make.picture(120), AttachmentKind.PHOTO, "image/jpeg")
    assert photo
    files = [FileNamed(photo.sha256, "门.jpg", AttachmentKind.PHOTO)]
    said = {
        "summary": "群众来信反映人防门被拆除",
        "number": "市案源2026-0001",
        "note": "请核查",
        "place": "演示路1号",
    }
    arriving = Arriving(
        uuid4(), kind, said["number"], said["summary"], said["place"], "", said["note"], day_of(at), "", said, files
    )
    return take_in_handover(arriving, peer.agency, at=at)


def connected(by: Officer, *, at: datetime) -> Connected:
    with transaction():
        peer = pair_with_city(by, at=at)
        return Connected(peer, lead_from_the_city(peer, at=at))


def hung_to(lead_id: UUID, by: Officer, *, at: datetime) -> UUID:
    """A letter among the documents of a lead."""
    body = io.BytesIO(b"%PDF-1.7 a letter").getvalue()
    with transaction():
        return attach("lead", lead_id, AttachmentKind.MATERIAL, "来信.pdf", body, by=by, at=at).id

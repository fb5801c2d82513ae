"""Packages for networks that do not meet: written here, carried by people, read there; numbered, so that a lost one is seen."""

from datetime import datetime
from typing import IO
from uuid import UUID, uuid4

from inspect_app.exchange.batches import Opened
from inspect_app.exchange.keys import KeyRing
from inspect_app.exchange.parcels import take_in_parcel, write_parcel
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.store.audit import note_deed
from inspect_app.store.base import transaction
from inspect_app.store.peer_packages import PeerPackage, add_package, package_known
from inspect_app.store.peers import Peer, peer_for_update
from inspect_app.sync.seals import sha256_of


def write_package(peer: Peer, keys: KeyRing, into: IO[bytes], *, by: UUID | None, at: datetime) -> PeerPackage:
    """All that has no receipt yet, and all receipts that the other office has not said it holds."""
    with transaction():
        peer = peer_for_update(peer.id)
        if peer.suspended_at:
            raise Refused(Refusal(Problem.PEER_SUSPENDED, facts={"peer": peer.name}))
        peer.last_package += 1
        content = write_parcel(peer.id, keys, into, number=peer.last_package, most_bytes=None, at=at)
        into.seek(0)
        package = PeerPackage(
            id=uuid4(), peer_id=peer.id, is_ours=True, number=peer.last_package, made_at=at, at=at
        )
        package.sha256, package.by = sha256_of(into.readline().decode("ascii").strip()), by
        package.messages, package.receipts = len(content["messages"]), len(content["receipts"])
        package.files = len({one["sha256"] for one in content["pieces"]})
        into.seek(0)
        add_package(package)
        _note("write_package", package, peer)
    return package


def read_package(file: IO[bytes], keys: KeyRing, *, by: UUID | None, at: datetime) -> PeerPackage:
    """Once more does no harm: everything in it is known by then."""
    first = file.readline().strip()
    file.seek(0)
    found = take_in_parcel(file, keys, at=at)
    with transaction():
        peer = peer_for_update(found.peer.id)
        sha256 = sha256_of(first.decode("ascii"))
        return package_known(peer.id, sha256) or _keep(found, peer, sha256, by, at)


def _keep(found: Opened, peer: Peer, sha256: str, by: UUID | None, at: datetime) -> PeerPackage:
    batch = found.batch
    package = PeerPackage(id=uuid4(), peer_id=peer.id, is_ours=False, number=batch.number, sha256=sha256)
    package.made_at, package.at, package.by = batch.made_at, at, by
    package.messages, package.receipts = len(batch.messages), len(batch.receipts)
    package.files = len({piece.sha256 for piece in batch.pieces})
    add_package(package)
    _note("read_package", package, peer)
    return package


def _note(deed: str, package: PeerPackage, peer: Peer) -> None:
    note_deed(
        deed,
        by=package.by,
        at=package.at,
        subject="peer",
        subject_id=peer.id,
        name=peer.name,
        number=package.number,
    )

"""One device's events as a tree: each names the one before. Two phones with one key, one copied from the other, make it branch."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from inspect_app.store.base import db
from inspect_app.store.journal import AnswerStatus, JournalEvent, claims_in
from inspect_app.store.officers import Device


@dataclass(frozen=True)
class Link:
    """`prev` = the hash of the event before, as this one claims; `is_open` = it waits for a person."""

    id: UUID
    sha256: str
    prev: str
    is_open: bool


@dataclass(frozen=True)
class Tree:
    """`head_sha256` = the end of the chain as it was taken in."""

    links: dict[str, Link]
    head_sha256: str

    def is_beside(self, sha256: str) -> bool:
        """Of another branch than the chain: going back from it one comes to the chain's own events before its end.

        What hangs on nothing that is here follows a gap; that may be the chain's own.
        """
        chain = set(self._back_from(self.head_sha256))
        for one in self._back_from(sha256):
            prev = self.links[one].prev
            if prev in chain or not prev:
                return prev != self.head_sha256
        return False

    def after(self, sha256: str) -> list[UUID]:
        """The open events that follow on it, in their order."""
        following = {link.prev: link for link in self.links.values() if link.is_open}
        found: list[UUID] = []
        while (link := following.get(sha256)) and link.id not in found:
            found.append(link.id)
            sha256 = link.sha256
        return found

    def _back_from(self, sha256: str) -> list[str]:
        seen: dict[str, None] = {}
        while sha256 in self.links and sha256 not in seen:
            seen[sha256] = None
            sha256 = self.links[sha256].prev
        return list(seen)


def branch_after(event: JournalEvent) -> list[UUID] | None:
    """The open events that follow on one of another branch than its device's chain; None = it is of no other branch."""
    if not event.is_outside_the_chain:
        return None
    tree = tree_of(event.device)
    return tree.after(event.sha256) if tree.is_beside(event.sha256) else None


def tree_of(device: Device) -> Tree:
    query = select(JournalEvent).filter_by(device_id=device.id)
    links = [_link(event) for event in db.session.scalars(query)]
    return Tree({link.sha256: link for link in links}, device.head_sha256)


def _link(event: JournalEvent) -> Link:
    is_open = event.status is AnswerStatus.HELD and event.settled_at is None and event.is_outside_the_chain
    prev = claims_in(event.jws).get("prev")
    return Link(event.id, event.sha256, prev if isinstance(prev, str) else "", is_open)

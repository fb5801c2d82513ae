"""One phone's chain of events: which is next, and doing the work of one."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.store.officers import Device, Officer, device_for_update, device_with
from inspect_app.sync.deeds import Context, do_deed
from inspect_app.sync.reading import ReadEvent


class Chain(Protocol):
    """The end of a journal as far as it has been taken in: the device itself, or what stands for it during a batch."""

    head_seq: int
    head_sha256: str


@dataclass
class ChainInHand:
    """While a batch is taken in; written to the device once, at the end, and not at each query in between."""

    head_seq: int
    head_sha256: str


def locked(device_id: UUID) -> Device:
    """The device, held until the end of the transaction: its events are taken in by one request at a time."""
    device = device_for_update(device_id)
    if device is None:
        raise Refused(Refusal(Problem.DEVICE_UNKNOWN))
    return device


def head_seq_of(device_id: UUID) -> int:
    device = device_with(device_id)
    return device.head_seq if device else 0


def chain_refusal(event: ReadEvent, chain: Chain) -> Refusal | None:
    """Why this event is not the next one of this chain."""
    if event.seq is None:
        return event.refusal
    if event.seq > chain.head_seq + 1:
        return Refusal(Problem.EVENT_OUT_OF_ORDER, facts={"expected": chain.head_seq + 1})
    if event.seq <= chain.head_seq:
        return Refusal(Problem.CHAIN_FORKED)
    return None if event.prev == chain.head_sha256 else Refusal(Problem.CHAIN_BROKEN)


def advance_if_next(chain: Chain, event: ReadEvent) -> None:
    """An event that is next in the chain has its place there, whatever becomes of its work."""
    if chain_refusal(event, chain) is None:
        advance(chain, event)


def advance(chain: Chain, event: ReadEvent) -> None:
    if event.seq is not None:
        chain.head_seq, chain.head_sha256 = event.seq, event.sha256


class Author(NamedTuple):
    """Whose events are taken in; looked up once for all of a batch."""

    device_id: UUID
    officer: Officer


def perform(event: ReadEvent, author: Author, at: datetime) -> None:
    """The deed itself, at the server's own reckoning of the time. Raises `Refused`."""
    payload = event.payload
    if event.refusal or payload is None:
        raise Refused(event.refusal or Refusal(Problem.SIGNATURE_WRONG))
    do_deed(payload.type, event.data, Context(event.id, *author, at, payload.subject, payload.rulebook))

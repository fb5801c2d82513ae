"""The events of a rescue file: each to the inbox of the device that it names, and what has become of it."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID, uuid5

from inspect_app.actions.rescues import Piece
from inspect_app.problems import Problem, Refusal
from inspect_app.store.base import Json
from inspect_app.store.journal import answered, claims_in, seqs_received
from inspect_app.store.officers import Device
from inspect_app.store.rescues import RescueKind, RescueOutcome
from inspect_app.sync.answers import Answer, reasons_of
from inspect_app.sync.inbox import Inbox
from inspect_app.sync.reading import UNREADABLE, read_events
from inspect_app.sync.seals import ServerSeal, sha256_of
from inspect_app.sync.wire import MAX_WHOLE

OUTCOMES = {
    "accepted": RescueOutcome.ADDED,
    "refused": RescueOutcome.REFUSED,
    "held": RescueOutcome.HELD,
}
AT_ONCE = 500


class RescuedEvents:
    """`known` = a device of this office, or None; `device_id` = of the heading, for events that name none."""

    def __init__(
        self,
        known: Callable[[UUID | None], Device | None],
        device_id: UUID | None,
        *,
        seal: ServerSeal,
        at: datetime,
    ) -> None:
        self.known = known
        self.device_id = device_id
        self.seal = seal
        self.at = at
        self.seqs: set[int] = set()
        self.device_ids: set[UUID] = set()

    @property
    def only_device_id(self) -> UUID | None:
        """Whose file it is, when the heading does not say and all events agree."""
        return next(iter(self.device_ids)) if len(self.device_ids) == 1 else None

    def take_in(self, tokens: Sequence[str]) -> list[Piece]:
        """In the order of the file."""
        pieces = {token: _piece_of(token) for token in tokens}
        by_device: dict[UUID | None, list[str]] = {}
        for token in pieces:
            by_device.setdefault(self._device_of(token), []).append(token)
            self.seqs.add(pieces[token].seq)
        for device_id, theirs in by_device.items():
            self._of_device(self.known(device_id), [pieces[token] for token in theirs], theirs)
        return list(pieces.values())

    def _device_of(self, token: str) -> UUID | None:
        """As it says itself: its signature must be that very device's."""
        return _id(claims_in(token).get("device")) or self.device_id

    def _of_device(self, device: Device | None, pieces: list[Piece], tokens: list[str]) -> None:
        if device is None:
            for piece in pieces:
                piece.reasons = reasons_of([Refusal(Problem.RESCUE_DEVICE_UNKNOWN)])
            return
        self.device_ids.add(device.id)
        before = _answered_before(tokens)
        answers = Inbox(device.id, seal=self.seal, received_at=self.at).take_in(read_events(tokens, device))
        by_sha256 = {answer["sha256"]: answer for answer in answers}
        for piece in pieces:
            _answered_as(piece, by_sha256[piece.sha256], was_here=piece.sha256 in before)

    def look_again(self, pieces: Sequence[Piece]) -> None:
        """What was held may have been taken in since, when that came for which it waited."""
        held = {piece.event_id: piece for piece in pieces if piece.event_id and piece.outcome is RescueOutcome.HELD}
        ids = list(held)
        for start in range(0, len(ids), AT_ONCE):
            for event_id, event in answered(ids[start : start + AT_ONCE]).items():
                _answered_as(held[event_id], event.answer, was_here=False)

    def missing(self, announced: Iterable[tuple[int, int]]) -> Iterator[Piece]:
        """Ranges of numbers that the heading tells of, and that stand neither in the file nor on this server."""
        found = sorted(self.seqs)
        for first, last in announced:
            here = set(found[bisect_left(found, first) : bisect_right(found, last)])
            if self.device_id and len(here) <= last - first:
                here |= seqs_received(self.device_id, first, last)
            yield from _gaps(first, last, sorted(here))


def _piece_of(token: str) -> Piece:
    """What it says of itself, for a person to recognise it by; until it is answered it belongs to no device of ours."""
    claims = claims_in(token)
    seq, kind = claims.get("seq"), claims.get("type")
    return Piece(
        RescueKind.EVENT,
        RescueOutcome.NOT_OURS,
        name=kind.encode("utf-8", "replace").decode().replace("\0", "")[:60] if isinstance(kind, str) else "",
        seq=seq if isinstance(seq, int) and 0 < seq <= MAX_WHOLE else 0,
        sha256=sha256_of(token),
        size_bytes=len(token),
        subject_id=_id(claims.get("subject")),
    )


def _answered_as(piece: Piece, answer: Answer, *, was_here: bool) -> None:
    piece.outcome = RescueOutcome.HERE if was_here else OUTCOMES[answer["status"]]
    piece.event_id = UUID(answer["id"])
    piece.reasons = answer["reasons"]


def _answered_before(tokens: Sequence[str]) -> set[str]:
    """Hashes of those that this server has answered: under their own id, or as unreadable under that of their hash."""
    ids = [uuid5(UNREADABLE, sha256_of(token)) for token in tokens]
    ids += [event_id for token in tokens if (event_id := _id(claims_in(token).get("id")))]
    return {event.sha256 for event in answered(ids).values()}


def _gaps(first: int, last: int, here: Iterable[int]) -> Iterator[Piece]:
    expected = first
    for seq in here:
        if seq > expected:
            yield _missing(expected, seq - 1)
        expected = seq + 1
    if expected <= last:
        yield _missing(expected, last)


def _missing(first: int, last: int) -> Piece:
    details: Json = {"first": first, "last": last}
    reasons = reasons_of([Refusal(Problem.RESCUE_PIECE_MISSING)])
    return Piece(RescueKind.EVENT, RescueOutcome.MISSING, seq=first, reasons=reasons, details=details)


def _id(text: object) -> UUID | None:
    try:
        return UUID(text) if isinstance(text, str) else None
    except ValueError:
        return None

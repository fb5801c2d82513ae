"""The photos and recordings of a rescue file: taken in only when the bytes have their hash, as any that a phone sends."""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.actions.rescues import Piece
from inspect_app.actions.uploads import UploadFacts, is_here, keep_whole, receive_first
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.recordings import kind_of
from inspect_app.store.base import transaction
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.store.photos import photo_file, photo_files
from inspect_app.store.recordings import recorded_types
from inspect_app.store.rescues import RescueKind, RescueOutcome
from inspect_app.sync.answers import reasons_of
from inspect_app.sync.rescue_file import FoundPhoto, RescueReader

log = logging.getLogger(__name__)
OUTCOMES = {
    Problem.RESCUE_DEVICE_UNKNOWN: RescueOutcome.NOT_OURS,
    Problem.RESCUE_PIECE_MISSING: RescueOutcome.MISSING,
    Problem.PHOTO_HASH_WRONG: RescueOutcome.WRONG_BYTES,
}


class RescuedPhotos:
    """`last_start` = where the bytes of the last photo begin that could not be passed over as a whole."""

    def __init__(self, reader: RescueReader, folder: PhotoFolder, *, at: datetime) -> None:
        self.reader = reader
        self.folder = folder
        self.at = at
        self.hashes: set[str] = set()
        self.last_start = -1

    def take_in(self, found: FoundPhoto, device_id: UUID | None) -> Piece:
        """One that fails stops no other."""
        line = found.line
        self.hashes.add(line.sha256)
        self.last_start = found.start
        name = line.name.replace("\0", "")
        piece = Piece(RescueKind.PHOTO, RescueOutcome.ADDED, name, sha256=line.sha256, size_bytes=line.size)
        _say_what_it_is(piece, line.type)
        try:
            piece.outcome = self._outcome(found, device_id)
            here = photo_file(line.sha256)
            _say_what_it_is(piece, here.media_type if here else line.type)
        except Refused as refused:
            piece.outcome = OUTCOMES.get(refused.refusals[0].problem, RescueOutcome.REFUSED)
            piece.reasons = reasons_of([_for_people(one) for one in refused.refusals])
        except Exception:
            log.exception("photo %s of a rescue file could not be kept", line.sha256)
            piece.outcome = RescueOutcome.REFUSED
            piece.reasons = reasons_of([Refusal(Problem.RESCUE_PHOTO_FAILED)])
        return piece

    def _outcome(self, found: FoundPhoto, device_id: UUID | None) -> RescueOutcome:
        if device_id is None:
            raise Refused(Refusal(Problem.RESCUE_DEVICE_UNKNOWN))
        facts = UploadFacts(device_id, found.line.sha256, found.line.size)
        if is_here(facts):
            return RescueOutcome.HERE
        if found.is_cut:
            raise Refused(Refusal(Problem.RESCUE_PIECE_MISSING))
        if not found.is_at_a_line:
            raise Refused(Refusal(Problem.RESCUE_PHOTO_WRONG))
        part_id = uuid4()
        try:
            written = receive_first(self.folder, part_id, facts.size_bytes, self.reader.blocks(found))
            with transaction():
                is_new = keep_whole(self.folder, part_id, facts, written, at=self.at)
        finally:
            self.folder.drop_partial(part_id)
        return RescueOutcome.ADDED if is_new else RescueOutcome.HERE

    def missing(self, announced: Iterable[str]) -> Iterator[Piece]:
        """Photos that the heading tells of, and that stand neither in the file nor on this server."""
        reasons = reasons_of([Refusal(Problem.RESCUE_PIECE_MISSING)])
        wanted = dict.fromkeys(sha256 for sha256 in announced if sha256 not in self.hashes)
        here = photo_files(set(wanted))
        lost = [sha256 for sha256 in wanted if sha256 not in here]
        types = recorded_types(lost)
        for sha256 in lost:
            piece = Piece(RescueKind.PHOTO, RescueOutcome.MISSING, sha256=sha256, reasons=reasons)
            _say_what_it_is(piece, types.get(sha256, ""))
            yield piece


def _say_what_it_is(piece: Piece, media_type: str) -> None:
    """By what the file or an event says of it, until the bytes themselves have told."""
    is_recording = kind_of(media_type) is not None
    piece.kind = RescueKind.RECORDING if is_recording else RescueKind.PHOTO
    piece.details = {"type": media_type} if is_recording else {}


def _for_people(refusal: Refusal) -> Refusal:
    """The catalogue's sentence speaks to a phone that sends again by itself; this is a file."""
    is_wrong = refusal.problem is Problem.PHOTO_HASH_WRONG
    return Refusal(Problem.RESCUE_PHOTO_WRONG) if is_wrong else refusal

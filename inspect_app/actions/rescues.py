"""Importing a rescue file as the office's deed: begun, and finished with what became of each piece. Stands in the audit."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.store.audit import note_deed
from inspect_app.store.base import Json, db
from inspect_app.store.officers import Officer
from inspect_app.store.rescues import RescueImport, RescueKind, RescueOutcome, add_pieces, rescue_for_update


@dataclass(frozen=True)
class RescueFacts:
    """The file, and what it says of itself. `device_id` = the device that it names, when this office knows it."""

    file_name: str
    file_sha256: str
    size_bytes: int
    device_id: UUID | None
    heading: Json


@dataclass
class Piece:
    """What stood in the file and what became of it. `reasons` as in an answer to a phone."""

    kind: RescueKind
    outcome: RescueOutcome
    name: str = ""
    seq: int = 0
    sha256: str = ""
    size_bytes: int = 0
    event_id: UUID | None = None
    subject_id: UUID | None = None
    reasons: Sequence[Json] = ()
    details: Json = field(default_factory=dict)


def begin_rescue(facts: RescueFacts, *, by: Officer, at: datetime) -> RescueImport:
    """Noted before anything is taken in: an import that broke off shows as such."""
    begun = RescueImport(
        id=uuid4(), agency_id=by.home_id, imported_by=by.id, imported_at=at, finished_at=None, faults=[], counts={},
        **vars(facts),
    )  # fmt: skip
    db.session.add(begun)
    db.session.flush()
    return begun


def finish_rescue(
    import_id: UUID, pieces: Sequence[Piece], faults: Sequence[str], *, by: UUID, at: datetime
) -> RescueImport:
    done = rescue_for_update(import_id)
    if done is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    done.finished_at, done.faults, done.counts = at, list(faults), counts_of(pieces)
    db.session.flush()
    add_pieces([_row(piece, import_id, place) for place, piece in enumerate(pieces, 1)])
    officer = str(done.device.officer_id) if done.device else done.heading["officer"]["name"]
    note_deed(
        "import_rescue", by=by, at=at, subject="rescue", subject_id=import_id, source=done.file_name,
        sha256=done.file_sha256, officer=officer, **done.counts,
    )  # fmt: skip
    return done


def _row(piece: Piece, import_id: UUID, position: int) -> Json:
    ids = {"id": uuid4(), "import_id": import_id, "position": position}
    return {**vars(piece), **ids, "reasons": list(piece.reasons)}


def counts_of(pieces: Iterable[Piece]) -> dict[str, dict[str, int]]:
    """{kind: {outcome: how many}}, by their codes; what there is none of is left out."""
    counts: dict[str, dict[str, int]] = {}
    for (kind, outcome), count in Counter((piece.kind, piece.outcome) for piece in pieces).items():
        counts.setdefault(kind.name.lower(), {})[outcome.name.lower()] = count
    return counts

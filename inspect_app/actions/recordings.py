"""Recordings as evidence: announced by an event, captioned, discarded before sealing; written down in the office."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.actions.returns import resolve_return
from inspect_app.actions.visits import visit_to_write
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.store.audit import note_deed
from inspect_app.store.base import Json, db
from inspect_app.store.journal import appeared
from inspect_app.store.officers import Officer
from inspect_app.store.recordings import Recording, Transcript, recording_with, transcripts_of
from inspect_app.store.visits import visit_for_update, visits_with

MOST_WORDS = 20_000


@dataclass(frozen=True)
class RecordingFacts:
    """What the phone says of a recording. `duration_ms` by the phone's own count."""

    recording_id: UUID
    visit_id: UUID
    sha256: str
    size_bytes: int
    media_type: str
    duration_ms: int | None = None
    was_cut: bool = False
    by_whom: str = ""
    name: str = ""
    source: str = ""
    caption: str = ""
    checklist: str = ""
    item: str = ""
    finding_id: UUID | None = None
    fix: Json | None = None
    return_id: UUID | None = None


def announce_recording(facts: RecordingFacts, *, by: Officer, at: datetime) -> Recording:
    """Two tabs of a phone may both find one that nobody has told of yet, and tell of it: it is one recording."""
    visit = visit_to_write(facts.visit_id, by=by, at=at)
    known = recording_with(facts.recording_id)
    if known and known.visit_id == visit.id:
        return known
    values = dict(vars(facts))
    recording = Recording(id=values.pop("recording_id"), taken_by=by.id, taken_at=at, discarded_at=None, **values)
    db.session.add(recording)
    appeared(recording.id)
    resolve_return(visit, facts.return_id, by=by, at=at)
    return recording


def caption_recording(recording_id: UUID, caption: str, *, by: Officer, at: datetime) -> Recording:
    recording = _recording_to_write(recording_id, by=by, at=at)
    recording.caption = caption
    return recording


def discard_recording(recording_id: UUID, *, by: Officer, at: datetime) -> Recording:
    """Deleted before sealing. What was sealed by the end of the visit stays."""
    recording = _recording_to_write(recording_id, by=by, at=at)
    [visit] = visits_with([recording.visit_id])
    member = next(member for member in visit.officers if member.officer_id == by.id)
    if member.finished_at is not None:
        raise Refused(Refusal(Problem.RECORDING_SEALED))
    recording.discarded_at = at
    return recording


def _recording_to_write(recording_id: UUID, *, by: Officer, at: datetime) -> Recording:
    recording = recording_with(recording_id)
    if recording is None:
        raise Refused(Refusal(Problem.RECORDING_UNKNOWN, facts={"waits_for": str(recording_id)}))
    visit_to_write(recording.visit_id, by=by, at=at)
    return recording


def write_transcript(recording_id: UUID, text: str, *, after: int, by: Officer, at: datetime) -> Transcript | None:
    """声音资料应当附有文字记录（证据规定第十二条）。`after` = the version that its writer saw, 0 for none.

    A new version each time; None when the words are those that stand there already.
    """
    recording = recording_with(recording_id)
    visit = visit_for_update(recording.visit_id) if recording else None
    if recording is None or visit is None or visit.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    earlier = transcripts_of([recording_id]).get(recording_id, [])
    _check_words(text)
    if len(earlier) != after:
        raise Refused(Refusal(Problem.CHANGED_MEANWHILE))
    if earlier and earlier[-1].text == text:
        return None
    row = Transcript(
        id=uuid4(), recording_id=recording_id, position=after + 1, text=text, written_by=by.id, written_at=at
    )
    db.session.add(row)
    db.session.flush()
    details = {"version": row.position, "recording": recording.sha256}
    note_deed("write_transcript", by=by.id, at=at, subject="visit", subject_id=visit.id, **details)
    return row


def _check_words(text: str) -> None:
    if not text:
        raise Refused(Refusal(Problem.FIELD_MISSING, facts={"field": "文字说明"}))
    if len(text) > MOST_WORDS:
        raise Refused(Refusal(Problem.FIELD_TOO_LONG, facts={"field": "文字说明", "most": MOST_WORDS}))

"""What is said in a recording, written down in the office."""

from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.officers import Officer
from inspect_app.store.recordings import Transcript, recording_with, transcripts_of
from inspect_app.store.visits import visit_for_update

MOST_WORDS = 20_000


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

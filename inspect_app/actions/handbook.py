"""The handbook's own part: an office's notes on articles, and that its phones hear when notes or cases change."""

import hashlib
import json
from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.statute_citations import citation_in, named
from inspect_app.rules.statute_positions import Position
from inspect_app.rules.statute_texts import passage_at
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.feed import announce
from inspect_app.store.officers import Officer
from inspect_app.store.questions import answers_of
from inspect_app.store.statute_notes import StatuteNote, note_for_update, standing_notes
from inspect_app.store.statutes import StatuteVersion, all_statutes
from inspect_app.store.typical_cases import published_cases

MOST_NOTE = 2_000


def write_note(version: StatuteVersion, position: Position, text: str, *, by: Officer, at: datetime) -> StatuteNote:
    """批注. On an article that this version has."""
    tidy = text.strip()
    if version.content().article(position) is None:
        facts = {"title": version.file.title, "place": position.of_article.words}
        raise Refused(Refusal(Problem.ARTICLE_UNKNOWN, facts=facts))
    if not tidy or len(tidy) > MOST_NOTE:
        problem = Problem.FIELD_TOO_LONG if tidy else Problem.FIELD_MISSING
        raise Refused(Refusal(problem, facts={"field": "批注", "most": MOST_NOTE}))
    note = StatuteNote(id=uuid4(), agency_id=by.home_id, statute_id=version.statute_id, version_id=version.id)
    note.number, note.inserted, note.text = position.article, position.inserted, tidy
    note.written_at, note.written_by, note.withdrawn_at = at, by.id, None
    db.session.add(note)
    note_deed(
        "write_note", by=by.id, at=at, subject="statute", subject_id=version.statute_id, article=position.words
    )
    db.session.flush()
    tell_of_handbook(by.home_id)
    return note


def withdraw_note(note_id: UUID, reason: str, *, by: Officer, at: datetime) -> StatuteNote:
    """撤回批注. It stays in the office's list with the reason; the phones no longer show it."""
    note = note_for_update(note_id)
    if note is None or note.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if note.withdrawn_at:
        raise Refused(Refusal(Problem.NOTE_WITHDRAWN))
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    note.withdrawn_at, note.withdrawn_by, note.withdrawn_reason = at, by.id, reason.strip()[:MOST_NOTE]
    article = note.position.words
    note_deed("withdraw_note", by=by.id, at=at, subject="statute", subject_id=note.statute_id, article=article)
    db.session.flush()
    tell_of_handbook(by.home_id)
    return note


def official_citation(text: str) -> str:
    """《…》第…条 as one cites it, from what somebody typed: the statute must be held and have that place."""
    found = citation_in(text)
    name, position = found if found else (text, None)
    files = {file.title: file for file in all_statutes()}
    titles = named(name, files)
    if len(titles) > 1:
        raise Refused(Refusal(Problem.STATUTE_NAME_UNCLEAR, facts={"name": name, "titles": tuple(titles)}))
    if not titles or position is None:
        raise Refused(Refusal(Problem.STATUTE_UNKNOWN, facts={"name": text[:80]}))
    newest = files[titles[0]].in_their_order[-1]
    passage = passage_at(newest.content(), position)
    if passage is None:
        raise Refused(Refusal(Problem.ARTICLE_UNKNOWN, facts={"title": titles[0], "place": position.words}))
    return f"《{titles[0]}》{passage.position.words}"


def tell_of_handbook(agency_id: UUID) -> None:
    """Notes and cases are the office's own: only its own phones hear of them."""
    announce("handbook", agency_id, to=[agency_id])


def handbook_edition(agency_id: UUID) -> str:
    """Another one as soon as a phone would read something else."""
    notes = [str(note.id) for note in standing_notes(agency_id)]
    cases = [str(case.id) for case in published_cases(agency_id)]
    answers = [str(answer.id) for answer in answers_of(agency_id)]
    return hashlib.sha256(json.dumps([notes, cases, answers]).encode()).hexdigest()[:16]

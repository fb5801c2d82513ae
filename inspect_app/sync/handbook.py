"""The handbook as a phone gets it: of each statute one document, and one with the office's notes and typical cases.

The feed tells only the edition; a phone that has another one fetches the document once, by itself.
"""

from datetime import date
from typing import Any
from uuid import UUID

from inspect_app.actions.handbook import handbook_edition
from inspect_app.rules.permissions import Permission
from inspect_app.rules.statute_citations import SHORT_NAMES, law_titled
from inspect_app.rules.statute_versions import current_and_coming
from inspect_app.store.officers import Officer, officers_with
from inspect_app.store.questions import QuestionAnswer, answers_of
from inspect_app.store.statute_notes import StatuteNote, standing_notes
from inspect_app.store.statutes import StatuteFile, statutes_with
from inspect_app.store.typical_cases import TypicalCase, published_cases

Plain = dict[str, Any]


def statute_editions(ids: list[UUID], _officer: Officer) -> dict[UUID, Plain]:
    return {one.id: {"id": str(one.id), "title": one.title, "edition": one.edition} for one in statutes_with(ids)}


def handbook_editions(ids: list[UUID], officer: Officer) -> dict[UUID, Plain]:
    """Its own office's, for whoever may read it."""
    own = [one for one in ids if one == officer.home_id and officer.may(Permission.READ_HANDBOOK)]
    return {one: {"id": str(one), "edition": handbook_edition(one)} for one in own}


def statute_document(file: StatuteFile, *, on: date) -> Plain:
    """The text of today, and those that are to come: the phone chooses by its day."""
    versions = current_and_coming(file.versions, on=on)
    law = law_titled(file.title)
    return {
        "id": str(file.id),
        "title": file.title,
        "law": law.name.lower() if law else None,
        "names": [name for name, meant in SHORT_NAMES.items() if meant is law],
        "versions": [
            {
                "number": one.number,
                "in_force_on": one.in_force_on.isoformat(),
                "history": one.body["history"],
                "articles": one.body["articles"],
            }
            for one in versions
        ],
    }


def handbook_document(agency_id: UUID) -> Plain:
    notes = standing_notes(agency_id)
    names = {one.id: one.name for one in officers_with(list({note.written_by for note in notes}))}
    return {
        "notes": [_note(one, names.get(one.written_by, "")) for one in notes],
        "cases": [_case(one) for one in published_cases(agency_id)],
        "answers": [_answer(one) for one in answers_of(agency_id)],
    }


def _note(note: StatuteNote, by: str) -> Plain:
    return {
        "id": str(note.id),
        "statute_id": str(note.statute_id),
        "number": note.number,
        "inserted": note.inserted,
        "text": note.text,
        "by": by,
        "at": note.written_at.isoformat(),
        "in_force_on": note.version.in_force_on.isoformat(),
    }


def _answer(answer: QuestionAnswer) -> Plain:
    return {
        "id": str(answer.id),
        "question_id": str(answer.question_id),
        "title": answer.title,
        "text": answer.text,
        "articles": answer.articles,
        "at": answer.answered_at.isoformat(),
    }


def _case(case: TypicalCase) -> Plain:
    return {
        "id": str(case.id),
        "title": case.title,
        "facts": case.facts,
        "law": case.law,
        "result": case.result,
        "lesson": case.lesson,
        "acts": case.acts,
        "articles": case.articles,
        "published_at": case.published_at.isoformat() if case.published_at else None,
    }

"""The case file of a question as far as it may go up: fields of the case, findings, photos and documents that were chosen."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from inspect_app.actions.case_evidence import exhibits_of, visits_with_evidence
from inspect_app.actions.case_releases import values_of_case
from inspect_app.actions.handover_files import Sendable, kept_bytes_of
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.attachments import PHOTO
from inspect_app.rules.case_exhibits import Exhibit, Source
from inspect_app.store.attachments import attachments_of
from inspect_app.store.cases import Case, case_with
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.store.questions import Question
from inspect_app.store.sent_questions import SentQuestionFile
from inspect_app.store.visits import visit_with

SHOWN = frozenset({Source.FINDING, Source.PHOTO})
"""Sound and film stay here, and legal documents name the party."""


def case_of(question: Question) -> Case | None:
    return case_with(question.case_id) if question.case_id else None


def values_of(question: Question) -> dict[str, str]:
    """The fields of its case by the names under which the table of releases has them."""
    case = case_of(question)
    return values_of_case(case) if case else {}


def exhibits_for(question: Question) -> list[Exhibit]:
    """Findings and photos of the visits that it came from, whose bytes are here."""
    case = case_of(question)
    visit = visit_with(question.visit_id) if question.visit_id else None
    visits = visits_with_evidence(case) if case else [visit] if visit else []
    return [one for one in exhibits_of(visits) if one.source in SHOWN and one.is_here]


def documents_for_question(question: Question) -> list[Sendable]:
    return [
        Sendable(f"file:{one.id}", one.name, one.kind, one.file_sha256, is_kept=True)
        for one in attachments_of(question.id)
    ]


def findings_chosen(question: Question, chosen: Iterable[str]) -> list[str]:
    keys = set(chosen)
    return [one.title for one in exhibits_for(question) if one.source is Source.FINDING and one.key in keys]


def files_chosen(folder: PhotoFolder, question: Question, chosen: Iterable[str]) -> list[SentQuestionFile]:
    """Photos as upright copies without the camera's data, and documents; what is not of this question is refused."""
    photos = [
        Sendable(one.key, f"{one.title[:80]}.jpg", PHOTO, one.sha256, is_kept=False)
        for one in exhibits_for(question)
        if one.source is Source.PHOTO
    ]
    known = {one.key: one for one in (*photos, *documents_for_question(question))}
    findings = {one.key for one in exhibits_for(question) if one.source is Source.FINDING}
    wanted = [key for key in dict.fromkeys(chosen) if key not in findings]
    if any(key not in known for key in wanted):
        raise Refused(Refusal(Problem.NOT_FOUND))
    return [_file(folder, known[key], position) for position, key in enumerate(wanted, 1)]


def _file(folder: PhotoFolder, one: Sendable, position: int) -> SentQuestionFile:
    sha256 = kept_bytes_of(folder, one)
    return SentQuestionFile(id=uuid4(), position=position, file_sha256=sha256, kind=one.kind, name=one.name)


def file_of_question(files: Iterable[SentQuestionFile], file_id: UUID) -> SentQuestionFile:
    found = next((one for one in files if one.id == file_id), None)
    if found is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return found

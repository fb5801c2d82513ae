"""What other offices tell of questions: one that comes up, an answer, a published or withdrawn one, a remark."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.actions.handbook import tell_of_handbook
from inspect_app.actions.handover_arrivals import FileNamed, looked_at
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.handovers import Side
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.questions import fit_to_question
from inspect_app.rules.works import secrecy_mark
from inspect_app.store.agencies import Agency, instance_agency
from inspect_app.store.audit import note_deed
from inspect_app.store.base import Json, db
from inspect_app.store.questions import Question, QuestionAnswer, answer_with, question_for_update, question_with
from inspect_app.store.sent_questions import QuestionRemark, SentQuestion, SentQuestionFile, shared_of


@dataclass(frozen=True)
class AnswerCome:
    answer_id: UUID
    title: str
    text: str
    articles: tuple[str, ...]
    answered_at: datetime
    is_model: bool


def take_in_question(
    question_id: UUID, text: str, said: Json, files: Sequence[FileNamed], sender: Agency, *, at: datetime
) -> Question:
    """A district's question stands among ours, under the district's name. Raises `Refused`."""
    office = instance_agency()
    if office is None or office.kind is not AgencyKind.CITY or sender.kind is not AgencyKind.DISTRICT:
        raise Refused(Refusal(Problem.NOT_FOUND))
    mark = secrecy_mark(text)
    secret = Refusal(Problem.CLASSIFIED_WORK, facts={"mark": mark}) if mark else None
    again = Refusal(Problem.QUESTION_SENT_UP) if question_with(question_id) else None
    refuse_if_any([*fit_to_question(text), secret, again])
    question = Question(
        id=question_id, agency_id=sender.id, text=text.strip(), asked_at=at, asked_by=None, answers=[]
    )
    question.closed_at = question.visit_id = question.finding_id = question.case_id = None
    db.session.add(question)
    db.session.flush()
    db.session.add(_shared(office, question_id, said, files, sender, at=at))
    db.session.flush()
    _note("receive_question", question_id, sender, at=at)
    return question


def _shared(
    office: Agency, question_id: UUID, said: Json, files: Sequence[FileNamed], sender: Agency, *, at: datetime
) -> SentQuestion:
    return SentQuestion(
        id=uuid4(), agency_id=office.id, with_agency_id=sender.id, other=sender, question_id=question_id,
        side=Side.RECEIVER, said=said, sent_at=at, sent_by=None,
        files=[
            SentQuestionFile(id=uuid4(), position=place, file_sha256=one.sha256, kind=looked_at(one), name=one.name)
            for place, one in enumerate(files, 1)
        ],
    )  # fmt: skip


def take_in_answer(question_id: UUID, come: AnswerCome, sender: Agency, *, at: datetime) -> QuestionAnswer:
    """解答, to us or to all districts. The same one twice is one; a published one becomes a model. Phones hear of it."""
    office = instance_agency()
    if office is None or sender.kind is not AgencyKind.CITY:
        raise Refused(Refusal(Problem.NOT_FOUND))
    answer = answer_with(come.answer_id)
    if answer is None:
        answer = _new_answer(question_id, come, office, sender, at=at)
    if answer.from_agency_id != sender.id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if come.is_model and answer.published_at is None:
        answer.published_at = at
    _note("receive_answer", question_id, sender, at=at)
    db.session.flush()
    tell_of_handbook(office.id)
    return answer


def _new_answer(
    question_id: UUID, come: AnswerCome, office: Agency, sender: Agency, *, at: datetime
) -> QuestionAnswer:
    question = question_for_update(question_id)
    if question is None:
        question = Question(
            id=question_id, agency_id=office.id, text=come.title, asked_at=at, asked_by=None, answers=[]
        )
        question.closed_at = question.visit_id = question.finding_id = question.case_id = None
        db.session.add(question)
        db.session.flush()
    answer = QuestionAnswer(id=come.answer_id, question_id=question_id, title=come.title, text=come.text)
    answer.articles, answer.answered_at, answer.answered_by = list(come.articles), come.answered_at, None
    answer.from_agency_id, answer.withdrawn_at, answer.published_at = sender.id, None, None
    question.answers.append(answer)
    return answer


def note_withdrawal(answer_id: UUID, reason: str, sender: Agency, *, at: datetime) -> None:
    """撤回解答: phones no longer show it; the reason stays on the page."""
    answer, office = answer_with(answer_id), instance_agency()
    if answer is None:
        raise Refused(Refusal(Problem.SHARED_ANSWER_UNKNOWN))
    if office is None or answer.from_agency_id != sender.id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if answer.withdrawn_at is None:
        answer.withdrawn_at, answer.withdrawn_by, answer.withdrawn_reason = at, None, reason
        _close_if_only_published(answer.question_id, reason, at=at)
    _note("receive_withdrawal", answer.question_id, sender, at=at)
    db.session.flush()
    tell_of_handbook(office.id)


def _close_if_only_published(question_id: UUID, reason: str, *, at: datetime) -> None:
    """Nobody here asked it: without its answer it waits for nobody."""
    question = question_for_update(question_id)
    if question and question.asked_by is None and question.answer is None:
        question.closed_at, question.closed_reason = at, reason


def note_remark(question_id: UUID, remark_id: UUID, text: str, who: str, sender: Agency, *, at: datetime) -> None:
    """Its question may still be on its way, or held until its files are here."""
    shared = shared_of(question_id)
    if shared is None:
        raise Refused(Refusal(Problem.SHARED_QUESTION_UNKNOWN))
    if shared.with_agency_id != sender.id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    remark = QuestionRemark(id=remark_id, question_id=question_id, text=text, who=f"{sender.name} {who}".strip())
    remark.said_at, remark.said_by = at, None
    db.session.add(remark)
    db.session.flush()


def _note(deed: str, question_id: UUID, sender: Agency, *, at: datetime) -> None:
    note_deed(deed, by=None, at=at, subject="question", subject_id=question_id, agency=sender.name)

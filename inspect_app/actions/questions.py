"""Hard questions (难题): asked, answered by who may, answers withdrawn, questions closed; phones hear of answers."""

from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.actions.handbook import official_citation, tell_of_handbook
from inspect_app.actions.sent_questions import send_answer, tell_of_withdrawal
from inspect_app.actions.typical_cases import names_of_register
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.people import AgencyKind, Role
from inspect_app.rules.questions import AnswerFacts, QuestionFacts, fit_to_answer, fit_to_question
from inspect_app.store.agencies import all_agencies
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.cases import case_with
from inspect_app.store.officers import Officer
from inspect_app.store.questions import Question, QuestionAnswer, question_for_update, question_with
from inspect_app.store.visits import finding_with, visit_with

MOST_REASON = 500


def ask_question(facts: QuestionFacts, *, by: Officer, at: datetime) -> Question:
    """A visit that is not here, or not the office's, is left out: the question stands by itself."""
    refuse_if_any(fit_to_question(facts.text))
    if question_with(facts.question_id):
        raise Refused(Refusal(Problem.CHANGED_MEANWHILE))
    question = Question(id=facts.question_id, agency_id=by.home_id, text=facts.text.strip(), answers=[])
    question.visit_id, question.finding_id, question.case_id = _where(facts, by)
    question.asked_at, question.asked_by, question.closed_at = at, by.id, None
    db.session.add(question)
    note_deed("ask_question", by=by.id, at=at, subject="question", subject_id=question.id)
    db.session.flush()
    return question


def _where(facts: QuestionFacts, by: Officer) -> tuple[UUID | None, UUID | None, UUID | None]:
    finding = finding_with(facts.finding_id) if facts.finding_id else None
    visit_id = finding.visit_id if finding else facts.visit_id
    visit = visit_with(visit_id) if visit_id else None
    case = case_with(facts.case_id) if facts.case_id else None
    is_ours = visit is not None and visit.agency_id == by.home_id
    return (
        visit.id if visit and is_ours else None,
        finding.id if finding and is_ours else None,
        case.id if case and case.agency_id == by.home_id else None,
    )


def offices_seen_by(officer: Officer) -> list[UUID]:
    """One's own office's questions; the city sees and answers those of its districts (难题同解)."""
    below = [one.id for one in all_agencies() if one.parent_id == officer.agency_id]
    if officer.role is Role.CITY:
        return below
    return [officer.home_id, *below] if officer.agency.kind is AgencyKind.CITY else [officer.home_id]


def answer_question(question_id: UUID, facts: AnswerFacts, *, by: Officer, at: datetime) -> QuestionAnswer:
    question = _seen(question_id, by)
    if question.answer:
        raise Refused(Refusal(Problem.QUESTION_ANSWERED))
    refuse_if_any(fit_to_answer(facts, names_of_register(question.agency_id)))
    articles = list(dict.fromkeys(official_citation(one) for one in facts.articles))
    answer = QuestionAnswer(id=uuid4(), question_id=question.id, title=facts.title.strip(), text=facts.text.strip())
    answer.articles, answer.answered_at, answer.answered_by, answer.withdrawn_at = articles, at, by.id, None
    answer.from_agency_id = answer.published_at = None
    question.answers.append(answer)
    note_deed("answer_question", by=by.id, at=at, subject="question", subject_id=question.id)
    db.session.flush()
    tell_of_handbook(question.agency_id)
    send_answer(answer, by=by, at=at)
    return answer


def withdraw_answer(question_id: UUID, reason: str, *, by: Officer, at: datetime) -> Question:
    """The question is open again; phones no longer show the answer."""
    question = _seen(question_id, by)
    answer = question.answer
    if answer is None:
        raise Refused(Refusal(Problem.QUESTION_NOT_ANSWERED))
    if answer.from_agency_id:
        raise Refused(Refusal(Problem.ANSWER_OF_ANOTHER_OFFICE))
    answer.withdrawn_at, answer.withdrawn_by, answer.withdrawn_reason = at, by.id, _reason(reason)
    note_deed("withdraw_answer", by=by.id, at=at, subject="question", subject_id=question.id, reason=reason.strip())
    db.session.flush()
    tell_of_handbook(question.agency_id)
    tell_of_withdrawal(answer, by=by, at=at)
    return question


def close_question(question_id: UUID, reason: str, *, by: Officer, at: datetime) -> Question:
    """撤回, by whoever asked or whoever answers: it was cleared up otherwise."""
    question = _seen(question_id, by)
    question.closed_at, question.closed_reason = at, _reason(reason)
    note_deed("close_question", by=by.id, at=at, subject="question", subject_id=question.id, reason=reason.strip())
    db.session.flush()
    tell_of_handbook(question.agency_id)
    return question


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    return reason.strip()[:MOST_REASON]


def _seen(question_id: UUID, by: Officer) -> Question:
    question = question_for_update(question_id)
    if question is None or question.agency_id not in offices_seen_by(by):
        raise Refused(Refusal(Problem.NOT_FOUND))
    if question.closed_at:
        raise Refused(Refusal(Problem.QUESTION_CLOSED))
    return question

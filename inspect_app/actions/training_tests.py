"""Test questions of the office, the test of a training, and taking it: every attempt is kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from inspect_app.actions.settings import office_settings
from inspect_app.actions.trainings import training_to_change
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.settings import SettingName
from inspect_app.rules.training_tests import QuestionFacts, fit_to_ask, has_passed, right_answers, unanswered
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.officers import Officer
from inspect_app.store.trainings import (
    TestAttempt,
    TestQuestion,
    Training,
    attempt_for_update,
    attempts_at,
    question_for_tests,
    questions_for_tests,
    trainings_of,
)
from inspect_app.store.typical_cases import published_cases


def write_test_question(facts: QuestionFacts, case_id: UUID | None, *, by: Officer, at: datetime) -> TestQuestion:
    """出题. From a typical case of the office, or without one."""
    question = TestQuestion(id=uuid4(), agency_id=by.home_id, written_at=at, written_by=by.id, retired_at=None)
    _write(question, facts, case_id)
    db.session.add(question)
    note_deed("write_test_question", by=by.id, at=at, subject="test_question", subject_id=question.id)
    db.session.flush()
    return question


def change_test_question(
    question_id: UUID, facts: QuestionFacts, case_id: UUID | None, *, by: Officer, at: datetime
) -> TestQuestion:
    """Only while nobody has been asked it: a paper and its question must say the same."""
    question = _question_of(question_id, by)
    trainings = [one.id for one in trainings_of(by.home_id) if str(question_id) in one.question_ids]
    if any(str(question_id) in [line["id"] for line in one.paper["questions"]] for one in attempts_at(trainings)):
        raise Refused(Refusal(Problem.QUESTION_IN_USE))
    _write(question, facts, case_id)
    note_deed("write_test_question", by=by.id, at=at, subject="test_question", subject_id=question.id)
    db.session.flush()
    return question


def _write(question: TestQuestion, facts: QuestionFacts, case_id: UUID | None) -> None:
    refuse_if_any(fit_to_ask(facts))
    if case_id and case_id not in {one.id for one in published_cases(question.agency_id)}:
        raise Refused(Refusal(Problem.NOT_FOUND))
    question.text, question.kind, question.explanation = facts.text.strip(), facts.kind, facts.explanation.strip()
    question.choices, question.right, question.typical_case_id = list(facts.choices), sorted(facts.right), case_id


def retire_test_question(question_id: UUID, *, by: Officer, at: datetime) -> TestQuestion:
    """停用. Papers that asked it stay as they are; no new one asks it."""
    question = _question_of(question_id, by)
    question.retired_at = question.retired_at or at
    note_deed("retire_test_question", by=by.id, at=at, subject="test_question", subject_id=question.id)
    db.session.flush()
    return question


def _question_of(question_id: UUID, by: Officer) -> TestQuestion:
    question = question_for_tests(question_id)
    if question is None or question.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return question


def choose_test(training_id: UUID, question_ids: list[UUID], *, by: Officer, at: datetime) -> Training:
    training = training_to_change(training_id, by=by)
    known = {one.id for one in questions_for_tests(by.home_id, is_open=True)}
    training.question_ids = [str(one) for one in dict.fromkeys(question_ids) if one in known]
    count = len(training.question_ids)
    note_deed("choose_test", by=by.id, at=at, subject="training", subject_id=training.id, count=count)
    db.session.flush()
    return training


def begin_test(training_id: UUID, *, by: Officer, at: datetime) -> TestAttempt:
    """A paper of today's questions. One that was begun and not handed in is gone on with."""
    training = training_to_change(training_id, by=by)
    mine = attempts_at([training.id], officer_id=by.id)
    if under_way := next((one for one in mine if one.handed_in_at is None), None):
        return under_way
    if any(one.is_passed for one in mine):
        raise Refused(Refusal(Problem.TEST_PASSED))
    paper = _paper(training)
    if not paper:
        raise Refused(Refusal(Problem.TEST_EMPTY))
    percent = office_settings(by.home_id).whole(SettingName.TEST_PASS_PERCENT)
    attempt = TestAttempt(id=uuid4(), training=training, officer_id=by.id, paper={"questions": paper}, answers={})
    attempt.pass_percent, attempt.right_count, attempt.is_passed = percent, 0, False
    attempt.started_at, attempt.handed_in_at = at, None
    db.session.add(attempt)
    db.session.flush()
    return attempt


def _paper(training: Training) -> list[dict[str, Any]]:
    known = {str(one.id): one for one in questions_for_tests(training.agency_id, is_open=True)}
    return [
        {
            "id": key,
            "kind": known[key].kind.name,
            "text": known[key].text,
            "choices": known[key].choices,
            "right": known[key].right,
            "explanation": known[key].explanation,
        }
        for key in training.question_ids
        if key in known
    ]


def hand_in_test(
    attempt_id: UUID, answers: Mapping[str, frozenset[int]], *, by: Officer, at: datetime
) -> TestAttempt:
    """交卷. Marked by the paper as it was asked and the pass mark of its beginning; never changed afterwards."""
    attempt = attempt_for_update(attempt_id)
    if attempt is None or attempt.officer_id != by.id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if attempt.handed_in_at:
        raise Refused(Refusal(Problem.TEST_HANDED_IN))
    right = {one["id"]: frozenset(one["right"]) for one in attempt.paper["questions"]}
    refuse_if_any([unanswered(list(right), answers)])
    attempt.right_count = right_answers(right, answers)
    attempt.is_passed = has_passed(attempt.right_count, len(right), percent=attempt.pass_percent)
    attempt.answers = {key: sorted(answers[key]) for key in right}
    attempt.handed_in_at = at
    note_deed("hand_in_test", by=by.id, at=at, subject="training", subject_id=attempt.training_id)
    db.session.flush()
    return attempt

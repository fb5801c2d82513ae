"""The office's test questions (题库), most of them from its typical cases. Seen only by whoever plans training."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.training_tests import change_test_question, retire_test_question, write_test_question
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.store.base import transaction
from inspect_app.store.trainings import TestQuestion, question_for_tests, questions_for_tests
from inspect_app.store.typical_cases import published_cases
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.trainings import TestQuestionFields
from inspect_app.web.lists import an_id

pages = Blueprint("question_bank", __name__, url_prefix="/question-bank")
Page = str | tuple[str, int] | Response


@pages.get("")
@needs(Permission.PLAN_TRAINING)
def index() -> str:
    questions = questions_for_tests(current_officer().home_id)
    titles = {one.id: one.title for one in published_cases(current_officer().home_id)}
    return render_template("trainings/questions.html", questions=questions, titles=titles)


def _form(form: TestQuestionFields) -> TestQuestionFields:
    return form.offer(published_cases(current_officer().home_id))


def _page(form: TestQuestionFields, question: TestQuestion | None, refusals: tuple[Refusal, ...] = ()) -> str:
    plain = [as_plain(one) for one in refusals]
    return render_template("trainings/question_form.html", form=form, question=question, refusals=plain)


@pages.get("/new")
@needs(Permission.PLAN_TRAINING)
def new() -> str:
    return _page(_form(TestQuestionFields(formdata=None)), None)


@pages.post("")
@needs(Permission.PLAN_TRAINING)
def create() -> Page:
    form = _form(TestQuestionFields())
    try:
        if not form.validate():
            return _page(form, None), 422
        with transaction():
            write_test_question(form.facts(), an_id(form.case.data), by=current_officer(), at=clock.now())
    except Refused as refused:
        return _page(form, None, refused.refusals), refused.refusals[0].problem.status
    return _back(gettext("题目已保存。"))


def _question(question_id: UUID) -> TestQuestion:
    question = question_for_tests(question_id)
    if question is None or question.agency_id != current_officer().home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return question


@pages.get("/<uuid:test_question_id>/edit")
@needs(Permission.PLAN_TRAINING)
def edit(test_question_id: UUID) -> str:
    question = _question(test_question_id)
    return _page(_form(TestQuestionFields(formdata=None)).show(question), question)


@pages.post("/<uuid:test_question_id>")
@needs(Permission.PLAN_TRAINING)
def update(test_question_id: UUID) -> Page:
    question, form, who = _question(test_question_id), _form(TestQuestionFields()), current_officer()
    try:
        if not form.validate():
            return _page(form, question), 422
        with transaction():
            change_test_question(test_question_id, form.facts(), an_id(form.case.data), by=who, at=clock.now())
    except Refused as refused:
        return _page(form, question, refused.refusals), refused.refusals[0].problem.status
    return _back(gettext("题目已保存。"))


@pages.post("/<uuid:test_question_id>/retirement")
@needs(Permission.PLAN_TRAINING)
def create_retirement(test_question_id: UUID) -> Page:
    _question(test_question_id)
    with transaction():
        retire_test_question(test_question_id, by=current_officer(), at=clock.now())
    return _back(gettext("题目已停用，已答过的试卷不变。"))


def _back(said: str) -> Response:
    flash(said, "good")
    return redirect(url_for("question_bank.index"))

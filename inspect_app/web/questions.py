"""Hard questions (难题): asked from a finding, a case or by hand; open ones with their age; answered by who may."""

from collections.abc import Callable
from uuid import UUID, uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.questions import (
    answer_question,
    ask_question,
    close_question,
    offices_seen_by,
    withdraw_answer,
)
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.calendar import day_of
from inspect_app.rules.permissions import Permission
from inspect_app.rules.questions import QuestionFacts, QuestionState
from inspect_app.store.base import transaction
from inspect_app.store.questions import Question, question_with
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.questions import AnswerFields, QuestionFields
from inspect_app.web.lists import an_id
from inspect_app.web.people import names_of
from inspect_app.web.question_lines import Line, by_office, lines_of
from inspect_app.web.question_parts import with_other_offices

pages = Blueprint("questions", __name__, url_prefix="/questions")
Page = str | tuple[str, int] | Response
P = Permission


@pages.get("")
@needs(P.SEE_QUESTIONS)
def index() -> str:
    lines = lines_of(current_officer(), request.args, on=clock.today())
    people = names_of(line.question.asked_by for line in lines)
    return render_template(
        "questions/index.html",
        lines=lines,
        states=QuestionState,
        filter=request.args.to_dict(),
        people=people,
        **by_office(lines_of(current_officer(), {}, on=clock.today())),
    )


@pages.get("/new")
@needs(P.SEE_QUESTIONS)
def new() -> str:
    start = {name: request.args.get(name, "") for name in ("finding", "visit", "case")}
    return render_template("questions/new.html", form=QuestionFields(formdata=None, **start), refusals=[])


@pages.post("")
@needs(P.SEE_QUESTIONS)
def create() -> Page:
    form = QuestionFields()
    try:
        if not form.validate():
            return render_template("questions/new.html", form=form, refusals=[]), 422
        with transaction():
            question = ask_question(_facts(form), by=current_officer(), at=clock.now())
    except Refused as refused:
        plain = [as_plain(one) for one in refused.refusals]
        return render_template("questions/new.html", form=form, refusals=plain), refused.refusals[0].problem.status
    flash(gettext("难题已提出。有了解答，会和手册一起发到手机。"), "good")
    return redirect(url_for("questions.show", question_id=question.id))


def _facts(form: QuestionFields) -> QuestionFacts:
    finding, visit, case = (an_id(form[name].data) for name in ("finding", "visit", "case"))
    return QuestionFacts(uuid4(), form.text.data or "", visit, finding, case)


def question_of_mine(question_id: UUID) -> Question:
    question = question_with(question_id)
    if question is None or question.agency_id not in offices_seen_by(current_officer()):
        raise Refused(Refusal(Problem.NOT_FOUND))
    return question


@pages.get("/<uuid:question_id>")
@needs(P.SEE_QUESTIONS)
def show(question_id: UUID) -> str:
    return _page(question_of_mine(question_id), AnswerFields(formdata=None))


def _page(question: Question, form: AnswerFields, refusals: tuple[Refusal, ...] = ()) -> str:
    officer = current_officer()
    keys = [question.asked_by, *(key for one in question.answers for key in (one.answered_by, one.withdrawn_by))]
    return render_template(
        "questions/show.html",
        question=question,
        line=Line(question, (clock.today() - day_of(question.asked_at)).days),
        form=form,
        people=names_of(keys),
        states=QuestionState,
        may_answer=officer.may(P.ANSWER_QUESTIONS),
        may_close=_may_close(question),
        is_ours=question.agency_id == officer.home_id,
        refusals=[as_plain(one) for one in refusals],
        **with_other_offices(question),
    )


def refused_page(question_id: UUID, refused: Refused) -> tuple[str, int]:
    page = _page(question_of_mine(question_id), AnswerFields(formdata=None), refused.refusals)
    return page, refused.refusals[0].problem.status


def _may_close(question: Question) -> bool:
    officer = current_officer()
    return officer.may(P.ANSWER_QUESTIONS) or question.asked_by == officer.id


@pages.post("/<uuid:question_id>/answer")
@needs(P.ANSWER_QUESTIONS)
def create_answer(question_id: UUID) -> Page:
    question, form = question_of_mine(question_id), AnswerFields()
    try:
        if not form.validate():
            return _page(question, form), 422
        with transaction():
            answer_question(question_id, form.facts(), by=current_officer(), at=clock.now())
    except Refused as refused:
        return _page(question_of_mine(question_id), form, refused.refusals), refused.refusals[0].problem.status
    flash(gettext("解答已发布。手机联网后可以查到。"), "good")
    return redirect(url_for("questions.show", question_id=question_id))


@pages.post("/<uuid:question_id>/answer/withdrawal")
@needs(P.ANSWER_QUESTIONS)
def create_withdrawal(question_id: UUID) -> Page:
    question_of_mine(question_id)
    return _with_reason(question_id, withdraw_answer, gettext("解答已撤回，难题重新等待解答。"))


@pages.post("/<uuid:question_id>/closing")
@needs(P.SEE_QUESTIONS)
def create_closing(question_id: UUID) -> Page:
    if not _may_close(question_of_mine(question_id)):
        raise Refused(Refusal(Problem.NOT_FOUND))
    return _with_reason(question_id, close_question, gettext("难题已撤回，记录仍保留。"))


def _with_reason(question_id: UUID, deed: Callable[..., Question], said: str) -> Page:
    try:
        with transaction():
            deed(question_id, request.form.get("reason", ""), by=current_officer(), at=clock.now())
    except Refused as refused:
        return refused_page(question_id, refused)
    flash(said, "good")
    return redirect(url_for("questions.show", question_id=question_id))

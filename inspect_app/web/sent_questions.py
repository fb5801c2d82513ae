"""Hard questions across offices (难题同解): ask up, name advisers, remark, publish a model answer, files of the case."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.question_files import file_of_question
from inspect_app.actions.question_readers import reads_the_file
from inspect_app.actions.sent_questions import ask_up, make_remark, name_adviser, publish_answer
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.store.base import transaction
from inspect_app.store.sent_questions import SentQuestionFile, shared_of
from inspect_app.web.attachments import take_in
from inspect_app.web.forms.sent_questions import AskingUpForm
from inspect_app.web.lead_files import given_out, picture_of
from inspect_app.web.lists import an_id
from inspect_app.web.photos import photo_folder
from inspect_app.web.question_parts import asking_page, choices_of, own_question
from inspect_app.web.questions import question_of_mine, refused_page

pages = Blueprint("sent_questions", __name__, url_prefix="/questions/<uuid:question_id>")
Page = str | tuple[str, int] | Response
P = Permission


@pages.get("/asking-up/new")
@needs(P.SEND_QUESTIONS)
def new(question_id: UUID) -> str:
    question = own_question(question_id)
    return asking_page(question, AskingUpForm(formdata=None, text=question.text))


@pages.post("/asking-up")
@needs(P.SEND_QUESTIONS)
def create(question_id: UUID) -> Page:
    question, form = own_question(question_id), AskingUpForm()
    form.chosen.choices = choices_of(question)
    if not form.validate():
        return asking_page(question, form), 422
    try:
        with transaction():
            chosen = form.chosen.data or []
            ask_up(photo_folder(), question_id, form.text.data or "", chosen, by=current_officer(), at=clock.now())
    except Refused as refused:
        return asking_page(own_question(question_id), form, refused), refused.refusals[0].problem.status
    return _done(question_id, gettext("难题已放进发件箱，会按连接方式送到市民防办。"))


@pages.post("/files")
@needs(P.SEND_QUESTIONS)
def create_file(question_id: UUID) -> Response:
    own_question(question_id)
    take_in("question", question_id)
    flash(gettext("材料已添加，可以勾选。"), "good")
    return redirect(url_for("sent_questions.new", question_id=question_id))


def _after(question_id: UUID, deed: Callable[[], object], said: str) -> Page:
    """In one transaction; where it is refused, the page of the question says why."""
    question_of_mine(question_id)
    try:
        with transaction():
            deed()
    except Refused as refused:
        return refused_page(question_id, refused)
    return _done(question_id, said)


def _done(question_id: UUID, said: str) -> Response:
    flash(said, "good")
    return redirect(url_for("questions.show", question_id=question_id))


@pages.post("/remarks")
@needs(P.SEE_QUESTIONS)
def create_remark(question_id: UUID) -> Page:
    officer, text = current_officer(), request.form.get("text", "")
    return _after(
        question_id,
        lambda: make_remark(question_id, text, by=officer, at=clock.now()),
        gettext("意见已发出，双方都能看到。"),
    )


@pages.post("/advisers")
@needs(P.ANSWER_QUESTIONS)
def create_adviser(question_id: UUID) -> Page:
    officer, named = current_officer(), an_id(request.form.get("officer"))
    return _after(
        question_id,
        lambda: name_adviser(question_id, named or question_id, by=officer, at=clock.now()),
        gettext("已指定顾问，现在可以看案卷材料、发表意见。"),
    )


@pages.post("/publication")
@needs(P.ANSWER_QUESTIONS)
def create_publication(question_id: UUID) -> Page:
    officer = current_officer()
    return _after(
        question_id,
        lambda: publish_answer(question_id, by=officer, at=clock.now()),
        gettext("已作为示范解答发给各区，各区的手机联网后可以查到。"),
    )


def _file(question_id: UUID, question_file_id: UUID) -> SentQuestionFile:
    question_of_mine(question_id)
    shared = shared_of(question_id)
    if shared is None or not reads_the_file(question_id, current_officer()):
        raise Refused(Refusal(Problem.NOT_FOUND))
    return file_of_question(shared.files, question_file_id)


@pages.get("/files/<uuid:question_file_id>")
@needs(P.SEE_QUESTIONS)
def show_file(question_id: UUID, question_file_id: UUID) -> Response:
    found = _file(question_id, question_file_id)
    return given_out(found.file, found.name)


@pages.get("/files/<uuid:question_file_id>/picture")
@needs(P.SEE_QUESTIONS)
def picture(question_id: UUID, question_file_id: UUID) -> Response:
    return picture_of(_file(question_id, question_file_id).file)

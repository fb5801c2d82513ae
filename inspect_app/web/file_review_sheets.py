"""One sheet of a case-file review (案卷评查表): shown, begun, answered, signed, called off, printed."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.file_review_sheets import sheet_sha256
from inspect_app.actions.file_reviews import (
    begin_file_review,
    cancel_file_review,
    limits_of,
    save_file_review,
    sign_file_review,
    thing_of,
)
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.calendar import day_of
from inspect_app.rules.file_reviews import fatal_faults
from inspect_app.rules.permissions import Permission
from inspect_app.store.base import transaction
from inspect_app.store.file_reviews import FileReview, file_review_with, reviews_of_file
from inspect_app.web.errors import as_plain
from inspect_app.web.file_review_words import facts_of, links_of, places_of, question_words, shown_words
from inspect_app.web.forms.file_reviews import fill_in, said_in, sheet_form
from inspect_app.web.people import names_of

pages = Blueprint("file_review_sheets", __name__, url_prefix="/file-reviews/<uuid:review_id>")


@pages.get("")
@needs(Permission.SEE_FILE_REVIEWS)
def show(review_id: UUID) -> str:
    return _page(_ours(review_id))


def _ours(review_id: UUID) -> FileReview:
    review = file_review_with(review_id)
    if review is None or review.agency_id != current_officer().home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return review


def _page(review: FileReview, form: FlaskForm | None = None, refused: Refused | None = None) -> str:
    thing = thing_of(review.procedure, review.subject_id, agency_id=review.agency_id)
    officer = current_officer()
    return render_template(
        "file_reviews/show.html",
        review=review,
        form=form or _filled(review),
        facts=facts_of(thing),
        links=links_of(thing),
        places=places_of(thing),
        question_words=question_words,
        shown_words=shown_words,
        others=[one for one in reviews_of_file(review.subject_id) if one.id != review.id],
        limits=limits_of(review.agency_id),
        people=names_of([review.assigned_by, review.cancelled_by]),
        fatal=fatal_faults([line.facts() for line in review.lines]),
        is_mine=review.is_open and review.reviewer_id == officer.id and officer.may(Permission.REVIEW_FILES),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )


def _filled(review: FileReview) -> FlaskForm:
    form = sheet_form(line.code for line in review.lines)
    fill_in(form, review)
    return form


def _after(
    review_id: UUID, deed: Callable[[], object], message: str, form: FlaskForm | None = None
) -> Response | tuple[str, int]:
    """One transaction; where it is refused the page says why, and what was typed stands in it."""
    _ours(review_id)
    try:
        with transaction():
            deed()
    except Refused as refused:
        return _page(_ours(review_id), form, refused), refused.refusals[0].problem.status
    flash(message, "good")
    return redirect(url_for("file_review_sheets.show", review_id=review_id))


@pages.post("/beginning")
@needs(Permission.REVIEW_FILES)
def create_beginning(review_id: UUID) -> Response | tuple[str, int]:
    folder, by, at = current_app.extensions["photo_folder"], current_officer(), clock.now()
    return _after(
        review_id,
        lambda: begin_file_review(review_id, folder=folder, by=by, at=at),
        gettext("软件已经核对一遍。请逐项评查。"),
    )


@pages.post("")
@needs(Permission.REVIEW_FILES)
def update(review_id: UUID) -> Response | tuple[str, int]:
    review = _ours(review_id)
    form = sheet_form(line.code for line in review.lines)
    if not form.validate():
        return _page(review, form), 422
    said, conclusion, by, at = said_in(form, review), form["conclusion"].data or "", current_officer(), clock.now()
    return _after(
        review_id,
        lambda: save_file_review(review_id, said, conclusion, by=by, at=at),
        gettext("已保存草稿。"),
        form,
    )


@pages.post("/signature")
@needs(Permission.REVIEW_FILES)
def create_signature(review_id: UUID) -> Response | tuple[str, int]:
    review = _ours(review_id)
    form = sheet_form(line.code for line in review.lines)
    is_valid = form.validate()
    if is_valid and not form["is_confirmed"].data:
        form["is_confirmed"].errors = [gettext("请先勾选确认。已填的内容都在页面上，还没有签字。")]
        is_valid = False
    if not is_valid:
        return _page(review, form), 422
    said, conclusion, by, at = said_in(form, review), form["conclusion"].data or "", current_officer(), clock.now()
    return _after(
        review_id, lambda: sign_file_review(review_id, said, conclusion, by=by, at=at),
        gettext("已签字确认，评查表不能再改。"), form,
    )  # fmt: skip


@pages.post("/cancellation")
@needs(Permission.REVIEW_FILES)
def create_cancellation(review_id: UUID) -> Response | tuple[str, int]:
    reason, by, at = request.form.get("reason", ""), current_officer(), clock.now()
    return _after(
        review_id, lambda: cancel_file_review(review_id, reason, by=by, at=at), gettext("已撤销这次评查。")
    )


@pages.get("/print")
@needs(Permission.SEE_FILE_REVIEWS)
def print_view(review_id: UUID) -> str:
    """The signed sheet, with whether it is still what was signed; an open one is marked as a draft."""
    review = _ours(review_id)
    thing = thing_of(review.procedure, review.subject_id, agency_id=review.agency_id)
    is_whole = review.signed_at is not None and sheet_sha256(review, at=review.signed_at) == review.sha256
    return render_template(
        "file_reviews/print.html",
        review=review,
        thing=thing,
        is_whole=is_whole,
        agency=current_officer().agency.name,
    )


def _agency(review: FileReview) -> str:
    """The name that the office bore on the day of the signature."""
    agency = current_officer().agency
    return agency.name_on(day_of(review.signed_at or review.assigned_at))

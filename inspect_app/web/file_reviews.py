"""Case-file reviews (案卷评查) in the office: the list with its export, one sheet, answering and signing it, its print."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.file_reviews import (
    begin_file_review,
    cancel_file_review,
    limits_of,
    save_file_review,
    sheet_sha256,
    sign_file_review,
    thing_of,
)
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.file_checks import CHECKS
from inspect_app.rules.file_reviews import Grade, fatal_faults
from inspect_app.rules.fines import Procedure
from inspect_app.rules.permissions import Permission
from inspect_app.store.agencies import teams_of
from inspect_app.store.base import transaction
from inspect_app.store.file_review_lists import (
    NO_TEAM,
    FileReviewFilter,
    count_file_reviews,
    file_reviews_matching,
    years_reviewed,
)
from inspect_app.store.file_reviews import FileReview, ReviewState, file_review_with, reviews_of_file
from inspect_app.store.officers import officers_of
from inspect_app.web.errors import as_plain
from inspect_app.web.file_review_words import facts_of, links_of, places_of, question_words, shown_words
from inspect_app.web.forms.boxes import names
from inspect_app.web.forms.file_reviews import (
    FileReviewFilterForm,
    fill_in,
    grade_choices,
    said_in,
    sheet_form,
    state_choices,
)
from inspect_app.web.lists import PER_PAGE, an_id, one_of, pages_of, remembered_filter
from inspect_app.web.people import names_of
from inspect_app.web.sheets import send_sheet

pages = Blueprint("file_reviews", __name__, url_prefix="/file-reviews")
ENDINGS = ("xlsx", "csv")


def filter_from(args: "MultiDict[str, str]") -> FileReviewFilter:
    year, team = args.get("year", ""), args.get("team", "")
    return FileReviewFilter(
        text=args.get("text", ""),
        state=one_of(ReviewState, args.get("state")),
        procedure=one_of(Procedure, args.get("procedure")),
        year=int(year) if year.isdecimal() and len(year) == len("2026") else None,
        team=NO_TEAM if team == NO_TEAM else an_id(team),
        reviewer_id=an_id(args.get("reviewer")),
        grade=one_of(Grade, args.get("grade")),
        fault=args.get("fault", "") if args.get("fault") in CHECKS else "",
        draw_id=an_id(args.get("draw")),
    )


@pages.get("")
@needs(Permission.SEE_FILE_REVIEWS)
def index() -> str:
    args, home_id = remembered_filter("file_reviews"), current_officer().home_id
    wanted = filter_from(args)
    lines = pages_of(count_file_reviews(home_id, wanted))
    return render_template(
        "file_reviews/index.html",
        reviews=file_reviews_matching(home_id, wanted, limit=PER_PAGE, offset=lines.offset),
        form=filter_form(args, home_id),
        filter=args.to_dict(flat=False),
        pages=lines,
    )


def filter_form(args: "MultiDict[str, str]", home_id: UUID) -> FileReviewFilterForm:
    form, every = FileReviewFilterForm(args), ("", gettext("全部"))
    form.state.choices, form.grade.choices = state_choices(), grade_choices()
    form.year.choices = [every, *((str(one), str(one)) for one in years_reviewed(home_id))]
    form.team.choices = team_choices(home_id, every)
    reviewers = [one for one in officers_of(home_id) if one.may(Permission.REVIEW_FILES)]
    form.reviewer.choices = [every, *names(*((str(one.id), one.name) for one in reviewers))]
    form.fault.choices = [every, *((code, gettext(one.question)) for code, one in CHECKS.items())]
    return form


def team_choices(home_id: UUID, every: tuple[str, str]) -> list[Any]:
    return [every, *names(*((str(one.id), one.name) for one in teams_of(home_id))), (NO_TEAM, gettext("未分组"))]


HEADINGS = (
    "编号", "程序", "当事人", "办结年度", "组", "评查人", "状态", "得分", "等次", "不符合项数", "不符合的项目", "签字日期",
)  # fmt: skip
IN_NUMBERS = frozenset({"办结年度", "得分", "不符合项数"})


@pages.get("/export.<ending>")
@needs(Permission.SEE_FILE_REVIEWS)
def export(ending: str) -> Response:
    if ending not in ENDINGS:
        raise Refused(Refusal(Problem.NOT_FOUND))
    name = f"{gettext('案卷评查')}-{clock.today().isoformat()}.{ending}"
    wanted = filter_from(MultiDict(request.args))
    return send_sheet(_rows(wanted), ending, name=name, title="案卷评查", numbers=IN_NUMBERS)


def _rows(wanted: FileReviewFilter) -> Iterator[list[str]]:
    """The whole filtered list; its headings are Chinese whatever the page's language, as in the register."""
    yield list(HEADINGS)
    for one in file_reviews_matching(current_officer().home_id, wanted):
        yield _row(one)


def _row(one: FileReview) -> list[str]:
    faults = [line.question for line in one.faults] if one.signed_at else []
    score = str(one.score) if one.signed_at and one.score is not None else ""
    return [
        one.number, one.procedure.value, one.party_name, str(one.year), one.team_name, one.reviewer.name,
        one.state.value, score, one.grade.value if one.grade else "", str(len(faults)) if one.signed_at else "",
        "；".join(faults), one.signed_at.date().isoformat() if one.signed_at else "",
    ]  # fmt: skip


@pages.get("/<uuid:review_id>")
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
    if form is None:
        form = sheet_form(line.code for line in review.lines)
        fill_in(form, review)
    officer = current_officer()
    return render_template(
        "file_reviews/show.html",
        review=review,
        form=form,
        facts=facts_of(thing),
        links=links_of(thing),
        places=places_of(thing),
        others=[one for one in reviews_of_file(review.subject_id) if one.id != review.id],
        limits=limits_of(review.agency_id),
        question_words=question_words,
        shown_words=shown_words,
        people=names_of([review.assigned_by, review.cancelled_by, review.draw.drawn_by if review.draw else None]),
        fatal=fatal_faults([line.facts() for line in review.lines]),
        is_mine=review.is_open and review.reviewer_id == officer.id and officer.may(Permission.REVIEW_FILES),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )


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
    return redirect(url_for("file_reviews.show", review_id=review_id))


@pages.post("/<uuid:review_id>/beginning")
@needs(Permission.REVIEW_FILES)
def create_beginning(review_id: UUID) -> Response | tuple[str, int]:
    folder, by, at = current_app.extensions["photo_folder"], current_officer(), clock.now()
    return _after(
        review_id,
        lambda: begin_file_review(review_id, folder=folder, by=by, at=at),
        gettext("软件已经核对一遍。请逐项评查。"),
    )


@pages.post("/<uuid:review_id>")
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


@pages.post("/<uuid:review_id>/signature")
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


@pages.post("/<uuid:review_id>/cancellation")
@needs(Permission.REVIEW_FILES)
def create_cancellation(review_id: UUID) -> Response | tuple[str, int]:
    reason, by, at = request.form.get("reason", ""), current_officer(), clock.now()
    return _after(
        review_id, lambda: cancel_file_review(review_id, reason, by=by, at=at), gettext("已撤销这次评查。")
    )


@pages.get("/<uuid:review_id>/print")
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

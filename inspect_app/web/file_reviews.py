"""Case-file reviews (案卷评查) in the office: the list with its export, one sheet, answering and signing it, its print."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.acts import Procedure
from inspect_app.rules.file_checks import CHECKS
from inspect_app.rules.file_reviews import Grade
from inspect_app.rules.permissions import Permission
from inspect_app.store.agencies import teams_of
from inspect_app.store.file_review_lists import (
    NO_TEAM,
    FileReviewFilter,
    count_file_reviews,
    file_reviews_matching,
    years_reviewed,
)
from inspect_app.store.file_reviews import FileReview, ReviewState
from inspect_app.store.officers import officers_of
from inspect_app.web.forms.boxes import names
from inspect_app.web.forms.file_reviews import (
    FileReviewFilterForm,
    grade_choices,
    state_choices,
)
from inspect_app.web.lists import PER_PAGE, an_id, one_of, pages_of, remembered_filter
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

"""Which files are reviewed: choosing many by year, team and procedure, or one from its own page."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.file_draws import Wish, draw_files
from inspect_app.actions.file_reviews import parts_in, review_file, thing_of
from inspect_app.problems import Refused
from inspect_app.rules.acts import Procedure
from inspect_app.rules.file_reviews import Choosing, may_review
from inspect_app.rules.permissions import Permission
from inspect_app.store.agencies import teams_of
from inspect_app.store.base import transaction
from inspect_app.store.closed_files import years_closed
from inspect_app.store.file_reviews import reviews_of_file
from inspect_app.store.officers import officers_of
from inspect_app.web.errors import as_plain
from inspect_app.web.file_review_words import facts_of, links_of
from inspect_app.web.forms.boxes import names, options
from inspect_app.web.forms.file_reviews import DrawForm
from inspect_app.web.lists import an_id

pages = Blueprint("file_review_draws", __name__)


@pages.get("/file-reviews/new")
@needs(Permission.REVIEW_FILES)
def new() -> str:
    form = _form()
    form.seed.data = form.seed.data or clock.today().strftime("%Y%m%d")
    return _page(form)


@pages.post("/file-reviews")
@needs(Permission.REVIEW_FILES)
def create() -> Response | tuple[str, int]:
    form = _form()
    if not form.validate():
        return _page(form), 422
    try:
        with transaction():
            drawn = draw_files(_wish(form), by=current_officer(), at=clock.now())
    except Refused as refused:
        return _page(form, refused), refused.refusals[0].problem.status

    flash(gettext("已选出 %(count)s 件案卷。", count=len(drawn.reviews)), "good")
    if drawn.left_out:
        flash(gettext("另有 %(count)s 件因评查人都参与过办理，没有分派。", count=drawn.left_out), "warn")
    return redirect(url_for("file_reviews.index", draw=drawn.draw.id))


def _form() -> DrawForm:
    form, home_id = DrawForm(), current_officer().home_id
    every = ("", gettext("全部"))
    form.year.choices = options(every, *((str(one), str(one)) for one in years_closed(home_id)))
    form.team.choices = [*options(every), *names(*((str(one.id), one.name) for one in teams_of(home_id)))]
    people = [one for one in officers_of(home_id) if one.may(Permission.REVIEW_FILES)]
    form.reviewers.choices = options(*((str(one.id), f"{one.name} · {gettext(one.role.value)}") for one in people))
    return form


def _page(form: DrawForm, refused: Refused | None = None) -> str:
    reasons = [as_plain(one) for one in refused.refusals] if refused else []
    return render_template("file_reviews/new.html", form=form, refusals=reasons)


def _wish(form: DrawForm) -> Wish:
    procedure = Procedure.__members__.get((form.procedure.data or "").upper())
    return Wish(
        how=Choosing[form.how.data.upper()],
        reviewers=tuple(UUID(one) for one in form.reviewers.data or []),
        procedure=procedure,
        year=int(form.year.data) if form.year.data else None,
        team_id=an_id(form.team.data),
        count=form.count.data or 0,
        seed=(form.seed.data or "").strip(),
        is_again=bool(form.is_again.data),
    )


@pages.get("/decisions/<uuid:decision_id>/file-reviews")
@needs(Permission.SEE_FILE_REVIEWS)
def of_decision(decision_id: UUID) -> str:
    return _file_page(Procedure.ON_THE_SPOT, decision_id)


@pages.post("/decisions/<uuid:decision_id>/file-reviews")
@needs(Permission.REVIEW_FILES)
def create_of_decision(decision_id: UUID) -> Response | tuple[str, int]:
    return _review(Procedure.ON_THE_SPOT, decision_id)


@pages.get("/cases/<uuid:case_id>/file-reviews")
@needs(Permission.SEE_FILE_REVIEWS)
def of_case(case_id: UUID) -> str:
    return _file_page(Procedure.GENERAL, case_id)


@pages.post("/cases/<uuid:case_id>/file-reviews")
@needs(Permission.REVIEW_FILES)
def create_of_case(case_id: UUID) -> Response | tuple[str, int]:
    return _review(Procedure.GENERAL, case_id)


def _file_page(procedure: Procedure, subject_id: UUID, refused: Refused | None = None) -> str:
    officer = current_officer()
    thing = thing_of(procedure, subject_id, agency_id=officer.home_id)
    own = may_review(parts_in(thing), str(officer.id), officer.name)
    return render_template(
        "file_reviews/of_file.html",
        thing=thing,
        facts=facts_of(thing),
        links=links_of(thing),
        reviews=reviews_of_file(subject_id),
        own=as_plain(own)["sentence"] if own else "",
        action=_action(procedure, subject_id),
        may_review=officer.may(Permission.REVIEW_FILES),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )


def _action(procedure: Procedure, subject_id: UUID) -> str:
    if procedure is Procedure.ON_THE_SPOT:
        return url_for("file_review_draws.create_of_decision", decision_id=subject_id)
    return url_for("file_review_draws.create_of_case", case_id=subject_id)


def _review(procedure: Procedure, subject_id: UUID) -> Response | tuple[str, int]:
    try:
        with transaction():
            review = review_file(procedure, subject_id, by=current_officer(), at=clock.now())
    except Refused as refused:
        return _file_page(procedure, subject_id, refused), refused.refusals[0].problem.status
    return redirect(url_for("file_review_sheets.show", review_id=review.id))

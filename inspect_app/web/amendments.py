"""Amendments of the rulebook: drafted, submitted, published by a second person or sent back with a reason."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.amendments import (
    begin_amendment,
    discard_amendment,
    edition_to_be,
    faults_of_amendment,
    publish_amendment,
    reject_amendment,
    revise_amendment,
    submit_amendment,
)
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.amendment_faults import Fault
from inspect_app.rules.editions import Difference, differences
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import STEPS, Subject
from inspect_app.store.amendments import Amendment, all_amendments, amendment_with
from inspect_app.store.base import transaction
from inspect_app.store.record import steps_of
from inspect_app.store.settings import latest_rulebook
from inspect_app.web.errors import as_plain, sentence_of
from inspect_app.web.people import names_of
from inspect_app.web.rulebook import may_edit
from inspect_app.web.rulebook_words import KINDS_OF_CHANGE
from inspect_app.web.stages import open_for_me

pages = Blueprint("amendments", __name__, url_prefix="/rulebook/amendments")
Page = str | tuple[str, int] | Response


@pages.get("")
@needs(Permission.SEE_RULEBOOK)
def index() -> str:
    return _list()


def _list(refused: Refused | None = None) -> str:
    found = all_amendments(is_waiting="waiting" in request.args)
    return render_template(
        "rulebook/amendments.html",
        amendments=found,
        people=names_of(person for one in found for person in (one.drafted_by, one.published_by)),
        may_edit=may_edit(),
        typed=request.form.get("title", ""),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )


@pages.post("")
@needs(Permission.EDIT_RULEBOOK)
def create() -> Page:
    try:
        with transaction():
            amendment = begin_amendment(request.form.get("title", ""), by=current_officer(), at=clock.now())
    except Refused as refused:
        return _list(refused), 422
    return redirect(url_for("amendments.show", amendment_id=amendment.id))


@pages.get("/<uuid:amendment_id>")
@needs(Permission.SEE_RULEBOOK)
def show(amendment_id: UUID) -> str:
    return page_of(amendment_to_read(amendment_id))


def amendment_to_read(amendment_id: UUID) -> Amendment:
    amendment = amendment_with(amendment_id)
    if amendment is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return amendment


def page_of(amendment: Amendment, refused: Refused | None = None) -> str:
    record, may = steps_of(amendment.id), open_for_me(Subject.AMENDMENT, amendment.stage) if may_edit() else set()
    faults = faults_of_amendment(amendment) if may and amendment.rows else []
    is_mine = current_officer().id in amendment.authors
    return render_template(
        "rulebook/amendment.html",
        amendment=amendment,
        may=may - {"publish"} if is_mine else may,
        is_mine=is_mine and "publish" in may,
        is_draft="submit" in may,
        faults=faults,
        found=_differences(amendment, faults),
        edition=latest_rulebook(),
        kinds=KINDS_OF_CHANGE,
        record=record,
        step_table=STEPS[Subject.AMENDMENT],
        people=names_of([amendment.drafted_by, *amendment.authors, *(step.taken_by for step in record)]),
        refusals=[as_plain(one) for one in _with_places(refused, faults)],
    )


def _differences(amendment: Amendment, faults: list[Fault]) -> list[Difference]:
    """To the edition in force, as long as it is not in force itself; the rows must fit together first."""
    edition = latest_rulebook()
    if edition is None or amendment.edition is not None or faults or not amendment.rows:
        return []
    return differences(edition.body, edition_to_be(amendment, on=clock.today()))


def _with_places(refused: Refused | None, faults: list[Fault]) -> list[Refusal]:
    """The faults in the reader's language, which the deed does not know."""
    if refused is None:
        return []
    details = gettext("；").join(f"{one.position + 1}. {sentence_of(one.refusal)}" for one in faults[:10])
    return [
        Refusal(one.problem, facts={"count": len(faults), "details": details})
        if one.problem is Problem.AMENDMENT_BROKEN
        else one
        for one in refused.refusals
    ]


def _after(amendment_id: UUID, deed: Callable[[], object], message: str) -> Page:
    amendment = amendment_to_read(amendment_id)
    try:
        with transaction():
            deed()
    except Refused as refused:
        return page_of(amendment, refused), refused.refusals[0].problem.status
    flash(message, "good")
    return redirect(url_for("amendments.show", amendment_id=amendment_id))


@pages.post("/<uuid:amendment_id>/submission")
@needs(Permission.EDIT_RULEBOOK)
def create_submission(amendment_id: UUID) -> Page:
    submit = partial(submit_amendment, amendment_id, by=current_officer(), at=clock.now())
    return _after(amendment_id, submit, gettext("已提交。由另一名法制审核人员或者负责人核对后发布。"))


@pages.post("/<uuid:amendment_id>/revision")
@needs(Permission.EDIT_RULEBOOK)
def create_revision(amendment_id: UUID) -> Page:
    revise = partial(revise_amendment, amendment_id, by=current_officer(), at=clock.now())
    return _after(amendment_id, revise, gettext("已取回，可以继续修改。"))


@pages.post("/<uuid:amendment_id>/rejection")
@needs(Permission.PUBLISH_RULEBOOK)
def create_rejection(amendment_id: UUID) -> Page:
    reason, by, at = request.form.get("reason", ""), current_officer(), clock.now()
    reject = partial(reject_amendment, amendment_id, reason, by=by, at=at)
    return _after(amendment_id, reject, gettext("已退回起草人，理由已记录。"))


@pages.post("/<uuid:amendment_id>/publication")
@needs(Permission.PUBLISH_RULEBOOK)
def create_publication(amendment_id: UUID) -> Page:
    publish = partial(publish_amendment, amendment_id, by=current_officer(), at=clock.now())
    return _after(
        amendment_id, publish, gettext("已发布新的一版法规库。手机下次同步时取得，已经开始的检查仍用原来的版本。")
    )


@pages.post("/<uuid:amendment_id>/removal")
@needs(Permission.EDIT_RULEBOOK)
def create_removal(amendment_id: UUID) -> Page:
    discard = partial(discard_amendment, amendment_id, by=current_officer(), at=clock.now())
    return _after(amendment_id, discard, gettext("已放弃这份修订，它不会生效。"))

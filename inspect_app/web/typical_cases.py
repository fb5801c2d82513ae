"""Typical cases (以案论法): listed, written, published for the phones, taken off with a reason."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.settings import acts
from inspect_app.actions.typical_cases import change_case, draft_case, publish_case, withdraw_case
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.rules.typical_cases import CaseState
from inspect_app.store.base import transaction
from inspect_app.store.typical_cases import TypicalCase, typical_case_with, typical_cases_of
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.typical_cases import TypicalCaseFields
from inspect_app.web.people import names_of

pages = Blueprint("typical_cases", __name__, url_prefix="/handbook/cases")
Page = str | tuple[str, int] | Response


@pages.get("")
@needs(Permission.READ_HANDBOOK)
def index() -> str:
    """Drafts are seen by those who write."""
    officer = current_officer()
    cases = [one for one in typical_cases_of(officer.home_id) if _may_see(one)]
    people = names_of(one.written_by for one in cases)
    return render_template(
        "handbook/cases.html",
        cases=cases,
        people=people,
        acts=acts(),
        may_write=officer.may(Permission.WRITE_HANDBOOK),
    )


def _may_see(case: TypicalCase) -> bool:
    officer = current_officer()
    is_ours = case.agency_id == officer.home_id
    return is_ours and (case.state is CaseState.PUBLISHED or officer.may(Permission.WRITE_HANDBOOK))


def _case_to_read(case_id: UUID) -> TypicalCase:
    case = typical_case_with(case_id)
    if case is None or not _may_see(case):
        raise Refused(Refusal(Problem.NOT_FOUND))
    return case


@pages.get("/<uuid:case_id>")
@needs(Permission.READ_HANDBOOK)
def show(case_id: UUID) -> str:
    return _case_page(_case_to_read(case_id))


def _case_page(case: TypicalCase, refusals: tuple[Refusal, ...] = ()) -> str:
    officer = current_officer()
    return render_template(
        "handbook/case.html",
        case=case,
        acts=acts(),
        states=CaseState,
        people=names_of([case.written_by, case.published_by, case.withdrawn_by]),
        may_write=officer.may(Permission.WRITE_HANDBOOK),
        may_publish=officer.may(Permission.PUBLISH_CASES),
        refusals=[as_plain(one) for one in refusals],
    )


@pages.get("/new")
@needs(Permission.WRITE_HANDBOOK)
def new() -> str:
    return _form_page(TypicalCaseFields().offer(acts().values()))


def _form_page(form: TypicalCaseFields, case: TypicalCase | None = None, refusals: tuple[Refusal, ...] = ()) -> str:
    plain = [as_plain(one) for one in refusals]
    return render_template("handbook/case_form.html", form=form, case=case, refusals=plain)


@pages.post("")
@needs(Permission.WRITE_HANDBOOK)
def create() -> Page:
    form = TypicalCaseFields().offer(acts().values())
    try:
        with transaction():
            case = draft_case(form.content(), by=current_officer(), at=clock.now())
    except Refused as refused:
        return _form_page(form, None, refused.refusals), refused.refusals[0].problem.status
    flash(gettext("草稿已保存，发布以后手机上才看得到。"), "good")
    return redirect(url_for("typical_cases.show", case_id=case.id))


@pages.get("/<uuid:case_id>/edit")
@needs(Permission.WRITE_HANDBOOK)
def edit(case_id: UUID) -> str:
    case = _case_to_read(case_id)
    if case.state is not CaseState.DRAFT:
        raise Refused(Refusal(Problem.CASE_NOT_DRAFT))
    return _form_page(TypicalCaseFields().offer(acts().values()).show(case.content(), case.revision), case)


@pages.post("/<uuid:case_id>")
@needs(Permission.WRITE_HANDBOOK)
def update(case_id: UUID) -> Page:
    case, form = _case_to_read(case_id), TypicalCaseFields().offer(acts().values())
    try:
        with transaction():
            change_case(case.id, form.content(), form.seen, by=current_officer(), at=clock.now())
    except Refused as refused:
        return _form_page(form, _case_to_read(case_id), refused.refusals), refused.refusals[0].problem.status
    flash(gettext("草稿已保存，发布以后手机上才看得到。"), "good")
    return redirect(url_for("typical_cases.show", case_id=case_id))


@pages.post("/<uuid:case_id>/publication")
@needs(Permission.PUBLISH_CASES)
def create_publication(case_id: UUID) -> Page:
    is_anonymous = request.form.get("is_anonymous") == "1"
    said = gettext("已发布。手机联网后可以看到。")
    return _done(
        case_id,
        lambda: publish_case(case_id, is_anonymous=is_anonymous, by=current_officer(), at=clock.now()),
        said,
    )


@pages.post("/<uuid:case_id>/withdrawal")
@needs(Permission.PUBLISH_CASES)
def create_withdrawal(case_id: UUID) -> Page:
    reason, said = request.form.get("reason", ""), gettext("已撤下。手机上不再显示，办公室仍保留。")
    return _done(case_id, lambda: withdraw_case(case_id, reason, by=current_officer(), at=clock.now()), said)


def _done(case_id: UUID, deed: Callable[[], TypicalCase], said: str) -> Page:
    """Back to the case, with what was done or why it was not."""
    _case_to_read(case_id)
    try:
        with transaction():
            deed()
    except Refused as refused:
        return _case_page(_case_to_read(case_id), refused.refusals), refused.refusals[0].problem.status
    flash(said, "good")
    return redirect(url_for("typical_cases.show", case_id=case_id))

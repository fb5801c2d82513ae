"""Interests (利害关系): an officer declares and ends their own; whoever plans visits sees and keeps everybody's."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.interests import declare_interest, end_interest
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.interests import InterestFacts
from inspect_app.rules.permissions import Permission
from inspect_app.rules.statutes import RECUSAL
from inspect_app.store.agencies import partners_of
from inspect_app.store.base import transaction
from inspect_app.store.interests import Interest, interest_with, interests_of
from inspect_app.store.officers import Officer, officers_of
from inspect_app.store.works import work_by_number
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.interests import InterestFields
from inspect_app.web.lists import an_id
from inspect_app.web.people import names_of

pages = Blueprint("interests", __name__, url_prefix="/interests")
Page = str | tuple[str, int] | Response


def _keeps_everybodys() -> bool:
    return current_officer().may(Permission.PLAN_VISITS)


def _people() -> list[Officer]:
    officer = current_officer()
    everybody = [*officers_of(officer.home_id), *_partners(officer)] if _keeps_everybodys() else []
    return [officer, *(one for one in everybody if one.id != officer.id and one.disabled_at is None)]


def _partners(officer: Officer) -> list[Officer]:
    """Of the departments that go along on joint visits."""
    return officers_of(*(agency.id for agency in partners_of(officer.home_id)))


def _form(*, is_empty: bool = False) -> InterestFields:
    """Whoever does not see the register of works names the party alone."""
    form = InterestFields(formdata=None) if is_empty else InterestFields()
    return form.offer(_people(), has_works=current_officer().may(Permission.SEE_WORKS))


@pages.get("")
@needs(Permission.DECLARE_INTERESTS)
def index() -> str:
    return _page(_form(is_empty=True))


def _page(form: InterestFields, refusals: tuple[Refusal, ...] = ()) -> str:
    officer = current_officer()
    mine = None if _keeps_everybodys() else officer.id
    interests = interests_of(officer.office_id, officer_id=mine)
    return render_template(
        "officers/interests.html",
        interests=interests,
        people=names_of(key for one in interests for key in (one.officer_id, one.declared_by, one.ended_by)),
        form=form,
        sees_all=_keeps_everybodys(),
        law=RECUSAL,
        refusals=[as_plain(one) for one in refusals],
    )


@pages.post("")
@needs(Permission.DECLARE_INTERESTS)
def create() -> Page:
    form = _form()
    if not form.validate():
        return _page(form), 422
    try:
        with transaction():
            declare_interest(_facts(form), by=current_officer(), at=clock.now())
    except Refused as refused:
        return _page(form, refused.refusals), refused.refusals[0].problem.status
    return _back(gettext("已登记。安排检查、随机抽查和指定承办人员时都会回避。"))


def _facts(form: InterestFields) -> InterestFacts:
    number = (form.work.data or "").strip() if form.work else ""
    work = work_by_number(current_officer().home_id, number) if number else None
    if number and work is None:
        raise Refused(Refusal(Problem.WORK_NUMBER_UNKNOWN, facts={"number": number}))
    officer_id = (an_id(form.officer.data) if form.officer else None) or current_officer().id
    party, relation = (form.party_name.data or "").strip(), (form.relation.data or "").strip()
    return InterestFacts(officer_id, relation, work.id if work else None, party)


@pages.post("/<uuid:interest_id>/end")
@needs(Permission.DECLARE_INTERESTS)
def create_end(interest_id: UUID) -> Page:
    _mine_to_end(interest_id)
    try:
        with transaction():
            end_interest(interest_id, request.form.get("reason", ""), by=current_officer(), at=clock.now())
    except Refused as refused:
        status = refused.refusals[0].problem.status
        return _page(_form(is_empty=True), refused.refusals), status
    return _back(gettext("已终止，登记仍保留。"))


def _mine_to_end(interest_id: UUID) -> Interest:
    interest, officer = interest_with(interest_id), current_officer()
    is_seen = interest and interest.agency_id == officer.office_id
    if not interest or not is_seen or not (_keeps_everybodys() or interest.officer_id == officer.id):
        raise Refused(Refusal(Problem.NOT_FOUND))
    return interest


def _back(said: str) -> Response:
    flash(said, "good")
    return redirect(url_for("interests.index"))

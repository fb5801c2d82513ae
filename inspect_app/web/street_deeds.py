"""What streets write down of joint inspections and publicity (履责登记); it counts when the district has confirmed it."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.street_duties import confirm_street_deed, note_street_deed
from inspect_app.actions.works import street_seen_by
from inspect_app.problems import Refused
from inspect_app.rules.permissions import Permission
from inspect_app.rules.street_duties import DutyKind
from inspect_app.store.base import transaction
from inspect_app.store.street_duties import DeedFilter, count_deeds, deeds_matching
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.streets import DeedFilterForm, DeedForm
from inspect_app.web.lists import PER_PAGE, one_of, pages_of, remembered_filter
from inspect_app.web.people import names_of
from inspect_app.web.street_lists import offer_streets, street_asked

pages = Blueprint("street_deeds", __name__, url_prefix="/streets/deeds")
CONFIRMED = {"waiting": False, "confirmed": True}


@pages.get("")
@needs(Permission.SEE_PATROLS)
def index() -> str:
    return _list(DeedForm())


def _list(form: DeedForm, refused: Refused | None = None) -> str:
    args, officer = remembered_filter("street_deeds"), current_officer()
    wanted = filter_from(args)
    lines = pages_of(count_deeds(officer.home_id, wanted))
    found = deeds_matching(officer.home_id, wanted, limit=PER_PAGE, offset=lines.offset)
    filters = DeedFilterForm(args)
    offer_streets(filters.street)
    return render_template(
        "streets/deeds.html",
        deeds=found,
        pages=lines,
        filter=args.to_dict(),
        filters=filters,
        form=form,
        own=street_seen_by(officer),
        may_note=officer.may(Permission.DO_STREET_WORK),
        may_confirm=officer.may(Permission.PLAN_VISITS),
        people=names_of([*(one.noted_by for one in found), *(one.confirmed_by for one in found)]),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )


def filter_from(args: "MultiDict[str, str]") -> DeedFilter:
    year = args.get("year", "")
    return DeedFilter(
        street_id=street_asked(args),
        kind=one_of(DutyKind, args.get("kind")),
        year=int(year) if year.isdecimal() and 2000 <= int(year) <= 2100 else None,
        is_confirmed=CONFIRMED.get(args.get("state", "")),
    )


@pages.post("")
@needs(Permission.DO_STREET_WORK)
def create() -> str | tuple[str, int] | Response:
    form = DeedForm()
    if not form.validate():
        return _list(form), 422
    kind, done_on = DutyKind[form.kind.data.upper()], form.done_on.data or clock.today()
    try:
        with transaction():
            note_street_deed(kind, form.text.data or "", done_on, by=current_officer(), at=clock.now())
    except Refused as refused:
        return _list(form, refused), refused.refusals[0].problem.status
    flash(gettext("已登记，等区民防办确认。"), "good")
    return redirect(url_for("street_deeds.index"))


@pages.post("/<uuid:deed_id>/confirmation")
@needs(Permission.PLAN_VISITS)
def create_confirmation(deed_id: UUID) -> str | tuple[str, int] | Response:
    try:
        with transaction():
            confirm_street_deed(deed_id, by=current_officer(), at=clock.now())
    except Refused as refused:
        return _list(DeedForm(formdata=None), refused), refused.refusals[0].problem.status
    flash(gettext("已确认，计入履责。"), "good")
    return redirect(url_for("street_deeds.index"))

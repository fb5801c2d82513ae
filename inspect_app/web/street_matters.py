"""Matters between the office and its streets (交办事项): the list, telling one, answering and closing it."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.settings import office_settings
from inspect_app.actions.street_matters import answer_matter, close_matter, matter_seen_by, tell_street
from inspect_app.actions.works import street_seen_by, work_seen_by
from inspect_app.problems import Refused
from inspect_app.rules.permissions import Permission
from inspect_app.rules.settings import SettingName
from inspect_app.rules.street_duties import DutyFigure
from inspect_app.rules.street_matters import MatterState
from inspect_app.store.base import transaction
from inspect_app.store.street_matters import MatterFilter, count_matters, matters_matching
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.streets import MatterFilterForm, MatterForm
from inspect_app.web.lists import PER_PAGE, one_of, pages_of, remembered_filter
from inspect_app.web.people import names_of
from inspect_app.web.street_lists import among_counted, figure_asked, offer_streets, street_asked

pages = Blueprint("street_matters", __name__)
Page = str | tuple[str, int] | Response


@pages.get("/streets/matters")
@needs(Permission.SEE_PATROLS)
def index() -> str:
    return _list()


def _list(refused: Refused | None = None, typed: dict[str, str] | None = None) -> str:
    """`typed` = the words that were refused, by the matter that they are about."""
    args, officer = remembered_filter("street_matters"), current_officer()
    wanted = filter_from(args, on=clock.today())
    lines = pages_of(count_matters(officer.home_id, wanted))
    found = matters_matching(officer.home_id, wanted, limit=PER_PAGE, offset=lines.offset)
    return render_template(
        "streets/matters.html",
        matters=found,
        pages=lines,
        filter=args.to_dict(),
        form=_filter_form(args),
        own=street_seen_by(officer),
        counted=figure_asked(args),
        may_close=officer.may(Permission.PLAN_VISITS),
        may_answer=officer.may(Permission.DO_STREET_WORK),
        people=names_of([one.answered_by for one in found]),
        today=clock.today(),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
        typed=typed or {},
    )


def _filter_form(args: "MultiDict[str, str]") -> MatterFilterForm:
    form = MatterFilterForm(args)
    offer_streets(form.street)
    return form


def filter_from(args: "MultiDict[str, str]", *, on: date) -> MatterFilter:
    return MatterFilter(
        street_id=street_asked(args),
        state=one_of(MatterState, args.get("state")),
        late_on=on if args.get("state") == "late" else None,
        text=args.get("text", ""),
        among=among_counted(args, DutyFigure.MATTERS, DutyFigure.ANSWERED),
    )


@pages.get("/works/<uuid:work_id>/street-matters/new")
@needs(Permission.PLAN_VISITS)
def new(work_id: UUID) -> str:
    form = MatterForm()
    days = office_settings(current_officer().home_id).whole(SettingName.MATTER_DAYS)
    form.due_on.data = clock.today() + timedelta(days=days)
    return _form_page(work_id, form)


def _form_page(work_id: UUID, form: MatterForm, refused: Refused | None = None) -> str:
    reasons = [as_plain(one) for one in refused.refusals] if refused else []
    work = work_seen_by(current_officer(), work_id)
    return render_template("streets/new_matter.html", work=work, form=form, refusals=reasons)


@pages.post("/works/<uuid:work_id>/street-matters")
@needs(Permission.PLAN_VISITS)
def create(work_id: UUID) -> Page:
    work_seen_by(current_officer(), work_id)
    form = MatterForm()
    if not form.validate():
        return _form_page(work_id, form), 422
    try:
        with transaction():
            due_on = form.due_on.data or clock.today()
            matter = tell_street(work_id, form.text.data or "", due_on, by=current_officer(), at=clock.now())
    except Refused as refused:
        return _form_page(work_id, form, refused), refused.refusals[0].problem.status
    flash(gettext("已交办给 %(street)s，等街镇回复。", street=matter.street.name), "good")
    return redirect(url_for("works.show", work_id=work_id))


@pages.post("/streets/matters/<uuid:matter_id>/answer")
@needs(Permission.DO_STREET_WORK)
def create_answer(matter_id: UUID) -> Page:
    text = request.form.get("answer", "")[:4000]
    return _after(matter_id, partial(answer_matter, matter_id, text), text, gettext("已回复区民防办。"))


@pages.post("/streets/matters/<uuid:matter_id>/closing")
@needs(Permission.PLAN_VISITS)
def create_closing(matter_id: UUID) -> Page:
    reason = request.form.get("reason", "")[:1000]
    return _after(matter_id, partial(close_matter, matter_id, reason), reason, gettext("已办结。"))


def _after(matter_id: UUID, deed: Callable[..., object], said: str, message: str) -> Page:
    matter_seen_by(current_officer(), matter_id)
    try:
        with transaction():
            deed(by=current_officer(), at=clock.now())
    except Refused as refused:
        return _list(refused, {str(matter_id): said}), refused.refusals[0].problem.status
    flash(message, "good")
    return redirect(url_for("street_matters.index"))

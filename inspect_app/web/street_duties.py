"""What each street owes in a year and how far it was done (责任清单): the table by street, one list, its way to publication."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.street_counts import counted
from inspect_app.actions.street_duties import (
    add_duty,
    agree_to_duties,
    begin_duties,
    duties_seen_by,
    kinds_left,
    publish_duties,
    remove_duty,
    send_duties_back,
    submit_duties,
)
from inspect_app.actions.works import street_seen_by
from inspect_app.problems import Refused
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import STEPS, Stage, Subject
from inspect_app.rules.street_duties import DutyKind, DutyLine, fulfilment_of
from inspect_app.store.base import transaction
from inspect_app.store.record import steps_of
from inspect_app.store.street_duties import StreetDuties
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.boxes import options
from inspect_app.web.forms.streets import DutiesForm, DutyForm, PublishedOnForm
from inspect_app.web.lists import an_id, chosen
from inspect_app.web.people import names_of
from inspect_app.web.sheets import send_sheet
from inspect_app.web.stages import open_for_me
from inspect_app.web.street_lists import offer_streets
from inspect_app.web.street_table import COUNTS, HEADINGS, list_of, rows_of, table_of, year_asked

pages = Blueprint("street_duties", __name__, url_prefix="/streets/duties")
Page = str | tuple[str, int] | Response


@pages.get("")
@needs(Permission.SEE_PATROLS)
def index() -> str:
    return _table(DutiesForm(formdata=None, year=year_asked(request.args)))


def _table(form: DutiesForm, refused: Refused | None = None) -> str:
    officer, year = current_officer(), year_asked(request.args)
    stages = chosen(Stage, request.args.getlist("stage"))
    offer_streets(form.street)
    form.street.choices = [one for one in form.street.choices or [] if one.value]
    return render_template(
        "streets/table.html",
        year=year,
        this_year=clock.today().year,
        lines=table_of(officer, year, on=clock.today(), stages=stages),
        is_part=bool(stages),
        counts=COUNTS,
        list_of=list_of,
        own=street_seen_by(officer),
        form=form if officer.may(Permission.KEEP_DUTIES) else None,
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )


@pages.get("/sheet.<any(xlsx, csv):ending>")
@needs(Permission.SEE_PATROLS)
def sheet(ending: str) -> Response:
    year = year_asked(request.args)
    rows = rows_of(table_of(current_officer(), year, on=clock.today()))
    name = f"{gettext('街镇履责情况')}-{year}.{ending}"
    return send_sheet([HEADINGS, *rows], ending, name=name, title="街镇履责情况", numbers=set(HEADINGS[3:-1]))


@pages.post("")
@needs(Permission.KEEP_DUTIES)
def create() -> Page:
    form, officer = DutiesForm(), current_officer()
    offer_streets(form.street)
    own = street_seen_by(officer)
    if own:
        form.street.data = str(own)
    street_id = an_id(form.street.data)
    if not form.validate() or street_id is None:
        return _table(form), 422
    try:
        with transaction():
            duties = begin_duties(street_id, form.year.data or 0, by=officer, at=clock.now())
    except Refused as refused:
        return _table(form, refused), refused.refusals[0].problem.status
    return redirect(url_for("street_duties.show", duties_id=duties.id))


@pages.get("/<uuid:duties_id>")
@needs(Permission.SEE_PATROLS)
def show(duties_id: UUID) -> str:
    return _page(duties_seen_by(current_officer(), duties_id))


def _page(duties: StreetDuties, refused: Refused | None = None, form: DutyForm | None = None) -> str:
    may, record, today = open_for_me(Subject.STREET_DUTIES, duties.stage), steps_of(duties.id), clock.today()
    done = counted(duties.agency_id, [duties.street_id], duties.year, on=today)[duties.street_id].numbers()
    return render_template(
        "streets/duties.html",
        duties=duties,
        done={line.id: fulfilment_of(line.facts(), done) for line in duties.lines},
        list_of=partial(list_of, duties.year, duties.street_id),
        may=may,
        form=form or (_duty_form(duties) if "submit" in may else None),
        published=PublishedOnForm(formdata=None) if "publish" in may else None,
        record=record,
        step_table=STEPS[Subject.STREET_DUTIES],
        people=names_of([duties.drafted_by, *(step.taken_by for step in record)]),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )


def _duty_form(duties: StreetDuties) -> DutyForm:
    form = DutyForm()
    form.kind.choices = options(*((one.name.lower(), gettext(one.value)) for one in kinds_left(duties.lines)))
    return form


@pages.post("/<uuid:duties_id>/lines")
@needs(Permission.KEEP_DUTIES)
def create_line(duties_id: UUID) -> Page:
    duties = duties_seen_by(current_officer(), duties_id)
    form = _duty_form(duties)
    if not form.validate():
        return _page(duties, form=form), 422
    line = DutyLine(DutyKind[form.kind.data.upper()], form.amount.data or 0, form.note.data or "")
    return _after(
        duties_id, partial(add_duty, duties_id, line, by=current_officer(), at=clock.now()), gettext("已添加。")
    )


@pages.post("/<uuid:duties_id>/lines/<uuid:duty_line_id>/removal")
@needs(Permission.KEEP_DUTIES)
def create_line_removal(duties_id: UUID, duty_line_id: UUID) -> Page:
    remove = partial(remove_duty, duties_id, duty_line_id, by=current_officer(), at=clock.now())
    return _after(duties_id, remove, gettext("已删去。"))


def _after(duties_id: UUID, deed: Callable[[], object], message: str) -> Page:
    duties = duties_seen_by(current_officer(), duties_id)
    try:
        with transaction():
            deed()
    except Refused as refused:
        return _page(duties, refused), refused.refusals[0].problem.status
    flash(message, "good")
    return redirect(url_for("street_duties.show", duties_id=duties_id))


@pages.post("/<uuid:duties_id>/submission")
@needs(Permission.KEEP_DUTIES)
def create_submission(duties_id: UUID) -> Page:
    submit = partial(submit_duties, duties_id, by=current_officer(), at=clock.now())
    return _after(duties_id, submit, gettext("已报区民防办，由负责人同意。"))


@pages.post("/<uuid:duties_id>/approval")
@needs(Permission.AGREE_DUTIES)
def create_approval(duties_id: UUID) -> Page:
    agree = partial(agree_to_duties, duties_id, by=current_officer(), at=clock.now())
    return _after(duties_id, agree, gettext("已同意，请公布并登记公布日期。"))


@pages.post("/<uuid:duties_id>/return")
@needs(Permission.AGREE_DUTIES)
def create_return(duties_id: UUID) -> Page:
    reason, by, at = request.form.get("reason", "")[:1000], current_officer(), clock.now()
    return _after(duties_id, partial(send_duties_back, duties_id, reason, by=by, at=at), gettext("已退回修改。"))


@pages.post("/<uuid:duties_id>/publication")
@needs(Permission.PLAN_VISITS)
def create_publication(duties_id: UUID) -> Page:
    form = PublishedOnForm()
    if not form.validate():
        return _page(duties_seen_by(current_officer(), duties_id)), 422
    publish = partial(publish_duties, duties_id, form.on.data, by=current_officer(), at=clock.now())
    return _after(duties_id, publish, gettext("已登记公布。"))

"""Leads (案源): the inbox of every source, one lead with its whole history, entering one, the list as a sheet."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.leads import make_lead, report_lead
from inspect_app.actions.works import street_seen_by
from inspect_app.problems import Refused
from inspect_app.rules.calendar import day_of
from inspect_app.rules.figures import Listed
from inspect_app.rules.handovers import Side
from inspect_app.rules.leads import LeadSource, is_lead_late
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import Stage, Subject
from inspect_app.store.base import transaction
from inspect_app.store.cases import cases_from_leads
from inspect_app.store.handovers import handovers_of_leads
from inspect_app.store.leads import SORTS, Lead, LeadFilter, count_leads, leads_matching, waiting_among
from inspect_app.web.errors import as_plain
from inspect_app.web.figure_lists import among
from inspect_app.web.forms.leads import LeadFilterForm, LeadForm
from inspect_app.web.handovers import Clocked, clocked
from inspect_app.web.lead_page import lead_page
from inspect_app.web.lists import PER_PAGE, chosen, one_of, pages_of, remembered_filter
from inspect_app.web.sheets import send_sheet
from inspect_app.web.stages import stage_choices

pages = Blueprint("leads", __name__)
HEADINGS = (
    "编号", "来源", "阶段", "收到日期", "期限", "已逾期", "反映内容", "工程编号", "工程名称", "地点", "当事人",
    "来源单位（人）", "来文编号", "移交给",
)  # fmt: skip


@pages.get("/leads")
@needs(Permission.SEE_LEADS)
def index() -> str:
    args, home_id, today = remembered_filter("leads"), current_officer().home_id, clock.today()
    wanted = filter_from(args, on=today)
    lines = pages_of(count_leads(home_id, wanted))
    form = LeadFilterForm(args)
    form.stage.choices = stage_choices(Subject.LEAD)
    form.offer_sorts()
    return render_template(
        "leads/index.html",
        form=form,
        filter=args.to_dict(flat=False),
        pages=lines,
        **lines_of(leads_matching(home_id, wanted, limit=PER_PAGE, offset=lines.offset), on=today),
    )


def filter_from(args: "MultiDict[str, str]", *, on: date) -> LeadFilter:
    return LeadFilter(
        text=args.get("text", ""),
        source=one_of(LeadSource, args.get("source")),
        stages=chosen(Stage, args.getlist("stage")),
        is_open=bool(args.get("open")),
        late_on=on if args.get("late") else None,
        sort=args.get("sort", "due") if args.get("sort") in SORTS else "due",
        descending=args.get("sort") in ("came", "made", "number"),
        among=among(args, Listed.LEADS),
    )


def lines_of(leads: list[Lead], *, on: date) -> dict[str, object]:
    """The rows of a list, how old each is, and which are past their day."""
    waiting = waiting_among(leads)
    return {
        "leads": leads,
        "waiting": waiting,
        "late": {one.id for one in leads if is_lead_late(one.due_on, is_waiting=one.id in waiting, on=on)},
        "ages": {one.id: (on - day_of(one.made_at)).days for one in leads},
        "cases": cases_from_leads([one.id for one in leads]),
        "handovers": handovers_received(leads, on=on),
    }


def handovers_received(leads: list[Lead], *, on: date) -> dict[UUID, list[Clocked]]:
    """By lead: how it came from another office, with the day that office set."""
    found = handovers_of_leads([one.id for one in leads])
    return {
        lead_id: clocked([one for one in own if one.side is Side.RECEIVER], on=on) for lead_id, own in found.items()
    }


@pages.get("/leads/<uuid:lead_id>")
@needs(Permission.SEE_LEADS)
def show(lead_id: UUID) -> str:
    return lead_page(lead_id)


@pages.get("/leads/new")
@needs(Permission.REPORT_LEADS)
def new() -> str:
    form = LeadForm()
    form.came_on.data, form.work.data = clock.today(), request.args.get("work", "")[:60]
    return _form_page(form)


def _form_page(form: LeadForm, refused: Refused | None = None) -> str:
    reasons = [as_plain(one) for one in refused.refusals] if refused else []
    asks_source = street_seen_by(current_officer()) is None
    return render_template("leads/new.html", form=form, refusals=reasons, asks_source=asks_source)


@pages.post("/leads")
@needs(Permission.REPORT_LEADS)
def create() -> Response | tuple[str, int]:
    form, officer = LeadForm(), current_officer()
    if street_seen_by(officer):
        form.source.data = LeadSource.PATROL.name.lower()
    if not form.validate():
        return _form_page(form), 422
    try:
        with transaction():
            lead = report_lead(form.facts(), form.work.data or "", by=officer, at=clock.now())
    except Refused as refused:
        return _form_page(form, refused), refused.refusals[0].problem.status
    flash(gettext("案源已登记，编号 %(number)s。", number=lead.number), "good")
    sees = officer.may(Permission.SEE_LEADS)
    return redirect(url_for("leads.show", lead_id=lead.id) if sees else url_for("reported_leads.index"))


@pages.post("/findings/<uuid:finding_id>/lead")
@needs(Permission.REVIEW_VISITS)
def create_from_finding(finding_id: UUID) -> Response:
    with transaction():
        lead = make_lead(finding_id, request.form.get("summary", ""), by=current_officer(), at=clock.now())
    flash(gettext("已列为案源。"), "good")
    return redirect(url_for("leads.show", lead_id=lead.id))


@pages.get("/leads/sheet.<any(xlsx, csv):ending>")
@needs(Permission.SEE_LEADS)
def sheet(ending: str) -> Response:
    leads = leads_matching(current_officer().home_id, filter_from(request.args, on=clock.today()))
    rows = rows_of(leads, on=clock.today())
    return send_sheet(rows, ending, name=f"{gettext('案源')}.{ending}", title="案源", numbers=())


def rows_of(leads: list[Lead], *, on: date) -> Iterator[list[str]]:
    yield list(HEADINGS)
    waiting = waiting_among(leads)
    for one in leads:
        is_late = is_lead_late(one.due_on, is_waiting=one.id in waiting, on=on)
        yield [
            one.number, one.source.value, one.stage.value, one.came_on.isoformat(),
            one.due_on.isoformat() if one.due_on else "", "是" if is_late else "", one.summary,
            one.work.number if one.work else "", one.work.name if one.work else "", one.place, one.party,
            one.from_whom, one.reference, one.passed_to,
        ]  # fmt: skip

"""Cases in the office: the list, the list as a sheet, registering one by hand, from a finding or a lead, and one case's page."""

from datetime import date
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.cases import CaseOpening, open_case
from inspect_app.actions.due_days import cases_running_late
from inspect_app.actions.settings import acts
from inspect_app.problems import Refused
from inspect_app.rules.acts import Party
from inspect_app.rules.case_facts import CaseSource, Limitation
from inspect_app.rules.decisions import PartyOfCase
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import Hands, Stage, Subject, expected_stages
from inspect_app.store.base import transaction
from inspect_app.store.case_lists import CaseFilter, cases_matching, count_cases
from inspect_app.store.officers import Officer
from inspect_app.web.case_page import case_of_mine, page_of
from inspect_app.web.case_sources import Source, fill_in_source, source_of
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.boxes import options
from inspect_app.web.forms.cases import CaseFilterForm, CaseForm
from inspect_app.web.lists import PER_PAGE, chosen, pages_of, remembered_filter
from inspect_app.web.sheets import send_sheet
from inspect_app.web.stages import stage_choices
from inspect_app.web.wording import in_language, moment

pages = Blueprint("cases", __name__, url_prefix="/cases")
HEADINGS = ("编号", "当事人", "工程", "违法行为", "阶段", "来源", "办案人员", "登记时间")


@pages.get("")
@needs(Permission.SEE_CASES)
def index() -> str:
    args, officer, today = remembered_filter("cases"), current_officer(), clock.today()
    wanted = filter_from(args, officer, on=today)
    lines = pages_of(count_cases(officer.home_id, wanted))
    return render_template(
        "cases/index.html",
        cases=cases_matching(officer.home_id, wanted, limit=PER_PAGE, offset=lines.offset),
        late=cases_running_late(officer.home_id, on=today),
        acts=acts(),
        form=_filter_form(args),
        filter=args.to_dict(flat=False),
        pages=lines,
        may_handle=officer.may(Permission.HANDLE_CASES),
    )


def filter_from(args: "MultiDict[str, str]", officer: Officer, *, on: date) -> CaseFilter:
    """“待我办理”: stages that wait for this role, and of those that need an investigator only one's own cases."""
    anybody = expected_stages(Subject.CASE, officer.role, Hands.ANY, Hands.OTHERS)
    mine = expected_stages(Subject.CASE, officer.role, Hands.INVESTIGATORS)
    return CaseFilter(
        text=args.get("text", ""),
        stages=chosen(Stage, args.getlist("stage")),
        act=args.get("act", ""),
        waits=(anybody, mine, officer.id) if args.get("mine") else None,
        ids=cases_running_late(officer.home_id, on=on) if args.get("late") else None,
    )


def _filter_form(args: "MultiDict[str, str]") -> CaseFilterForm:
    form = CaseFilterForm(args)
    form.stage.choices = stage_choices(Subject.CASE)
    form.act.choices = options(("", gettext("全部"))) + options(*_act_choices())
    return form


def _act_choices() -> list[tuple[str, str]]:
    return [(act.code, f"{act.code} {in_language(act.title)}") for act in acts().values() if act.is_enabled]


@pages.get("/sheet.<any(xlsx, csv):ending>")
@needs(Permission.SEE_CASES)
def sheet(ending: str) -> Response:
    """What the list shows, all pages of it."""
    officer = current_officer()
    cases = cases_matching(officer.home_id, filter_from(request.args, officer, on=clock.today()))
    rows = [[gettext(heading) for heading in HEADINGS]]
    for case in cases:
        act, work = acts().get(case.act), case.work.name if case.work else ""
        people = gettext("、").join(one.name for one in case.investigators)
        rows.append([case.number, case.party_name, work, in_language(act.title) if act else case.act,
                     gettext(case.stage.value), gettext(case.source.value), people, moment(case.made_at)])  # fmt: skip
    title = gettext("案件")
    return send_sheet(rows, ending, name=f"{title}-{clock.today().isoformat()}.{ending}", title=title, numbers=())


@pages.get("/new")
@needs(Permission.HANDLE_CASES)
def new() -> str:
    source, form = source_of(request.args, current_officer()), _case_form()
    form.found_on.data = form.act_on.data = clock.today()
    fill_in_source(form, source)
    return _new_page(form, source)


@pages.post("")
@needs(Permission.HANDLE_CASES)
def create() -> Response | tuple[str, int]:
    source, form = source_of(request.args, current_officer()), _case_form()
    if not form.validate():
        return _new_page(form, source), 422
    try:
        with transaction():
            case = open_case(_opening(form, source), by=current_officer(), at=clock.now())
    except Refused as refused:
        return _new_page(form, source, refused), refused.refusals[0].problem.status
    flash(gettext("案件来源已登记，请提请立案。"), "good")
    return redirect(url_for("cases.show", case_id=case.id))


def _case_form() -> CaseForm:
    form = CaseForm()
    form.act.choices = options(*_act_choices())
    return form


def _new_page(form: CaseForm, source: Source, refused: Refused | None = None) -> str:
    refusals = [as_plain(one) for one in refused.refusals] if refused else []
    return render_template("cases/new.html", form=form, source=source, refusals=refusals)


def _opening(form: CaseForm, source: Source) -> CaseOpening:
    texts = {name: (form[name].data or "").strip() for name in ("identifier", "address", "phone", "representative")}
    return CaseOpening(
        source=CaseSource[form.source.data.upper()],
        act=form.act.data,
        act_on=form.act_on.data,
        found_on=form.found_on.data,
        facts=(form.facts.data or "").strip(),
        place=(form.place.data or "").strip(),
        party=PartyOfCase(Party[form.party_kind.data.upper()], (form.party_name.data or "").strip(), **texts),
        limitation=Limitation[form.limitation.data.upper()],
        source_note=(form.source_note.data or "").strip(),
        work_number=form.work_number.data or "",
        finding_ids=(source.finding.id,) if source.finding else (),
        lead_id=source.lead.id if source.lead else None,
    )


@pages.get("/<uuid:case_id>")
@needs(Permission.SEE_CASES)
def show(case_id: UUID) -> str:
    return render_template("cases/show.html", **page_of(case_of_mine(case_id)))

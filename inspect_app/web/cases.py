"""Cases in the office: the list, the one page of a case, proposing one."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.case_tasks import late_cases, pressing_cases, waiting_cases
from inspect_app.actions.cases import Proposal, propose_case
from inspect_app.actions.settings import acts
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.acts import Act, Party, Power
from inspect_app.rules.decisions import PartyOfCase
from inspect_app.rules.figures import Listed
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import STEPS, Subject
from inspect_app.rules.stages import Stage
from inspect_app.store.base import transaction
from inspect_app.store.cases import Case, CaseFilter, case_with, cases_matching, count_cases
from inspect_app.store.officers import Officer
from inspect_app.store.works import Work, work_of
from inspect_app.web.case_page import case_page
from inspect_app.web.case_proposals import fill_in, origin
from inspect_app.web.errors import as_plain
from inspect_app.web.figure_lists import among
from inspect_app.web.forms.boxes import names, options
from inspect_app.web.forms.cases import CaseFilterForm, ProposalForm
from inspect_app.web.lists import PER_PAGE, an_id, chosen, pages_of, remembered_filter
from inspect_app.web.stages import stage_choices
from inspect_app.web.wording import in_language
from inspect_app.web.work_choices import choose_work

pages = Blueprint("cases", __name__, url_prefix="/cases")


@pages.get("")
@needs(Permission.SEE_CASES)
def index() -> str:
    args, home_id = remembered_filter("cases"), current_officer().home_id
    wanted = filter_from(args, officer=current_officer(), on=clock.today())
    lines = pages_of(count_cases(home_id, wanted))
    form = CaseFilterForm(args)
    form.stage.choices = stage_choices(Subject.CASE)
    form.act.choices = [("", gettext("全部")), *_act_choices()]
    return render_template(
        "cases/index.html",
        cases=cases_matching(home_id, wanted, limit=PER_PAGE, offset=lines.offset),
        acts=acts(),
        late=late_cases(current_officer(), on=clock.today()),
        waiting=waiting_cases(current_officer()),
        table=STEPS[Subject.CASE],
        form=form,
        filter=args.to_dict(flat=False),
        pages=lines,
    )


def filter_from(args: "MultiDict[str, str]", *, officer: Officer, on: date) -> CaseFilter:
    """What waits for whom, and what is late, is asked of each case's record: there are a few dozen that go on."""
    sets = [frozenset(waiting_cases(officer))] if args.get("mine") else []
    sets += [pressing_cases(officer, on=on)] if args.get("pressing") else []
    sets += [late_cases(officer, on=on)] if args.get("late") else []
    return CaseFilter(
        text=args.get("text", ""),
        stages=chosen(Stage, args.getlist("stage")),
        act=args.get("act", ""),
        ids=frozenset.intersection(*sets) if sets else None,
        among=among(args, Listed.CASES),
    )


@pages.get("/<uuid:case_id>")
@needs(Permission.SEE_CASES)
def show(case_id: UUID) -> str:
    return case_page(case_of_office(case_id))


@pages.get("/new")
@needs(Permission.WORK_ON_CASES)
def new() -> str:
    """From a finding (`?finding=`), from a lead (`?lead=`), or by hand: then the work is looked up first."""
    work = _work_asked()
    if work is None or "search" in request.args:
        return choose_work("cases.new", gettext("提请立案"), lead=request.args.get("lead"))
    form = _form(work)
    fill_in(form, work)
    return render_template("cases/new.html", form=form, refusals=[])


@pages.post("")
@needs(Permission.WORK_ON_CASES)
def create() -> Response | tuple[str, int]:
    work_id = an_id(request.form.get("work"))
    form = _form(work_of(current_officer().home_id, work_id) if work_id else None)
    if not form.validate():
        return render_template("cases/new.html", form=form, refusals=[]), 422
    try:
        with transaction():
            case = propose_case(_proposal(form), by=current_officer(), at=clock.now())
    except Refused as refused:
        reasons = [as_plain(one) for one in refused.refusals]
        return render_template("cases/new.html", form=form, refusals=reasons), refused.refusals[0].problem.status
    flash(gettext("已提请立案，等负责人审批。"), "good")
    return redirect(url_for("cases.show", case_id=case.id))


def case_of_office(case_id: UUID) -> Case:
    case = case_with(case_id)
    if case is None or case.agency_id != current_officer().home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return case


def _act_choices() -> list[tuple[str, str]]:
    return [(act.code, f"{act.code} {in_language(act.title)}") for act in _our_acts(acts().values())]


def _our_acts(known: Iterable[Act]) -> list[Act]:
    return [
        act for act in known if act.is_enabled and act.penalty and act.power in (Power.CIVIL_DEFENCE, Power.POLICE)
    ]


def _form(work: Work | None) -> ProposalForm:
    """About this work; None = the one that was sent is not there, and the form says so."""
    form = ProposalForm()
    form.act.choices = options(*_act_choices())
    form.work.choices = names((str(work.id), f"{work.number} {work.name}")) if work else []
    return form


def _work_asked() -> Work | None:
    finding, lead = origin()
    work_id = an_id(request.args.get("work")) or (finding.work_id if finding else lead.work_id if lead else None)
    return work_of(current_officer().home_id, work_id) if work_id else None


def _proposal(form: ProposalForm) -> Proposal:
    finding, lead = origin()
    party = PartyOfCase(
        kind=Party[form.party_kind.data.upper()],
        name=(form.party_name.data or "").strip(),
        identifier=form.identifier.data or "",
        address=form.address.data or "",
        phone=form.phone.data or "",
        representative=form.representative.data or "",
    )
    return Proposal(
        work_id=UUID(form.work.data),
        act=form.act.data,
        party=party,
        facts=form.facts.data or "",
        source=form.source.data or "",
        act_on=form.act_on.data,
        found_on=form.found_on.data,
        finding_id=finding.id if finding else None,
        lead_id=lead.id if lead else None,
    )

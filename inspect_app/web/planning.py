"""Planning a visit (安排检查): first the work is looked up, then who goes, with which checklists, by when."""

from uuid import UUID, uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.findings import content_of
from inspect_app.actions.interests import interested_in
from inspect_app.actions.lead_steps import inspect_lead
from inspect_app.actions.outside_visits import before_planning, merge_outside_visit
from inspect_app.actions.planning import plan_visit
from inspect_app.actions.visits import VisitFacts
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.people import certificate_valid
from inspect_app.rules.permissions import Permission
from inspect_app.rules.planning import fits
from inspect_app.rules.statutes import RECUSAL
from inspect_app.rules.visit_kinds import KINDS, VisitKind
from inspect_app.store.base import transaction
from inspect_app.store.checklists import published_versions
from inspect_app.store.leads import lead_with
from inspect_app.store.officers import Officer, officers_for_visits
from inspect_app.store.works import Work, work_of
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.visits import PlanForm
from inspect_app.web.lists import an_id
from inspect_app.web.wording import in_language
from inspect_app.web.work_choices import choose_work

pages = Blueprint("planning", __name__, url_prefix="/visits")


@pages.get("/new")
@needs(Permission.PLAN_VISITS)
def new() -> str:
    """`?work=` opens the form; without it, `?search=` looks a work up."""
    work_id = an_id(request.args.get("work"))
    if work_id:
        work = _work(work_id)
        form = _form(work)
        _fill_in_lead(form)
        _tick_checklist(form)
        form.kind.data = request.args.get("kind", form.kind.data)
        form.merge.data = request.args.get("merge", "")
        return _page(work, form)
    return choose_work("planning.new", gettext("安排检查"))


@pages.post("")
@needs(Permission.PLAN_VISITS)
def create() -> Response | tuple[str, int]:
    work = _work(an_id(request.form.get("work")))
    form = _form(work)
    if not form.validate():
        return _page(work, form), 422
    try:
        with transaction():
            visit = plan_visit(_facts(form, work), by=current_officer(), at=clock.now())
            if lead_id := an_id(request.form.get("lead")):
                inspect_lead(lead_id, visit, by=current_officer(), at=clock.now())
            if merged := an_id(form.merge.data):
                merge_outside_visit(merged, visit, by=current_officer(), at=clock.now())
    except Refused as refused:
        return _page(work, form, refused), refused.refusals[0].problem.status
    flash(gettext("检查已安排，人员的手机联网后就会收到。"), "good")
    return redirect(url_for("visits.show", visit_id=visit.id))


def _fill_in_lead(form: PlanForm) -> None:
    """A visit that a lead (`?lead=`) calls for is a triggered one, and the lead is its reason."""
    lead_id = an_id(request.args.get("lead"))
    lead = lead_with(lead_id) if lead_id else None
    if lead and lead.agency_id == current_officer().home_id:
        form.kind.data = VisitKind.TRIGGERED.name.lower()
        form.reason.data = f"{lead.number}：{lead.summary}"[:2000]


def _tick_checklist(form: PlanForm) -> None:
    """The checklist that a milestone calls for (`?checklist=`), in its published version."""
    wanted = request.args.get("checklist", "")
    if wanted:
        form.checklists.data = [ref for ref, _label in form.checklists.choices if ref.startswith(f"{wanted}/")]


def _work(work_id: UUID | None) -> Work:
    work = work_of(current_officer().home_id, work_id) if work_id else None
    if work is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return work


def _form(work: Work) -> PlanForm:
    form = PlanForm()
    versions = sorted(published_versions(), key=lambda version: version.file.code)
    contents = [(version, content_of(version)) for version in versions]
    fitting = [(version, content) for version, content in contents if fits(content, work.status)]
    form.checklists.choices = [
        (
            f"{version.file.code}/{version.number}",
            f"{in_language(content.title)}（{gettext(content.audience.value)}）",
        )
        for version, content in fitting
    ]
    interests = interested_in(work)
    form.officers.choices = [
        (str(one.id), officer_words(one, interests.get(one.id, "")))
        for one in officers_for_visits(current_officer().home_id)
    ]
    return form


def officer_words(officer: Officer, interest: str = "") -> str:
    """Name and where from; whether one of ours has no certificate today, for two are needed for a penalty; and what
    stands between them and this work."""
    parts = [officer.name, officer.team.name if officer.team else officer.agency.name]
    is_ours = officer.agency_id == current_officer().home_id
    if is_ours and certificate_valid(officer.facts(), on=clock.today()):
        parts.append(gettext("无有效执法证"))
    if interest:
        parts.append(gettext("应当回避：%(interest)s", interest=interest))
    return " · ".join(parts)


def _facts(form: PlanForm, work: Work) -> VisitFacts:
    refs = [code.rpartition("/") for code in form.checklists.data or []]
    return VisitFacts(
        visit_id=uuid4(),
        work_id=work.id,
        kind=VisitKind[form.kind.data.upper()],
        checklists=tuple((code, int(number)) for code, _, number in refs),
        officer_ids=tuple(UUID(one) for one in form.officers.data or []),
        due_on=form.due_on.data,
        code_number=(form.code_number.data or "").strip(),
        notice_number=(form.notice_number.data or "").strip(),
        reason=(form.reason.data or "").strip(),
        recusal_decision=(form.recusal_decision.data or "").strip(),
    )


def _page(work: Work, form: PlanForm, refused: Refused | None = None) -> str:
    refusals = [as_plain(one) for one in refused.refusals] if refused else []
    return render_template(
        "visits/new.html",
        work=work,
        form=form,
        refusals=refusals,
        before=before_planning(work, on=clock.today()),
        kinds=KINDS,
        has_interests=bool(interested_in(work)),
        law=RECUSAL,
    )

"""The register of works in the office: the list, one work's page, entering and changing, and the list as a sheet."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.works import change_work, register_work, street_seen_by, work_seen_by
from inspect_app.problems import Problem, Refused
from inspect_app.rules.figures import Listed
from inspect_app.rules.permissions import Permission
from inspect_app.rules.work_columns import BLANK, BY_LABEL, Difference, differences
from inspect_app.rules.work_sheets import written
from inspect_app.rules.work_texts import tidied
from inspect_app.rules.works import PartyPart, WorkStatus
from inspect_app.store.agencies import streets_of
from inspect_app.store.base import transaction
from inspect_app.store.works import SORTS, Work, WorkFilter, totals_matching, works_matching
from inspect_app.translations import chosen_language
from inspect_app.web import imports
from inspect_app.web.errors import as_plain
from inspect_app.web.figure_lists import FIGURE_FIELDS, among
from inspect_app.web.forms.boxes import names, options
from inspect_app.web.forms.works import WorkFilterForm, WorkForm, filled_form
from inspect_app.web.lists import PER_PAGE, an_id, one_of, pages_of, remembered_filter
from inspect_app.web.sheets import send_sheet
from inspect_app.web.street_works import patrols_of_work
from inspect_app.web.work_story import story_of

pages = Blueprint("works", __name__, url_prefix="/works")
pages.register_blueprint(imports.pages)
FILTER_FIELDS = ("text", "status", "street", "key", "sort", "order", *FIGURE_FIELDS)
HIDDEN_FROM_STREETS = ("notes",)


@pages.app_template_filter("heading")
def spoken_heading(label: str) -> str:
    """A heading of the register in the reader's language; one of somebody else's sheet stays as it is."""
    words = BY_LABEL[label].words if label in BY_LABEL else (label,)
    between = "" if chosen_language() == "zh" else ": "
    return between.join(str(gettext(word)) for word in words if word)


@pages.get("")
@needs(Permission.SEE_WORKS)
def index() -> str | Response:
    args = remembered_filter("works")
    kept: dict[str, Any] = {field: args[field] for field in FILTER_FIELDS if field in args}
    if kept and not request.args:
        return redirect(url_for("works.index", **kept))
    home_id, wanted = current_officer().home_id, filter_from(args)
    count, area = totals_matching(home_id, wanted)
    lines = pages_of(count)
    return render_template(
        "works/index.html",
        works=works_matching(home_id, wanted, limit=PER_PAGE, offset=lines.offset),
        count=count,
        area=area,
        pages=lines,
        filter=kept,
        wanted=wanted,
        form=filter_form(args),
        may_edit=current_officer().may(Permission.EDIT_WORKS),
        may_plan=current_officer().may(Permission.PLAN_VISITS),
    )


def filter_from(args: "MultiDict[str, str]") -> WorkFilter:
    """A street's officer gets that street, whatever was asked for."""
    sort = args.get("sort", "number")
    return WorkFilter(
        text=args.get("text", ""),
        status=one_of(WorkStatus, args.get("status")),
        street_id=street_seen_by(current_officer()) or an_id(args.get("street")),
        is_key_project={"yes": True, "no": False}.get(args.get("key", "")),
        sort=sort if sort in SORTS else "number",
        descending=args.get("order") == "desc",
        among=among(args, Listed.WORKS),
    )


def filter_form(args: "MultiDict[str, str]") -> WorkFilterForm:
    form = WorkFilterForm(args)
    streets = [(str(street.id), street.name) for street in streets_of(current_officer().home_id)]
    form.street.choices = options(("", gettext("全部"))) + names(*streets)
    if street_seen_by(current_officer()):
        del form.street
    return form


@pages.get("/sheet.<any(xlsx, csv):ending>")
@needs(Permission.SEE_WORKS)
def sheet(ending: str) -> Response:
    """What the list shows, all pages of it, in the columns that an import reads."""
    officer = current_officer()
    works = works_matching(officer.home_id, filter_from(request.args))
    hidden = HIDDEN_FROM_STREETS if street_seen_by(officer) else ()
    rows = written((work.facts() for work in works), without=hidden)
    name = f"{gettext('民防工程台账')}-{clock.today().isoformat()}.{ending}"
    return send_sheet(rows, ending, name=name)


@pages.get("/<uuid:work_id>")
@needs(Permission.SEE_WORKS)
def show(work_id: UUID) -> str:
    officer = current_officer()
    work = work_seen_by(officer, work_id)
    return render_template(
        "works/show.html",
        work=work,
        parties=[party for part in PartyPart if (party := work.party(part))],
        story=story_of(work, officer),
        sees_notes=street_seen_by(officer) is None,
        sees_visits=officer.may(Permission.SEE_VISITS),
        sees_papers=officer.may(Permission.SEE_DECISIONS),
        may_edit=officer.may(Permission.EDIT_WORKS),
        may_plan=officer.may(Permission.PLAN_VISITS),
        today=clock.today(),
        **patrols_of_work(work, officer),
    )


@pages.get("/new")
@needs(Permission.EDIT_WORKS)
def new() -> str:
    form = filled_form(BLANK, revision=0)
    form.area_m2.data, form.secrecy.data = "", None
    return _form_page(form)


@pages.post("")
@needs(Permission.EDIT_WORKS)
def create() -> Response | tuple[str, int]:
    form, officer = WorkForm(), current_officer()
    facts, misread = form.read()
    try:
        with transaction():
            work = register_work(facts, agency_id=officer.home_id, by=officer, at=clock.now(), misread=misread)
    except Refused as refused:
        return _form_page(form, refused=refused), refused.refusals[0].problem.status
    flash(gettext("工程已录入。"), "good")
    return redirect(url_for("works.show", work_id=work.id))


@pages.get("/<uuid:work_id>/edit")
@needs(Permission.EDIT_WORKS)
def edit(work_id: UUID) -> str:
    work = work_seen_by(current_officer(), work_id)
    return _form_page(filled_form(work.facts(), revision=work.revision), work)


@pages.post("/<uuid:work_id>")
@needs(Permission.EDIT_WORKS)
def update(work_id: UUID) -> Response | tuple[str, int]:
    form, officer = WorkForm(), current_officer()
    facts, misread = form.read()
    revision = int(form.revision.data) if (form.revision.data or "").isdecimal() else 0
    try:
        with transaction():
            change_work(work_id, facts, revision=revision, by=officer, at=clock.now(), misread=misread)
    except Refused as refused:
        return _form_page(form, work_seen_by(officer, work_id), refused), refused.refusals[0].problem.status
    flash(gettext("修改已保存。"), "good")
    return redirect(url_for("works.show", work_id=work_id))


def _form_page(form: WorkForm, work: Work | None = None, refused: Refused | None = None) -> str:
    """The form with everything that was typed; after a clash also what the register says now."""
    refusals = refused.refusals if refused else ()
    shown = [as_plain(refusal) for refusal in refusals]
    form.show_faults([(refusal, plain["sentence"]) for refusal, plain in zip(refusals, shown, strict=True)])
    clash: list[Difference] = []
    if work and any(refusal.problem is Problem.CHANGED_MEANWHILE for refusal in refusals):
        clash = differences(work.facts(), tidied(form.read()[0]))
        form.revision.data = str(work.revision)
    form.offer_empty_rows()
    streets = ((one.name, one.name) for one in streets_of(current_officer().home_id))
    form.street.choices = options(("", "")) + names(*streets)
    return render_template("works/form.html", form=form, work=work, refusals=shown, clash=clash)

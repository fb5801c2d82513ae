"""Random draws (双随机): the list, preparing one, its page, and its deeds."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.draws import (
    DrawFacts,
    discard_draw,
    exclude,
    make_draw,
    prepare_draw,
    publish_pool,
    take_back_exclusion,
    void_draw,
)
from inspect_app.actions.findings import content_of
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.permissions import Permission
from inspect_app.rules.works import WorkStatus
from inspect_app.store.base import transaction
from inspect_app.store.checklists import published_versions
from inspect_app.store.draws import draws_of
from inspect_app.store.works import work_by_number
from inspect_app.web.draw_page import draw_to_read, render_draw
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.draws import DRAWABLE, DrawForm, ExclusionForm, WitnessForm
from inspect_app.web.lists import an_id
from inspect_app.web.wording import in_language

pages = Blueprint("draws", __name__, url_prefix="/draws")
Page = str | tuple[str, int] | Response


@pages.get("")
@needs(Permission.SEE_VISITS)
def index() -> str:
    may_plan = current_officer().may(Permission.PLAN_VISITS)
    return render_template("draws/index.html", draws=draws_of(current_officer().home_id), may_plan=may_plan)


@pages.get("/new")
@needs(Permission.PLAN_VISITS)
def new() -> str:
    return _new_page(_draw_form())


@pages.post("")
@needs(Permission.PLAN_VISITS)
def create() -> Page:
    form = _draw_form()
    if not form.validate():
        return _new_page(form), 422
    try:
        with transaction():
            draw = prepare_draw(_facts(form), by=current_officer(), at=clock.now())
    except Refused as refused:
        return _new_page(form, refused), refused.refusals[0].problem.status
    return redirect(url_for("draws.show", draw_id=draw.id))


def _draw_form() -> DrawForm:
    form = DrawForm()
    contents = [(one, content_of(one)) for one in published_versions()]
    form.checklists.choices = [
        (one.file.code, in_language(content.title))
        for one, content in sorted(contents, key=lambda pair: pair[0].file.code)
        if content.audience is AgencyKind.DISTRICT and content.status in (None, *DRAWABLE)
    ]
    return form


def _facts(form: DrawForm) -> DrawFacts:
    return DrawFacts(
        title=form.title.data or "",
        status=WorkStatus[form.status.data.upper()],
        count=form.count.data or 0,
        officers_each=form.officers_each.data or 0,
        by_street=bool(form.by_street.data),
        by_risk=bool(form.by_risk.data),
        due_on=form.due_on.data,
        checklists=tuple(form.checklists.data or ()),
    )


def _new_page(form: DrawForm, refused: Refused | None = None) -> str:
    refusals = [as_plain(one) for one in refused.refusals] if refused else []
    return render_template("draws/new.html", form=form, refusals=refusals)


@pages.get("/<uuid:draw_id>")
@needs(Permission.SEE_VISITS)
def show(draw_id: UUID) -> str:
    return render_draw(draw_to_read(draw_id))


def _after(draw_id: UUID, deed: Callable[[], object], message: str) -> Page:
    draw = draw_to_read(draw_id)
    try:
        with transaction():
            deed()
    except Refused as refused:
        return render_draw(draw, refused), refused.refusals[0].problem.status
    flash(message, "good")
    return redirect(url_for("draws.show", draw_id=draw_id))


@pages.post("/<uuid:draw_id>/exclusions")
@needs(Permission.PLAN_VISITS)
def create_exclusion(draw_id: UUID) -> Page:
    form = ExclusionForm(prefix="exclusion-")
    set_apart = partial(_exclude, draw_id, form)
    return _after(draw_id, set_apart, gettext("已记录，公布的名单会写明理由。"))


def _exclude(draw_id: UUID, form: ExclusionForm) -> None:
    by, number = current_officer(), (form.number.data or "").strip()
    work = work_by_number(by.home_id, number) if number else None
    if number and work is None:
        raise Refused(Refusal(Problem.DRAW_WORK_UNKNOWN, facts={"number": number}))
    exclude(
        draw_id,
        form.reason.data or "",
        work_id=work.id if work else None,
        officer_id=an_id(form.officer.data),
        by=by,
        at=clock.now(),
    )


@pages.post("/<uuid:draw_id>/exclusions/<uuid:exclusion_id>/removal")
@needs(Permission.PLAN_VISITS)
def create_exclusion_removal(draw_id: UUID, exclusion_id: UUID) -> Page:
    take_back = partial(take_back_exclusion, draw_id, exclusion_id, by=current_officer(), at=clock.now())
    return _after(draw_id, take_back, gettext("已取消，仍可抽取。"))


@pages.post("/<uuid:draw_id>/publication")
@needs(Permission.PLAN_VISITS)
def create_publication(draw_id: UUID) -> Page:
    publish = partial(publish_pool, draw_id, by=current_officer(), at=clock.now())
    return _after(
        draw_id, publish, gettext("名单已经固定，不能再改。请把名单和两个校验值公布出去，再约见证人抽取。")
    )


@pages.post("/<uuid:draw_id>/result")
@needs(Permission.PLAN_VISITS)
def create_result(draw_id: UUID) -> Page:
    witness = WitnessForm(prefix="witness-").witness.data or ""
    return _after(
        draw_id,
        partial(make_draw, draw_id, witness, by=current_officer(), at=clock.now()),
        gettext("已抽取。检查已经安排给抽到的人员，手机联网后就会收到。"),
    )


@pages.post("/<uuid:draw_id>/void")
@needs(Permission.PLAN_VISITS)
def create_void(draw_id: UUID) -> Page:
    void = partial(void_draw, draw_id, request.form.get("reason", ""), by=current_officer(), at=clock.now())
    return _after(draw_id, void, gettext("已作废，理由和种子写在公布的记录里。"))


@pages.post("/<uuid:draw_id>/removal")
@needs(Permission.PLAN_VISITS)
def create_removal(draw_id: UUID) -> Page:
    discard = partial(discard_draw, draw_id, by=current_officer(), at=clock.now())
    return _after(draw_id, discard, gettext("已放弃这份草稿，没有公布过任何内容。"))

"""Papers that come before a visit: the head's permission, notice and code; and what each kind of visit needs."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.inspection_notices import make_notice
from inspect_app.actions.planning import note_papers, permit_visit
from inspect_app.problems import Refused
from inspect_app.rules.permissions import Permission
from inspect_app.rules.visit_kinds import BASES, KINDS, Paper, VisitKind, needed_since
from inspect_app.store.base import transaction
from inspect_app.store.officers import Officer
from inspect_app.store.visit_lists import count_without_permission, visits_without_permission
from inspect_app.web.forms.visits import PapersForm
from inspect_app.web.lists import an_id
from inspect_app.web.visit_page import render_visit
from inspect_app.web.visit_times import beginning_of

pages = Blueprint("visit_papers", __name__, url_prefix="/visits")


def _needing() -> tuple[list[VisitKind], datetime]:
    """Kinds of visits that need the head's permission, and since when."""
    kinds = [kind for kind, rule in KINDS.items() if Paper.PERMISSION in rule.needs]
    return kinds, beginning_of(needed_since(Paper.PERMISSION))


def count_to_permit(officer: Officer, _args: Mapping[str, str], _on: date) -> int:
    """For the first page."""
    kinds, since = _needing()
    return count_without_permission(officer.home_id, kinds=kinds, since=since)


@pages.get("/kinds")
@needs(Permission.SEE_VISITS)
def kinds() -> str:
    return render_template("visits/kinds.html", kinds=KINDS, bases=BASES)


@pages.get("/permissions")
@needs(Permission.SEE_VISITS)
def index() -> str:
    kinds, since = _needing()
    return render_template(
        "visits/permissions.html",
        visits=visits_without_permission(current_officer().home_id, kinds=kinds, since=since),
        may_permit=current_officer().may(Permission.PERMIT_VISITS),
    )


@pages.post("/permissions")
@needs(Permission.PERMIT_VISITS)
def create_permissions() -> Response:
    chosen = [found for one in request.form.getlist("visit") if (found := an_id(one))]
    with transaction():
        for visit_id in chosen:
            permit_visit(visit_id, by=current_officer(), at=clock.now())
    if chosen:
        flash(gettext("已批准 %(count)s 次检查，手机联网后看得到。", count=len(chosen)), "good")
    else:
        flash(gettext("没有选择检查，什么都没有改变。"), "bad")
    return redirect(url_for("visit_papers.index"))


@pages.post("/<uuid:visit_id>/permission")
@needs(Permission.PERMIT_VISITS)
def create_permission(visit_id: UUID) -> Response | tuple[str, int]:
    try:
        with transaction():
            permit_visit(visit_id, by=current_officer(), at=clock.now())
    except Refused as refused:
        return render_visit(visit_id, refused), refused.refusals[0].problem.status
    flash(gettext("已批准，手机联网后看得到。"), "good")
    return redirect(url_for("visits.show", visit_id=visit_id))


@pages.post("/<uuid:visit_id>/notice")
@needs(Permission.PLAN_VISITS)
def create_notice(visit_id: UUID) -> Response | tuple[str, int]:
    """行政检查通知书, made once; asked for again it is the same."""
    try:
        with transaction():
            paper = make_notice(visit_id, by=current_officer(), at=clock.now())
    except Refused as refused:
        return render_visit(visit_id, refused), refused.refusals[0].problem.status
    return redirect(url_for("office_papers.show", paper_id=paper.id))


@pages.post("/<uuid:visit_id>/papers")
@needs(Permission.PLAN_VISITS)
def create(visit_id: UUID) -> Response | tuple[str, int]:
    form = PapersForm()
    notice, code = form.notice_number.data or "", form.code_number.data or ""
    with transaction():
        note_papers(visit_id, notice_number=notice, code_number=code, by=current_officer(), at=clock.now())
    flash(gettext("已补填。"), "good")
    return redirect(url_for("visits.show", visit_id=visit_id))

"""What other departments plan (综合查一次): noted, proposed for going together, removed."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.outside_visits import OutsideFacts, note_outside_visit, remove_outside_visit
from inspect_app.problems import Refused
from inspect_app.rules.permissions import Permission
from inspect_app.store.base import transaction
from inspect_app.store.outside_visits import open_outside_visits
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.visits import OutsideVisitForm

pages = Blueprint("outside_visits", __name__, url_prefix="/outside-visits")


@pages.get("")
@needs(Permission.SEE_VISITS)
def index() -> str:
    return _page(OutsideVisitForm())


@pages.post("")
@needs(Permission.PLAN_VISITS)
def create() -> Response | tuple[str, int]:
    form = OutsideVisitForm()
    if not form.validate():
        return _page(form), 422
    number, department, day = form.number.data or "", form.department.data or "", form.planned_on.data
    facts = OutsideFacts(number, department, day, form.note.data or "")
    try:
        with transaction():
            note_outside_visit(facts, by=current_officer(), at=clock.now())
    except Refused as refused:
        return _page(form, refused), refused.refusals[0].problem.status
    flash(gettext("已登记。安排同一企业的检查时会提示合并。"), "good")
    return redirect(url_for("outside_visits.index"))


@pages.post("/<uuid:outside_id>/removal")
@needs(Permission.PLAN_VISITS)
def create_removal(outside_id: UUID) -> Response:
    with transaction():
        remove_outside_visit(outside_id, by=current_officer(), at=clock.now())
    flash(gettext("已划去，不再提示。"), "good")
    return redirect(url_for("outside_visits.index"))


def _page(form: OutsideVisitForm, refused: Refused | None = None) -> str:
    officer = current_officer()
    return render_template(
        "visits/outside.html",
        form=form,
        found=open_outside_visits(officer.home_id, since=clock.today()),
        may_plan=officer.may(Permission.PLAN_VISITS),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )

"""Key projects (重点工程): who is to be visited by when, what milestones call for, and noting their days."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.key_projects import key_projects_of, note_milestone
from inspect_app.actions.settings import office_settings
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.key_projects import AHEAD_DAYS, MilestoneFacts, MilestoneKind
from inspect_app.rules.permissions import Permission
from inspect_app.rules.settings import SettingName
from inspect_app.store.base import transaction
from inspect_app.store.milestones import count_key_works
from inspect_app.store.works import work_of
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.key_projects import MilestoneForm
from inspect_app.web.lists import PER_PAGE, pages_of

pages = Blueprint("key_projects", __name__, url_prefix="/key-projects")


@pages.get("")
@needs(Permission.SEE_LEADS)
def index() -> str:
    home_id = current_officer().home_id
    lines = pages_of(count_key_works(home_id))
    return render_template(
        "key_projects/index.html",
        projects=key_projects_of(home_id, on=clock.today(), limit=PER_PAGE, offset=lines.offset),
        pages=lines,
        days=office_settings(home_id).whole(SettingName.KEY_VISIT_DAYS),
        ahead=AHEAD_DAYS,
    )


@pages.get("/<uuid:work_id>/milestone")
@needs(Permission.PLAN_VISITS)
def edit(work_id: UUID) -> str:
    return _page(work_id, MilestoneForm())


def _page(work_id: UUID, form: MilestoneForm, refused: Refused | None = None) -> str:
    work = work_of(current_officer().home_id, work_id)
    if work is None or not work.is_key_project:
        raise Refused(Refusal(Problem.NOT_FOUND))
    reasons = [as_plain(one) for one in refused.refusals] if refused else []
    return render_template("key_projects/edit.html", work=work, form=form, refusals=reasons)


@pages.post("/<uuid:work_id>/milestone")
@needs(Permission.PLAN_VISITS)
def update(work_id: UUID) -> Response | tuple[str, int]:
    form = MilestoneForm()
    if not form.validate():
        return _page(work_id, form), 422
    facts = MilestoneFacts(MilestoneKind[form.kind.data.upper()], form.planned_on.data, form.reached_on.data)
    try:
        with transaction():
            note_milestone(work_id, facts, by=current_officer(), at=clock.now())
    except Refused as refused:
        return _page(work_id, form, refused), refused.refusals[0].problem.status
    flash(gettext("节点已登记。"), "good")
    return redirect(url_for("key_projects.index"))

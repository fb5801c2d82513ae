"""Events (普法活动): the list of a year with its totals, one event with its material and photos, export."""

from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.activities import change_activity, plan_activity, withdraw_activity
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.activities import ActivityKind
from inspect_app.rules.attachments import AttachmentKind
from inspect_app.rules.permissions import Permission
from inspect_app.store.activities import Activity, activities_of, activity_with
from inspect_app.store.attachments import attachments_of
from inspect_app.store.base import transaction
from inspect_app.web.attachments import take_in
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.activities import ActivityFields
from inspect_app.web.sheets import send_sheet
from inspect_app.web.trainings import ENDINGS, Page, year_of

pages = Blueprint("activities", __name__, url_prefix="/activities")
P = Permission


def _matching() -> list[Activity]:
    kind = request.args.get("kind", "")
    found = activities_of(current_officer().home_id, year=year_of(request.args))
    return [one for one in found if not kind or one.kind.name.lower() == kind]


def totals_of(activities: list[Activity]) -> list[tuple[ActivityKind, int, int]]:
    """Kind, how many events, how many people they reached; those withdrawn do not count."""
    counted = [one for one in activities if one.withdrawn_at is None]
    events, people = Counter(one.kind for one in counted), Counter[ActivityKind]()
    for one in counted:
        people[one.kind] += one.reached or 0
    return [(kind, events[kind], people[kind]) for kind in ActivityKind if events[kind]]


@pages.get("")
@needs(P.SEE_ACTIVITIES)
def index() -> str:
    found, every = _matching(), activities_of(current_officer().home_id)
    return render_template(
        "activities/index.html",
        activities=found,
        totals=totals_of(found),
        kinds=ActivityKind,
        year=year_of(request.args),
        years=sorted({one.from_on.year for one in every} | {clock.today().year}, reverse=True),
        filter=request.args.to_dict(),
        may_keep=current_officer().may(P.KEEP_ACTIVITIES),
    )


@pages.get("/export.<ending>")
@needs(P.SEE_ACTIVITIES)
def export(ending: str) -> Response:
    if ending not in ENDINGS:
        raise Refused(Refusal(Problem.NOT_FOUND))
    name = f"{gettext('普法活动')}-{year_of(request.args)}.{ending}"
    return send_sheet(_rows(), ending, name=name, title="普法活动", numbers=frozenset({"场次", "受众人数"}))


def _rows() -> Iterator[list[str]]:
    yield ["种类", "名称", "开始日期", "结束日期", "地点", "场次", "受众人数", "小结"]
    found = [one for one in _matching() if one.withdrawn_at is None]
    for one in found:
        reached = "" if one.reached is None else str(one.reached)
        days = [one.from_on.isoformat(), one.until_on.isoformat()]
        yield [one.kind.value, one.title, *days, one.place, "1", reached, one.summary]
    for kind, events, people in totals_of(found):
        yield [kind.value, "合计", "", "", "", str(events), str(people), ""]


def _form_page(form: ActivityFields, activity: Activity | None, refusals: tuple[Refusal, ...] = ()) -> str:
    plain = [as_plain(one) for one in refusals]
    return render_template("activities/edit.html", form=form, activity=activity, refusals=plain)


@pages.get("/new")
@needs(P.KEEP_ACTIVITIES)
def new() -> str:
    return _form_page(ActivityFields(formdata=None), None)


@pages.post("")
@needs(P.KEEP_ACTIVITIES)
def create() -> Page:
    form = ActivityFields()
    try:
        if not form.validate():
            return _form_page(form, None), 422
        with transaction():
            activity = plan_activity(form.facts(), by=current_officer(), at=clock.now())
    except Refused as refused:
        return _form_page(form, None, refused.refusals), refused.refusals[0].problem.status
    return _back(activity.id, gettext("活动已登记。"))


def _activity(activity_id: UUID) -> Activity:
    activity = activity_with(activity_id)
    if activity is None or activity.agency_id != current_officer().home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return activity


@pages.get("/<uuid:activity_id>")
@needs(P.SEE_ACTIVITIES)
def show(activity_id: UUID) -> str:
    return _page(_activity(activity_id))


def _page(activity: Activity, refusals: tuple[Refusal, ...] = ()) -> str:
    return render_template(
        "activities/show.html",
        activity=activity,
        files=attachments_of(activity.id),
        kinds=AttachmentKind,
        may_keep=current_officer().may(P.KEEP_ACTIVITIES),
        refusals=[as_plain(one) for one in refusals],
    )


@pages.get("/<uuid:activity_id>/edit")
@needs(P.KEEP_ACTIVITIES)
def edit(activity_id: UUID) -> str:
    activity = _activity(activity_id)
    return _form_page(ActivityFields(formdata=None).show(activity), activity)


@pages.post("/<uuid:activity_id>")
@needs(P.KEEP_ACTIVITIES)
def update(activity_id: UUID) -> Page:
    activity, form = _activity(activity_id), ActivityFields()
    try:
        if not form.validate():
            return _form_page(form, activity), 422
        with transaction():
            change_activity(activity_id, form.facts(), by=current_officer(), at=clock.now())
    except Refused as refused:
        return _form_page(form, activity, refused.refusals), refused.refusals[0].problem.status
    return _back(activity_id, gettext("已保存。"))


@pages.post("/<uuid:activity_id>/withdrawal")
@needs(P.KEEP_ACTIVITIES)
def create_withdrawal(activity_id: UUID) -> Page:
    activity, reason = _activity(activity_id), request.form.get("reason", "")
    try:
        with transaction():
            withdraw_activity(activity_id, reason, by=current_officer(), at=clock.now())
    except Refused as refused:
        return _page(activity, refused.refusals), refused.refusals[0].problem.status
    return _back(activity_id, gettext("活动已撤下，不再计入合计。"))


@pages.post("/<uuid:activity_id>/files")
@needs(P.KEEP_ACTIVITIES)
def create_file(activity_id: UUID) -> Page:
    activity = _activity(activity_id)
    try:
        take_in("activity", activity_id)
    except Refused as refused:
        return _page(activity, refused.refusals), refused.refusals[0].problem.status
    return _back(activity_id, gettext("文件已保存。"))


def _back(activity_id: UUID, said: str) -> Response:
    flash(said, "good")
    return redirect(url_for("activities.show", activity_id=activity_id))

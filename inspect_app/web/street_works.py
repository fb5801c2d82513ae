"""Works as their street looks after them: when each was last patrolled, what is due, and what the office asked there."""

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.patrols import PatrolledWork, patrolled_works, rhythm_of, set_interval
from inspect_app.actions.works import street_seen_by, work_seen_by
from inspect_app.problems import Refused
from inspect_app.rules.patrols import PatrolState
from inspect_app.rules.permissions import Permission
from inspect_app.rules.street_duties import DutyFigure
from inspect_app.rules.works import WorkStatus
from inspect_app.store.base import transaction
from inspect_app.store.officers import Officer
from inspect_app.store.patrols import count_patrolled
from inspect_app.store.street_matters import MatterFilter, matters_matching
from inspect_app.store.works import Work, WorkFilter
from inspect_app.web.errors import sentence_of
from inspect_app.web.forms.streets import IntervalForm, StreetWorksFilterForm
from inspect_app.web.lists import PER_PAGE, one_of, pages_of, remembered_filter
from inspect_app.web.sheets import send_sheet
from inspect_app.web.street_lists import among_counted, figure_asked, offer_streets, street_asked

pages = Blueprint("street_works", __name__)
MOST_MATTERS = 10
DUE = frozenset({PatrolState.NEVER, PatrolState.OVERDUE, PatrolState.SOON})
STATES = {"due": DUE, **{one.name.lower(): frozenset({one}) for one in PatrolState}}
SORTS = ("due", "last", "number", "name")
HEADINGS = [
    "工程编号",
    "工程名称",
    "街镇",
    "地址",
    "状态",
    "上次巡查",
    "下次应在",
    "间隔（日）",
    "巡查情况",
    "待回复事项",
]


@pages.get("/streets/works")
@needs(Permission.SEE_PATROLS)
def index() -> str:
    args = remembered_filter("street_works")
    lines = pages_of(count_works_in(args, current_officer(), on=clock.today()))
    form = StreetWorksFilterForm(args)
    offer_streets(form.street)
    return render_template(
        "streets/works.html",
        works=works_in(args, current_officer(), on=clock.today(), limit=PER_PAGE, offset=lines.offset),
        pages=lines,
        filter=args.to_dict(),
        form=form,
        own=street_seen_by(current_officer()),
        counted=figure_asked(args),
    )


def works_in(
    args: "MultiDict[str, str]", officer: Officer, *, on: date, limit: int | None = None, offset: int = 0
) -> list[PatrolledWork]:
    """What the filter asks for, sorted as it says; by the day of the next patrol unless it says otherwise."""
    wanted, states = _wanted(args), _states(args)
    return patrolled_works(officer.home_id, wanted, on=on, states=states, limit=limit, offset=offset)


def count_works_in(args: "MultiDict[str, str]", officer: Officer, *, on: date) -> int:
    rhythm = rhythm_of(officer.home_id, on=on, states=_states(args))
    return count_patrolled(officer.home_id, _wanted(args), rhythm)


def _states(args: Mapping[str, str]) -> frozenset[PatrolState]:
    return STATES.get(args.get("state", ""), frozenset(PatrolState))


def _wanted(args: "MultiDict[str, str]") -> WorkFilter:
    return WorkFilter(
        text=args.get("text", ""),
        status=one_of(WorkStatus, args.get("status")),
        street_id=street_asked(args),
        among=among_counted(args, DutyFigure.WORKS, DutyFigure.ENOUGH, DutyFigure.OVERDUE),
        sort=args["sort"] if args.get("sort") in SORTS else "due",
        descending=args.get("order") == "desc",
    )


@pages.get("/streets/works/sheet.<any(xlsx, csv):ending>")
@needs(Permission.SEE_PATROLS)
def sheet(ending: str) -> Response:
    found = works_in(request.args, current_officer(), on=clock.today())
    name = f"{gettext('街镇巡查')}-{clock.today().isoformat()}.{ending}"
    return send_sheet(_rows(found), ending, name=name, title="街镇巡查", numbers={"间隔（日）", "待回复事项"})


def _rows(works: list[PatrolledWork]) -> Iterator[list[str]]:
    yield HEADINGS
    for one in works:
        yield [
            one.number, one.name, one.street, one.address, one.status.value,
            one.last_on.isoformat() if one.last_on else "", one.due_on.isoformat() if one.due_on else "",
            str(one.every_days), one.state.value, str(one.matters),
        ]  # fmt: skip


def patrols_of_work(work: Work, reader: Officer) -> dict[str, object]:
    """What the page of a work tells of its street's patrols; nothing where the reader may not see them."""
    if not reader.may(Permission.SEE_PATROLS):
        return {}
    wanted = WorkFilter(among=frozenset({work.id}))
    [patrolled] = patrolled_works(work.agency_id, wanted, on=clock.today())
    matters = matters_matching(
        work.agency_id, MatterFilter(work_id=work.id, street_id=street_seen_by(reader)), limit=MOST_MATTERS
    )
    return {"patrolled": patrolled, "matters": matters}


@pages.post("/works/<uuid:work_id>/patrol-interval")
@needs(Permission.PLAN_VISITS)
def update_interval(work_id: UUID) -> Response:
    """Left empty, the office's setting holds for the work again."""
    work_seen_by(current_officer(), work_id)
    form = IntervalForm()
    try:
        if not form.validate():
            flash(gettext("巡查间隔应当是 1 到 730 的整数，没有保存。"), "bad")
        else:
            with transaction():
                set_interval(work_id, form.days.data, by=current_officer(), at=clock.now())
            flash(gettext("巡查间隔已保存。"), "good")
    except Refused as refused:
        flash(sentence_of(refused.refusals[0]), "bad")
    return redirect(url_for("works.show", work_id=work_id))

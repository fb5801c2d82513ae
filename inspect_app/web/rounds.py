"""A day's round: an officer's planned visits in a sensible order, each with links into the phone's map apps."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.visit_batches import hand_over_round
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.rules.places import Point
from inspect_app.rules.procedure import Subject, waiting_for
from inspect_app.rules.rounds import MOST_STOPS, round_of
from inspect_app.store.base import transaction
from inspect_app.store.officers import officers_for_visits
from inspect_app.store.visit_lists import VisitFilter, visits_matching
from inspect_app.store.visits import Visit
from inspect_app.web.forms.boxes import names, options
from inspect_app.web.forms.visits import RoundForm
from inspect_app.web.lists import an_id
from inspect_app.web.map_links import MapLink, map_links

pages = Blueprint("rounds", __name__, url_prefix="/rounds")


@pages.post("")
@needs(Permission.PLAN_VISITS)
def create() -> Response:
    """The order that the page showed goes to the phone."""
    officer_id, on = an_id(request.form.get("officer")), a_day(request.form.get("on")) or clock.today()
    visit_ids = [found for text in request.form.getlist("visit") if (found := an_id(text))]
    if officer_id is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    with transaction():
        count = hand_over_round(visit_ids, officer_id=officer_id, on=on, by=current_officer(), at=clock.now())
    flash(gettext("路线已交给手机，共 %(count)s 处；手机联网后“今天”按这个顺序排列。", count=count), "good")
    return redirect(url_for("rounds.index", officer=officer_id))


def a_day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


@dataclass(frozen=True)
class Stop:
    """`leg_m` = as the crow flies from the stop before; None where the register has no coordinates."""

    visit: Visit
    leg_m: int | None
    links: list[MapLink]


@pages.get("")
@needs(Permission.SEE_VISITS)
def index() -> str:
    officer = current_officer()
    form = RoundForm(request.args)
    people = [(str(one.id), one.name) for one in officers_for_visits(officer.home_id)]
    form.officer.choices = options(("", gettext("请选择"))) + names(*people)
    chosen = an_id(request.args.get("officer"))
    wanted = VisitFilter(stages=waiting_for(Subject.VISIT, "cancel"), officer_id=chosen)
    visits = visits_matching(officer.home_id, wanted, limit=MOST_STOPS) if chosen else []
    stops = stops_of(visits)
    length = sum(stop.leg_m or 0 for stop in stops)
    return render_template(
        "visits/round.html",
        chosen=chosen,
        today=clock.today(),
        may_plan=officer.may(Permission.PLAN_VISITS),
        form=form,
        stops=stops,
        length_m=length,
        is_chosen=chosen is not None,
    )


def stops_of(visits: list[Visit]) -> list[Stop]:
    """In the order of the round; works without coordinates stand at the end."""
    placed = [(visit, places[0].at) for visit in visits if (places := visit.work.places())]
    found = round_of([at for _, at in placed])
    stops = [_stop(*placed[one], leg) for one, leg in zip(found.order, found.legs_m, strict=True)]
    return stops + [Stop(visit, None, []) for visit in visits if not visit.work.entrances]


def _stop(visit: Visit, at: Point, leg_m: int) -> Stop:
    return Stop(visit, leg_m, map_links(at, visit.work.name))

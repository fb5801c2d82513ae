"""Review (审核): what came in and waits, sending single items back, approving."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.returns import Remark, approve_visit, return_items
from inspect_app.problems import Refused
from inspect_app.rules.calendar import day_of
from inspect_app.rules.permissions import Permission
from inspect_app.rules.reviewing import LEVELS, POINTS, Weight, weight_of
from inspect_app.store.agencies import teams_of
from inspect_app.store.base import transaction
from inspect_app.store.evidence_bytes import evidence_still_to_arrive
from inspect_app.store.photos import photos_of
from inspect_app.store.review_queue import review_facts
from inspect_app.store.visit_lists import (
    SENT_BACK,
    TO_REVIEW,
    VisitFilter,
    count_visits,
    entered_stage_at,
    longest_waiting,
)
from inspect_app.store.visits import Visit, findings_of
from inspect_app.web.lists import an_id
from inspect_app.web.visit_checklists import items_of
from inspect_app.web.visit_page import render_visit, visit_of_office

pages = Blueprint("reviews", __name__)
MOST_IN_QUEUE = 100
"""Of more than these the ones that have waited longest are shown: the next come as soon as these are done."""


@dataclass(frozen=True)
class Waiting:
    """One line of the queue. `days` since it came to the stage in which it waits."""

    visit: Visit
    days: int
    weight: Weight
    lacking: int


@dataclass(frozen=True)
class Queue:
    """The lines that are shown, and how many visits there are in all."""

    lines: list[Waiting]
    count: int


@pages.get("/reviews")
@needs(Permission.REVIEW_VISITS)
def index() -> str:
    office, team_id, order = (
        current_officer().home_id,
        an_id(request.args.get("team")),
        request.args.get("sort", ""),
    )
    return render_template(
        "reviews/index.html",
        waiting=_queue(office, _to_review(team_id, is_patrol=False), by_age=order == "age"),
        patrols=_queue(office, _to_review(team_id, is_patrol=True), by_age=order == "age"),
        sent_back=_queue(office, VisitFilter(stages=SENT_BACK, team_id=team_id), by_age=True),
        teams=teams_of(office),
        team=str(team_id or ""),
        sort="age" if order == "age" else "weight",
        rules=POINTS,
        levels=LEVELS,
    )


def _to_review(team_id: UUID | None, *, is_patrol: bool) -> VisitFilter:
    """Patrols by themselves: streets walk so many that they would stand before what a penalty hangs on."""
    return VisitFilter(stages=TO_REVIEW, team_id=team_id, is_patrol=is_patrol)


def _queue(office: UUID, wanted: VisitFilter, *, by_age: bool) -> Queue:
    visits = longest_waiting(office, wanted, limit=MOST_IN_QUEUE)
    count = count_visits(office, wanted) if len(visits) == MOST_IN_QUEUE else len(visits)
    return Queue(_lines(visits, by_age=by_age, on=clock.today()), count)


def _lines(visits: Sequence[Visit], *, by_age: bool, on: date) -> list[Waiting]:
    ids = [visit.id for visit in visits]
    facts, lacking, since = review_facts(visits), evidence_still_to_arrive(ids), entered_stage_at(ids)
    lines = [
        Waiting(
            visit,
            (on - day_of(since.get(visit.id, visit.received_at))).days,
            weight_of(facts[visit.id]),
            lacking.get(visit.id, 0),
        )
        for visit in visits
    ]
    return sorted(lines, key=lambda line: (-line.days,) if by_age else (-line.weight.points, -line.days))


@pages.post("/visits/<uuid:visit_id>/approval")
@needs(Permission.REVIEW_VISITS)
def create_approval(visit_id: UUID) -> Response | tuple[str, int]:
    try:
        with transaction():
            approve_visit(visit_id, by=current_officer(), at=clock.now())
    except Refused as refused:
        return render_visit(visit_id, refused), refused.refusals[0].problem.status
    flash(gettext("检查已审核通过。"), "good")
    return redirect(url_for("reviews.index"))


@pages.post("/visits/<uuid:visit_id>/returns")
@needs(Permission.REVIEW_VISITS)
def create_returns(visit_id: UUID) -> Response | tuple[str, int]:
    """One form for the whole page: each remark that was written goes back with its item, finding or photo."""
    remarks = _remarks(visit_of_office(visit_id))
    try:
        with transaction():
            returns = return_items(visit_id, remarks, by=current_officer(), at=clock.now())
    except Refused as refused:
        return render_visit(visit_id, refused), refused.refusals[0].problem.status
    flash(gettext("已退回 %(count)s 项，人员的手机联网后就会收到。", count=len(returns)), "good")
    return redirect(url_for("reviews.index"))


def _remarks(visit: Visit) -> list[Remark]:
    """Only about things of this visit: fields are looked for by what the visit has, never by what was sent."""
    written = {name: text.strip() for name, text in request.form.items() if text.strip()}
    remarks = [Remark(written["visit"])] if "visit" in written else []
    remarks += [
        Remark(text, finding.checklist, finding.item, finding_id=finding.id)
        for finding in findings_of(visit.id)
        if (text := written.get(f"finding-{finding.id}"))
    ]
    remarks += [
        Remark(text, photo.checklist, photo.item, finding_id=photo.finding_id, photo_id=photo.id)
        for photo in photos_of(visit.id)
        if (text := written.get(f"photo-{photo.id}"))
    ]
    return remarks + [
        Remark(text, checklist, item)
        for (checklist, item) in items_of(visit)
        if (text := written.get(f"item-{checklist}/{item}"))
    ]

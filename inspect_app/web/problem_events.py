"""Events that could not be taken in: shown with all they say, tried again, applied in spite of a gap, or set aside."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.events import set_aside
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.store.agencies import agencies_of_office
from inspect_app.store.base import transaction
from inspect_app.store.branches import branch_after
from inspect_app.store.journal import AnswerStatus, JournalEvent, event_with, problem_events
from inspect_app.store.officers import officer_with
from inspect_app.store.visits import visit_with
from inspect_app.web.audit_subjects import page_of
from inspect_app.web.errors import as_plain
from inspect_app.web.journal_lines import WHATS
from inspect_app.web.kept_reasons import reason_words
from inspect_app.web.lists import Pages, pages_of

pages = Blueprint("problem_events", __name__, url_prefix="/problem-events")
Page = str | tuple[str, int] | Response


@dataclass(frozen=True)
class Line:
    """One event in words."""

    event: JournalEvent
    what: str
    reasons: list[str]


def what_of(event: JournalEvent) -> str:
    return str(WHATS.get(event.type) or event.type or gettext("无法识别的记录"))


def _line(event: JournalEvent) -> Line:
    return Line(event, what_of(event), [reason_words(reason) for reason in event.answer["reasons"]])


@pages.get("")
@needs(Permission.SEE_PROBLEM_EVENTS)
def index() -> str:
    return _list(is_settled=False)


@pages.get("/settled")
@needs(Permission.SEE_PROBLEM_EVENTS)
def settled() -> str:
    return _list(is_settled=True)


def _list(*, is_settled: bool) -> str:
    events = problem_events(is_settled=is_settled, agency_ids=_our_agencies())
    numbers: Pages = pages_of(len(events))
    lines = [_line(event) for event in events[numbers.offset :][:50]]
    names = {line.event.id: officer_with(line.event.settled_by) for line in lines if line.event.settled_by}
    return render_template(
        "problem_events/index.html", lines=lines, is_settled=is_settled, numbers=numbers, settled_by=names
    )


@pages.get("/<uuid:event_id>")
@needs(Permission.SEE_PROBLEM_EVENTS)
def show(event_id: UUID) -> str:
    return _page(_event(event_id))


def _page(event: JournalEvent, refusals: tuple[Refusal, ...] = (), typed: str = "") -> str:
    return render_template(
        "problem_events/show.html",
        line=_line(event),
        event=event,
        payload=json.dumps(event.claims, ensure_ascii=False, indent=2) if event.claims else "",
        visit=visit_with(event.subject_id) if event.subject_id else None,
        visit_page=page_of("visit", event.subject_id) if event.subject_id else "",
        settled_by=officer_with(event.settled_by) if event.settled_by else None,
        is_open=event.status is not AnswerStatus.ACCEPTED and event.settled_at is None,
        following=branch_after(event),
        refusals=[as_plain(one) for one in refusals],
        typed=typed,
    )


@pages.post("/<uuid:event_id>/attempt")
@needs(Permission.SEE_PROBLEM_EVENTS)
def create_attempt(event_id: UUID) -> Page:
    return _tried(_event(event_id), reason="", in_spite_of_gap=False)


@pages.post("/<uuid:event_id>/exemption")
@needs(Permission.SEE_PROBLEM_EVENTS)
def create_exemption(event_id: UUID) -> Page:
    """The gap before it will not be filled: take it in all the same, on this person's word."""
    return _tried(_event(event_id), reason=request.form.get("reason", "").strip(), in_spite_of_gap=True)


def _tried(event: JournalEvent, *, reason: str, in_spite_of_gap: bool) -> Page:
    """The work itself belongs to the phone's door, which handed it over as `apply_held` when the app was made."""
    apply: Callable[..., AnswerStatus] = current_app.extensions["apply_held"]
    officer_id = current_officer().id
    try:
        status = apply(event.id, by=officer_id, at=clock.now(), reason=reason, in_spite_of_gap=in_spite_of_gap)
    except Refused as refused:
        return _page(_event(event.id), refused.refusals, reason), refused.refusals[0].problem.status
    if status is AnswerStatus.ACCEPTED:
        flash(gettext("记录已接收，手机下次同步时会得知。"), "good")
    else:
        flash(gettext("仍不能接收，原因见下。记录原样保留。"), "warn")
    return redirect(url_for("problem_events.show", event_id=event.id))


@pages.post("/<uuid:event_id>/settlement")
@needs(Permission.SEE_PROBLEM_EVENTS)
def create_settlement(event_id: UUID) -> Page:
    event, reason = _event(event_id), request.form.get("reason", "")
    try:
        with transaction():
            set_aside(event, reason, by=current_officer(), at=clock.now())
    except Refused as refused:
        return _page(event, refused.refusals, reason), refused.refusals[0].problem.status
    flash(gettext("记录已搁置，原文和理由都已留存。"), "good")
    return redirect(url_for("problem_events.settled"))


def _our_agencies() -> set[UUID]:
    return {agency.id for agency in agencies_of_office(current_officer().home_id)}


def _event(event_id: UUID) -> JournalEvent:
    event = event_with(event_id)
    if event is None or event.device.officer.agency_id not in _our_agencies():
        raise Refused(Refusal(Problem.NOT_FOUND))
    return event

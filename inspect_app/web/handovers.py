"""Leads between offices (案源同享): the list with its clocks, one with its whole life and receipts, and what is done with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.handover_recalls import recall_handover
from inspect_app.actions.handovers import accept_handover, send_handover_back, tell_progress, urge_handover
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.calendar import day_of
from inspect_app.rules.handover_steps import TAKEN_AT
from inspect_app.rules.handovers import DOUBTS, LAW_OF, HandoverKind, Side, is_ended, is_handover_late
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import STEPS, Subject
from inspect_app.store.agencies import Agency
from inspect_app.store.base import transaction
from inspect_app.store.handovers import Handover, HandoverFilter, handover_with, handovers_matching
from inspect_app.store.peer_messages import messages_about
from inspect_app.store.peers import peers_all
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.boxes import names, options
from inspect_app.web.forms.handovers import HandoverFilterForm
from inspect_app.web.handover_words import receipt_line
from inspect_app.web.lists import an_id, one_of, remembered_filter
from inspect_app.web.people import names_of
from inspect_app.web.stages import open_for_me

pages = Blueprint("handovers", __name__, url_prefix="/handovers")
Page = str | tuple[str, int] | Response
P = Permission


@dataclass(frozen=True)
class Clocked:
    """A handover as pages show it. `days` = since it was sent; `may` = the steps that are open to the reader."""

    handover: Handover
    is_late: bool
    days: int
    may: set[str]


@dataclass(frozen=True)
class OfficeCount:
    """How many leads that we handed to an office are under way, past their day, and at their end."""

    office: Agency
    open: int
    late: int
    ended: int


def clocked(handovers: list[Handover], *, on: date) -> list[Clocked]:
    return [
        Clocked(
            one,
            is_handover_late(one.due_on, one.stage, on=on),
            (on - day_of(one.sent_at)).days,
            steps_for_me(one),
        )
        for one in handovers
    ]


def by_office(handovers: list[Handover], *, on: date) -> list[OfficeCount]:
    """What we sent, office by office, those with late ones first."""
    sent = [one for one in clocked(handovers, on=on) if one.handover.side is Side.SENDER]
    offices = {one.handover.with_agency_id: one.handover.other for one in sent}
    counts = []
    for office_id, office in offices.items():
        own = [one for one in sent if one.handover.with_agency_id == office_id]
        ended = sum(is_ended(one.handover.stage) for one in own)
        counts.append(OfficeCount(office, len(own) - ended, sum(one.is_late for one in own), ended))
    return sorted(counts, key=lambda one: (-one.late, one.office.code))


@pages.get("")
@needs(P.SEE_LEADS)
def index() -> str:
    args, home_id, today = remembered_filter("handovers"), current_officer().home_id, clock.today()
    form = HandoverFilterForm(args)
    peers = [(str(one.agency_id), one.name) for one in peers_all()]
    form.office.choices = options(("", gettext("全部"))) + names(*peers)
    return render_template(
        "handovers/index.html",
        form=form,
        filter=args.to_dict(),
        lines=clocked(handovers_matching(home_id, filter_from(args, on=today)), on=today),
        offices=by_office(handovers_matching(home_id, HandoverFilter()), on=today),
    )


def filter_from(args: "MultiDict[str, str]", *, on: date) -> HandoverFilter:
    return HandoverFilter(
        one_of(Side, args.get("side")), one_of(HandoverKind, args.get("kind")), an_id(args.get("office")),
        bool(args.get("open")), on if args.get("late") else None,
    )  # fmt: skip


def handover_of_office(handover_id: UUID) -> Handover:
    handover = handover_with(handover_id)
    if handover is None or handover.agency_id != current_officer().home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return handover


@pages.get("/<uuid:handover_id>")
@needs(P.SEE_LEADS)
def show(handover_id: UUID) -> str:
    return _page(handover_of_office(handover_id))


def _page(handover: Handover, refused: Refused | None = None) -> str:
    [line] = clocked([handover], on=clock.today())
    return render_template(
        "handovers/show.html",
        handover=handover,
        line=line,
        may=line.may,
        step_table=STEPS[Subject.HANDOVER],
        people=names_of([handover.sent_by, *(one.written_by for one in handover.lines)]),
        receipts=[receipt_line(one) for one in messages_about(handover.id)],
        law=LAW_OF[handover.kind].text,
        doubt=DOUBTS.get(handover.kind, ""),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
    )


def steps_for_me(handover: Handover) -> set[str]:
    """Open in the procedure, on our side of it, and behind a door that this person may open."""
    found = {one for one in open_for_me(Subject.HANDOVER, handover.stage) if TAKEN_AT[one] is handover.side}
    return found - {"recall"} if handover.kind is HandoverKind.COPY else found


def _after(handover_id: UUID, deed: Callable[..., Handover], message: str, *said: str) -> Page:
    handover_of_office(handover_id)
    words = [request.form.get(name, "")[:2000] for name in said]
    try:
        with transaction():
            partial(deed, handover_id, *words)(by=current_officer(), at=clock.now())
    except Refused as refused:
        return _page(handover_of_office(handover_id), refused), refused.refusals[0].problem.status
    flash(message, "good")
    return redirect(url_for("handovers.show", handover_id=handover_id))


@pages.post("/<uuid:handover_id>/acceptance")
@needs(P.HAND_OVER_LEADS)
def create_acceptance(handover_id: UUID) -> Page:
    return _after(handover_id, accept_handover, gettext("已受理。以后每办到一步，会自动告诉来文单位。"))


@pages.post("/<uuid:handover_id>/return")
@needs(P.HAND_OVER_LEADS)
def create_return(handover_id: UUID) -> Page:
    return _after(handover_id, send_handover_back, gettext("已退回来文单位，理由一并发出。"), "reason")


@pages.post("/<uuid:handover_id>/urging")
@needs(P.HAND_OVER_LEADS)
def create_urging(handover_id: UUID) -> Page:
    return _after(handover_id, urge_handover, gettext("已发出催办。"), "reason")


@pages.post("/<uuid:handover_id>/recall")
@needs(P.HAND_OVER_LEADS)
def create_recall(handover_id: UUID) -> Page:
    return _after(handover_id, recall_handover, gettext("已发出撤回，等对方的回执。"), "reason")


@pages.post("/<uuid:handover_id>/report")
@needs(P.HAND_OVER_LEADS)
def create_report(handover_id: UUID) -> Page:
    return _after(handover_id, tell_progress, gettext("已告诉来文单位。"), "reason")

"""On-the-spot decisions in the office: the list, one decision, its print, delivery, filing, withdrawal, voiding."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.desk_decisions import deliver_at_desk, file_decision, void_decision, withdraw_decision
from inspect_app.actions.law import law_of_edition
from inspect_app.actions.settings import acts
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.acts import Procedure
from inspect_app.rules.figures import Listed
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import STEPS, Stage, Subject
from inspect_app.store.base import transaction
from inspect_app.store.decisions import (
    Decision,
    DecisionFilter,
    count_decisions,
    decision_with,
    decisions_matching,
    is_filed_late,
)
from inspect_app.store.fines import fine_of
from inspect_app.store.record import steps_of
from inspect_app.store.visits import findings_with
from inspect_app.web.deliveries import delivery_form, signatures_in
from inspect_app.web.document_words import SIGNERS
from inspect_app.web.documents import document_of, drawing_of, print_page
from inspect_app.web.errors import as_plain
from inspect_app.web.figure_lists import among
from inspect_app.web.fine_views import hands_of
from inspect_app.web.forms.decisions import DecisionFilterForm
from inspect_app.web.forms.deliveries import DeliveryForm
from inspect_app.web.lists import PER_PAGE, chosen, pages_of, remembered_filter
from inspect_app.web.people import names_of
from inspect_app.web.served_views import once_served
from inspect_app.web.stages import open_for_me, stage_choices

pages = Blueprint("decisions", __name__, url_prefix="/decisions")


@pages.get("")
@needs(Permission.SEE_DECISIONS)
def index() -> str:
    args, home_id, today = remembered_filter("decisions"), current_officer().home_id, clock.today()
    wanted = filter_from(args, on=today)
    lines = pages_of(count_decisions(home_id, wanted))
    decisions = decisions_matching(home_id, wanted, limit=PER_PAGE, offset=lines.offset)
    form = DecisionFilterForm(args)
    form.stage.choices = stage_choices(Subject.DECISION)
    return render_template(
        "decisions/index.html",
        decisions=decisions,
        late={one.id for one in decisions if is_filed_late(one, on=today)},
        acts=acts(),
        form=form,
        filter=args.to_dict(flat=False),
        pages=lines,
    )


def filter_from(args: "MultiDict[str, str]", *, on: date) -> DecisionFilter:
    return DecisionFilter(
        text=args.get("text", ""),
        stages=chosen(Stage, args.getlist("stage")),
        overdue_on=on if args.get("overdue") else None,
        is_flagged=bool(args.get("flagged")),
        is_to_take_back=bool(args.get("published")),
        among=among(args, Listed.DECISIONS),
    )


@pages.get("/<uuid:decision_id>")
@needs(Permission.SEE_DECISIONS)
def show(decision_id: UUID) -> str:
    return decision_page(decision_id)


def our_decision(decision_id: UUID) -> Decision:
    decision = decision_with(decision_id)
    if decision is None or decision.agency_id != current_officer().home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return decision


def decision_page(
    decision_id: UUID,
    refused: Refused | None = None,
    form: DeliveryForm | None = None,
    filled: Mapping[str, FlaskForm] | None = None,
) -> str:
    decision = our_decision(decision_id)
    document, record = document_of(decision.id), steps_of(decision.id)
    fine = fine_of(decision.id, Procedure.ON_THE_SPOT)
    return render_template(
        "decisions/show.html",
        decision=decision,
        act=law_of_edition(decision.rulebook).known_on(decision.decided_on).get(decision.act),
        is_late=is_filed_late(decision, on=clock.today()),
        findings=findings_with([link.finding_id for link in decision.findings]),
        record=record,
        step_table=STEPS[Subject.DECISION],
        people=names_of([decision.made_by, *(step.taken_by for step in record), *(hands_of(fine) if fine else [])]),
        remake=_place_to_remake(decision) if any(step.step == "void" for step in record) else "",
        may=open_for_me(Subject.DECISION, decision.stage),
        form=form or delivery_form(document, with_copies=True),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
        signers=SIGNERS,
        **drawing_of(document),
        **once_served(decision, fine, filled or {}),
    )


def _place_to_remake(decision: Decision) -> str:
    """A wrong paper that was never served is made anew, from the same finding and with a number of its own."""
    may_decide = current_officer().may(Permission.DECIDE_AT_DESK)
    return next(
        (url_for("desk_decisions.new", finding_id=link.finding_id) for link in decision.findings if may_decide), ""
    )


@pages.get("/<uuid:decision_id>/print")
@needs(Permission.SEE_DECISIONS)
def print_view(decision_id: UUID) -> str:
    return print_page(document_of(our_decision(decision_id).id))


def _after(
    decision_id: UUID, deed: Callable[[], object], message: str, form: DeliveryForm | None = None
) -> Response | tuple[str, int]:
    """Do the deed in one transaction; where it is refused, the same page says why."""
    try:
        with transaction():
            deed()
    except Refused as refused:
        return decision_page(decision_id, refused, form), refused.refusals[0].problem.status
    flash(message, "good")
    return redirect(url_for("decisions.show", decision_id=decision_id))


@pages.post("/<uuid:decision_id>/delivery")
@needs(Permission.DECIDE_AT_DESK)
def create_delivery(decision_id: UUID) -> Response | tuple[str, int]:
    document = document_of(our_decision(decision_id).id)
    form = delivery_form(document, with_copies=True)
    if not form.validate():
        return decision_page(decision_id, form=form), 422
    signed, by, at = signatures_in(form, document), current_officer(), clock.now()
    deliver = partial(deliver_at_desk, decision_id, signed, copies=form.copies.data, by=by, at=at)
    return _after(decision_id, deliver, gettext("已记录交付。请在备案期限内备案。"), form)


@pages.post("/<uuid:decision_id>/filing")
@needs(Permission.FILE_DECISIONS)
def create_filing(decision_id: UUID) -> Response | tuple[str, int]:
    file = partial(file_decision, decision_id, by=current_officer(), at=clock.now())
    return _after(decision_id, file, gettext("已备案。"))


@pages.post("/<uuid:decision_id>/withdrawal")
@needs(Permission.CANCEL_DECISIONS)
def create_withdrawal(decision_id: UUID) -> Response | tuple[str, int]:
    reason, by, at = request.form.get("reason", ""), current_officer(), clock.now()
    withdraw = partial(withdraw_decision, decision_id, reason, by=by, at=at)
    return _after(decision_id, withdraw, gettext("处罚决定已撤销，理由已记录。"))


@pages.post("/<uuid:decision_id>/void")
@needs(Permission.DECIDE_AT_DESK)
def create_void(decision_id: UUID) -> Response | tuple[str, int]:
    reason, by, at = request.form.get("reason", ""), current_officer(), clock.now()
    void = partial(void_decision, decision_id, reason, by=by, at=at)
    return _after(decision_id, void, gettext("处罚决定已作废，编号不再使用。"))

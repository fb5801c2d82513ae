"""Orders to correct in the office: the list, one order with its evidence, delivery, checking again, withdrawal, voiding."""

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.desk_orders import (
    deliver_order_at_desk,
    reopen_order,
    void_order_at_desk,
    withdraw_order,
)
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.figures import Listed
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import STEPS, Stage, Subject
from inspect_app.store.base import transaction
from inspect_app.store.orders import (
    Order,
    OrderFilter,
    count_orders,
    is_corrected_late,
    order_with,
    orders_matching,
)
from inspect_app.store.record import steps_of
from inspect_app.web.deliveries import delivery_form, signatures_in
from inspect_app.web.document_words import SIGNERS
from inspect_app.web.documents import document_of, drawing_of, print_page
from inspect_app.web.errors import as_plain
from inspect_app.web.figure_lists import among
from inspect_app.web.forms.deliveries import DeliveryForm
from inspect_app.web.forms.orders import OrderFilterForm
from inspect_app.web.lists import PER_PAGE, chosen, pages_of, remembered_filter
from inspect_app.web.order_evidence import items_as_views
from inspect_app.web.people import names_of
from inspect_app.web.stages import open_for_me, stage_choices

pages = Blueprint("orders", __name__, url_prefix="/orders")


@pages.get("")
@needs(Permission.SEE_DECISIONS)
def index() -> str:
    args, home_id, today = remembered_filter("orders"), current_officer().home_id, clock.today()
    wanted = filter_from(args, on=today)
    lines = pages_of(count_orders(home_id, wanted))
    orders = orders_matching(home_id, wanted, limit=PER_PAGE, offset=lines.offset)
    form = OrderFilterForm(args)
    form.stage.choices = stage_choices(Subject.ORDER)
    return render_template(
        "orders/index.html",
        orders=orders,
        late={one.id for one in orders if is_corrected_late(one, on=today)},
        form=form,
        filter=args.to_dict(flat=False),
        pages=lines,
    )


def filter_from(args: "MultiDict[str, str]", *, on: date) -> OrderFilter:
    return OrderFilter(
        text=args.get("text", ""),
        stages=chosen(Stage, args.getlist("stage")),
        overdue_on=on if args.get("overdue") else None,
        is_flagged=bool(args.get("flagged")),
        among=among(args, Listed.ORDERS),
    )


@pages.get("/<uuid:order_id>")
@needs(Permission.SEE_DECISIONS)
def show(order_id: UUID) -> str:
    return _page(order_id)


def _ours(order_id: UUID) -> Order:
    order = order_with(order_id)
    if order is None or order.agency_id != current_officer().home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return order


def _page(order_id: UUID, refused: Refused | None = None, form: DeliveryForm | None = None) -> str:
    order = _ours(order_id)
    document, record = document_of(order.id), steps_of(order.id)
    people = [order.made_by, *(step.taken_by for step in record), *(check.checked_by for check in order.checks)]
    return render_template(
        "orders/show.html",
        order=order,
        items=items_as_views(order),
        is_late=is_corrected_late(order, on=clock.today()),
        record=record,
        step_table=STEPS[Subject.ORDER],
        people=names_of(people),
        may=open_for_me(Subject.ORDER, order.stage),
        form=form or delivery_form(document),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
        signers=SIGNERS,
        **drawing_of(document),
    )


@pages.get("/<uuid:order_id>/print")
@needs(Permission.SEE_DECISIONS)
def print_view(order_id: UUID) -> str:
    return print_page(document_of(_ours(order_id).id))


def _after(
    order_id: UUID, deed: Callable[[], object], message: str, form: DeliveryForm | None = None
) -> Response | tuple[str, int]:
    """Do the deed in one transaction; where it is refused, the same page says why."""
    try:
        with transaction():
            deed()
    except Refused as refused:
        return _page(order_id, refused, form), refused.refusals[0].problem.status
    flash(message, "good")
    return redirect(url_for("orders.show", order_id=order_id))


@pages.post("/<uuid:order_id>/delivery")
@needs(Permission.DECIDE_AT_DESK)
def create_delivery(order_id: UUID) -> Response | tuple[str, int]:
    document = document_of(_ours(order_id).id)
    form = delivery_form(document)
    if not form.validate():
        return _page(order_id, form=form), 422
    signed, by, at = signatures_in(form, document), current_officer(), clock.now()
    return _after(
        order_id, partial(deliver_order_at_desk, order_id, signed, by=by, at=at), gettext("已记录交付。"), form
    )


@pages.post("/<uuid:order_id>/void")
@needs(Permission.DECIDE_AT_DESK)
def create_void(order_id: UUID) -> Response | tuple[str, int]:
    return _with_reason(order_id, void_order_at_desk, gettext("责令改正已作废，编号不再使用。"))


@pages.post("/<uuid:order_id>/reopening")
@needs(Permission.REVIEW_VISITS)
def create_reopening(order_id: UUID) -> Response | tuple[str, int]:
    return _with_reason(order_id, reopen_order, gettext("已退回复查，等待新的改正证据。"))


@pages.post("/<uuid:order_id>/withdrawal")
@needs(Permission.CANCEL_DECISIONS)
def create_withdrawal(order_id: UUID) -> Response | tuple[str, int]:
    return _with_reason(order_id, withdraw_order, gettext("责令改正已撤销，理由已记录。"))


def _with_reason(order_id: UUID, deed: Callable[..., object], message: str) -> Response | tuple[str, int]:
    reason, by, at = request.form.get("reason", ""), current_officer(), clock.now()
    return _after(order_id, partial(deed, order_id, reason, by=by, at=at), message)

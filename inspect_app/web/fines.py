"""Fines in the office: the list with its export, and one fine with all that may be done with it."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.acts import Procedure
from inspect_app.rules.permissions import Permission
from inspect_app.rules.procedure import STEPS, Subject
from inspect_app.store.base import transaction
from inspect_app.store.cases import case_of_entry
from inspect_app.store.fine_lists import FineFilter, FineState, count_fines, fines_matching
from inspect_app.store.fines import Fine, fine_with
from inspect_app.store.record import steps_of
from inspect_app.web.errors import as_plain
from inspect_app.web.fine_views import FineView, fine_view, hands_of
from inspect_app.web.forms.boxes import empty
from inspect_app.web.forms.fines import (
    CashForm,
    DayForm,
    DeferralForm,
    FineFilterForm,
    PaymentForm,
    ReviewEndForm,
    ReviewForm,
    SlipForm,
    WaiverForm,
)
from inspect_app.web.lists import PER_PAGE, an_id, one_of, pages_of, remembered_filter
from inspect_app.web.people import names_of
from inspect_app.web.sheets import send_sheet
from inspect_app.web.stages import open_for_me

pages = Blueprint("fines", __name__, url_prefix="/fines")
ENDINGS = ("xlsx", "csv")
FORMS: dict[str, type[FlaskForm]] = {
    "payment": PaymentForm,
    "cash": CashForm,
    "landing": DayForm,
    "handover": DayForm,
    "confirmation": DayForm,
    "deposit": SlipForm,
    "deferral": DeferralForm,
    "review": ReviewForm,
    "review_end": ReviewEndForm,
    "refund": SlipForm,
    "waiver": WaiverForm,
}
"""Each deed of the page with its form; a form that was refused comes back as it was filled in."""


def filter_from(args: "MultiDict[str, str]") -> FineFilter:
    state, mine = one_of(FineState, args.get("state")), an_id(args.get("collected_by"))
    return FineFilter(clock.today(), text=args.get("text", ""), state=state, collected_by=mine)


@pages.get("")
@needs(Permission.SEE_DECISIONS)
def index() -> str:
    args, home_id = remembered_filter("fines"), current_officer().home_id
    wanted = filter_from(args)
    lines = pages_of(count_fines(home_id, wanted))
    form = FineFilterForm(args)
    form.state.choices = [("", gettext("全部"))] + [(one.name.lower(), gettext(one.value)) for one in FineState]
    fines = fines_matching(home_id, wanted, limit=PER_PAGE, offset=lines.offset)
    return render_template(
        "fines/index.html",
        views=[fine_view(one, on=wanted.on) for one in fines],
        form=form,
        filter=args.to_dict(flat=False),
        pages=lines,
    )


HEADINGS = (
    "编号", "程序", "当事人", "阶段", "罚款（元）", "已缴（元）", "尚欠（元）", "送达日期", "下一缴款期限",
    "加处罚款（元）", "尚欠加处罚款（元）", "票据号", "现金期限",
)  # fmt: skip
IN_YUAN = frozenset({"罚款（元）", "已缴（元）", "尚欠（元）", "加处罚款（元）", "尚欠加处罚款（元）"})


@pages.get("/export.<ending>")
@needs(Permission.SEE_DECISIONS)
def export(ending: str) -> Response:
    if ending not in ENDINGS:
        raise Refused(Refusal(Problem.NOT_FOUND))
    name = f"{gettext('罚款收缴')}-{clock.today().isoformat()}.{ending}"
    wanted = filter_from(MultiDict(request.args))
    return send_sheet(_rows(wanted), ending, name=name, title="罚款收缴", numbers=IN_YUAN)


def _rows(wanted: FineFilter) -> Iterator[list[str]]:
    """The whole filtered list; its headings are Chinese whatever the page's language, as in the register."""
    yield list(HEADINGS)
    for fine in fines_matching(current_officer().home_id, wanted):
        yield _row(fine_view(fine, on=wanted.on))


def _row(view: FineView) -> list[str]:
    fine, cash = view.fine, view.fine.cash
    amounts = [fine.amount_yuan, view.paid_yuan, view.unpaid_yuan]
    days = [day.isoformat() if day else "" for day in (fine.delivered_on, fine.due_on, fine.cash_due_on)]
    return [
        fine.number, fine.procedure.value, fine.party_name, fine.stage.value, *(str(one) for one in amounts),
        days[0], days[1], str(view.surcharge), str(view.surcharge_owed), cash.receipt_number if cash else "", days[2],
    ]  # fmt: skip


@pages.get("/<uuid:fine_id>")
@needs(Permission.SEE_DECISIONS)
def show(fine_id: UUID) -> str:
    return fine_page(fine_id)


def _ours(fine_id: UUID) -> Fine:
    fine = fine_with(fine_id)
    if fine is None or fine.agency_id != current_officer().home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return fine


def fine_page(fine_id: UUID, filled: dict[str, FlaskForm] | None = None, refused: Refused | None = None) -> str:
    fine = _ours(fine_id)
    record = steps_of(fine.id)
    filled = filled or {}
    return render_template(
        "fines/show.html",
        fine=fine,
        view=fine_view(fine, on=clock.today()),
        decision_page=page_of_decision(fine),
        extension=extension_page_of(fine),
        forms={name: filled.get(name) or empty(name, kind) for name, kind in FORMS.items()},
        record=record,
        step_table=STEPS[Subject.FINE],
        people=names_of([*(step.taken_by for step in record), *hands_of(fine)]),
        may=open_for_me(Subject.FINE, fine.stage),
        refusals=[as_plain(one) for one in refused.refusals] if refused else [],
        today=clock.today(),
    )


def page_of_decision(fine: Fine) -> str:
    if fine.procedure is Procedure.ON_THE_SPOT:
        return url_for("decisions.show", decision_id=fine.subject_id)
    case = case_of_entry(fine.subject_id)
    return url_for("cases.show", case_id=case.id, _anchor="papers") if case else ""


def extension_page_of(fine: Fine) -> dict[str, str]:
    """Where 延期（分期）缴纳罚款决定书 is made, once a deferral was approved: in the case, or at once by a button."""
    if not any(one.is_approved for one in fine.deferrals):
        return {}
    case = case_of_entry(fine.subject_id)
    if case:
        return {"link": url_for("case_papers.new", case_id=case.id, form="payment_extension")}
    return {"deed": url_for("decision_papers.create_extension", fine_id=fine.id)}


Deed = Callable[..., object]


def do(fine_id: UUID, name: str, deed: Callable[[Any], Deed], message: str) -> Response | tuple[str, int]:
    """Read the form, do the deed in one transaction; where it is refused the page says why and keeps what was typed.

    `deed` makes, from the filled form, what still wants the fine, the person and the moment.
    """
    _ours(fine_id)
    form = FORMS[name](prefix=f"{name}-")
    if not form.validate():
        return fine_page(fine_id, {name: form}), 422
    try:
        with transaction():
            deed(form)(fine_id=fine_id, by=current_officer(), at=clock.now())
    except Refused as refused:
        return fine_page(fine_id, {name: form}, refused), refused.refusals[0].problem.status
    flash(message, "good")
    return redirect(url_for("fines.show", fine_id=fine_id))


def do_with_reason(fine_id: UUID, deed: Deed, message: str, **more: Any) -> Response | tuple[str, int]:
    _ours(fine_id)
    reason, by, at = request.form.get("reason", ""), current_officer(), clock.now()
    try:
        with transaction():
            partial(deed, fine_id, reason=reason, by=by, at=at, **more)()
    except Refused as refused:
        return fine_page(fine_id, refused=refused), refused.refusals[0].problem.status
    flash(message, "good")
    return redirect(url_for("fines.show", fine_id=fine_id))

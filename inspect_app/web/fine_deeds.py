"""What is done with a fine, each deed as a resource of it: payments, cash from hand to hand, deferrals, reviews, refunds."""

from decimal import Decimal
from functools import partial
from uuid import UUID

from flask import Blueprint
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app.access import needs
from inspect_app.actions.fine_cash import (
    CashFacts,
    collect_cash,
    confirm_cash,
    deposit_cash,
    hand_over_cash,
    land,
    return_cash,
)
from inspect_app.actions.fine_plans import approve_deferral, ask_to_defer, begin_review, end_review, refuse_deferral
from inspect_app.actions.fine_waivers import waive_surcharge
from inspect_app.actions.fines import PaymentFacts, record_payment, refund_fine, strike_payment
from inspect_app.rules.decisions import Collection, ReceiptIssuer
from inspect_app.rules.fines import Pause, PauseGround, PaymentWay, Waiver
from inspect_app.rules.permissions import Permission
from inspect_app.web.fines import do, do_with_reason
from inspect_app.web.forms.fines import CashForm, PaymentForm, ReviewForm, WaiverForm

pages = Blueprint("fine_deeds", __name__, url_prefix="/fines/<uuid:fine_id>")
Answer = Response | tuple[str, int]


def _text(value: str | None) -> str:
    return (value or "").strip()


def _payment(form: PaymentForm) -> PaymentFacts:
    return PaymentFacts(
        paid_on=form.paid_on.data,
        fine_yuan=form.fine_yuan.data or 0,
        surcharge=form.surcharge.data or Decimal(0),
        way=PaymentWay[form.way.data.upper()],
        evidence_number=_text(form.evidence_number.data),
    )


@pages.post("/payments")
@needs(Permission.NOTE_PAYMENTS)
def create_payment(fine_id: UUID) -> Answer:
    return do(
        fine_id, "payment", lambda form: partial(record_payment, facts=_payment(form)), gettext("缴款已登记。")
    )


@pages.post("/payments/<uuid:payment_id>/striking")
@needs(Permission.TAKE_CASH)
def create_striking(fine_id: UUID, payment_id: UUID) -> Answer:
    return do_with_reason(fine_id, strike_payment, gettext("缴款记录已划去，理由已记录。"), payment_id=payment_id)


def _cash(form: CashForm) -> CashFacts:
    return CashFacts(
        ground=Collection.REMOTE_AND_ASKED,
        note=_text(form.note.data),
        receipt_issuer=ReceiptIssuer[form.receipt_issuer.data.upper()],
        receipt_number=_text(form.receipt_number.data),
        collected_on=form.collected_on.data,
        is_on_water=bool(form.is_on_water.data),
    )


@pages.post("/cash")
@needs(Permission.HAND_OVER_CASH)
def create_cash(fine_id: UUID) -> Answer:
    message = gettext("当场收缴已登记，请在期限内把现金交到机关。")
    return do(fine_id, "cash", lambda form: partial(collect_cash, facts=_cash(form)), message)


@pages.post("/landing")
@needs(Permission.HAND_OVER_CASH)
def create_landing(fine_id: UUID) -> Answer:
    return do(fine_id, "landing", lambda form: partial(land, landed_on=form.day.data), gettext("抵岸日期已登记。"))


@pages.post("/handover")
@needs(Permission.HAND_OVER_CASH)
def create_handover(fine_id: UUID) -> Answer:
    message = gettext("已登记交出现金，等待另一人确认收到。")
    return do(fine_id, "handover", lambda form: partial(hand_over_cash, handed_over_on=form.day.data), message)


@pages.post("/confirmation")
@needs(Permission.TAKE_CASH)
def create_confirmation(fine_id: UUID) -> Answer:
    message = gettext("已确认收到现金，请在期限内缴付银行。")
    return do(fine_id, "confirmation", lambda form: partial(confirm_cash, received_on=form.day.data), message)


@pages.post("/cash-return")
@needs(Permission.TAKE_CASH)
def create_cash_return(fine_id: UUID) -> Answer:
    return do_with_reason(fine_id, return_cash, gettext("现金已退回执法人员，理由已记录。"))


@pages.post("/deposit")
@needs(Permission.TAKE_CASH)
def create_deposit(fine_id: UUID) -> Answer:
    return do(
        fine_id,
        "deposit",
        lambda form: partial(deposit_cash, deposited_on=form.day.data, number=_text(form.number.data)),
        gettext("已缴付银行，罚款缴清。"),
    )


@pages.post("/deferrals")
@needs(Permission.NOTE_PAYMENTS)
def create_deferral(fine_id: UUID) -> Answer:
    return do(
        fine_id,
        "deferral",
        lambda form: partial(
            ask_to_defer,
            applied_on=form.applied_on.data,
            hardship=_text(form.hardship.data),
            instalments=form.instalments(),
        ),
        gettext("申请已登记，等待负责人答复。"),
    )


@pages.post("/deferral-approval")
@needs(Permission.APPROVE_DEFERRALS)
def create_deferral_approval(fine_id: UUID) -> Answer:
    return do_with_reason(fine_id, approve_deferral, gettext("已批准，今天起按缴纳计划执行。"))


@pages.post("/deferral-refusal")
@needs(Permission.APPROVE_DEFERRALS)
def create_deferral_refusal(fine_id: UUID) -> Answer:
    return do_with_reason(fine_id, refuse_deferral, gettext("不批准的答复已记录。"))


def _pause(form: ReviewForm) -> Pause:
    return Pause(PauseGround[form.ground.data.upper()], form.from_on.data)


@pages.post("/reviews")
@needs(Permission.NOTE_REVIEWS)
def create_review(fine_id: UUID) -> Answer:
    return do(
        fine_id,
        "review",
        lambda form: partial(begin_review, pause=_pause(form), case_number=_text(form.case_number.data)),
        gettext("已登记，期间不计加处罚款。"),
    )


@pages.post("/review-end")
@needs(Permission.NOTE_REVIEWS)
def create_review_end(fine_id: UUID) -> Answer:
    return do(
        fine_id,
        "review_end",
        lambda form: partial(end_review, until_on=form.until_on.data, outcome=_text(form.outcome.data)),
        gettext("已登记结束，次日起继续计算加处罚款。"),
    )


@pages.post("/waivers")
@needs(Permission.APPROVE_DEFERRALS)
def create_waiver(fine_id: UUID) -> Answer:
    def waiver(form: WaiverForm) -> Waiver:
        words = (_text(form.agreement.data), _text(form.measures.data))
        return Waiver(form.agreed_on.data, form.amount.data, *words)

    message = gettext("减免已登记，协议和理由已记录。")
    return do(fine_id, "waiver", lambda form: partial(waive_surcharge, waiver=waiver(form)), message)


@pages.post("/refund")
@needs(Permission.TAKE_CASH)
def create_refund(fine_id: UUID) -> Answer:
    return do(
        fine_id,
        "refund",
        lambda form: partial(refund_fine, refunded_on=form.day.data, number=_text(form.number.data)),
        gettext("退还已登记。"),
    )

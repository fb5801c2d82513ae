"""Fines as debts: opened by a delivery, paid in parts, surcharged, deferred, paused, called off, given back."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from inspect_app.actions.fine_plans import (
    approve_deferral,
    ask_to_defer,
    begin_review,
    end_review,
    refuse_deferral,
)
from inspect_app.actions.fine_waivers import waive_surcharge
from inspect_app.actions.fines import (
    PaymentFacts,
    call_off_fine,
    open_fine,
    record_payment,
    refund_fine,
    strike_payment,
    surcharge_on,
)
from inspect_app.problems import Problem, Refused
from inspect_app.rules.acts import Procedure
from inspect_app.rules.calendar import day_of
from inspect_app.rules.fines import Instalment, Pause, PauseGround, PaymentWay, Waiver
from inspect_app.rules.procedure import Stage
from inspect_app.store.base import transaction
from inspect_app.store.fine_lists import FineFilter, FineState, count_fines
from inspect_app.store.fines import fine_with
from inspect_app.store.record import steps_of
from tests.conftest import MONDAY

DAY = day_of(MONDAY)
DUE = DAY + timedelta(days=15)


def later(days):
    return MONDAY + timedelta(days=days)


@pytest.fixture
def fine(office):
    """500 yuan of the general procedure, delivered on Monday."""
    with transaction():
        return open_fine(
            uuid4(),
            Procedure.GENERAL,
            500,
            DAY,
            agency_id=office.agency.id,
            number="罚1",
            party_name="甲公司",
            at=MONDAY,
        )


def pay(fine, office, yuan, *, on, surcharge="0", slip="B-1", at=None):
    facts = PaymentFacts(on, yuan, Decimal(surcharge), PaymentWay.BANK, slip)
    with transaction():
        return record_payment(fine.id, facts, by=office.jia, at=at or later((on - DAY).days))


def refused_as(problem, deed, *args, **named):
    with pytest.raises(Refused) as refused, transaction():
        deed(*args, **named)
    assert problem in [one.problem for one in refused.value.refusals]


def counted(office, state, on):
    return count_fines(office.agency.id, FineFilter(on, state=state))


def test_a_fine_is_due_on_the_fifteenth_day_and_overdue_on_the_sixteenth(office, fine):
    assert fine.due_on == DUE
    assert (counted(office, FineState.DUE, DUE), counted(office, FineState.OVERDUE, DUE)) == (1, 0)
    assert counted(office, FineState.OVERDUE, DUE + timedelta(days=1)) == 1


def test_a_decision_has_one_fine(office, fine):
    refused_as(
        Problem.FINE_OPEN_ALREADY, open_fine, fine.subject_id, Procedure.GENERAL, 1, DAY,
        agency_id=office.agency.id, number="", party_name="", at=MONDAY,
    )  # fmt: skip


def test_a_fine_paid_in_two_parts_is_settled_with_the_second(office, fine):
    pay(fine, office, 200, on=DAY)
    assert (fine_with(fine.id).stage, fine_with(fine.id).due_on) == (Stage.OWED, DUE)
    pay(fine, office, 300, on=DUE, slip="B-2")
    kept = fine_with(fine.id)
    assert (kept.stage, kept.due_on) == (Stage.PAID, None)
    assert [step.step for step in steps_of(fine.id)] == ["record_payment", "record_payment", "settle"]
    assert counted(office, FineState.PAID, DUE) == 1


def test_who_pays_late_owes_the_surcharge_too(office, fine):
    day = DUE + timedelta(days=2)
    pay(fine, office, 500, on=day)
    kept = fine_with(fine.id)
    assert (kept.stage, surcharge_on(kept, day)) == (Stage.OWED, Decimal("30.00"))
    assert counted(office, FineState.OVERDUE, day) == 1
    refused_as(
        Problem.PAID_MORE_THAN_OWED, record_payment, fine.id,
        PaymentFacts(day, 0, Decimal("30.01"), PaymentWay.BANK, "B-2"), by=office.jia, at=later(17),
    )  # fmt: skip
    pay(fine, office, 0, on=day, surcharge="30.00", slip="B-2")
    assert fine_with(fine.id).stage is Stage.PAID


def test_a_slip_of_the_bank_is_noted_once_unless_it_was_struck(office, fine):
    payment = pay(fine, office, 200, on=DAY)
    again = PaymentFacts(DAY, 200, Decimal(0), PaymentWay.BANK, "B-1")
    refused_as(Problem.PAYMENT_NUMBER_USED, record_payment, fine.id, again, by=office.jia, at=MONDAY)
    refused_as(Problem.STEP_NOT_YOURS, strike_payment, fine.id, payment.id, "看错", by=office.jia, at=MONDAY)
    refused_as(Problem.REASON_NEEDED, strike_payment, fine.id, payment.id, " ", by=office.supervisor, at=MONDAY)
    with transaction():
        strike_payment(fine.id, payment.id, "看错", by=office.supervisor, at=MONDAY)
    refused_as(Problem.PAYMENT_STRUCK, strike_payment, fine.id, payment.id, "看错", by=office.supervisor, at=MONDAY)
    pay(fine, office, 500, on=DAY)
    assert fine_with(fine.id).stage is Stage.PAID


def test_striking_the_payment_opens_a_settled_fine_again(office, fine):
    payment = pay(fine, office, 500, on=DAY)
    with transaction():
        strike_payment(fine.id, payment.id, "退票", by=office.supervisor, at=MONDAY)
    assert (fine_with(fine.id).stage, fine_with(fine.id).due_on) == (Stage.OWED, DUE)


PLAN = (Instalment(DUE + timedelta(days=30), 200), Instalment(DUE + timedelta(days=60), 300))


def ask(fine, office, plan=PLAN, at=MONDAY, hardship="经营困难，附报表"):
    with transaction():
        ask_to_defer(fine.id, DAY, hardship, plan, by=office.jia, at=at)


def test_instalments_count_once_the_head_approves_them(office, fine):
    ask(fine, office)
    assert counted(office, FineState.ASKED, DAY) == 1
    refused_as(Problem.DEFERRAL_PENDING, ask_to_defer, fine.id, DAY, "x", PLAN, by=office.jia, at=MONDAY)
    refused_as(Problem.STEP_NOT_YOURS, approve_deferral, fine.id, "", by=office.supervisor, at=MONDAY)
    assert fine_with(fine.id).due_on == DUE
    with transaction():
        approve_deferral(fine.id, "同意", by=office.head, at=later(1))
    kept = fine_with(fine.id)
    assert kept.due_on == PLAN[0].due_on
    assert surcharge_on(kept, PLAN[0].due_on) == 0
    assert surcharge_on(kept, PLAN[0].due_on + timedelta(days=1)) == Decimal("6.00")
    pay(fine, office, 200, on=PLAN[0].due_on)
    assert fine_with(fine.id).due_on == PLAN[1].due_on


def test_a_deferral_that_was_refused_changes_nothing(office, fine):
    ask(fine, office)
    refused_as(Problem.REASON_NEEDED, refuse_deferral, fine.id, "", by=office.head, at=MONDAY)
    with transaction():
        refuse_deferral(fine.id, "证明材料不足", by=office.head, at=MONDAY)
    assert fine_with(fine.id).due_on == DUE
    refused_as(Problem.DEFERRAL_ANSWERED, approve_deferral, fine.id, "", by=office.head, at=MONDAY)
    ask(fine, office)


def test_a_plan_that_no_longer_fits_is_not_approved(office, fine):
    """Something was paid while the application lay on the desk."""
    ask(fine, office)
    pay(fine, office, 100, on=DAY)
    refused_as(Problem.PLAN_SUM_WRONG, approve_deferral, fine.id, "", by=office.head, at=later(1))


def test_a_deferral_needs_its_hardship(office, fine):
    refused_as(Problem.HARDSHIP_NOT_STATED, ask_to_defer, fine.id, DAY, " ", PLAN, by=office.jia, at=MONDAY)


def test_while_a_review_is_pending_nothing_is_added(office, fine):
    with transaction():
        begin_review(
            fine.id,
            Pause(PauseGround.RECONSIDERATION, DUE),
            "松府复〔2026〕1号",
            by=office.supervisor,
            at=later(15),
        )
    long_after = DUE + timedelta(days=40)
    assert surcharge_on(fine_with(fine.id), long_after) == 0
    suit = Pause(PauseGround.SUIT, long_after)
    refused_as(Problem.PAUSES_OVERLAP, begin_review, fine.id, suit, "", by=office.supervisor, at=later(60))
    with transaction():
        end_review(fine.id, long_after, "维持", by=office.supervisor, at=later(60))
    assert surcharge_on(fine_with(fine.id), long_after + timedelta(days=1)) == Decimal("15.00")
    refused_as(Problem.NOTHING_PENDING, end_review, fine.id, long_after, "", by=office.supervisor, at=later(60))


def test_a_refund_is_noted_once_the_decision_is_gone(office, fine):
    """What was paid is given back; what was never paid is simply owed no longer."""
    pay(fine, office, 200, on=DAY)
    with transaction():
        call_off_fine(fine.subject_id, Procedure.GENERAL, "事实有误", by=office.head, at=MONDAY)
    assert fine_with(fine.id).stage is Stage.REFUND_DUE
    refused_as(Problem.PAYMENT_EVIDENCE_NEEDED, refund_fine, fine.id, DAY, " ", by=office.supervisor, at=MONDAY)
    with transaction():
        refund_fine(fine.id, DAY, "T-1", by=office.supervisor, at=MONDAY)
    assert fine_with(fine.id).stage is Stage.REFUNDED


def test_an_unpaid_fine_goes_with_its_decision(office, fine):
    with transaction():
        call_off_fine(fine.subject_id, Procedure.GENERAL, "事实有误", by=office.head, at=MONDAY)
    assert (fine_with(fine.id).stage, fine_with(fine.id).due_on) == (Stage.CALLED_OFF, None)
    assert counted(office, FineState.OVERDUE, DUE + timedelta(days=9)) == 0


def waive(fine, office, amount, *, on, agreement="执行协议1号", measures="已恢复原状", at=None):
    with transaction():
        wanted = Waiver(on, Decimal(amount), agreement, measures)
        return waive_surcharge(fine.id, wanted, by=office.head, at=at or later((on - DAY).days))


def test_surcharge_is_let_go_by_an_agreement_and_the_fine_is_then_settled(office, fine):
    day = DUE + timedelta(days=2)
    pay(fine, office, 500, on=day, at=later(17))
    assert waive(fine, office, "10.00", on=day).stage is Stage.OWED
    assert surcharge_on(fine_with(fine.id), day) == Decimal("20.00")
    assert waive(fine, office, "20.00", on=day).stage is Stage.PAID


@pytest.mark.parametrize(
    ("amount", "more", "problem"),
    [
        ("30.01", {}, Problem.SURCHARGE_NOT_ABOVE),
        ("0", {}, Problem.SURCHARGE_NOT_ABOVE),
        ("30.00", {"agreement": " "}, Problem.AGREEMENT_NOT_STATED),
        ("30.00", {"measures": ""}, Problem.AGREEMENT_NOT_STATED),
    ],
)
def test_no_more_is_let_go_than_is_owed_and_never_without_its_agreement(office, fine, amount, more, problem):
    day = DUE + timedelta(days=2)
    with pytest.raises(Refused) as refused:
        waive(fine, office, amount, on=day, **more)
    assert [one.problem for one in refused.value.refusals] == [problem]

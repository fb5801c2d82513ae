"""Fines: what holds for the surcharge of every fine, and each gate on both sides of its boundary."""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from inspect_app.problems import Problem, Refused
from inspect_app.rules.fine_cash import Collected, another_person_confirms, hand_over_faults
from inspect_app.rules.fine_plans import pause_faults
from inspect_app.rules.fines import (
    FineFacts,
    Instalment,
    Pause,
    PauseGround,
    Payment,
    Plan,
    next_due,
    payment_faults,
)
from inspect_app.rules.surcharges import surcharge, surcharge_lines, surcharge_owed

DAY = date(2026, 11, 1)
DUE = DAY + timedelta(days=15)


def fine(amount=500, *plans, payments=(), pauses=()):
    return FineFacts(amount, DAY, (Plan(DAY, (Instalment(DUE, amount),)), *plans), tuple(payments), tuple(pauses))


offsets = some.integers(0, 400)


@some.composite
def fines(draw):
    """Whatever can happen: parts paid, pauses, a deferral in up to four instalments, in any order of days."""
    amount = draw(some.integers(1, 100_000))
    parts = draw(some.lists(some.integers(1, amount), max_size=3))
    paid = [part for index, part in enumerate(parts) if sum(parts[: index + 1]) <= amount]
    payments = [Payment(DAY + timedelta(days=draw(offsets)), part) for part in paid]
    pauses = []
    for _ in range(draw(some.integers(0, 2))):
        start = draw(offsets)
        length = draw(some.none() | some.integers(0, 200))
        until = None if length is None else DAY + timedelta(days=start + length)
        pauses.append(Pause(PauseGround.RECONSIDERATION, DAY + timedelta(days=start), until))
    return fine(amount, *draw(some.lists(plans(amount), max_size=1)), payments=payments, pauses=pauses)


@some.composite
def plans(draw, amount):
    from_day = draw(offsets)
    cuts = sorted(draw(some.sets(some.integers(1, amount), max_size=3)) | {amount})
    sizes = [cut - before for before, cut in zip([0, *cuts], cuts, strict=False)]
    days = sorted(draw(some.sets(some.integers(from_day + 1, 500), min_size=len(sizes), max_size=len(sizes))))
    lines = tuple(Instalment(DAY + timedelta(days=d), size) for d, size in zip(days, sizes, strict=True))
    return Plan(DAY + timedelta(days=from_day), lines)


@given(fines(), offsets)
def test_the_surcharge_is_never_above_the_fine(one, after):
    assert 0 <= surcharge(one, on=DAY + timedelta(days=2 * after)) <= one.amount_yuan


@given(fines(), offsets, some.integers(0, 50))
def test_the_surcharge_never_falls(one, after, more):
    on = DAY + timedelta(days=after)
    assert surcharge(one, on=on) <= surcharge(one, on=on + timedelta(days=more))


@given(fines(), some.integers(0, 15))
def test_the_surcharge_is_nought_until_the_fifteenth_day_has_passed(one, after):
    assert surcharge(one, on=DAY + timedelta(days=after)) == 0 or len(one.plans) > 1


@given(some.integers(1, 100_000), offsets, some.integers(0, 200), offsets)
def test_while_a_review_is_pending_nothing_is_added(amount, start, length, after):
    pause = Pause(PauseGround.SUIT, DAY + timedelta(days=start), DAY + timedelta(days=start + length))
    one = fine(amount, pauses=[pause])
    before = surcharge(one, on=pause.from_on - timedelta(days=1))
    within = min(pause.until_on, pause.from_on + timedelta(days=after))
    assert surcharge(one, on=within) == before
    assert surcharge(one, on=within) <= surcharge(fine(amount), on=within)


@given(fines(), offsets)
def test_the_lines_add_up_to_the_surcharge_and_leave_no_day_out(one, after):
    lines = surcharge_lines(one, on=DAY + timedelta(days=after))
    assert sum((line.added for line in lines), Decimal(0)) == (lines[-1].total if lines else 0)
    for line, following in itertools.pairwise(lines):
        assert line.until_on < following.from_on
        assert following.total == line.total + following.added


@given(fines(), offsets)
def test_whoever_has_paid_all_of_it_is_charged_no_more(one, after):
    on = DAY + timedelta(days=after)
    settled = replace(one, payments=(*one.payments, Payment(on, one.unpaid_yuan)))
    late = [payment for payment in one.payments if payment.paid_on > on]
    if not late:
        assert surcharge(settled, on=on + timedelta(days=100)) == surcharge(settled, on=on)


def test_no_surcharge_is_reckoned_under_a_text_that_was_not_read():
    before = replace(fine(), delivered_on=date(2021, 7, 14))
    with pytest.raises(Refused) as refused:
        surcharge(before, on=DAY)
    assert refused.value.refusals[0].problem is Problem.NO_RULE_IN_FORCE
    assert surcharge(replace(fine(), delivered_on=date(2021, 7, 15)), on=DUE) == 0


@pytest.mark.parametrize(
    ("payment", "evidence", "expected"),
    [
        (Payment(DAY, 500), "B-1", []),
        (Payment(DAY, 1), "B-1", []),
        (Payment(DAY, 501), "B-1", [Problem.PAID_MORE_THAN_OWED]),
        (Payment(DAY, 0), "B-1", [Problem.PAYMENT_EMPTY]),
        (Payment(DAY, 500), " ", [Problem.PAYMENT_EVIDENCE_NEEDED]),
        (Payment(DAY - timedelta(days=1), 500), "B-1", [Problem.DAY_OUT_OF_RANGE]),
        (Payment(DUE + timedelta(days=5), 500), "B-1", []),
        (Payment(DUE + timedelta(days=6), 500), "B-1", [Problem.DAY_OUT_OF_RANGE]),
        (Payment(DUE, 500, Decimal("0.01")), "B-1", [Problem.PAID_MORE_THAN_OWED]),
        (Payment(DUE + timedelta(days=1), 500, Decimal("15.00")), "B-1", []),
        (Payment(DUE + timedelta(days=1), 500, Decimal("15.01")), "B-1", [Problem.PAID_MORE_THAN_OWED]),
        (Payment(DAY, -1), "B-1", [Problem.PAYMENT_EMPTY, Problem.PAID_MORE_THAN_OWED]),
    ],
)
def test_what_may_be_noted_as_paid(payment, evidence, expected):
    owed = surcharge_owed(fine(), on=payment.paid_on)
    today = DUE + timedelta(days=5)
    found = payment_faults(fine(), payment, evidence=evidence, surcharge_owed=owed, today=today)
    assert [one.problem for one in found] == expected


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (fine(), Instalment(DUE, 500)),
        (fine(payments=[Payment(DAY, 200)]), Instalment(DUE, 300)),
        (fine(payments=[Payment(DAY, 500)]), None),
        (
            fine(500, Plan(DAY, (Instalment(DUE, 200), Instalment(DUE + timedelta(days=9), 300)))),
            Instalment(DUE, 200),
        ),
        (
            fine(
                500,
                Plan(DAY, (Instalment(DUE, 200), Instalment(DUE + timedelta(days=9), 300))),
                payments=[Payment(DAY, 250)],
            ),
            Instalment(DUE + timedelta(days=9), 250),
        ),
    ],
)
def test_what_is_due_next(one, expected):
    assert next_due(one) == expected


@pytest.mark.parametrize(
    ("earlier", "from_on", "expected"),
    [
        ([], DAY, []),
        ([], DAY - timedelta(days=1), [Problem.DAY_OUT_OF_RANGE]),
        ([Pause(PauseGround.RECONSIDERATION, DAY)], DUE, [Problem.PAUSES_OVERLAP]),
        ([Pause(PauseGround.RECONSIDERATION, DAY, DUE)], DUE, [Problem.PAUSES_OVERLAP]),
        ([Pause(PauseGround.RECONSIDERATION, DAY, DUE)], DUE + timedelta(days=1), []),
    ],
)
def test_a_suit_follows_a_reconsideration_and_does_not_run_beside_it(earlier, from_on, expected):
    pause = Pause(PauseGround.SUIT, from_on)
    found = pause_faults(fine(pauses=earlier), pause, today=DUE + timedelta(days=30))
    assert [one.problem for one in found] == expected


@pytest.mark.parametrize(
    ("is_on_water", "landed_on", "day", "expected"),
    [
        (False, None, DAY, []),
        (False, None, DAY - timedelta(days=1), [Problem.DAY_OUT_OF_RANGE]),
        (True, None, DAY, [Problem.CASH_NOT_LANDED]),
        (True, DAY + timedelta(days=1), DAY, [Problem.DAY_OUT_OF_RANGE]),
        (True, DAY + timedelta(days=1), DAY + timedelta(days=1), []),
    ],
)
def test_cash_is_handed_over_after_it_was_collected_and_brought_ashore(is_on_water, landed_on, day, expected):
    found = hand_over_faults(day, collected=Collected(DAY, is_on_water, landed_on), today=DUE)
    assert [one.problem for one in found] == expected


def test_whoever_hands_cash_over_does_not_confirm_it():
    assert another_person_confirms(handed_over_by=1, confirms=2) is None
    assert another_person_confirms(handed_over_by=1, confirms=1).problem is Problem.CASH_BY_THE_SAME_PERSON

"""Cash on its way: from the party to the officer, the office and the bank, each within two working days."""

from datetime import date
from uuid import uuid4

import pytest

from inspect_app.actions.fine_cash import (
    CashFacts,
    collect_cash,
    confirm_cash,
    deposit_cash,
    hand_over_cash,
    land,
    return_cash,
)
from inspect_app.actions.fines import open_fine
from inspect_app.problems import Problem
from inspect_app.rules.acts import Procedure
from inspect_app.rules.decisions import Collection, ReceiptIssuer
from inspect_app.rules.procedure import Stage
from inspect_app.store.audit import audit_lines
from inspect_app.store.base import transaction
from inspect_app.store.fine_lists import FineState
from inspect_app.store.fines import fine_with
from tests.actions.test_fines import DAY, counted, later, refused_as
from tests.conftest import MONDAY


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


def cash_facts(**more):
    values = {
        "ground": Collection.REMOTE_AND_ASKED,
        "note": "当事人提出，银行太远",
        "receipt_issuer": ReceiptIssuer.PROVINCE,
    }
    return CashFacts(**{**values, "receipt_number": "No. 0001", "collected_on": DAY, **more})


def collect(fine, office, **more):
    with transaction():
        return collect_cash(fine.id, cash_facts(**more), by=office.jia, at=MONDAY)


def test_cash_goes_through_two_pairs_of_hands_to_the_bank(office, fine):
    collect(fine, office)
    kept = fine_with(fine.id)
    assert (kept.stage, kept.cash_due_on) == (Stage.WITH_OFFICER, date(2026, 11, 25))
    assert counted(office, FineState.CASH_LATE, date(2026, 11, 25)) == 0
    assert counted(office, FineState.CASH_LATE, date(2026, 11, 26)) == 1
    with transaction():
        hand_over_cash(fine.id, date(2026, 11, 25), by=office.jia, at=later(2))
    refused_as(Problem.STEP_NOT_YOURS, confirm_cash, fine.id, date(2026, 11, 25), by=office.jia, at=later(2))
    with transaction():
        confirm_cash(fine.id, date(2026, 11, 25), by=office.supervisor, at=later(2))
    assert fine_with(fine.id).cash_due_on == date(2026, 11, 27)
    refused_as(
        Problem.PAYMENT_EVIDENCE_NEEDED,
        deposit_cash,
        fine.id,
        date(2026, 11, 27),
        "",
        by=office.supervisor,
        at=later(4),
    )
    with transaction():
        deposit_cash(fine.id, date(2026, 11, 27), "S-9", by=office.supervisor, at=later(4))
    kept = fine_with(fine.id)
    assert (kept.stage, kept.cash_due_on, kept.due_on) == (Stage.PAID, None, None)
    assert audit_lines(limit=1)[0].deed == "deposit_cash"


def test_nobody_confirms_the_cash_that_they_brought(office, fine):
    collect(fine, office)
    with transaction():
        hand_over_cash(fine.id, DAY, by=office.supervisor, at=MONDAY)
    refused_as(Problem.CASH_BY_THE_SAME_PERSON, confirm_cash, fine.id, DAY, by=office.supervisor, at=MONDAY)
    with transaction():
        confirm_cash(fine.id, DAY, by=office.head, at=MONDAY)


def test_cash_that_does_not_fit_its_receipt_goes_back(office, fine):
    collect(fine, office)
    with transaction():
        hand_over_cash(fine.id, DAY, by=office.jia, at=MONDAY)
        return_cash(fine.id, "少一百元", by=office.supervisor, at=MONDAY)
    kept = fine_with(fine.id)
    assert (kept.stage, kept.cash.handed_over_on, kept.cash_due_on) == (
        Stage.WITH_OFFICER,
        None,
        date(2026, 11, 25),
    )


def test_on_the_water_the_period_begins_with_the_landing(office, fine):
    collect(fine, office, is_on_water=True)
    assert fine_with(fine.id).cash_due_on is None
    refused_as(Problem.CASH_NOT_LANDED, hand_over_cash, fine.id, DAY, by=office.jia, at=later(3))
    with transaction():
        land(fine.id, date(2026, 11, 25), by=office.jia, at=later(2))
    assert fine_with(fine.id).cash_due_on == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"ground": Collection.SMALL}, Problem.COLLECTION_NOT_ALLOWED),
        ({"ground": Collection.HARD_TO_ENFORCE}, Problem.COLLECTION_NOT_ALLOWED),
        ({"note": ""}, Problem.PARTY_REQUEST_NOT_RECORDED),
        ({"receipt_number": ""}, Problem.RECEIPT_NEEDED),
        ({"receipt_issuer": ReceiptIssuer.UNSTATED}, Problem.RECEIPT_NOT_OFFICIAL),
    ],
)
def test_after_the_decision_cash_is_taken_only_where_it_is_remote_and_asked_for(office, fine, more, problem):
    refused_as(problem, collect_cash, fine.id, cash_facts(**more), by=office.jia, at=MONDAY)


def test_a_receipt_is_used_once_however_it_is_written(office, fine):
    collect(fine, office)
    with transaction():
        other = open_fine(
            uuid4(),
            Procedure.GENERAL,
            100,
            DAY,
            agency_id=office.agency.id,
            number="罚2",
            party_name="乙",
            at=MONDAY,
        )
    twice = cash_facts(receipt_number="ＮＯ.0001")
    refused_as(Problem.RECEIPT_USED_TWICE, collect_cash, other.id, twice, by=office.jia, at=MONDAY)
    assert fine_with(other.id).stage is Stage.OWED

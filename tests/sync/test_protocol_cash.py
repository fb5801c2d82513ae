"""PROTOCOL.md, cash: who hears of it, and what older phones did not say."""

from uuid import UUID

import pytest

from inspect_app.actions.fine_cash import hand_over_cash
from inspect_app.clock import now, today
from inspect_app.rules.acts import Party, Procedure
from inspect_app.rules.decisions import Collection, PartyOfCase, ReceiptIssuer, Told
from inspect_app.store.base import transaction
from inspect_app.store.decisions import decision_with
from inspect_app.store.fines import fine_of
from tests.on_site import decide, deliver, finished_visit

CITIZEN = PartyOfCase(Party.CITIZEN, "演示人", "310000199001010000", "演示路1号", "", "")


def collected(phone, office, **more):
    """A hundred yuan, there and then; gives the decision's id."""
    phone.sync()
    visit_id, finding_id = finished_visit(phone, office.work.id)
    cash = {"fine_yuan": 100, "collection": Collection.SMALL, "receipt_number": "R-1", "party": CITIZEN}
    decision_id = decide(phone, office.yi.id, visit_id, finding_id, **{**cash, **more})
    deliver(phone, visit_id, decision_id)
    phone.sync()
    phone.sync()
    return decision_id


def told_of(phone):
    return [value for (kind, _id), value in phone.confirmed.items() if kind == "fine" and value]


def flags_of(decision_id):
    return [flag["code"] for flag in decision_with(UUID(decision_id)).flags]


def test_m89_cash_is_told_to_whoever_collected_it_and_to_nobody_else(phone, colleague, office):
    decision_id = collected(phone, office)
    colleague.sync()
    [cash] = told_of(phone)
    assert (cash["subject_id"], cash["amount_yuan"], cash["is_with_officer"]) == (decision_id, 100, True)
    assert told_of(colleague) == []
    fine = fine_of(UUID(decision_id), Procedure.ON_THE_SPOT)
    assert cash["hand_over_by_on"] == (fine.cash.hand_over_by_on and fine.cash.hand_over_by_on.isoformat())


def test_m89_it_is_told_again_when_it_passes_into_other_hands(phone, office):
    fine = fine_of(UUID(collected(phone, office)), Procedure.ON_THE_SPOT)
    with transaction():
        hand_over_cash(fine.id, today(), by=office.jia, at=now())
    phone.sync()
    [cash] = told_of(phone)
    assert (cash["stage"], cash["is_with_officer"]) == ("handed_over", False)


def test_m89_on_the_water_there_is_no_last_day_before_the_landing(phone, office):
    collected(phone, office, collection=Collection.REMOTE_AND_ASKED, is_on_water=True)
    [cash] = told_of(phone)
    assert (cash["is_on_water"], cash["hand_over_by_on"]) == (True, None)


@pytest.mark.parametrize(
    ("said", "flags"),
    [
        ({}, []),
        ({"receipt_issuer": ReceiptIssuer.PROVINCE, "told": tuple(Told)}, []),
        ({"receipt_issuer": ReceiptIssuer.UNSTATED}, ["receipt_not_official"]),
        ({"told": (Told.FACTS,)}, ["party_not_fully_told"]),
        ({"collection": Collection.HARD_TO_ENFORCE, "collection_note": ""}, ["collection_reason_missing"]),
        ({"collection": Collection.REMOTE_AND_ASKED, "collection_note": ""}, ["party_request_not_recorded"]),
        ({"collection": Collection.REMOTE_AND_ASKED, "collection_note": None}, []),
    ],
)
def test_m90_what_a_phone_was_not_asked_is_no_doubt_and_an_empty_answer_is(phone, office, said, flags):
    assert flags_of(collected(phone, office, **said)) == flags


def test_m90_a_receipt_that_another_paper_names_is_accepted_and_flagged(phone, office):
    assert flags_of(collected(phone, office)) == []
    assert flags_of(collected(phone, office)) == ["receipt_used_twice"]

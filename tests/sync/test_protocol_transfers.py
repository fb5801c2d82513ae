"""PROTOCOL.md, findings handed over from a phone: one test for each MUST."""

from uuid import UUID, uuid4

import pytest

from inspect_app.actions.checklists import new_draft, publish_checklist
from inspect_app.store.base import transaction
from inspect_app.store.finding_transfers import transfers_of_visit
from inspect_app.store.orders import orders_of_visits
from tests import make, on_site
from tests.conftest import MONDAY


@pytest.fixture
def joint(phone, office) -> str:
    with transaction():
        draft = new_draft(make.checklist("fire-part", audience="fire"), by=None, at=MONDAY)
        publish_checklist(draft, by=None, at=MONDAY)
    checklists = [{"code": code, "number": 1} for code in ("short", "fire-part")]
    return phone.start_visit(office.work.id, kind="joint", checklists=checklists, officer_ids=[str(office.fire.id)])


def hand_over(phone, visit_id, finding_id, office, **more) -> str:
    """Says it; gives the transfer's id."""
    data = {
        "transfer_id": str(uuid4()), "finding_id": finding_id, "to_agency_id": str(office.fire.agency_id),
        "to_agency_name": "松江区消防救援支队", "case_cause": "遮挡消火栓", "party_name": "演示物业有限公司",
        "facts": "消火栓被遮挡。", "reasons": "不属于本机关职权",
    }  # fmt: skip
    data |= more
    phone.say("finding_handed_over", visit_id, **data)
    return str(data["transfer_id"])


def last(phone):
    """The answer to what was said last."""
    return phone.answers[phone.payload(phone.events[-1])["id"]]


def test_m97_what_a_phone_hands_over_is_a_transfer_with_its_letter(phone, fire, office, joint):
    finding_id = on_site.find(phone, joint)
    transfer_id = hand_over(phone, joint, finding_id, office)
    phone.sync()
    [transfer] = transfers_of_visit(UUID(joint))
    assert (str(transfer.id), str(transfer.finding_id), transfer.to_agency_id) == (
        transfer_id,
        finding_id,
        office.fire.agency_id,
    )
    assert (transfer.paper.form, transfer.paper.content["values"]["contact"]) == (
        "transfer_letter",
        office.jia.name,
    )
    fire.sync()
    assert fire.confirmed[("transfer", transfer_id)]["reasons"] == "不属于本机关职权"
    assert fire.visit(joint)["transfers"][transfer_id]["to"] == "松江区消防救援支队"
    assert ("transfer", transfer_id) not in phone.confirmed


def test_m97_said_before_the_finding_is_here_it_waits_for_it(phone, fire, office, joint):
    """Of the fire department's part, read off their phone, which comes later."""
    finding_id = str(uuid4())
    hand_over(phone, joint, finding_id, office)
    phone.sync()
    assert (last(phone)["status"], last(phone)["reasons"][0]["code"]) == ("held", "finding_unknown")
    fire.say("finding_recorded", joint, finding_id=finding_id, checklist="fire-part", item="item-1",
             text="消火栓被遮挡。", severity="ordinary")  # fmt: skip
    fire.sync()
    phone.sync()
    assert last(phone)["status"] == "accepted"
    assert [str(one.finding_id) for one in transfers_of_visit(UUID(joint))] == [finding_id]


@pytest.mark.parametrize(
    ("given", "code"),
    [("again", "handed_over_already"), ("taken back", "finding_taken_back"), ("to ourselves", "not_a_recipient"),
     ("without a party", "paper_content_missing")],
)  # fmt: skip
def test_m97_what_cannot_be_handed_over_is_refused_with_its_reason(phone, office, joint, given, code):
    finding_id = on_site.find(phone, joint)
    if given == "again":
        hand_over(phone, joint, finding_id, office)
    if given == "taken back":
        phone.say("finding_withdrawn", joint, finding_id=finding_id)
    more = {
        "to ourselves": {"to_agency_id": str(office.agency.id)},
        "without a party": {"party_name": " "},
    }.get(given, {})
    hand_over(phone, joint, finding_id, office, **more)
    phone.sync()
    assert (last(phone)["status"], last(phone)["reasons"][0]["code"]) == ("refused", code)
    assert len(transfers_of_visit(UUID(joint))) == (1 if given == "again" else 0)


def test_m97_a_partner_hands_nothing_over_in_our_name(phone, fire, office, joint):
    finding_id = on_site.find(phone, joint)
    phone.sync()
    hand_over(fire, joint, finding_id, office)
    fire.sync()
    assert last(fire)["status"] == "refused"
    assert transfers_of_visit(UUID(joint)) == []


def test_m98_an_order_on_what_was_handed_over_is_a_fact_and_flagged(phone, office, joint):
    finding_id = on_site.find(phone, joint)
    hand_over(phone, joint, finding_id, office)
    phone.sync()
    on_site.order(phone, office.yi.id, joint, finding_id)
    phone.sync()
    [order] = orders_of_visits(UUID(joint))
    assert "finding_handed_over" in {flag["code"] for flag in order.flags}
    assert {answer["status"] for answer in phone.answers.values()} == {"accepted"}

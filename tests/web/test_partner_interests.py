"""Interests of partner departments' officers: declared by them or for them, and checked like our own."""

from uuid import UUID

import pytest

from inspect_app.actions.instance import add_agency
from inspect_app.actions.interests import declare_interest, interested_in
from inspect_app.clock import now
from inspect_app.problems import Refused
from inspect_app.rules.interests import InterestFacts
from inspect_app.rules.people import AgencyKind, Role
from inspect_app.store.base import transaction
from inspect_app.store.interests import interests_of
from inspect_app.store.visits import visit_with
from tests import make
from tests.conftest import MONDAY
from tests.desk import Desk
from tests.phone_in_python import Phone
from tests.sync.test_protocol_joining import begin, invitation


@pytest.fixture
def partner(app, office) -> Desk:
    return Desk(app.test_client(), "xiaofang")


def declared(office, **facts):
    with transaction():
        return declare_interest(InterestFacts(office.fire.id, "亲属任职", **facts), by=office.fire, at=MONDAY)


def test_a_partner_names_the_party_and_sees_their_own_declaration_alone(partner, office):
    page = partner.open("/interests").text
    assert ('name="party_name"' in page, 'name="work"' in page, 'name="officer"' in page) == (True, False, False)
    assert partner.send("/interests", party_name="演示物业有限公司", relation="亲属任职").status_code == 302
    [interest] = interests_of(office.agency.id)
    assert (interest.officer_id, interest.agency_id) == (office.fire.id, office.agency.id)
    assert "亲属任职" in partner.read("/interests")
    assert partner.send(f"/interests/{interest.id}/end", reason="已离职").status_code == 302


def test_whoever_plans_declares_for_a_partners_officer_too(desk, office):
    done = desk.send("/interests", officer=str(office.fire.id), work="SJ-0001", relation="曾任职")
    assert done.status_code == 302
    assert interested_in(office.work) == {office.fire.id: "曾任职"}
    assert office.fire.name in desk.read("/interests")


def test_nobody_of_another_offices_department_declares_for_ours(office):
    with transaction():
        agency = add_agency("SH-QP-FIRE", AgencyKind.FIRE, "另一区消防救援支队", None)
        stranger = make.officer("jiedao", agency.id, role=Role.PARTNER, at=MONDAY)
    facts = InterestFacts(office.jia.id, "亲属任职", None, "某公司")
    with pytest.raises(Refused), transaction():
        declare_interest(facts, by=stranger, at=MONDAY)


def test_planning_a_partner_who_should_recuse_needs_the_heads_decision(desk, office):
    declared(office, work_id=office.work.id)
    plan = {"work": str(office.work.id), "kind": "joint", "checklists": "short/1",
            "officers": [str(office.jia.id), str(office.fire.id)]}  # fmt: skip
    response = desk.send("/visits", **plan)
    assert (response.status_code, "应当回避" in response.text) == (422, True)
    assert desk.send("/visits", **plan, recusal_decision="负责人决定不回避").status_code == 302


@pytest.mark.parametrize("is_interested", [True, False])
def test_one_who_joins_by_code_all_the_same_is_a_fact_and_flagged(app, phone, office, desk, is_interested):
    if is_interested:
        declared(office, work_id=office.work.id)
    fire = Phone(app.test_client())
    fire.sign_in("xiaofang")
    visit_id = begin(phone, office.work.id)
    phone.sync()
    fire.say("visit_joined", visit_id, invitation=invitation(phone, visit_id, office.work.id, at=now()))
    fire.sync()
    assert {answer["status"] for answer in fire.answers.values()} == {"accepted"}
    codes = {flag["code"] for flag in visit_with(UUID(visit_id)).flags}
    assert ("interested_went_along" in codes) is is_interested
    assert ("data-recusal" in desk.open(f"/visits/{visit_id}").text) is is_interested

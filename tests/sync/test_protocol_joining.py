"""PROTOCOL.md, joining by an invitation: one test for each MUST, and every order in which the phones may come."""

import itertools
import json
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from joserfc import jws
from joserfc.jwk import ECKey

from inspect_app.actions.checklists import new_draft, publish_checklist
from inspect_app.actions.instance import add_agency
from inspect_app.actions.visits import name_officers
from inspect_app.clock import now
from inspect_app.rules.people import AgencyKind, Role
from inspect_app.store.agencies import agency_by_code
from inspect_app.store.base import transaction
from inspect_app.store.officers import officer_with
from inspect_app.store.record import steps_of
from inspect_app.store.visits import findings_of, visit_with
from tests import make
from tests.conftest import MONDAY
from tests.phone_in_python import Phone

ORDERS = list(itertools.permutations(["lead", "fire", "safety"]))
PARTS = {"fire": "fire-part", "safety": "safety-part"}


@pytest.fixture
def safety(app, office) -> Phone:
    with transaction():
        make.officer("anjian", agency_by_code("SH-SJ-SAFETY").id, role=Role.PARTNER, at=MONDAY)
    phone = Phone(app.test_client())
    phone.sign_in("anjian")
    return phone


@pytest.fixture(autouse=True)
def _parts(office):
    with transaction():
        for code, audience in (("fire-part", "fire"), ("safety-part", "work_safety")):
            draft = new_draft(make.checklist(code, audience=audience), by=None, at=MONDAY)
            publish_checklist(draft, by=None, at=MONDAY)


def invitation(lead, visit_id, work_id, /, *, key=None, at=None, **more):
    """What the lead's phone shows: signed by its key, read by a partner's camera."""
    payload = {
        "purpose": "join_visit", "visit": visit_id, "kind": "joint", "device": lead.id,
        "work": {"id": str(work_id), "number": "SJ-0001", "name": "演示一号地下车库"},
        "lead": {"id": lead.officer_id, "name": "检查员jia"}, "at": (at or datetime.now(UTC)).isoformat(),
        "checklists": [{"code": "short", "number": 1}], **more,
    }  # fmt: skip
    return jws.serialize_compact({"alg": "ES256"}, json.dumps(payload), key or lead.key)


def join(phone, visit_id, token, code="fire-part"):
    """Joins, and does a part: an answer, a finding, the end."""
    join_id = phone.say("visit_joined", visit_id, invitation=token, checklists=[{"code": code, "number": 1}])
    phone.say("answer_given", visit_id, checklist=code, item="item-1", value="not_met")
    words = {"checklist": code, "item": "item-1", "text": f"{code}有问题", "severity": "minor"}
    phone.say("finding_recorded", visit_id, finding_id=str(uuid4()), **words)
    phone.say("visit_finished", visit_id)
    return join_id


def begin(lead, work_id, visit_id=None):
    """Unplanned, with no signal."""
    data = {"work_id": str(work_id), "kind": "joint", "checklists": [{"code": "short", "number": 1}]}
    visit_id = visit_id or str(uuid4())
    lead.say("visit_started", visit_id, **data)
    lead.say("answer_given", visit_id, checklist="short", item="item-1", value="met")
    return visit_id


def statuses(phone):
    return {answer["status"] for answer in phone.answers.values()}


def on_visit(visit_id):
    return {member.officer_id for member in visit_with(UUID(visit_id)).officers}


@pytest.mark.parametrize("order", ORDERS, ids=" ".join)
def test_m92_the_parts_come_together_in_whichever_order_they_arrive(phone, fire, safety, office, order):
    phones = {"lead": phone, "fire": fire, "safety": safety}
    visit_id = begin(phone, office.work.id)
    token = invitation(phone, visit_id, office.work.id)
    for name, code in PARTS.items():
        join(phones[name], visit_id, token, code)
    phone.say("visit_finished", visit_id)
    for name in order:
        phones[name].sync()
    for one in phones.values():
        one.sync([])
    visit = visit_with(UUID(visit_id))
    assert visit.stage.name == "FINISHED"
    assert on_visit(visit_id) == {UUID(one.officer_id) for one in phones.values()}
    assert {one.version.file.code for one in visit.checklists} == {"short", *PARTS.values()}
    assert {one.current.text for one in findings_of(visit.id)} == {"fire-part有问题", "safety-part有问题"}
    assert all(member.joined_at and member.finished_at for member in visit.officers)
    assert [statuses(one) for one in phones.values()] == [{"accepted"}] * 3


def test_m92_the_joiner_gets_the_work_and_the_others_part(phone, fire, office):
    visit_id = begin(phone, office.work.id)
    join(fire, visit_id, invitation(phone, visit_id, office.work.id))
    phone.sync()
    fire.sync()
    assert fire.confirmed[("work", str(office.work.id))]["notes"] == ""
    assert fire.visit(visit_id)["answers"]["short/item-1"]["value"] == "met"
    assert fire.visit(visit_id)["reason"] == ""


def forged(phone, visit_id, office):
    return invitation(phone, visit_id, office.work.id, key=ECKey.generate_key("P-256"))


def of_another_visit(phone, visit_id, office):
    return invitation(phone, str(uuid4()), office.work.id)


def of_another_lead(phone, visit_id, office):
    return invitation(phone, visit_id, office.work.id, lead={"id": str(office.yi.id), "name": "检查员yi"})


def expired(phone, visit_id, office):
    return invitation(phone, visit_id, office.work.id, at=now() - timedelta(hours=12, minutes=1))


def nearly_expired(phone, visit_id, office):
    return invitation(phone, visit_id, office.work.id, at=now() - timedelta(hours=11, minutes=59))


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (forged, "invitation_forged"),
        (of_another_visit, "invitation_forged"),
        (of_another_lead, "invitation_forged"),
        (expired, "invitation_expired"),
        (nearly_expired, None),
    ],
    ids=lambda one: getattr(one, "__name__", one),
)
@pytest.mark.parametrize("is_lead_first", [True, False])
def test_m93_an_invitation_that_does_not_hold_keeps_everything_for_a_person(
    phone, fire, office, made, code, is_lead_first
):
    visit_id = begin(phone, office.work.id)
    join_id = join(fire, visit_id, made(phone, visit_id, office))
    for one in (phone, fire) if is_lead_first else (fire, phone):
        one.sync()
    fire.sync([])
    if code is None:
        assert statuses(fire) == {"accepted"}
        return
    assert statuses(fire) == {"held"}
    assert fire.answers[join_id]["reasons"][0]["code"] == code
    with transaction():
        jia = officer_with(office.jia.id)
        name_officers(UUID(visit_id), [office.fire.id], by=jia, at=now())
    phone.sync()
    fire.sync([])
    assert statuses(fire) == {"accepted"}
    assert [one.current.text for one in findings_of(UUID(visit_id))] == ["fire-part有问题"]


def of_another_district():
    """A fire department that works with somebody else."""
    agency = add_agency("SH-QP-FIRE", AgencyKind.FIRE, "另一区消防救援支队", None)
    make.officer("jiedao", agency.id, role=Role.PARTNER, at=MONDAY)


def test_m94_only_officers_of_departments_that_this_office_works_with_are_let_in(phone, app, office):
    with transaction():
        of_another_district()
    stranger = Phone(app.test_client())
    assert stranger.sign_in("jiedao").status_code == 200
    visit_id = begin(phone, office.work.id)
    phone.sync()
    join_id = join(stranger, visit_id, invitation(phone, visit_id, office.work.id))
    stranger.sync()
    assert stranger.answers[join_id]["reasons"][0]["code"] == "no_partnership"
    assert statuses(stranger) == {"held"}
    assert ("visit", visit_id) not in stranger.confirmed


def test_m95_what_is_no_invitation_is_refused_and_the_rest_waits(phone, fire, office):
    visit_id = begin(phone, office.work.id)
    phone.sync()
    join_id = join(fire, visit_id, phone.events[0])
    fire.sync()
    assert (fire.answers[join_id]["status"], fire.answers[join_id]["reasons"][0]["code"]) == (
        "refused",
        "event_malformed",
    )
    assert {answer["status"] for event_id, answer in fire.answers.items() if event_id != join_id} == {"held"}


def test_a_visit_that_was_joined_lacks_no_partner_any_more(phone, fire, office):
    visit_id = begin(phone, office.work.id)
    phone.sync()
    assert "partner_not_along" in {flag["code"] for flag in visit_with(UUID(visit_id)).flags}
    join(fire, visit_id, invitation(phone, visit_id, office.work.id))
    fire.sync()
    assert "partner_not_along" not in {flag["code"] for flag in visit_with(UUID(visit_id)).flags}


@pytest.mark.parametrize(
    ("reason", "stage"), [("", "UNDER_WAY"), (" ", "UNDER_WAY"), ("消防人员先行离开", "FINISHED")]
)
def test_m96_the_lead_ends_a_visit_that_others_are_still_at_only_with_a_reason(phone, fire, office, reason, stage):
    visit_id = begin(phone, office.work.id)
    token = invitation(phone, visit_id, office.work.id)
    phone.sync()
    fire.say("visit_joined", visit_id, invitation=token)
    fire.sync()
    phone.say("visit_finished", visit_id, reason=reason)
    phone.sync()
    assert visit_with(UUID(visit_id)).stage.name == stage
    steps = [step.reason for step in steps_of(UUID(visit_id)) if step.step == "finish"]
    assert steps == ([reason] if stage == "FINISHED" else [])


@pytest.mark.parametrize(("reason", "is_flagged"), [("", True), ("没有来", False)])
def test_m96_parts_that_are_still_to_come_without_a_reason_are_a_flag(phone, office, reason, is_flagged):
    visit_id = begin(phone, office.work.id)
    phone.say("officers_named", visit_id, officer_ids=[str(office.fire.id)])
    phone.say("visit_finished", visit_id, reason=reason)
    phone.sync()
    visit = visit_with(UUID(visit_id))
    assert visit.stage.name == "FINISHED"
    assert ("parts_not_here" in {flag["code"] for flag in visit.flags}) is is_flagged


def test_m96_a_partner_ends_nobody_elses_part(phone, fire, office):
    visit_id = begin(phone, office.work.id)
    token = invitation(phone, visit_id, office.work.id)
    phone.sync()
    fire.say("visit_joined", visit_id, invitation=token)
    fire.say("visit_finished", visit_id, reason="我先走了")
    fire.sync()
    assert visit_with(UUID(visit_id)).stage.name == "UNDER_WAY"

"""PROTOCOL.md, parts of a joint visit that phones show each other: one test for each MUST."""

import hashlib
import itertools
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from joserfc.jwk import ECKey

from inspect_app.actions.checklists import new_draft, publish_checklist
from inspect_app.actions.devices import revoke_device
from inspect_app.store.base import transaction
from inspect_app.store.documents import documents_of
from inspect_app.store.officers import device_with
from inspect_app.store.shown_parts import heads_that_are_here, shown_parts_of
from inspect_app.store.visits import findings_of, visit_with
from inspect_app.web.joint_records import joint_record_of
from tests import make, on_site
from tests.conftest import MONDAY
from tests.phone_in_python import Phone


@pytest.fixture
def joint(phone, office) -> str:
    visit_id = phone.start_visit(office.work.id, kind="joint", officer_ids=[str(office.fire.id)])
    phone.sync()
    return visit_id


def part_of(fire, visit_id, /, **more):
    """What the fire officer's phone shows of its part."""
    head = {"count": len(fire.events), "sha256": hashlib.sha256(fire.events[-1].encode()).hexdigest()}
    officer = {
        "id": fire.officer_id,
        "name": "检查员xiaofang",
        "agency": "松江区消防救援支队",
        "agency_kind": "fire",
    }
    return {
        "purpose": "visit_part", "visit": visit_id, "device": fire.id, "at": datetime.now(UTC).isoformat(),
        "officer": officer, "head": head, "is_ended": True, "answers": {"met": 1, "not_met": 1},
        "findings": [{"id": str(uuid4()), "text": "消火栓被遮挡。", "severity": "ordinary"}], **more,
    }  # fmt: skip


def recorded(fire, visit_id):
    fire.say("statement_made", visit_id, text="到场。")
    return part_of(fire, visit_id)


def last(phone):
    return phone.answers[phone.payload(phone.events[-1])["id"]]


def test_m99_what_a_phone_showed_is_kept_and_told_with_who_scanned_it(phone, fire, office, joint):
    part = recorded(fire, joint)
    phone.say("part_shown", joint, part=fire.signed(part))
    phone.sync()
    [shown] = shown_parts_of(UUID(joint))
    assert (str(shown.officer_id), shown.is_genuine, str(shown.shown_to)) == (
        fire.officer_id,
        True,
        phone.officer_id,
    )
    told = phone.visit(joint)["shown_parts"][fire.officer_id]
    assert (told["count"], told["findings"][0]["text"], told["is_ended"]) == (1, "消火栓被遮挡。", True)


def test_m99_whether_its_last_event_is_here_is_known(phone, fire, joint):
    phone.say("part_shown", joint, part=fire.signed(recorded(fire, joint)))
    phone.sync()
    shown = shown_parts_of(UUID(joint))
    assert heads_that_are_here(UUID(joint), shown) == set()
    fire.sync()
    assert heads_that_are_here(UUID(joint), shown) == {shown[0].sha256}


def by_a_stranger(fire, part):
    stranger = Phone(fire.client)
    stranger.key = ECKey.generate_key("P-256")
    return stranger.signed(part)


def by_another_device(fire, part):
    return fire.signed({**part, "device": str(uuid4())})


@pytest.mark.parametrize("made", [by_a_stranger, by_another_device])
def test_m99_one_whose_signature_does_not_hold_is_kept_and_marked(phone, fire, joint, made):
    phone.say("part_shown", joint, part=made(fire, recorded(fire, joint)))
    phone.sync()
    assert last(phone)["status"] == "accepted"
    assert [one.is_genuine for one in shown_parts_of(UUID(joint))] == [False]


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (lambda fire, part: fire.signed({**part, "visit": str(uuid4())}), "part_of_another_visit"),
        (lambda fire, part: fire.signed({**part, "purpose": "join_visit"}), "event_malformed"),
        (lambda fire, _part: fire.events[0], "event_malformed"),
        (lambda _fire, _part: "no token", "event_malformed"),
    ],
    ids=["another visit", "another purpose", "an event", "no token"],
)
def test_m99_what_is_no_part_of_this_visit_is_refused(phone, fire, joint, made, code):
    phone.say("part_shown", joint, part=made(fire, recorded(fire, joint)))
    phone.sync()
    assert (last(phone)["status"], last(phone)["reasons"][0]["code"]) == ("refused", code)
    assert shown_parts_of(UUID(joint)) == []


STEPS = ["lead", "fire before", "fire after"]


@pytest.mark.parametrize("order", list(itertools.permutations(STEPS)), ids=" ".join)
@pytest.mark.parametrize("is_shown", [True, False])
def test_m100_what_a_sealed_record_does_not_say_is_a_supplement_in_every_order(
    phone, fire, office, order, is_shown
):
    with transaction():
        publish_checklist(
            new_draft(make.checklist("fire-part", audience="fire"), by=None, at=MONDAY), by=None, at=MONDAY
        )
    checklists = [{"code": code, "number": 1} for code in ("short", "fire-part")]
    visit_id = phone.start_visit(office.work.id, kind="joint", checklists=checklists, officer_ids=[fire.officer_id])
    before = find(fire, visit_id, "消火栓被遮挡。")
    if is_shown:
        phone.say("part_shown", visit_id, part=fire.signed(part_of(fire, visit_id, answers={}, findings=[before])))
    said = [before | {"severity": "一般"}] if is_shown else []
    on_site.seal(phone, visit_id, parts=[{"kind": "fire", "findings": said}], officers=[])
    after = find(fire, visit_id, "缺灭火器。")
    sent = {"lead": (phone, None), "fire before": (fire, fire.events[:1]), "fire after": (fire, fire.events[1:])}
    for step in order:
        one, tokens = sent[step]
        one.sync(tokens)
    for one in (phone, fire):
        one.sync([])
    lacking = [found.text for found in beyond_the_record(visit_id)]
    assert sorted(lacking) == sorted([after["text"]] if is_shown else [before["text"], after["text"]])


def find(fire, visit_id, text):
    finding = {"id": str(uuid4()), "text": text, "severity": "ordinary"}
    data = {"finding_id": finding["id"], "checklist": "fire-part", "item": "item-1", "severity": "ordinary"}
    fire.say("finding_recorded", visit_id, **data, text=text)
    return finding


def beyond_the_record(visit_id):
    visit = visit_with(UUID(visit_id))
    record = joint_record_of(visit, documents_of(visit.id), findings_of(visit.id))
    return [finding for _kind, part in record.beyond for finding in part.added]


@pytest.mark.parametrize(("is_genuine", "is_flagged"), [(True, False), (False, True)])
def test_m101_a_part_that_was_shown_needs_no_reason_and_a_forged_one_does(
    phone, fire, joint, is_genuine, is_flagged
):
    part = recorded(fire, joint)
    phone.say("part_shown", joint, part=fire.signed(part) if is_genuine else by_a_stranger(fire, part))
    phone.say("visit_finished", joint)
    phone.sync()
    visit = visit_with(UUID(joint))
    assert visit.stage.name == "FINISHED"
    assert ("parts_not_here" in {flag["code"] for flag in visit.flags}) is is_flagged


def unsent(one, visit_id):
    return one.client.get(f"/api/visits/{visit_id}/unsent")


def test_m102_the_lead_hears_who_on_the_visit_still_has_what_unsent(phone, fire, office, joint):
    fire.say("statement_made", joint, text="到场。")
    fire.sync([], photos=["a" * 64])
    [line] = unsent(phone, joint).json["unsent"]
    assert (line["officer_id"], line["events"], line["photos"]) == (fire.officer_id, 1, 1)
    fire.sync()
    assert unsent(phone, joint).json == {"unsent": []}


def test_m102_to_a_partner_there_is_no_such_visit(phone, fire, joint):
    fire.sync()
    assert unsent(fire, joint).status_code == 404
    assert unsent(phone, str(uuid4())).status_code == 404


def keys_told(one, officer_id):
    return {key["device"]: key["jwk"] for key in one.confirmed[("officer", officer_id)]["keys"]}


def test_m103_the_keys_of_colleagues_phones_come_with_the_sync(app, phone, fire, office, joint):
    fire.sync()
    jwk = phone.key.as_dict(private=False)
    assert keys_told(fire, phone.officer_id)[phone.id] == {name: jwk[name] for name in ("kty", "crv", "x", "y")}
    second = Phone(app.test_client())
    second.sign_in("yi")
    phone.sync()
    assert second.id in keys_told(phone, second.officer_id)
    with transaction():
        revoke_device(device_with(UUID(second.id)), by=office.head.id, at=datetime.now(UTC))
    phone.sync()
    assert keys_told(phone, second.officer_id) == {}

"""PROTOCOL.md, time, claims and changes: one test for each MUST."""

import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from joserfc import jws
from joserfc.jwk import ECKey

from inspect_app.actions.checklists import new_draft, publish_checklist
from inspect_app.actions.officers import OfficerForm, change_officer
from inspect_app.actions.planning import plan_visit
from inspect_app.actions.visits import VisitFacts
from inspect_app.actions.works import register_work
from inspect_app.clock import now
from inspect_app.rules.people import Role
from inspect_app.rules.procedure import VisitKind
from inspect_app.store.agencies import agency_by_code
from inspect_app.store.base import transaction
from inspect_app.store.decisions import decisions_of_visits
from inspect_app.store.feed import announce
from inspect_app.store.journal import event_with
from inspect_app.store.officers import officer_with
from inspect_app.sync.feed import PAGE_LINES
from tests.make import checklist, work_facts
from tests.phone_in_python import Phone

HOUR = timedelta(hours=1)


def say_answer(phone, visit_id, item="item-1", **more):
    return phone.say("answer_given", visit_id, checklist="short", item=item, value="met", **more)


def test_m30_time_is_signed_for_this_phone_and_anybody_can_check_it(phone, visit_id, app):
    reply = phone.sync([])
    keys = app.test_client().get("/api/keys").json["keys"]
    claims = json.loads(
        jws.deserialize_compact(reply["time"], ECKey.import_key(keys[0]), algorithms=["ES256"]).payload
    )
    assert claims.pop("time").startswith("20")
    assert claims == {"device": phone.id, **reply["head"]}
    assert "d" not in keys[0]


def moment_of(phone, token):
    phone.events.append(token)
    phone.sync()
    return event_with(UUID(Phone.payload(token)["id"]))


@pytest.mark.parametrize(("wrong_by", "grade"), [(timedelta(0), "A"), (-3 * HOUR, "A"), (3 * HOUR, "A")])
def test_m31_the_servers_reckoning_counts_and_the_phones_clock_stays_a_claim(phone, visit_id, wrong_by, grade):
    claimed = (now() + wrong_by).isoformat()
    data = {"checklist": "short", "item": "item-1", "value": "met"}
    row = moment_of(phone, phone.event("answer_given", visit_id, data, at=claimed, mono=0))
    assert abs(now() - row.derived_at) < timedelta(minutes=1)
    assert (row.claimed_at.isoformat(), row.time_grade) == (claimed, grade)


@pytest.mark.parametrize("whose", ["nobody's", "another device's", "forged"])
def test_m32_an_anchor_that_is_not_ours_for_this_phone_counts_as_none(phone, colleague, visit_id, whose):
    colleague.sync([])
    forged = jws.serialize_compact(
        {"alg": "ES256"}, json.dumps({"time": now().isoformat(), "device": phone.id}), phone.key
    )
    anchor = {"nobody's": "e30.e30.e30", "another device's": colleague.anchor, "forged": forged}[whose]
    data = {"checklist": "short", "item": "item-1", "value": "met"}
    row = moment_of(phone, phone.event("answer_given", visit_id, data, anchor=anchor))
    assert row.time_grade == "C"


def test_m33_a_decision_that_was_handed_over_is_accepted_and_doubted(phone, office, visit_id):
    """One officer, no reason, an invented number, another hash: all of it becomes flags."""
    claims = {
        "act": "TL43-3", "party": {"kind": "organisation", "name": "某公司", "address": "某路"}, "sanction": "fine",
        "fine_yuan": 5_000, "facts": "未备案", "place": "地下一层", "factors": [], "officer_ids": [str(office.jia.id)],
        "facts_are_certain": True, "identity_shown_at": None, "told_at": None, "heard_at": None,
        "decided_at": now().isoformat(), "correct_at_once": True,
    }  # fmt: skip
    phone.say(
        "decision_made", visit_id, decision_id=str(uuid4()), document_id=str(uuid4()), block_id=str(uuid4()), serial=1,
        content={"number": "沪1号"}, sha256="a" * 64, claims=claims,
    )  # fmt: skip
    assert [answer["status"] for answer in phone.sync()["answers"]] == ["accepted"]
    [decision] = decisions_of_visits(UUID(visit_id))
    assert {flag["code"] for flag in decision.flags} == {
        "document_altered", "number_not_leased", "redress_wrong", "fine_above_simple_limit", "too_few_officers",
        "amount_without_reason", "identity_not_shown", "party_not_told", "party_not_heard",
    }  # fmt: skip
    assert (decision.number, decision.fine_yuan) == ("沪1号", 5_000)


def test_m34_the_reply_holds_what_has_changed_after_the_cursor(phone, colleague, office, visit_id):
    assert phone.sync([])["changes"] == []
    say_answer(phone, visit_id)
    say_answer(phone, visit_id, "item-2")
    kinds = [change["kind"] for change in phone.sync()["changes"]]
    assert sorted(kinds) == ["visit", "work"]
    assert phone.sync([])["changes"] == []
    assert [change["kind"] for change in colleague.sync([])["changes"]].count("work") == 1


def test_m35_changes_come_in_pages(phone, office):
    phone.sync([])
    with transaction():
        works = [
            register_work(work_facts(f"X-{n}"), agency_id=office.agency.id, by=None, at=now()) for n in range(3)
        ]
        for _ in range(PAGE_LINES):
            announce("work", uuid4(), to=[office.agency.id])
        announce("work", works[0].id, to=[office.agency.id])
    first = phone._exchange([], None)
    assert (first["more"], len(first["changes"])) == (True, PAGE_LINES)
    second = phone._exchange([], None)
    assert second["more"] is False
    seen = [change["id"] for change in first["changes"] + second["changes"]]
    assert len(seen) == len(set(seen)) == PAGE_LINES + 3
    assert {str(work.id) for work in works} <= set(seen)


@pytest.mark.parametrize("cursor", ["", "rubbish", "00000000.1-5", "-", "9999999999"])
def test_m36_a_cursor_of_another_epoch_begins_anew(phone, visit_id, cursor):
    everything = set(phone.confirmed)
    own, phone.cursor = phone.cursor, cursor
    reply = phone.sync([])
    assert reply["reset"] is True
    assert {(change["kind"], change["id"]) for change in reply["changes"]} == everything
    assert (phone.cursor, phone.sync([])["reset"]) == (own, False)


def test_m36_a_cursor_ahead_of_the_server_begins_anew(phone, visit_id):
    phone.cursor = phone.cursor.rpartition("-")[0] + "-999999"
    assert phone.sync([])["reset"] is True


def test_m37_what_a_phone_said_is_in_the_same_reply(phone, visit_id):
    say_answer(phone, visit_id)
    reply = phone.sync()
    [visit] = [change["value"] for change in reply["changes"] if change["kind"] == "visit"]
    assert visit["answers"]["short/item-1"]["value"] == "met"
    assert reply["head"]["seq"] == 2


def test_m34_a_version_that_another_one_replaced_is_told_as_retired(phone, office):
    phone.sync([])
    with transaction():
        publish_checklist(new_draft(checklist(items=4), by=None, at=now()), by=None, at=now())
    phone.sync([])
    versions = [value for (kind, _id), value in phone.confirmed.items() if kind == "checklist"]
    assert {one["number"]: one["state"] for one in versions} == {1: "retired", 2: "published"}


def joint_visit(office, *officers):
    ids = tuple(officer.id for officer in officers)
    facts = VisitFacts(uuid4(), office.work.id, VisitKind.JOINT, (("short", 1),), ids, reason="群众来电举报")
    with transaction():
        return str(plan_visit(facts, by=officer_with(office.supervisor.id), at=now()).id)


def test_m38_a_partner_hears_of_their_visits_alone_and_without_our_notes(fire, phone, office):
    with transaction():
        other = register_work(
            work_facts("SJ-0002", notes="内部备注"), agency_id=office.agency.id, by=None, at=now()
        )
        office.work.notes = "内部备注"
    visit_id = phone.start_visit(office.work.id)
    phone.say(
        "finding_recorded", visit_id, finding_id=str(uuid4()), checklist="short", item="item-1", text="锈蚀",
        severity="minor",
    )  # fmt: skip
    phone.sync()
    joint = joint_visit(office, office.jia, office.fire)
    fire.sync([])
    assert {key for key in fire.confirmed if key[0] in ("visit", "work")} == {
        ("visit", joint),
        ("work", str(office.work.id)),
    }
    work = fire.confirmed[("work", str(office.work.id))]
    assert (work["notes"], work["past"]) == ("", [])
    assert (fire.visit(joint)["returns"], fire.visit(joint)["reason"]) == ({}, "")
    assert "short" in {value["code"] for (kind, _id), value in fire.confirmed.items() if kind == "checklist"}
    assert ("officer", str(office.jia.id)) in fire.confirmed
    assert ("officer", str(office.yi.id)) not in fire.confirmed
    phone.sync([])
    assert phone.visit(joint)["reason"] == "群众来电举报"
    assert phone.confirmed[("work", str(office.work.id))]["past"][0]["text"] == "锈蚀"
    assert ("work", str(other.id)) in phone.confirmed


def test_m38_a_partner_answers_only_their_own_part(fire, phone, office):
    joint = joint_visit(office, office.jia, office.fire)
    fire.sync([])
    say_answer(fire, joint)
    [answer] = fire.sync()["answers"]
    assert (answer["status"], [reason["code"] for reason in answer["reasons"]]) == ("refused", ["partner_item"])
    say_answer(phone, joint)
    phone.sync()
    fire.sync([])
    assert fire.visit(joint)["answers"]["short/item-1"]["by"] == phone.officer_id


def test_m39_what_is_not_yours_to_see_comes_as_null(phone, colleague, office, visit_id):
    with transaction():
        announce("visit", UUID(visit_id), to=[office.yi.id])
    colleague.sync([])
    assert colleague.confirmed[("visit", visit_id)] is None


def test_m40_an_officer_who_was_moved_loses_no_unsent_work(phone, office, visit_id):
    say_answer(phone, visit_id)
    with transaction():
        jia = officer_with(office.jia.id)
        fire = agency_by_code("SH-SJ-FIRE")
        form = OfficerForm("jia", jia.name, Role.PARTNER, fire.id, badge_number=jia.badge_number)
        change_officer(jia, form, by=office.head.id, at=now())
    reply = phone.sync()
    assert [answer["status"] for answer in reply["answers"]] == ["accepted"]
    assert reply["reset"] is True
    assert phone.visit(visit_id)["answers"]["short/item-1"]["value"] == "met"


def test_m41_a_phone_has_forms_before_it_needs_them(phone, colleague, fire, office, visit_id):
    for one in (phone, colleague, fire):
        one.sync([])
    blocks = {
        name: [value for (kind, _id), value in one.confirmed.items() if kind == "form_block"]
        for name, one in (("jia", phone), ("yi", colleague), ("fire", fire))
    }
    assert blocks["fire"] == []
    for kind in ("on_the_spot_decision", "correction_order"):
        [mine], [yours] = ([b for b in blocks[name] if b["kind"] == kind] for name in ("jia", "yi"))
        assert mine["last"] < yours["first"] or yours["last"] < mine["first"]
        assert (mine["device_id"], mine["used"]) == (phone.id, [])
    for serial in range(mine["first"], mine["last"] - 3):
        phone.say("form_voided", visit_id, block_id=mine["id"], serial=serial, reason="写错")
    phone.sync()
    phone.sync([])
    own = [v for (kind, _id), v in phone.confirmed.items() if kind == "form_block" and v["kind"] == mine["kind"]]
    assert len(own) == 2

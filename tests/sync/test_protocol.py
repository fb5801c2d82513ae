"""PROTOCOL.md, events, answers and the chain: one test for each MUST. (Long: one test for each MUST.)"""

import hashlib
import json
import re
import threading
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from inspect_app.clock import now
from inspect_app.problems import Problem, Refusal
from inspect_app.store.base import db, transaction
from inspect_app.store.decisions import decisions_of_visits
from inspect_app.store.journal import AnswerStatus, JournalEvent, add_events, event_with, problem_events
from inspect_app.store.officers import device_for_update
from inspect_app.store.photos import photos_of
from inspect_app.store.visits import answers_of, visit_with
from inspect_app.sync.answers import answer_for
from inspect_app.sync.held import apply_by_person
from inspect_app.sync.inbox import Inbox
from inspect_app.sync.reading import read_events
from tests.phone_in_python import Phone, new_id

PROTOCOL = Path(__file__).parent.parent.parent / "inspect_app" / "sync" / "PROTOCOL.md"
MUST = re.compile(r"^- \*\*M(\d+)\*\* ", re.M)
TEST = re.compile(r"^def test_m(\d+)_", re.M)


def sha256_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def status_and_codes(answer):
    return answer["status"], [reason["code"] for reason in answer["reasons"]]


def answer_to(phone, token):
    """The answer as the phone knows it by now, found by the hash of what it sent."""
    return next(answer for answer in phone.answers.values() if answer["sha256"] == sha256_of(token))


def given(phone, visit_id, item="item-1", value="met", **more):
    """An answer to a checklist item, as an event that follows the last one; not in the journal."""
    return phone.event("answer_given", visit_id, {"checklist": "short", "item": item, "value": value}, **more)


def keep(phone, token):
    phone.events.append(token)
    return token


def row_of(token):
    return db.session.query(JournalEvent).filter_by(sha256=sha256_of(token)).one()


def unmet_and_untested(protocol: str, tests: str) -> tuple[set[int], set[int]]:
    musts, tested = ({int(n) for n in found.findall(text)} for found, text in ((MUST, protocol), (TEST, tests)))
    return musts - tested, tested - musts


def test_every_must_has_its_test_and_every_test_its_must():
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_protocol*.py"))
    protocol = PROTOCOL.read_text(encoding="utf-8")
    assert unmet_and_untested(protocol, tests) == (set(), set())
    numbers = [int(number) for number in MUST.findall(protocol)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_must_without_a_test_is_caught():
    assert unmet_and_untested("- **M1** One.\n- **M2** Two.\n", "def test_m2_two():\ndef test_m3_x():") == (
        {1},
        {3},
    )


def test_m1_every_event_is_kept_word_for_word_with_its_answer(phone, visit_id):
    token = keep(phone, given(phone, visit_id))
    phone.sync()
    row = row_of(token)
    assert (row.jws, row.answer["sha256"], row.status) == (token, sha256_of(token), AnswerStatus.ACCEPTED)
    assert row.answer == phone.answers[Phone.payload(token)["id"]]


def test_m2_a_wrong_signature_is_refused_and_takes_neither_place_nor_id(phone, colleague, visit_id):
    forged = given(phone, visit_id, value="not_met", key=colleague.key)
    true = keep(phone, given(phone, visit_id, id=Phone.payload(forged)["id"]))
    phone.sync([forged])
    assert status_and_codes(answer_to(phone, forged)) == ("refused", ["signature_wrong"])
    assert answer_to(phone, forged)["id"] != Phone.payload(forged)["id"]
    assert row_of(forged).jws == forged
    phone.sync([true])
    assert answer_to(phone, true)["status"] == "accepted"
    assert phone.visit(visit_id)["answers"]["short/item-1"]["value"] == "met"


def test_m3_another_officers_name_is_refused_and_the_chain_goes_on(phone, colleague, visit_id):
    wrong = keep(phone, given(phone, visit_id, by=colleague.officer_id))
    phone.say("answer_given", visit_id, checklist="short", item="item-2", value="met")
    reply = phone.sync()
    assert [status_and_codes(one) for one in reply["answers"]] == [("refused", ["wrong_officer"]), ("accepted", [])]
    assert row_of(wrong).status is AnswerStatus.REFUSED


def test_m4_another_devices_name_is_refused_and_takes_no_place(phone, colleague, visit_id):
    wrong = given(phone, visit_id, device=colleague.id)
    assert status_and_codes(phone.sync([wrong])["answers"][0]) == ("refused", ["wrong_officer"])
    keep(phone, given(phone, visit_id))
    assert phone.sync()["answers"][0]["status"] == "accepted"


@pytest.mark.parametrize(
    ("more", "data", "where"),
    [
        ({}, {"checklist": "short", "item": "item-1"}, "value"),
        ({}, {"checklist": 7, "item": "item-1", "value": "met"}, "checklist"),
        ({"type": "Answer Given"}, {}, "type"),
        ({"subject": "the visit"}, {}, "subject"),
        ({"at": "yesterday"}, {}, "at"),
        ({"data": "nothing"}, {}, "data"),
        ({"mono": "soon"}, {}, "mono"),
    ],
)
def test_m5_a_malformed_event_is_refused_and_the_rest_is_taken_in(phone, visit_id, more, data, where):
    good = {"checklist": "short", "item": "item-1", "value": "met"}
    wrong = keep(phone, phone.event("answer_given", visit_id, data or good, **more))
    phone.say("answer_given", visit_id, checklist="short", item="item-2", value="met")
    phone.sync(phone.events)
    answer = answer_to(phone, wrong)
    assert status_and_codes(answer) == ("refused", ["event_malformed"])
    assert where in answer["reasons"][0]["sentence"]
    assert phone.answers[Phone.payload(phone.events[-1])["id"]]["status"] == "accepted"


def test_m6_unknown_fields_are_let_through_and_missing_ones_have_a_default(phone, visit_id):
    keep(phone, given(phone, visit_id, battery=0.7, fix={"satellites": 9}))
    data = {"checklist": "short", "item": "item-2", "value": "met", "mood": "good"}
    keep(phone, phone.event("answer_given", visit_id, data, breaks=0))
    assert {answer["status"] for answer in phone.sync()["answers"]} == {"accepted"}
    assert phone.visit(visit_id)["answers"]["short/item-2"]["note"] == ""


def left_by_an_older_server(phone, token, problem):
    """The journal as a server left it that could not do this event's work yet."""
    payload = Phone.payload(token)
    refusals = [Refusal(problem, facts={"type": payload["type"]})]
    answer = answer_for(UUID(payload["id"]), sha256_of(token), refusals, now())
    with transaction():
        device = device_for_update(UUID(phone.id))
        device.head_seq, device.head_sha256 = payload["seq"], sha256_of(token)
        row = {"id": UUID(payload["id"]), "device_id": device.id, "seq": payload["seq"], "sha256": sha256_of(token)}
        times = dict.fromkeys(("claimed_at", "derived_at", "received_at"), now())
        row |= {"jws": token, "type": payload["type"], "subject_id": UUID(payload["subject"]), "time_grade": "A"}
        add_events([row | times | {"status": AnswerStatus.HELD, "waits_for": None, "answer": answer}])


def test_m7_an_unknown_type_is_held_until_a_server_knows_it(phone, visit_id):
    unknown = keep(phone, phone.event("weather_noted", visit_id, {"rain": True}))
    phone.say("answer_given", visit_id, checklist="short", item="item-1", value="met")
    reply = phone.sync()
    assert [status_and_codes(one) for one in reply["answers"]] == [
        ("held", ["event_type_unknown"]),
        ("accepted", []),
    ]
    assert row_of(unknown).jws == unknown
    later = keep(phone, given(phone, visit_id, item="item-2"))
    left_by_an_older_server(phone, later, Problem.EVENT_TYPE_UNKNOWN)
    phone.say("answer_given", visit_id, checklist="short", item="item-3", value="met")
    phone.sync()
    assert phone.answers[Phone.payload(later)["id"]]["status"] == "accepted"
    assert set(phone.visit(visit_id)["answers"]) == {"short/item-1", "short/item-2", "short/item-3"}


def test_m8_an_unknown_rulebook_stops_nothing(phone, visit_id):
    for number in (0, 1, 9_999):
        keep(phone, given(phone, visit_id, rulebook=number))
    assert {answer["status"] for answer in phone.sync()["answers"]} == {"accepted"}


@pytest.mark.parametrize(
    ("more", "data"),
    [
        ({"at": "0001-01-01T00:00:00+08:00"}, {}),
        ({"at": "9999-12-31T23:59:59-08:00"}, {}),
        ({"rulebook": 10**20}, {}),
        ({"breaks": 10**20}, {}),
        ({"mono": 10**30}, {}),
        ({"type": "answer\u0000given"}, {}),
        ({}, {"value": float("nan")}),
        ({}, {"value": float("inf")}),
        ({}, {"value": "x" * 5_000}),
        ({"fix": {"deep": "[" * 3_000}, "by": "nobody"}, {}),
    ],
)
def test_m9_a_value_out_of_bounds_stops_neither_the_batch_nor_later_exchanges(phone, visit_id, more, data):
    wrong = {"checklist": "short", "item": "item-1", "value": "met"} | data
    token = keep(phone, phone.event("answer_given", visit_id, wrong, **more))
    phone.say("answer_given", visit_id, checklist="short", item="item-2", value="met")
    phone.sync(phone.events)
    assert status_and_codes(answer_to(phone, token)) == ("refused", ["event_malformed"])
    phone.say("answer_given", visit_id, checklist="short", item="item-3", value="met")
    assert phone.sync(phone.events)["answers"][-1]["status"] == "accepted"
    assert set(phone.visit(visit_id)["answers"]) == {"short/item-2", "short/item-3"}


def test_m9_a_number_beyond_all_bounds_takes_no_place(phone, visit_id):
    token = given(phone, visit_id, seq=10**20)
    assert status_and_codes(phone.sync([token])["answers"][0]) == ("refused", ["event_malformed"])
    keep(phone, given(phone, visit_id))
    assert phone.sync()["answers"][0]["status"] == "accepted"


@pytest.mark.parametrize(
    "token", ["", "no JWS", "a.b.c", "\u0000\u0001", "签名.签名.签名", "e30.e30.e30", "." * 500_000]
)
def test_m10_what_is_no_event_at_all_is_refused_by_itself(phone, visit_id, token):
    good = keep(phone, given(phone, visit_id))
    statuses = {one["sha256"]: status_and_codes(one) for one in phone.sync([token, good])["answers"]}
    assert statuses == {sha256_of(token): ("refused", ["signature_wrong"]), sha256_of(good): ("accepted", [])}


def test_m10_an_event_that_is_too_long_is_refused_by_itself(phone, visit_id):
    long = keep(phone, given(phone, visit_id, note="x" * 310_000))
    good = keep(phone, given(phone, visit_id, item="item-2"))
    phone.sync([long, good])
    assert status_and_codes(answer_to(phone, long)) == ("refused", ["event_malformed"])
    assert answer_to(phone, good)["status"] == "accepted"


def test_m11_each_event_gets_one_answer_that_names_its_hash(phone, visit_id):
    tokens = [keep(phone, given(phone, visit_id, item=f"item-{n}")) for n in (1, 2, 9)] + ["no JWS"]
    answers = phone.sync(tokens)["answers"]
    assert sorted(one["sha256"] for one in answers) == sorted(map(sha256_of, tokens))
    assert len({one["id"] for one in answers}) == 4


def test_m12_a_replay_gets_the_first_answer_word_for_word(phone, visit_id):
    for item in ("item-1", "item-9"):
        keep(phone, given(phone, visit_id, item=item))
    wrong = phone.event("weather_noted", visit_id, {})
    first = phone.sync([*phone.events, keep(phone, wrong), "no JWS"])["answers"]
    again = phone.sync([*phone.events, "no JWS"])["answers"]
    by_id = {one["id"]: one for one in first}
    assert [by_id[one["id"]] for one in again] == again
    assert phone.sync(phone.events * 2)["answers"][0] in first
    assert len(answers_of(UUID(visit_id))) == 1


def test_m12_two_sends_at_once_get_the_same_answers(app, phone, office):
    """The line was slow, the phone tried again, and both arrive together."""
    visit_id = phone.start_visit(office.work.id)
    for n in range(5):
        keep(phone, given(phone, visit_id, note=str(n)))
    tokens, faults, got = phone.events, [], []
    db.session.remove()

    def send():
        try:
            with app.app_context():
                device = device_for_update(UUID(phone.id))
                inbox = Inbox(device.id, seal=app.extensions["server_seal"], received_at=now())
                answers = inbox.take_in(read_events(tokens, device))
                got.append(sorted(one["id"] + one["status"] for one in answers))
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert got[0] == got[1] == got[2]
    assert len(answers_of(UUID(visit_id))) == 5


def test_m13_a_lost_reply_costs_nothing(phone, office):
    visit_id = phone.start_visit(office.work.id)
    keep(phone, given(phone, visit_id))
    phone.post("/api/sync", {"cursor": "", "events": phone.events, "holding": phone.holding()})
    assert phone.answers == {}
    phone.sync()
    assert {answer["status"] for answer in phone.answers.values()} == {"accepted"}
    assert len(answers_of(UUID(visit_id))) == 1
    assert phone.visit(visit_id)["answers"]["short/item-1"]["value"] == "met"


PHOTO = {"sha256": "a" * 64, "size_bytes": 9, "media_type": "image/jpeg"}


def test_m14_work_that_fails_leaves_nothing_of_itself(phone, visit_id, office):
    """A decision whose second finding is unknown: the decision itself must not remain either."""
    decision_id, unknown = str(uuid4()), str(uuid4())
    claims = {
        "act": "TL43-3", "party": {"kind": "organisation", "name": "某公司"}, "sanction": "warning", "facts": "x",
        "place": "x", "factors": [], "officer_ids": [], "facts_are_certain": True, "identity_shown_at": None,
        "told_at": None, "heard_at": None, "decided_at": "2026-11-23T10:00:00+08:00",
    }  # fmt: skip
    phone.say(
        "decision_made", visit_id, decision_id=decision_id, document_id=str(uuid4()), block_id=str(uuid4()),
        serial=1, content={"number": "1"}, sha256="a" * 64, finding_ids=[unknown], claims=claims,
    )  # fmt: skip
    assert status_and_codes(phone.sync()["answers"][0]) == ("held", ["finding_unknown"])
    assert decisions_of_visits(UUID(visit_id)) == []


def test_m15_other_bytes_under_a_known_id_are_refused_and_both_are_kept(phone, visit_id):
    first = keep(phone, given(phone, visit_id))
    phone.sync()
    second = keep(phone, given(phone, visit_id, value="not_met", id=Phone.payload(first)["id"]))
    answer = phone.sync([second])["answers"][0]
    assert status_and_codes(answer) == ("refused", ["event_id_reused"])
    assert phone.sync([second])["answers"][0] == answer
    assert (row_of(first).jws, row_of(second).jws) == (first, second)
    assert phone.visit(visit_id)["answers"]["short/item-1"]["value"] == "met"
    keep(phone, given(phone, visit_id, item="item-2"))
    assert phone.sync([phone.events[-1]])["answers"][0]["status"] == "accepted"


def test_m16_the_order_within_a_batch_does_not_matter(phone, office):
    visit_id = phone.start_visit(office.work.id)
    for item in ("item-1", "item-2", "item-3"):
        keep(phone, given(phone, visit_id, item=item))
    assert {one["status"] for one in phone.sync(phone.events[::-1])["answers"]} == {"accepted"}
    assert len(phone.visit(visit_id)["answers"]) == 3


def test_m17_a_refused_event_keeps_its_place(phone, visit_id):
    keep(phone, given(phone, visit_id, item="no such item"))
    keep(phone, given(phone, visit_id, item="item-2"))
    reply = phone.sync()
    assert [status_and_codes(one) for one in reply["answers"]] == [("refused", ["unknown_item"]), ("accepted", [])]
    assert reply["head"]["seq"] == 3


def test_m18_an_event_at_which_the_server_fails_stops_no_other(phone, visit_id, caplog):
    """Two photos under one id: the database itself refuses the second."""
    photo_id = str(uuid4())
    phone.say("photo_taken", visit_id, photo_id=photo_id, **PHOTO)
    phone.say("photo_taken", visit_id, photo_id=photo_id, **{**PHOTO, "sha256": "b" * 64})
    poison = phone.events[-1]
    keep(phone, given(phone, visit_id))
    reply = phone.sync()
    found = [status_and_codes(one) for one in reply["answers"]]
    assert found == [("accepted", []), ("held", ["event_failed"]), ("accepted", [])]
    assert len(photos_of(UUID(visit_id))) == 1
    assert f"event {Phone.payload(poison)['id']} failed" in caplog.text
    mended = keep(phone, given(phone, visit_id, item="item-2"))
    left_by_an_older_server(phone, mended, Problem.EVENT_FAILED)
    keep(phone, given(phone, visit_id, item="item-3"))
    phone.sync()
    assert phone.answers[Phone.payload(mended)["id"]]["status"] == "accepted"
    assert phone.answers[Phone.payload(poison)["id"]]["status"] == "held"


def test_m19_what_is_refused_or_held_is_there_for_a_person_to_see(phone, visit_id):
    refused = keep(phone, given(phone, visit_id, item="no such item"))
    held = keep(phone, phone.event("weather_noted", visit_id, {"rain": True}))
    phone.sync()
    seen = {row.jws: row for row in problem_events()}
    assert set(seen) == {refused, held}
    assert seen[held].data == {"rain": True}


def test_m20_an_event_that_comes_too_early_is_applied_when_the_gap_is_filled(phone, office):
    visit_id = phone.start_visit(office.work.id)
    for item in ("item-1", "item-2"):
        keep(phone, given(phone, visit_id, item=item))
    reply = phone.sync(phone.events[1:])
    assert [status_and_codes(one) for one in reply["answers"]] == [("held", ["event_out_of_order"])] * 2
    assert visit_with(UUID(visit_id)) is None
    reply = phone.sync(phone.events[:1])
    assert len(reply["answers"]) == 1
    assert {one["id"] for one in reply["changes"] if one["kind"] == "answer"} == {
        Phone.payload(token)["id"] for token in phone.events[1:]
    }
    assert {one["status"] for one in phone.answers.values()} == {"accepted"}
    assert len(phone.visit(visit_id)["answers"]) == 2


def test_m20_a_long_journal_may_come_before_its_first_event(phone, office):
    visit_id = phone.start_visit(office.work.id)
    for _ in range(120):
        phone.say("photo_taken", visit_id, photo_id=str(uuid4()), **PHOTO)
    phone.sync(phone.events[1:])
    phone.sync(phone.events[:1])
    assert {one["status"] for one in phone.answers.values()} == {"accepted"}
    assert len(photos_of(UUID(visit_id))) == 120


def test_m21_a_gap_is_asked_for(phone, office):
    visit_id = phone.start_visit(office.work.id)
    for n in range(9):
        keep(phone, given(phone, visit_id, note=str(n)))
    assert phone.sync([])["missing"]["events"] == [[1, 10]]
    reply = phone.sync([phone.events[index] for index in (0, 3, 4, 8)])
    assert reply["missing"]["events"] == [[2, 3], [6, 8], [10, 10]]
    assert phone.sync([phone.events[index] for index in (1, 2, 5, 6, 7, 9)])["missing"]["events"] == []


def test_m22_an_event_that_does_not_join_on_takes_no_place(phone, visit_id):
    broken = given(phone, visit_id, prev="0" * 64)
    assert status_and_codes(phone.sync([broken])["answers"][0]) == ("held", ["chain_broken"])
    assert answers_of(UUID(visit_id)) == []
    keep(phone, given(phone, visit_id, item="item-2"))
    assert phone.sync([phone.events[-1]])["answers"][0]["status"] == "accepted"


def test_m23_a_second_event_of_a_number_is_held_and_the_first_stands(phone, visit_id):
    fork = given(phone, visit_id, value="not_met")
    keep(phone, given(phone, visit_id))
    phone.sync()
    assert status_and_codes(phone.sync([fork])["answers"][0]) == ("held", ["chain_forked"])
    assert phone.visit(visit_id)["answers"]["short/item-1"]["value"] == "met"
    assert row_of(fork).jws == fork


def test_m24_head_names_the_last_event_taken_in(phone, visit_id):
    assert phone.sync()["head"] == {"seq": 1, "sha256": sha256_of(phone.events[0])}
    keep(phone, given(phone, visit_id))
    keep(phone, given(phone, visit_id, item="item-2"))
    assert phone.sync(phone.events[2:])["head"]["seq"] == 1
    assert phone.sync(phone.events[1:2])["head"] == {"seq": 3, "sha256": sha256_of(phone.events[2])}


@pytest.mark.parametrize("fault", [{"type": "weather_noted"}, {"data": "nothing"}, {"by": str(uuid4())}])
def test_m25_a_faulty_event_that_comes_too_early_never_blocks_the_chain(phone, visit_id, fault):
    first = keep(phone, given(phone, visit_id))
    faulty = keep(phone, given(phone, visit_id, **fault))
    last = keep(phone, given(phone, visit_id, item="item-2"))
    assert status_and_codes(phone.sync([faulty])["answers"][0]) == ("held", ["event_out_of_order"])
    phone.sync([first])
    assert status_and_codes(answer_to(phone, faulty))[1] != ["event_out_of_order"]
    assert phone.sync([last])["answers"][0]["status"] == "accepted"


def test_m26_a_person_may_apply_in_spite_of_a_gap_and_what_waited_follows(phone, office, visit_id):
    keep(phone, given(phone, visit_id))
    behind = [keep(phone, given(phone, visit_id, item=item)) for item in ("item-2", "item-3")]
    phone.sync(behind)
    apply_by_person(
        UUID(Phone.payload(behind[0])["id"]), by=office.head.id, at=now(), reason="手机已损坏", in_spite_of_gap=True
    )
    reply = phone.sync([])
    assert reply["head"]["seq"] == 4
    assert {phone.answers[Phone.payload(token)["id"]]["status"] for token in behind} == {"accepted"}
    assert set(phone.visit(visit_id)["answers"]) == {"short/item-2", "short/item-3"}


def test_m27_an_event_that_waits_for_another_phone_is_applied_when_that_comes(phone, colleague, office):
    visit_id = phone.start_visit(office.work.id, officer_ids=[colleague.officer_id])
    early = keep(colleague, given(colleague, visit_id))
    assert status_and_codes(colleague.sync()["answers"][0]) == ("held", ["visit_unknown"])
    assert event_with(UUID(Phone.payload(early)["id"])).waits_for == UUID(visit_id)
    phone.sync()
    colleague.sync([])
    assert answer_to(colleague, early)["status"] == "accepted"
    assert colleague.visit(visit_id)["answers"]["short/item-1"]["by"] == colleague.officer_id


def test_m28_an_event_of_somebody_not_on_the_visit_waits_until_they_are_named(phone, colleague, visit_id):
    waiting = keep(colleague, given(colleague, visit_id))
    assert status_and_codes(colleague.sync()["answers"][0]) == ("held", ["not_on_this_visit"])
    phone.say("officers_named", visit_id, officer_ids=[colleague.officer_id])
    phone.sync()
    colleague.sync([])
    assert answer_to(colleague, waiting)["status"] == "accepted"


def a_record(phone, visit_id):
    content = {"form": "inspection_record", "number": ""}
    digest = hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    document_id = new_id()
    phone.say("record_sealed", visit_id, document_id=document_id, content=content, sha256=digest)
    return document_id, digest


def test_m29_what_belongs_to_another_visit_is_not_carried_out(phone, colleague, office, visit_id):
    """A signature under a stranger's record, given on one's own visit."""
    document_id, digest = a_record(phone, visit_id)
    phone.sync()
    own_visit = colleague.start_visit(office.work.id)
    signature = {
        "document_id": document_id,
        "document_sha256": digest,
        "signer": "officer",
        "name": "乙",
        "strokes": [],
    }
    colleague.say("signature_given", own_visit, **signature)
    assert status_and_codes(colleague.sync()["answers"][1]) == ("held", ["document_unknown"])
    phone.say("signature_given", visit_id, **signature | {"name": "甲"})
    assert phone.sync()["answers"][0]["status"] == "accepted"
    phone.say("signature_given", visit_id, **signature | {"document_sha256": "b" * 64})
    assert status_and_codes(phone.sync()["answers"][0]) == ("refused", ["document_altered"])

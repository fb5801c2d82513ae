"""Answering each event exactly once."""

from collections import Counter
from uuid import UUID

import pytest
from joserfc.jwk import ECKey
from sqlalchemy import event

from inspect_app.store.base import db
from inspect_app.store.visits import answers_of, visit_with
from tests import make
from tests.phone_in_python import Phone


def test_a_visit_said_on_the_phone_is_on_the_server_after_sync(phone, office):
    visit_id = phone.start_visit(office.work.id)
    phone.say("answer_given", visit_id, checklist="short", item="item-1", value="met")
    reply = phone.sync()
    assert [answer["status"] for answer in reply["answers"]] == ["accepted", "accepted"], reply["answers"]
    assert visit_with(UUID(visit_id)).work_id == office.work.id
    assert phone.visit(visit_id)["answers"]["short/item-1"]["value"] == "met"


def test_a_replay_gets_the_first_answer_word_for_word(phone, office):
    visit_id = phone.start_visit(office.work.id)
    phone.say("answer_given", visit_id, checklist="short", item="item-1", value="met")
    first = phone.sync()["answers"]
    again = phone.sync(phone.events)["answers"]
    assert again == first
    assert len(answers_of(UUID(visit_id))) == 1


def test_several_visits_and_all_that_was_said_of_them_come_in_one_transaction(phone, office, caplog):
    visits = [phone.start_visit(office.work.id) for _ in range(3)]
    for visit_id in visits:
        phone.say("place_fixed", visit_id, kind="SPOT", longitude=121.2, latitude=31.0)
        phone.say("identity_shown", visit_id, text="已出示证件")
        phone.say("photo_taken", visit_id, photo_id=make.any_id(), sha256="a" * 64, size_bytes=9, media_type="x/y")
    assert {answer["status"] for answer in phone.sync()["answers"]} == {"accepted"}
    assert not caplog.records, "what fails as a whole is taken in one by one"
    for visit_id in visits:
        seen = phone.visit(visit_id)
        assert [len(seen[part]) for part in ("fixes", "statements", "photos")] == [1, 1, 1]


def test_of_many_events_only_the_one_with_a_wrong_signature_is_refused(phone, office):
    visit_id = phone.start_visit(office.work.id)
    for _ in range(60):
        phone.say("answer_given", visit_id, checklist="short", item="item-1", value="met")
    stranger = ECKey.generate_key("P-256")
    forged = phone.event("visit_finished", visit_id, {}, key=stranger)
    reply = phone.sync([*phone.events[:30], forged, *phone.events[30:]])
    statuses = Counter(answer["status"] for answer in reply["answers"])
    assert statuses == {"accepted": 61, "refused": 1}


@pytest.fixture
def yi(app, office) -> Phone:
    phone = Phone(app.test_client())
    phone.sign_in("yi")
    return phone


def test_what_another_says_between_the_batch_and_its_reply_is_not_lost(app, phone, yi, office):
    visit_id = phone.start_visit(office.work.id, officer_ids=[yi.officer_id])
    phone.sync()
    yi.say("visit_started", visit_id, work_id=str(office.work.id), kind="planned", checklists=[])
    phone.say("answer_given", visit_id, checklist="short", item="item-1", value="met")

    def join(_session):
        with app.app_context():
            yi.sync()

    event.listen(db.session, "after_commit", join, once=True)
    phone.sync()
    assert {"accepted"} == {answer["status"] for answer in yi.answers.values()}
    phone.sync()
    joined = {one["officer_id"]: one["joined_at"] for one in phone.visit(visit_id)["officers"]}
    assert joined[yi.officer_id] is not None

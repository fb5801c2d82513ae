"""Answering each event exactly once."""

from uuid import UUID

from inspect_app.store.visits import answers_of, visit_with


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

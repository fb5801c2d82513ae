"""Hard questions asked on the phone with no network: on a visit, after it has ended, or by hand."""

from uuid import UUID, uuid4

from inspect_app.store.questions import question_with
from tests.on_site import find


def ask(phone, subject, question_id=None, **more):
    question_id = question_id or str(uuid4())
    phone.say("question_asked", subject, question_id=question_id, text="怎么办？", **more)
    return question_id


def test_asked_on_a_visit_from_a_finding(phone, office):
    phone.sync()
    visit_id = phone.start_visit(office.work.id)
    finding_id = find(phone, visit_id, "item-1")
    question_id = ask(phone, visit_id, finding_id=finding_id)
    phone.sync()
    asked = question_with(UUID(question_id))
    assert (asked.visit_id, asked.finding_id, asked.text) == (UUID(visit_id), UUID(finding_id), "怎么办？")
    assert asked.asked_by == office.jia.id


def test_asked_after_the_visit_has_ended(phone, office):
    phone.sync()
    visit_id = phone.start_visit(office.work.id)
    phone.say("visit_finished", visit_id)
    question_id = ask(phone, visit_id)
    phone.sync()
    assert {one["status"] for one in phone.answers.values()} == {"accepted"}
    assert question_with(UUID(question_id)).visit_id == UUID(visit_id)


def test_asked_by_hand_without_a_visit(phone, office):
    phone.sync()
    question_id = str(uuid4())
    ask(phone, question_id, question_id)
    phone.sync()
    assert {one["status"] for one in phone.answers.values()} == {"accepted"}
    assert question_with(UUID(question_id)).visit_id is None


def test_a_replay_asks_once(phone, office):
    phone.sync()
    question_id = ask(phone, str(uuid4()))
    phone.sync()
    first = dict(phone.answers)
    phone.send(phone.events) if hasattr(phone, "send") else phone.sync()
    assert phone.answers == first
    assert question_with(UUID(question_id))


def test_empty_words_are_refused_and_kept(phone, office):
    phone.sync()
    phone.say("question_asked", str(uuid4()), question_id=str(uuid4()), text=" ")
    phone.sync()
    assert [one["status"] for one in phone.answers.values()] == ["refused"]

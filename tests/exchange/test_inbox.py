"""Messages between two offices: each answered exactly once, whatever happens to them on the way."""

from uuid import uuid4

from inspect_app.exchange.deeds import DEEDS
from inspect_app.store.journal import AnswerStatus
from tests.exchange.two_offices import OfficeHere

HELLO = {"software": "inspect-app", "schema_version": 1}


def test_a_message_is_done_and_its_receipt_comes_back(city: OfficeHere, district: OfficeHere):
    message_id = city.send(district, "hello", HELLO)
    city.carry_to(district)
    assert city.sent(message_id).status is None
    district.carry_to(city)
    sent, came = city.sent(message_id), district.received(message_id)
    assert (sent.status, came.status) == (AnswerStatus.ACCEPTED, AnswerStatus.ACCEPTED)
    assert (sent.answer_token, sent.token) == (came.receipt, came.token)


def test_what_comes_twice_is_done_once_and_answered_word_for_word(city: OfficeHere, district: OfficeHere):
    message_id = city.send(district, "hello", HELLO)
    text = city.carry_to(district)
    first = district.received(message_id).receipt
    district.read(text)
    assert district.received(message_id).receipt == first
    with district.here():
        assert district.peer(city).received_seq == 1


def test_what_comes_before_its_turn_waits_for_it(city: OfficeHere, district: OfficeHere):
    first = city.send(district, "hello", HELLO)
    early_text = city.written_for(district)
    city.carry_to(district)  # a copy of the same, which arrives later in the other test
    second = city.send(district, "hello", HELLO)
    assert district.received(first).status is AnswerStatus.ACCEPTED
    assert district.received(second) is None
    district.read(early_text)
    city.exchange_with(district)
    assert city.sent(second).status is AnswerStatus.ACCEPTED


def test_an_unknown_kind_is_held_and_done_after_an_upgrade(city: OfficeHere, district: OfficeHere):
    held, after = city.send(district, "kind_of_next_year", {"a": 1}), city.send(district, "hello", HELLO)
    city.exchange_with(district)
    assert city.sent(held).status is AnswerStatus.HELD
    assert city.sent(held).answer["reasons"][0]["code"] == "peer_kind_unknown"
    assert city.sent(after).status is AnswerStatus.ACCEPTED


def test_every_known_kind_has_its_deed():
    from inspect_app.exchange.kinds import KINDS

    assert set(DEEDS) == set(KINDS)


def test_messages_about_a_thing_are_found_on_both_sides(city: OfficeHere, district: OfficeHere):
    subject_id = uuid4()
    city.send(district, "hello", HELLO, about=subject_id)
    city.exchange_with(district)
    assert len(city.about(subject_id)) == len(district.about(subject_id)) == 1

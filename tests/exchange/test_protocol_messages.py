"""docs/exchange.md, messages and receipts: one test for each MUST."""

from uuid import UUID, uuid4

import pytest

from inspect_app.exchange.deeds import DEEDS
from inspect_app.exchange.held import HeldMessages, retry_after_upgrade
from inspect_app.exchange.kinds import KINDS, Kind
from inspect_app.exchange.shapes_hello import Hello
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.store.base import db, transaction
from inspect_app.store.journal import AnswerStatus
from inspect_app.store.peer_messages import ReceivedMessage, received_with
from inspect_app.sync.seals import verified
from tests.exchange.by_hand import (
    HELLO,
    chain,
    claims,
    codes,
    exchanged,
    message,
    receipts_in,
    sha256_of,
    statuses,
)
from tests.exchange.by_hand import HELLO as BODY


@pytest.fixture
def kinds():
    """Kinds of a version to come; taken away again."""
    before = dict(KINDS), dict(DEEDS)

    def add(name, deed):
        KINDS[name], DEEDS[name] = Kind(Hello, 99, "演示"), deed

    yield add
    for table, old in zip((KINDS, DEEDS), before, strict=True):
        table.clear()
        table.update(old)


def row_of(office, token):
    with office.here():
        return db.session.query(ReceivedMessage).filter_by(sha256=sha256_of(token)).one()


def test_x12_a_message_is_kept_word_for_word(city, district):
    token = message(city, district, 1, note="  as  it came 原样 ")
    batch = exchanged(city, district, token)
    row = row_of(district, token)
    assert (row.token, row.receipt) == (token, batch["receipts"][0])
    assert str(row.id) == claims(token)["id"]


def test_x13_what_is_no_message_of_that_office_is_left_out(city, district):
    [first] = chain(city, district, 1)
    elsewhere = [
        message(city, district, 2, first, **wrong) for wrong in ({"sender": "SH-MH"}, {"recipient": "SH-MH"})
    ]
    strange = message(city, district, 2, first, key=district.keys.newest)
    right = message(city, district, 2, first)
    batch = exchanged(city, district, first, *elsewhere, strange, "rubbish", "a.b.c", right)
    assert statuses(district, batch) == {1: "accepted", 2: "accepted"}
    with district.here():
        assert db.session.query(ReceivedMessage).count() == 2


def test_x14_work_without_its_receipt_is_undone(city, district, kinds):
    def works_and_dies(received):
        received.peer.software = "half done"
        db.session.flush()
        raise ConnectionError("power cut")

    kinds("dies", works_and_dies)
    batch = exchanged(city, district, message(city, district, 1, kind="dies"))
    assert statuses(district, batch) == {1: "held"}
    with district.here():
        assert district.peer(city).software != "half done"


def test_x15_the_same_message_again_is_answered_word_for_word(city, district, kinds):
    done = []
    kinds("counted", lambda received: done.append(received.message_id))
    token = message(city, district, 1, kind="counted")
    first = exchanged(city, district, token)["receipts"]
    exchanged(city, district, acknowledged={"up_to": 1})
    assert exchanged(city, district, token, token)["receipts"] == first
    assert len(done) == 1


def test_x16_what_is_early_waits_for_its_turn(city, district, kinds):
    order = []
    kinds("ordered", lambda received: order.append(received.message_id))
    tokens = chain(city, district, 4, kind="ordered")
    batch = exchanged(city, district, tokens[3], tokens[1])
    assert statuses(district, batch) == {2: "held", 4: "held"}
    assert codes(district, batch, 2) == ["peer_message_early"]
    exchanged(city, district, tokens[0])
    batch = exchanged(city, district, tokens[2])
    assert set(statuses(district, batch).values()) == {"accepted"}
    assert order == [UUID(claims(token)["id"]) for token in tokens]


@pytest.mark.parametrize("is_same_id", [True, False])
def test_x17_other_bytes_under_a_known_id_or_number_are_kept_for_a_person(city, district, is_same_id):
    token = message(city, district, 1)
    first = exchanged(city, district, token)["receipts"]
    same = {"id": claims(token)["id"]} if is_same_id else {}
    other = message(city, district, 2 if is_same_id else 1, token if is_same_id else "", body={}, **same)
    for _twice in range(2):
        assert exchanged(city, district, other)["receipts"] == first
    row = row_of(district, other)
    assert (row.status, row.is_conflict, row.token) == (AnswerStatus.HELD, True, other)
    assert row.has_reason("peer_message_changed")
    with district.here(), pytest.raises(Refused, match="peer_message_changed"):
        HeldMessages(row.peer_id, district.code, district.keys.newest, district.now).refuse(
            row.id, "x", by=district.officer("zhuren").id
        )


def test_x18_a_message_that_does_not_follow_from_the_one_before_is_held(city, district):
    first, apart = message(city, district, 1), message(city, district, 2, "something else")
    batch = exchanged(city, district, first, apart)
    assert statuses(district, batch) == {1: "accepted", 2: "held"}
    assert codes(district, batch, 2) == ["peer_message_changed"]
    assert exchanged(city, district)["received"] == 1


def test_x19_a_malformed_body_is_refused_and_keeps_its_number(city, district):
    first = message(city, district, 1, body={"schema_version": "many"})
    batch = exchanged(city, district, first, message(city, district, 2, first))
    assert statuses(district, batch) == {1: "refused", 2: "accepted"}
    reason = receipts_in(district, batch)[1]["reasons"][0]
    assert reason["code"] == "peer_message_malformed"
    assert "schema_version" in reason["sentence"]


def test_x20_an_unknown_kind_is_done_after_an_upgrade(city, district, kinds):
    token = message(city, district, 1, kind="of_next_year")
    batch = exchanged(city, district, token)
    assert codes(district, batch, 1) == ["peer_kind_unknown"]
    assert exchanged(city, district)["received"] == 1
    done = []
    kinds("of_next_year", done.append)
    with district.here():
        retry_after_upgrade(district.code, district.keys, at=district.tick())
    assert len(done) == 1
    assert statuses(district, exchanged(city, district)) == {1: "accepted"}


def test_x21_nothing_stops_the_following(city, district, kinds):
    def refuses(_received):
        raise Refused(Refusal(Problem.REASON_NEEDED))

    kinds("refused", refuses)
    tokens = [message(city, district, 1, kind="refused")]
    tokens.append(message(city, district, 2, tokens[-1], kind="of_next_year"))
    tokens.append(message(city, district, 3, tokens[-1]))
    assert statuses(district, exchanged(city, district, *tokens)) == {1: "refused", 2: "held", 3: "accepted"}


def test_x22_what_the_receiver_fails_at_is_tried_again_by_a_person_or_an_upgrade(city, district, kinds):
    kinds("fails", lambda received: 1 / 0)
    batch = exchanged(city, district, message(city, district, 1, kind="fails"))
    assert codes(district, batch, 1) == ["peer_message_failed"]
    kinds("fails", lambda received: None)
    assert statuses(district, exchanged(city, district)) == {1: "held"}
    with district.here():
        retry_after_upgrade(district.code, district.keys, at=district.tick())
    assert statuses(district, exchanged(city, district)) == {1: "accepted"}


def test_x23_a_person_may_refuse_what_is_held(city, district):
    token = message(city, district, 1, kind="of_next_year")
    exchanged(city, district, token)
    with district.here():
        row = received_with(UUID(claims(token)["id"]))
        held = HeldMessages(row.peer_id, district.code, district.keys.newest, district.tick())
        held.refuse(row.id, "本区不办这项业务", by=district.officer("zhuren").id)
        assert held.apply(row.id) is AnswerStatus.REFUSED
    receipt = receipts_in(district, exchanged(city, district))[1]
    assert (receipt["status"], receipt["reasons"][0]["code"]) == ("refused", "peer_message_refused")
    assert "本区不办这项业务" in receipt["reasons"][0]["sentence"]


def test_x24_a_receipt_is_signed_and_names_the_message(city, district):
    token = message(city, district, 1)
    [receipt] = exchanged(city, district, token)["receipts"]
    assert verified(receipt, district.keys.newest.signing)
    said = claims(receipt)
    assert (said["id"], said["seq"], said["sha256"]) == (claims(token)["id"], 1, sha256_of(token))
    assert (said["sender"], said["recipient"]) == (district.code, city.code)


def answer(city, district, message_id, status, **more):
    """A receipt by the city's hand for a message of the district's."""
    sent = district.sent(message_id)
    said = {
        "id": str(sent.id),
        "seq": sent.seq,
        "sha256": sent.sha256,
        "sender": city.code,
        "recipient": district.code,
    }
    said |= {"status": status, "reasons": [], "at": city.tick().isoformat()}
    key = more.pop("key", None) or city.keys.newest
    return key.signed(said | more)


def test_x25_a_final_receipt_never_changes(city, district):
    message_id = district.send(city, "hello", BODY)
    exchanged(city, district)
    for status, expected in (
        ("held", "HELD"),
        ("accepted", "ACCEPTED"),
        ("refused", "ACCEPTED"),
        ("held", "ACCEPTED"),
    ):
        exchanged(city, district, receipts=[answer(city, district, message_id, status)])
        assert district.sent(message_id).status.name == expected


def test_x26_a_receipt_is_repeated_until_it_is_acknowledged(city, district):
    tokens = chain(city, district, 3)
    first = exchanged(city, district, *tokens)["receipts"]
    assert exchanged(city, district)["receipts"] == first
    assert set(statuses(district, exchanged(city, district, acknowledged={"up_to": 1, "also": [3]}))) == {2}
    assert exchanged(city, district, acknowledged={"up_to": 3})["receipts"] == []


def test_x27_what_is_no_receipt_for_that_message_is_left_out(city, district):
    message_id = district.send(city, "hello", BODY)
    exchanged(city, district)
    wrong = [
        {"sha256": "0" * 64},
        {"id": str(uuid4())},
        {"sender": "SH-MH"},
        {"status": "done"},
        {"key": district.keys.newest},
    ]
    receipts = [answer(city, district, message_id, **{"status": "accepted", **one}) for one in wrong]
    exchanged(city, district, receipts=[*receipts, "rubbish"])
    assert district.sent(message_id).status is None


def test_x28_without_a_receipt_the_same_text_goes_again(city, district):
    message_id = district.send(city, "hello", BODY)
    first, again = (exchanged(city, district)["messages"] for _twice in range(2))
    assert first == again == [district.sent(message_id).token]
    exchanged(city, district, receipts=[answer(city, district, message_id, "held")], received=1)
    assert exchanged(city, district, received=1)["messages"] == []


def test_x29_who_has_less_than_before_gets_the_rest_again(city, district):
    ids = [district.send(city, "hello", BODY) for _one in range(3)]
    sent = exchanged(city, district)["messages"]
    exchanged(city, district, receipts=[answer(city, district, one, "accepted") for one in ids], received=3)
    assert exchanged(city, district, received=3)["messages"] == []
    assert exchanged(city, district, received=1)["messages"] == sent[1:]


def test_x30_after_a_restore_an_office_goes_on_after_what_it_has_forgotten(city, district):
    before = district.send(city, "hello", HELLO)
    district.carry_to(city)
    city.carry_to(district)
    forgotten = [district.send(city, "hello", HELLO) for _one in range(2)]
    with district.here():
        kept = [(one.id, one.seq, one.body) for one in map(district.sent, forgotten)]
    district.carry_to(city)
    with district.here(), transaction():  # as the backup had it: numbered, and not sent yet
        from inspect_app.store.peer_messages import SentMessage

        for one in forgotten:
            row = db.session.get_one(SentMessage, one)
            row.token = row.sha256 = ""
            row.sent_at = None
        peer = district.peer(city)
        peer.sent_seq, peer.sent_sha256 = 1, district.sent(before).sha256
        peer.is_listening = True
        db.session.delete(db.session.get_one(SentMessage, forgotten[1]))
    new = district.send(city, "hello", HELLO)
    district.carry_to(city)
    with city.here():
        assert city.peer(district).received_seq == 3
    city.carry_to(district)
    assert district.sent(forgotten[0]).status is AnswerStatus.ACCEPTED
    district.carry_to(city)
    city.carry_to(district)
    assert district.sent(new).status is AnswerStatus.ACCEPTED
    assert (district.sent(new).seq, kept[1][1]) == (4, 3)

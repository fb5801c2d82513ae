"""docs/exchange.md, keys, pairing and parcels: one test for each MUST."""

import re
from pathlib import Path

import pytest

from inspect_app.config import MAX_PARCEL_BYTES
from inspect_app.exchange.keys import sealed_to
from inspect_app.exchange.pairing import code_with, confirm, keep_introduction, own_card
from inspect_app.problems import Refused
from inspect_app.store.base import transaction
from inspect_app.store.journal import AnswerStatus
from inspect_app.store.pairings import open_pairings
from inspect_app.store.peer_messages import received_with
from inspect_app.store.peers import PeerWay, peers_all
from tests.exchange.by_hand import HELLO, chain, claims, code_of, exchanged, message, parcel, post, statuses
from tests.exchange.two_offices import close, lent_office

FOLDER = Path(__file__).parent
PROTOCOL = FOLDER.parent.parent / "docs" / "exchange.md"
MUST = re.compile(r"^- \*\*X(\d+)\*\* ", re.M)
TEST = re.compile(r"^def test_x(\d+)_", re.M)


def unmet_and_untested(protocol: str, tests: str) -> tuple[set[int], set[int]]:
    musts, tested = ({int(n) for n in found.findall(text)} for found, text in ((MUST, protocol), (TEST, tests)))
    return musts - tested, tested - musts


def test_every_duty_has_its_test_and_every_test_its_duty():
    protocol = PROTOCOL.read_text(encoding="utf-8")
    tests = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("test_protocol*.py"))
    numbers = [int(one) for one in MUST.findall(protocol)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert unmet_and_untested(protocol, tests) == (set(), set())


def test_a_duty_without_a_test_is_caught():
    assert unmet_and_untested("- **X1** a\n- **X2** b\n", "def test_x2_b():\ndef test_x3_c():\n") == ({1}, {3})


@pytest.fixture
def strangers(tmp_path):
    here, there = lent_office("SH"), lent_office()
    yield here, there
    close(here, there)


def card_of(office) -> str:
    with office.here():
        return own_card(office.keys, at=office.now)


def test_x1_a_card_is_signed_by_the_key_that_it_names(strangers):
    here, there = strangers
    head, payload, signature = card_of(there).split(".")
    other = card_of(here).split(".")
    for token in (f"{head}.{other[1]}.{signature}", f"{head}.{payload}.{other[2]}", f"{head}.{payload}", ""):
        assert code_of(post(here, token.encode(), "/pairing")) == "pairing_unreadable"
    with here.here():
        assert open_pairings() == []


def test_x2_a_card_makes_no_peer(strangers):
    here, there = strangers
    assert post(here, card_of(there).encode(), "/pairing").status_code == 200
    assert code_of(post(here, parcel(there, here, messages=chain(there, here, 1)))) == "peer_unknown"
    with here.here():
        assert len(open_pairings()) == 1
        assert peers_all() == []


def test_x3_both_sides_reckon_the_same_code_and_a_wrong_one_pairs_nothing(strangers, tmp_path):
    here, there = strangers
    between = lent_office()
    ours, theirs = code_with(there.introduction(), here.keys), code_with(here.introduction(), there.keys)
    assert ours == theirs
    assert code_with(between.introduction(), here.keys) != ours
    with here.here(), transaction():
        pairing = keep_introduction(there.introduction(), PeerWay.FILES, by=None, at=here.now)
    with here.here(), pytest.raises(Refused, match="pairing_code_wrong"), transaction():
        confirm(open_pairings()[0], ours[::-1], here.keys, by=here.officer("zhuren"), at=here.now)
    with here.here(), transaction():
        assert peers_all() == []
        confirm(open_pairings()[0], ours, here.keys, by=here.officer("zhuren"), at=here.now)
    assert pairing.code == there.code
    close(between)


def test_x4_new_keys_are_announced_under_the_old_and_put_it_out_of_use(city, district):
    old = city.keys.newest
    fresh = city.keys.add()
    body = {"sign_jwk": fresh.sign_jwk, "seal_jwk": fresh.seal_jwk, "proof": fresh.signed({"kid": fresh.kid})}
    unproved = message(
        city, district, 1, key=old, kind="keys_changed", body={**body, "proof": old.signed({"kid": fresh.kid})}
    )
    announced = message(city, district, 2, unproved, key=old, kind="keys_changed", body=body)
    assert code_of(post(district, parcel(city, district, key=fresh))) == "peer_unknown"
    batch = exchanged(city, district, unproved, announced, key=old)
    assert statuses(district, batch) == {1: "refused", 2: "accepted"}
    third = message(city, district, 3, announced, key=fresh)
    assert (
        statuses(district, exchanged(city, district, third, key=old))[3] == "accepted"
    )  # it may not have heard yet
    exchanged(city, district, key=fresh)
    assert code_of(post(district, parcel(city, district, key=old))) == "peer_unknown"


def test_x5_a_suspended_office_is_not_heard_and_loses_nothing(city, district):
    waiting = district.send(city, "hello", HELLO)
    with district.here(), transaction():
        district.peer(city).suspended_at = district.now
    tokens = chain(city, district, 2)
    assert code_of(post(district, parcel(city, district, messages=tokens))) == "peer_suspended"
    with district.here(), pytest.raises(Refused, match="peer_suspended"):
        district.written_for(city)
    with district.here(), transaction():
        assert district.peer(city).received_seq == 0
        district.peer(city).suspended_at = None
    batch = exchanged(city, district, *tokens)
    assert statuses(district, batch) == {1: "accepted", 2: "accepted"}
    assert claims(batch["messages"][0])["id"] == str(waiting)


def nothing_changed(office, other) -> bool:
    with office.here():
        peer = office.peer(other)
        return peer.received_seq == 0 and peer.heard_at is None


def test_x6_what_is_sealed_to_another_is_refused(city, district):
    tokens = chain(city, district, 1)
    assert code_of(post(district, parcel(city, city, messages=tokens))) == "package_for_another"
    assert nothing_changed(district, city)


def test_x7_a_first_line_that_is_not_whole_is_refused(city, district):
    body = parcel(city, district, messages=chain(city, district, 1))
    middle = len(body) // 2
    for damaged in (
        b"",
        b"\n",
        body[:-50],
        body[:-50] + b"\n",
        body[:middle] + b"AAAA" + body[middle + 4 :],
        b"\xff" + body,
    ):
        assert code_of(post(district, damaged)) == "package_unreadable"
    assert nothing_changed(district, city)


def test_x8_what_no_paired_office_has_signed_is_refused(city, district, tmp_path):
    stranger = lent_office("SH-MH", "上海市闵行区民防办公室")
    for key in (stranger.keys.newest, city.keys.add()):
        assert code_of(post(district, parcel(city, district, key=key))) == "peer_unknown"
    unsigned = sealed_to(district.keys.newest.seal_jwk, b'{"sender": "SH"}') + "\n"
    assert code_of(post(district, unsigned.encode())) == "peer_unknown"
    assert nothing_changed(district, city)
    close(stranger)


def test_x9_a_batch_names_the_two_that_it_is_between(city, district):
    for wrong in ({"sender": "SH-MH"}, {"recipient": "SH-MH"}, {"sender": district.code}):
        assert code_of(post(district, parcel(city, district, **wrong))) == "package_for_another"
    assert nothing_changed(district, city)


def test_x10_too_much_at_once_is_refused(district):
    reply = district.app.test_client().post("/api/exchange", data=b"A" * (MAX_PARCEL_BYTES + 1))
    assert (reply.status_code, code_of(reply)) == (413, "parcel_too_large")


def test_x11_unknown_fields_are_let_through(city, district):
    token = message(city, district, 1, body={**HELLO, "of_next_year": [1, {"a": None}]}, of_next_year=True)
    batch = exchanged(city, district, token, of_next_year={"a": 1})
    assert statuses(district, batch) == {1: "accepted"}
    bare = message(city, district, 2, token, body={})
    assert statuses(district, exchanged(city, district, bare))[2] == "accepted"
    with district.here():
        from uuid import UUID

        assert received_with(UUID(claims(token)["id"])).status is AnswerStatus.ACCEPTED

"""Calls between two servers: what waits goes, what the other has comes back; lines that fail lose nothing."""

import io
from datetime import timedelta

import pytest

from inspect_app.exchange.calls import Caller, CallFailed, wait_after
from inspect_app.store.base import db, transaction
from inspect_app.store.journal import AnswerStatus
from inspect_app.store.peer_pieces import keep_whole
from inspect_app.store.peers import PeerFault, PeerWay
from tests.exchange.two_offices import OfficeHere

HELLO = {"software": "inspect-app", "schema_version": 1}


class InProcess:
    """The other office's app is the network; `cut` says which calls do not arrive, or whose answers are lost."""

    def __init__(self, other: OfficeHere, cuts: str = "") -> None:
        self.other, self.cuts, self.calls = other, list(cuts), 0

    def post(self, url: str, body: bytes) -> bytes:
        self.calls += 1
        cut = self.cuts.pop(0) if self.cuts else ""
        if cut == "x":
            raise CallFailed(PeerFault.UNREACHABLE)
        reply = self.other.app.test_client().post(url.removeprefix("https://there"), data=body)
        if reply.status_code != 200:
            raise CallFailed(PeerFault.TURNED_AWAY, reply.json["reasons"][0]["sentence"])
        if cut == "?":
            raise CallFailed(PeerFault.UNREACHABLE)
        return reply.get_data()


def connected(here: OfficeHere, there: OfficeHere) -> None:
    with here.here(), transaction():
        peer = here.peer(there)
        peer.way, peer.address = PeerWay.HTTPS, "https://there"


def call(here: OfficeHere, there: OfficeHere, cuts: str = "") -> tuple[bool, int]:
    line = InProcess(there, cuts)
    with here.here():
        caller = Caller(here.keys, line, here.tick)
        return caller.call(here.peer(there).id), line.calls


def test_one_call_brings_the_receipt_and_what_the_other_has(city, district):
    connected(district, city)
    mine, theirs = district.send(city, "hello", HELLO), city.send(district, "hello", HELLO)
    call(district, city)
    assert district.sent(mine).status is AnswerStatus.ACCEPTED
    assert city.sent(theirs).status is AnswerStatus.ACCEPTED


@pytest.mark.parametrize("cuts", ["x", "?", "??", "x?x", ".?", ".x?"])
def test_a_line_that_fails_loses_nothing_and_doubles_nothing(city, district, cuts):
    connected(district, city)
    ids = [district.send(city, "hello", HELLO) for _one in range(3)]
    theirs = city.send(district, "hello", HELLO)
    line = InProcess(city, cuts)
    for _try in range(8):
        with district.here():
            Caller(district.keys, line, district.tick).call(district.peer(city).id)
    assert {district.sent(one).status for one in ids} == {AnswerStatus.ACCEPTED}
    assert city.sent(theirs).status is AnswerStatus.ACCEPTED
    with city.here():
        assert city.peer(district).received_seq == 4  # the greeting too


def test_a_peer_that_is_down_is_asked_less_and_less_and_gets_everything_after_a_month(city, district):
    connected(district, city)
    message_id = district.send(city, "hello", HELLO)
    with district.here():
        caller = Caller(district.keys, InProcess(city, "x" * 12), district.tick)
        for _try in range(12):
            caller.call(district.peer(city).id)
        peer = district.peer(city)
        assert (peer.tries, peer.fault) == (12, PeerFault.UNREACHABLE)
        assert peer.next_try_at - district.now > timedelta(minutes=20)
        assert not caller.is_due(peer)
    district.now += timedelta(days=31)
    with district.here():
        assert Caller(district.keys, InProcess(city), district.tick).call_all() == 1
        assert district.peer(city).fault is None
    assert district.sent(message_id).status is AnswerStatus.ACCEPTED


def test_waiting_grows_to_an_hour_and_never_beyond():
    waits = [wait_after(tries) for tries in range(1, 30)]
    assert max(waits) <= timedelta(hours=1)
    assert min(waits) >= timedelta(seconds=1)


def test_files_follow_in_pieces_and_the_message_waits_for_them(city, district):
    connected(district, city)
    body = bytes(range(256)) * 14_000  # 3.4 MB
    with district.here(), transaction():
        sha256 = keep_whole(body, "application/pdf").sha256
    message_id = district.send(city, "hello", HELLO, files=[sha256])
    call(district, city, cuts=".?")  # the answer to the first pieces is lost
    assert district.sent(message_id).status is AnswerStatus.HELD
    call(district, city)
    assert district.sent(message_id).status is AnswerStatus.ACCEPTED
    with city.here():
        from inspect_app.store.attachments import bytes_of
        from inspect_app.store.peer_pieces import PeerPiece

        assert bytes_of(sha256) == body
        assert db.session.query(PeerPiece).count() == 0


def test_the_side_that_can_not_be_called_gets_files_when_it_calls(city, district):
    connected(district, city)
    with city.here(), transaction():
        sha256 = keep_whole(b"from above" * 200_000, "application/pdf").sha256
    message_id = city.send(district, "hello", HELLO, files=[sha256])
    call(district, city)
    assert city.sent(message_id).status is AnswerStatus.ACCEPTED


def test_a_stranger_is_turned_away_in_words(city, district):
    reply = city.app.test_client().post("/api/exchange", data=b"nothing that we know\n")
    assert (reply.status_code, reply.json["reasons"][0]["code"]) == (422, "package_unreadable")
    text = district.written_for(city)
    with city.here(), transaction():
        city.peer(district).suspended_at = city.now
    reply = city.app.test_client().post("/api/exchange", data=text)
    assert (reply.status_code, reply.json["reasons"][0]["code"]) == (403, "peer_suspended")
    reply = district.app.test_client().post("/api/exchange", data=text)
    assert reply.json["reasons"][0]["code"] == "package_for_another"
    assert io.BytesIO(text).readline()

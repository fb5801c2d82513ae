"""docs/exchange.md, files, packages and calls: one test for each MUST."""

import http.server
import threading
from datetime import timedelta

import pytest

from inspect_app.exchange.calls import Caller, CallFailed, HttpsLine, wait_after
from inspect_app.exchange.greetings import greet_if_changed
from inspect_app.exchange.keys import sealed_to
from inspect_app.store.attachments import bytes_of, kept_files
from inspect_app.store.base import db, transaction
from inspect_app.store.journal import AnswerStatus
from inspect_app.store.peer_messages import last_sent_of_kind
from inspect_app.store.peer_packages import missing_numbers, packages_of
from inspect_app.store.peer_pieces import PeerPiece, keep_whole
from inspect_app.store.peers import PeerFault
from tests.exchange.by_hand import HELLO, codes, exchanged, message, parcel, post, reply_to, sha256_of, statuses
from tests.exchange.test_calls import call, connected

BODY = bytes(range(256)) * 10
MB = 1024 * 1024


def hash_of(body: bytes) -> str:
    import hashlib

    return hashlib.sha256(body).hexdigest()


def with_file(city, district, body=BODY, seq=1, prev=""):
    """A message that names a file, by hand."""
    named = {"sha256": hash_of(body), "size": len(body), "media_type": "application/pdf"}
    return message(city, district, seq, prev, files=[named])


def pieces(city, district, *parts, sha256=""):
    """A call by hand with pieces: (offset, bytes)."""
    lines = [sealed_to(district.keys.newest.seal_jwk, body) for _offset, body in parts]
    named = [
        {"sha256": sha256 or hash_of(BODY), "offset": offset, "size": len(body), "line_sha256": sha256_of(line)}
        for (offset, body), line in zip(parts, lines, strict=True)
    ]
    return reply_to(city, district, post(district, parcel(city, district, lines=tuple(lines), pieces=named)))


def is_here(office, body=BODY) -> bool:
    with office.here():
        return hash_of(body) in kept_files([hash_of(body)])


def test_x31_a_message_waits_for_its_files(city, district):
    batch = exchanged(city, district, with_file(city, district))
    assert codes(district, batch, 1) == ["peer_files_awaited"]
    assert batch["wants"] == [{"sha256": hash_of(BODY), "offset": 0}]
    batch = pieces(city, district, (0, BODY))
    assert statuses(district, batch) == {1: "accepted"}
    assert batch["wants"] == []
    with district.here():
        assert bytes_of(hash_of(BODY)) == BODY


def test_x32_a_file_goes_on_where_it_was_cut_off(city, district):
    exchanged(city, district, with_file(city, district))
    assert pieces(city, district, (0, BODY[:1000]))["wants"] == [{"sha256": hash_of(BODY), "offset": 1000}]
    assert pieces(city, district, (0, BODY[:1000]), (1500, BODY[1500:]))["wants"][0]["offset"] == 1000
    assert pieces(city, district, (1000, BODY[1000:]))["wants"] == []
    with city.here(), transaction():
        large = keep_whole(BODY * 1000, "application/pdf").sha256
    city.send(district, "hello", HELLO, files=[large])
    connected(city, district)
    sent = exchanged(district, city, wants=[{"sha256": large, "offset": MB}])["pieces"]
    assert [one["offset"] for one in sent] == [MB, 2 * MB]


def test_x33_wrong_bytes_are_thrown_away_and_asked_for_again(city, district):
    exchanged(city, district, with_file(city, district))
    batch = pieces(city, district, (0, b"x" * len(BODY)))
    assert batch["wants"] == [{"sha256": hash_of(BODY), "offset": 0}]
    assert statuses(district, batch) == {1: "held"}
    with district.here():
        assert db.session.query(PeerPiece).count() == 0
    assert statuses(district, pieces(city, district, (0, BODY))) == {1: "accepted"}


def test_x34_files_go_only_to_whom_they_were_sent_and_only_named_ones_are_kept(city, district):
    with city.here(), transaction():
        secret = keep_whole(b"of nobody's business", "application/pdf").sha256
    assert exchanged(district, city, wants=[{"sha256": secret, "offset": 0}])["pieces"] == []
    pieces(city, district, (0, BODY))
    assert not is_here(district)
    exchanged(city, district, with_file(city, district))
    pieces(city, district, (0, BODY + b"more than was named"))
    assert not is_here(district)
    with district.here():
        assert db.session.query(PeerPiece).count() == 0


def test_x35_packages_are_numbered_and_neither_lost_nor_doubled_ones_do_harm(city, district):
    ids = [district.send(city, "hello", HELLO)]
    district.written_for(city)  # lost on the way
    ids.append(district.send(city, "hello", HELLO))
    second = district.carry_to(city)
    city.read(second)
    with city.here():
        peer = city.peer(district)
        assert [one.number for one in packages_of(peer.id, most=9)] == [2]
        assert missing_numbers(peer.id) == [1]
        assert peer.received_seq == 2
    city.carry_to(district)
    assert {district.sent(one).status for one in ids} == {AnswerStatus.ACCEPTED}


def test_x36_a_package_holds_the_files_of_its_messages(city, district):
    with city.here(), transaction():
        sha256 = keep_whole(BODY * 2000, "application/pdf").sha256
    message_id = city.send(district, "hello", HELLO, files=[sha256])
    package = city.written_for(district)
    assert package.count(b"\n") == 1 + 5
    district.read(package[: package.rindex(b"\n", 0, -1) + 10])  # the last piece is cut off
    assert district.received(message_id).status is AnswerStatus.HELD
    district.carry_to(city)
    city.carry_to(district)
    assert district.received(message_id).status is AnswerStatus.ACCEPTED


def test_x37_the_answer_to_a_call_brings_what_waits_for_the_caller(city, district):
    waiting = city.send(district, "hello", HELLO)
    connected(district, city)
    assert call(district, city)[0]
    assert city.sent(waiting).status is AnswerStatus.ACCEPTED
    with city.here():
        assert city.peer(district).address == ""


class Portal(http.server.BaseHTTPRequestHandler):
    """What may stand in the way: a page, a redirect, an error, rubbish that calls itself a parcel, half an answer."""

    answers = ("page", "redirect", "error", "rubbish", "half", "refusal")

    def do_POST(self):
        kind = self.path.split("/")[1]
        body = {"refusal": b'{"reasons": [{"code": "x", "sentence": "\xe5\x90\xa6"}]}'}.get(
            kind, b"<html>welcome</html>"
        )
        self.send_response({"redirect": 302, "error": 500, "refusal": 403}.get(kind, 200))
        self.send_header("Location", "/page")
        self.send_header("Content-Type", "application/jose" if kind in ("rubbish", "half") else "text/html")
        self.send_header("Content-Length", str(len(body) + (100 if kind == "half" else 0)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        pass


@pytest.fixture(scope="module")
def portal():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("kind", Portal.answers)
def test_x38_what_is_no_answer_changes_nothing_and_is_tried_later(city, district, portal, kind):
    message_id = district.send(city, "hello", HELLO)
    connected(district, city)
    with district.here(), transaction():
        district.peer(city).address = f"{portal}/{kind}"
    with district.here():
        caller = Caller(district.keys, HttpsLine(patience_s=5), lambda: district.now)
        assert not caller.call(district.peer(city).id)
        peer = district.peer(city)
        expected = {"half": PeerFault.UNREACHABLE, "refusal": PeerFault.TURNED_AWAY}.get(kind, PeerFault.NO_ANSWER)
        assert (peer.fault, peer.tries) == (expected, 1)
        assert peer.next_try_at > district.now
        assert not caller.is_due(peer)
    assert district.sent(message_id).status is None
    assert wait_after(8) > wait_after(2)
    assert wait_after(99) <= timedelta(hours=1)


def test_a_closed_port_is_no_answer_either():
    with pytest.raises(CallFailed):
        HttpsLine(patience_s=2).post("http://127.0.0.1:9/api/exchange", b"")


def test_x39_an_office_says_what_it_runs_when_that_has_changed(city, district):
    def greet() -> int:
        with district.here(), transaction():
            peer = district.peer(city)
            greet_if_changed(peer, at=district.tick())
            return last_sent_of_kind(peer.id, "hello").seq

    assert (greet(), greet()) == (1, 1)
    with district.here(), transaction():
        row = last_sent_of_kind(district.peer(city).id, "hello")
        row.body = {**row.body, "schema_version": 0}
    assert (greet(), greet()) == (2, 2)
    connected(district, city)
    call(district, city)
    with city.here():
        assert city.peer(district).schema_version >= 1

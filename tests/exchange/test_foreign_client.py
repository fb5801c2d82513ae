"""A system that is not ours pairs with an office and exchanges with it, by calls and by files, from the description alone."""

import ast
import io
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from inspect_app.exchange.kinds import KINDS
from inspect_app.store.attachments import bytes_of
from inspect_app.store.base import transaction
from inspect_app.store.journal import AnswerStatus
from inspect_app.store.peer_messages import ReceivedMessage
from inspect_app.store.peers import peers_all
from tests.desk import Desk
from tests.exchange import foreign_client
from tests.exchange.foreign_client import Platform
from tests.exchange.two_offices import close, lent_office


@pytest.fixture
def office(tmp_path):
    office = lent_office()
    yield office
    close(office)


def paired(office, kind: str) -> Platform:
    """Its code was read out, and the office's head has confirmed it."""
    client = office.app.test_client()

    def post(path: str, body: bytes) -> bytes:
        reply = client.post(path, data=body, content_type="application/jose")
        assert reply.status_code == 200, reply.get_data(as_text=True)
        return reply.get_data()

    platform = Platform(client.get("/api/exchange/openapi.json").json, post, kind=kind)
    code = platform.introduce()
    desk = Desk(office.app.test_client(), "zhuren")
    page = desk.open("/peers").get_data(as_text=True)
    address = page[page.index("/pairings/") :].split('"')[0]
    while address.endswith("new"):
        page = page[page.index("/pairings/") + 10 :]
        address = page[page.index("/pairings/") :].split('"')[0]
    assert desk.send(f"{address}/confirmation", code=code).status_code == 302
    return platform


@pytest.fixture
def platform(office) -> Platform:
    return paired(office, "DEPARTMENT")


@pytest.fixture
def city(office) -> Platform:
    return paired(office, "CITY")


def peer_of(office):
    with office.here():
        [peer] = peers_all()
        return peer


def test_the_client_imports_nothing_of_ours():
    tree = ast.parse(Path(foreign_client.__file__).read_text(encoding="utf-8"))
    names = [one.module or "" for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)]
    names += [alias.name for one in ast.walk(tree) if isinstance(one, ast.Import) for alias in one.names]
    assert [name for name in names if name.startswith(("inspect_app", "tests", "."))] == []


def test_it_pairs_sends_and_is_answered(office, platform):
    seq = platform.say("hello", {"software": "city platform", "schema_version": 7})
    platform.exchange()
    assert platform.answers[seq]["status"] == "accepted"
    peer = peer_of(office)
    assert (peer.name, peer.software, peer.schema_version) == ("演示市级平台", "city platform", 7)


def test_it_receives_and_its_receipts_are_kept(office, platform):
    platform.exchange()
    [hello] = platform.inbox
    assert hello["kind"] == "hello"
    from uuid import UUID

    assert office.sent(UUID(hello["id"])).status is AnswerStatus.ACCEPTED


def test_what_it_sends_with_a_file_arrives_whole(office, platform):
    body = b"%PDF-1.7 " + bytes(range(256)) * 6000
    seq = platform.say("hello", {}, files=(body,))
    platform.exchange(times=4)
    assert platform.answers[seq]["status"] == "accepted"
    import hashlib

    with office.here():
        assert bytes_of(hashlib.sha256(body).hexdigest()) == body


def test_a_kind_that_the_office_does_not_know_is_held(office, platform):
    seq = platform.say("something_else", {})
    after = platform.say("hello", {})
    platform.exchange()
    assert (platform.answers[seq]["status"], platform.answers[after]["status"]) == ("held", "accepted")


def test_the_same_lines_go_in_a_file(office, platform):
    seq = platform.say("hello", {"software": "by file"})
    desk = Desk(office.app.test_client(), "zhuren")
    package = io.BytesIO(platform.parcel(number=1))
    read = desk.send("/peers/packages", file=(package, "x.exchange"))
    assert read.status_code == 302
    written = desk.send(f"/peers/{peer_of(office).id}/packages")
    platform.take_in(written.get_data(as_text=True))
    written.close()
    assert platform.answers[seq]["status"] == "accepted"


def test_the_description_says_all_kinds_and_their_shapes(office, platform):
    described = platform.description["x-message-kinds"]
    assert set(described) == set(KINDS)
    schemas = platform.description["components"]["schemas"]
    for kind in described.values():
        assert kind["body"]["$ref"].rpartition("/")[2] in schemas
    assert {"Batch", "Message", "Receipt", "Card"} <= set(schemas)


def test_every_kind_has_an_example_of_its_shape(office):
    described = office.app.test_client().get("/api/exchange/openapi.json").json["x-message-kinds"]
    for name, kind in described.items():
        found = TypeAdapter(KINDS[name].shape).validate_python(kind["example"])
        assert set(kind["example"]) == set(type(found).model_fields), name


def test_what_was_sent_twice_is_there_once(office, platform):
    platform.say("hello", {})
    parcel = platform.parcel()
    for _twice in range(2):
        platform.take_in(platform.post("/api/exchange", parcel).decode())
    with office.here(), transaction():
        from inspect_app.store.base import db

        assert db.session.query(ReceivedMessage).count() == 1

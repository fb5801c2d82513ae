"""Whatever comes in at the phone's door: never a failure of ours, always a word of the catalogue, and nothing is lost."""

import gzip
import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some

from inspect_app.problems import Problem
from inspect_app.store.base import db
from inspect_app.store.journal import JournalEvent
from inspect_app.sync.events import EVENTS
from inspect_app.sync.seals import sha256_of
from inspect_app.sync.wire import Payload, SyncReply
from tests.desk import Desk
from tests.fuzzing import bounded
from tests.phone_in_python import Phone
from tests.sync.hostile_json import anything, as_json, places_in, replaced, weird

pytestmark = pytest.mark.bytes_alone

CODES = {problem.code for problem in Problem}
CALLS = ["/api/sync", "/api/sign-in"]
SAID = json.loads((Path(__file__).parent.parent / "golden" / "wire.json").read_text(encoding="utf-8"))["today"][
    "events"
]
JSON = {"Content-Type": "application/json"}


def is_in_our_words(response: Any) -> bool:
    """Done, or refused by the catalogue; nothing else ever leaves this door."""
    if response.status_code == 200:
        return response.is_json
    reasons = response.json["reasons"] if response.is_json else []
    return 400 <= response.status_code < 500 and bool(reasons) and all(one["code"] in CODES for one in reasons)


def send(phone: Phone, path: str, body: bytes, **headers: str) -> Any:
    return phone.client.post(path, data=body, headers={"X-CSRFToken": phone.csrf, **JSON, **headers})


@pytest.mark.parametrize("path", CALLS)
def test_any_json_is_understood_or_refused(phone, path):
    @bounded(60)
    @given(anything)
    def ask(value):
        response = send(phone, path, as_json(value))
        assert is_in_our_words(response), (response.status_code, value)

    ask()


@pytest.mark.parametrize("path", CALLS)
def test_any_field_may_hold_anything(phone, path):
    bodies = {
        "/api/sync": {
            "device": phone.id, "cursor": "x-1", "events": ["a.b.c"],
            "holding": {"events": {"last": 1, "sha256": "a" * 64}, "photos": ["b" * 64], "waiting": 1},
        },
        "/api/sign-in": {
            "login": "jia", "password": "wrong", "proof": "a.b.c",
            "device": {"id": str(uuid4()), "jwk": {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}, "label": "x"},
        },
    }  # fmt: skip

    @bounded(120)
    @given(some.sampled_from(places_in(bodies[path])[1:]), weird | anything | some.just(...))
    def ask(place, value):
        response = send(phone, path, as_json(replaced(bodies[path], place, value)))
        assert is_in_our_words(response), (response.status_code, place, value)

    ask()


GZIP = {"Content-Encoding": "gzip"}
BROKE_OTHERS: dict[str, tuple[bytes, dict[str, str]]] = {
    "nothing": (b"", {}),
    "no text": (b"\xff\xfe\x00", {}),
    "deep lists": (b"[" * 200_000, {}),
    "deep objects": (b'{"a":' * 100_000, {}),
    "half a character": (b'{"cursor":"\\ud800"}', {}),
    "a number of 5,000 digits": (b'{"events":[' + b"1" * 5_000 + b"]}", {}),
    "infinity": (b'{"holding":{"waiting":1e999}}', {}),
    "a name twice": (b'{"cursor":"a","cursor":"b"}', {}),
    "not packed": (b"{}", GZIP),
    "packed and cut off": (gzip.compress(b"{}")[:-4], GZIP),
    "unfolds to 9 MB": (gzip.compress(b" " * 9_000_000), GZIP),
    "packed twice": (gzip.compress(gzip.compress(b"{}")), GZIP),
    "two packings": (b"{}", {"Content-Encoding": "br, gzip"}),
    "a digest that is none": (b"{}", {"Content-Digest": "sha-256=:nonsense:"}),
    "a form in parts": (b"{}", {"Content-Type": "multipart/form-data; boundary=x"}),
    "a form of many fields": (b"a=1&" * 100_000, {"Content-Type": "application/x-www-form-urlencoded"}),
    "a length below nothing": (b"{}", {"Content-Length": "-1"}),
    "a token of other letters": (b"{}", {"X-CSRFToken": "\xe9" * 300}),
    "a cookie too long": (b"{}", {"Cookie": "session=" + "x" * 5_000}),
}


@pytest.mark.parametrize("name", BROKE_OTHERS)
@pytest.mark.parametrize("path", CALLS)
def test_bodies_that_broke_others(phone, path, name):
    body, headers = BROKE_OTHERS[name]
    response = send(phone, path, body, **headers)
    assert is_in_our_words(response), (response.status_code, response.get_data()[:200])


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "TRACE", "POST"])
@pytest.mark.parametrize("path", ["/api/sync", "/api/nothing", "/api/photos/nothing", "/api/session", "/api/"])
def test_a_call_that_does_not_exist_is_refused_in_our_words_too(phone, method, path):
    response = phone.client.open(path, method=method, headers={"X-CSRFToken": phone.csrf, "Tus-Resumable": "1.0.0"})
    assert is_in_our_words(response), (response.status_code, response.get_data()[:200])


def words(value: Any) -> Any:
    """The placeholders of the pinned wire stand for ids."""
    text = json.dumps(value)
    for name in ("work", "colleague", "finding", "photo"):
        text = text.replace("{" + name + "}", str(uuid4()))
    return json.loads(text.replace("{sha256}", "c" * 64))


def test_any_event_is_answered_once_kept_and_can_be_looked_at(app, phone, office):
    """Signed by its phone, with anything at any place. The visit, the problem page and the next exchange go on."""
    desk, work_id = Desk(app.test_client(), "kezhang"), office.work.id

    @bounded(70)
    @given(some.sampled_from(SAID), some.integers(0, 1_000), weird | anything | some.just(...))
    def say(said, which, what):
        kind, plain = said
        visit_id = phone.start_visit(work_id)
        payload = phone.payload(phone.event(kind, visit_id, words(plain)))
        places = places_in(payload)[1:]
        where = places[which % len(places)]
        twisted = phone._sign(replaced(payload, where, what))
        phone.events.append(twisted)
        has_place = where[0] not in ("seq", "prev", "device")
        if not has_place:
            phone.events.pop()
        phone.say("answer_given", visit_id, checklist="short", item="item-1", value="met")
        _is_dealt_with(phone, desk, visit_id, twisted, has_place=has_place)

    say()


def _is_dealt_with(phone: Phone, desk: Desk, visit_id: str, twisted: str, *, has_place: bool) -> None:
    said = [*phone.events[-3:], *([] if has_place else [twisted])]
    reply = phone.post("/api/sync", {"cursor": "", "events": said}).json
    answers = {answer["sha256"]: answer for answer in reply["answers"]}
    answer = answers[sha256_of(twisted)]
    assert answer["status"] in ("accepted", "refused", "held")
    assert {reason["code"] for reason in answer["reasons"]} <= CODES
    follows = answers[sha256_of(phone.events[-1])]
    assert not has_place or follows["status"] == "accepted", (answer, follows)
    db.session.rollback()
    assert db.session.query(JournalEvent).filter_by(sha256=sha256_of(twisted)).count() == 1, "kept"
    SyncReply.model_validate(phone.post("/api/sync", {"cursor": ""}).json)
    for path in (f"/visits/{visit_id}", "/problem-events"):
        assert desk.open(path).status_code == 200, path
    if answer["status"] != "accepted":
        assert desk.open(f"/problem-events/{answer['id']}").status_code == 200


@pytest.mark.parametrize("model", [Payload, *dict.fromkeys(EVENTS.values())], ids=lambda model: model.__name__)
def test_no_shape_of_the_wire_breaks_its_reader(model):
    """A model says yes or `ValidationError`, which is a ValueError; anything else would be a failure of ours."""

    @bounded(40)
    @given(anything | some.fixed_dictionaries({}, optional=dict.fromkeys(model.model_fields, anything)))
    def read(value):
        for take in (lambda: model.model_validate(value), lambda: model.model_validate_json(as_json(value))):
            try:
                taken = take()
            except ValueError:
                continue
            json.dumps(taken.model_dump(mode="json"), allow_nan=False).encode()

    read()

"""How long what a phone says may be: the limits that the phone keeps at the making of an event are the server's own."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from inspect_app.config import MAX_SYNC_BYTES
from inspect_app.sync.events import EVENTS
from inspect_app.sync.wire import MAX_EVENT_CHARS, MAX_EVENTS

LIMITS = json.loads((Path(__file__).parent.parent / "golden" / "limits.json").read_text(encoding="utf-8"))
CLOSED = ("format", "pattern", "enum", "const")


def parts(schema: dict[str, Any], known: dict[str, Any], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every text and list of an event's shape, by the name of its field."""
    if "$ref" in schema:
        schema = known[schema["$ref"].rpartition("/")[2]]
    yield name, schema
    for inner in [*schema.get("anyOf", []), *([schema["items"]] if "items" in schema else [])]:
        yield from parts(inner, known, name)
    for field, inner in schema.get("properties", {}).items():
        yield from parts(inner, known, field)


def all_parts() -> list[tuple[str, dict[str, Any]]]:
    shapes = [shape.model_json_schema() for shape in EVENTS.values()]
    return [part for shape in shapes for part in parts(shape, shape.get("$defs", {}), "")]


def test_every_text_has_the_limit_that_the_phone_keeps():
    expected = dict.fromkeys(LIMITS["long"], LIMITS["long_text"])
    expected |= dict.fromkeys(LIMITS["short"], LIMITS["short_text"])
    texts = [
        (name, one)
        for name, one in all_parts()
        if one.get("type") == "string" and not any(k in one for k in CLOSED)
    ]
    found = {(name, one.get("maxLength")) for name, one in texts}
    assert found == set(expected.items())


def test_every_list_has_the_limit_that_the_phone_keeps():
    lists = [(name, one.get("maxItems")) for name, one in all_parts() if one.get("type") == "array"]
    strokes = {most for name, most in lists if name == "strokes"}
    assert strokes == {LIMITS["strokes"], LIMITS["points"], 4}
    rest = {name: most for name, most in LIMITS["lists"].items() if name != "strokes"}
    assert {pair for pair in lists if pair[0] != "strokes"} == set(rest.items())


def test_the_largest_event_fits_into_a_body_with_much_to_spare():
    assert LIMITS["event_chars"] == MAX_EVENT_CHARS
    assert MAX_EVENT_CHARS * 10 < MAX_SYNC_BYTES


def test_the_largest_batch_that_a_phone_makes_is_taken():
    assert LIMITS["events"] <= MAX_EVENTS


@pytest.mark.parametrize(("spare", "status"), [(600, "accepted"), (-600, "refused")])
def test_an_event_of_the_largest_size_is_taken_in_and_a_larger_one_refused_by_itself(
    phone, visit_id, spare, status
):
    """As the phone measures: the characters of the signed event."""
    filler = "x" * ((MAX_EVENT_CHARS - spare) * 3 // 4 - 900)
    content = {"form": "inspection_record", "filler": filler}
    token = phone.event("statement_made", visit_id, {"text": "", "content": content})
    assert (len(token) <= MAX_EVENT_CHARS) is (status == "accepted"), len(token)
    phone.events.append(token)
    phone.say("answer_given", visit_id, checklist="short", item="item-1", value="met")
    assert [answer["status"] for answer in phone.sync()["answers"]] == [status, "accepted"]


def test_a_point_of_a_signature_is_a_few_whole_numbers(phone, visit_id):
    data = {"document_id": str(uuid4()), "document_sha256": "a" * 64, "signer": "party", "name": "张三"}
    phone.say("signature_given", visit_id, **data, strokes=[[[1, 2], list(range(1_000))]])
    phone.say("signature_given", visit_id, **data, strokes=[[[1, 2**40]]])
    reasons = [answer["reasons"][0]["code"] for answer in phone.sync()["answers"]]
    assert reasons == ["event_malformed", "event_malformed"]

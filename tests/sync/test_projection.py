"""The server builds, from its tables, the very picture of a visit that the phone builds from its events."""

import json
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from inspect_app.rules.documents import document_sha256

ROOT = Path(__file__).parent.parent
CASES = json.loads((ROOT / "golden" / "projection.json").read_text(encoding="utf-8"))["cases"]


def filled(events: list[dict[str, Any]], phone: Any, office: Any, visit_id: str) -> list[dict[str, Any]]:
    blocks = [value for (kind, _id), value in phone.confirmed.items() if kind == "form_block"]
    block = next((one for one in blocks if one["kind"] == "on_the_spot_decision"), {"id": "none"})
    known = {
        "$jia": office.jia.id,
        "$yi": office.yi.id,
        "$work": office.work.id,
        "$street": phone.officer_id,
        "$block": block["id"],
        "$visit": visit_id,
        "$fire": office.fire.agency_id,
    }
    text = json.dumps(events)
    for name, value in known.items():
        text = text.replace(f'"{name}"', f'"{value}"')
    found: list[dict[str, Any]] = json.loads(text)
    for event in found:
        for name, value in event["data"].items():
            if isinstance(value, dict) and "$token" in value:
                event["data"][name] = phone.signed(value["$token"])
        if event["data"].get("sha256", "").startswith("$"):
            event["data"]["sha256"] = document_sha256(event["data"]["content"])
    return found


def said(phone: Any, office: Any, case: dict[str, Any]) -> tuple[str, list[dict[str, Any]]]:
    """The case's events in the phone's journal and on the server."""
    phone.sync()
    phone.anchor = ""  # with no anchor the server's reckoning is the phone's claim
    visit_id = str(uuid4())
    events = filled(case["events"], phone, office, visit_id)
    for event in events:
        event["id"] = phone.say(event["type"], visit_id, **event["data"])
        event |= {name: phone.payload(phone.events[-1])[name] for name in ("at", "rulebook")}
        event["subject"] = visit_id
    phone.sync()
    return visit_id, events


def at(thing: Any, path: str) -> Any:
    for name in path.split("."):
        thing = thing[int(name)] if isinstance(thing, list) else thing[name]
    return thing


@pytest.fixture
def phone_of(request: pytest.FixtureRequest, phone: Any) -> Any:
    """The phone of whoever speaks in the case: an officer's, or a street's."""
    return lambda case: request.getfixturevalue("street") if case["events"][0]["by"] == "$street" else phone


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_server_sees_what_the_phone_sees(case, phone_of, office):
    phone = phone_of(case)
    visit_id, _events = said(phone, office, case)
    snapshot = phone.visit(visit_id)
    expected = filled([{"data": case["expected"]}], phone, office, visit_id)[0]["data"]
    for path, value in expected.items():
        assert at(snapshot, path) == value, path


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_both_pictures_are_the_same_in_every_field(case, phone_of, office):
    phone = phone_of(case)
    visit_id, events = said(phone, office, case)
    node = subprocess.run(
        ["node", str(ROOT / "phone" / "project-stdin.js")],
        input=json.dumps({"confirmed": None, "events": events}),
        capture_output=True,
        text=True,
        check=True,
    )
    ours, theirs = settled(phone.visit(visit_id)), settled(json.loads(node.stdout))
    assert ours == theirs


def settled(thing: Any) -> Any:
    """Moments as numbers, without what only the server knows."""
    if isinstance(thing, dict):
        return {name: settled(value) for name, value in thing.items() if name not in ("is_here", "people")}
    if isinstance(thing, list):
        return [settled(one) for one in thing]
    if isinstance(thing, str) and len(thing) >= 20 and thing[4:5] == "-" and "T" in thing:
        return round(datetime.fromisoformat(thing).timestamp(), 3)
    return float(thing) if isinstance(thing, int) and not isinstance(thing, bool) else thing

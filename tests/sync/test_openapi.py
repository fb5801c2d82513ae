"""The description of the phone's door, and the door itself: whatever the one allows, the other answers as described."""

import re

import pytest
import schemathesis
from hypothesis import given
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks
from werkzeug.routing import Rule

from inspect_app.sync.openapi import CALLS, OFFSET_TYPE, description
from inspect_app.sync.wire import SyncReply
from tests.fuzzing import bounded
from tests.phone_in_python import Phone

pytestmark = pytest.mark.bytes_alone

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
"""Not asked: that what the description forbids is always refused. A phone's "5" for 5 is understood, as it was for a year."""
SAYS_MORE_THAN_ITS_SHAPE = {"/api/sign-in", "/api/photos", "/api/recovery"}
"""A right proof by the device's key, a SHA-256 in base64, a box to the office's key: no shape says how to come by one."""
ENDS_THE_SESSION = "/api/sign-out"


@schemathesis.serializer(OFFSET_TYPE)
def as_bytes(_context, value):
    return str(value).encode("utf-8", "replace")


def described(rule: Rule) -> str:
    return re.sub(r"<uuid:(\w+)>", r"{\1}", rule.rule)


def test_every_call_of_the_phones_door_is_described_and_no_other(app):
    there = {
        (method.lower(), described(rule))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api") and not rule.rule.startswith("/api/exchange")  # that door has its own
        for method in _own_methods(rule)
    }
    assert there == {(call.method, call.path) for call in CALLS}


def _own_methods(rule: Rule) -> set[str]:
    """Without what the framework adds by itself."""
    methods = set(rule.methods or ())
    return methods - {"OPTIONS", "HEAD"} or methods - ({"OPTIONS"} if "HEAD" in methods else set())


def test_what_needs_a_sign_in_says_so(app):
    needs = {
        (described(rule), method.lower()): getattr(app.view_functions[rule.endpoint], "needs", None) is not None
        for rule in app.url_map.iter_rules()
        for method in _own_methods(rule)
    }
    for call in CALLS:
        assert call.needs is needs[call.path, call.method], call.path
        assert ("security" in description()["paths"][call.path][call.method]) is call.needs


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["allowed", "forbidden"])
@pytest.mark.parametrize("call", CALLS, ids=lambda call: f"{call.method} {call.path}")
def test_the_door_answers_as_its_description_says(app, office, call, mode):
    operation = schemathesis.openapi.from_wsgi("/api/openapi.json", app)[call.path][call.method]
    if mode is GenerationMode.NEGATIVE and not (call.takes or call.parameters):
        return
    phone, seen = Phone(app.test_client()), set()
    phone.sign_in("jia")

    @bounded(25)
    @given(operation.as_strategy(mode))
    def ask(case):
        if call.path == ENDS_THE_SESSION:
            phone.sign_in("jia")
        headers = {"X-CSRFToken": phone.csrf} if "X-CSRFToken" in case.headers else {}
        case.cookies = {}  # the session is the phone's own
        response = case.call(session=phone.client, headers={**headers, "Accept-Encoding": "identity"})
        case.validate_response(response, checks=CHECKS)
        seen.add(response.status_code)

    ask()
    if mode is GenerationMode.POSITIVE and call.path not in SAYS_MORE_THAN_ITS_SHAPE:
        assert seen & {call.status, 404}, "it is let in"


def test_a_reply_with_answers_and_changes_has_the_shape_that_is_described(phone, office):
    visit_id = phone.start_visit(office.work.id)
    phone.say("answer_given", visit_id, checklist="short", item="item-1", value="met")
    phone.say("answer_given", visit_id, checklist="short", item="nothing of it", value="met")
    body = {"cursor": "", "events": phone.unanswered(), "holding": {"events": {"last": 9, "sha256": ""}}}
    said = phone.post("/api/sync", body).json
    read = SyncReply.model_validate(said)
    assert {answer.status for answer in read.answers} == {"accepted", "refused"}
    assert read.model_dump(mode="json") == said

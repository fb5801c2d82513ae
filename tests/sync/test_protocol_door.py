"""PROTOCOL.md, the door: one test for each MUST."""

import base64
import gzip
import hashlib
import json
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from inspect_app.actions.devices import revoke_device
from inspect_app.actions.officers import disable_officer, enable_officer
from inspect_app.actions.settings import change_setting
from inspect_app.clock import now
from inspect_app.config import MAX_SYNC_BYTES
from inspect_app.rules.settings import SettingName
from inspect_app.store.base import db, transaction
from inspect_app.store.journal import JournalEvent
from inspect_app.store.officers import device_with, officer_with
from tests.conftest import MONDAY
from tests.make import PASSWORD
from tests.phone_in_python import Phone, new_id

EMPTY = {"cursor": "", "events": [], "holding": {}}
MOST_STATEMENTS = 5


def code_of(response):
    return response.status_code, response.json["reasons"][0]["code"]


def another_phone(app, like=None):
    phone = Phone(app.test_client())
    if like:
        phone.id, phone.key = like.id, like.key
    return phone


@pytest.mark.parametrize("lie", ["nonce", "login", "device", "key"])
def test_m55_signing_in_needs_proof_of_the_key(app, office, lie):
    phone = another_phone(app)
    phone.csrf = phone.client.get("/api/session").json["csrf"]
    jwk = {name: phone.key.as_dict(private=False)[name] for name in ("kty", "crv", "x", "y")}
    claims = {"nonce": phone.csrf, "login": "jia", "device": phone.id}
    proof = phone._sign(
        {**claims, lie: "another"} if lie != "key" else claims, another_phone(app).key if lie == "key" else None
    )
    body = {"login": "jia", "password": PASSWORD, "device": {"id": phone.id, "jwk": jwk}, "proof": proof}
    assert code_of(phone.post("/api/sign-in", body)) == (403, "device_proof_wrong")
    assert phone.client.get("/api/session").json["officer"] is None
    true = phone._sign(claims)
    assert phone.post("/api/sign-in", {**body, "proof": true}).status_code == 200


def test_m56_a_device_belongs_to_one_officer_and_one_key(app, phone, office):
    assert code_of(another_phone(app, like=phone).sign_in("yi")) == (403, "device_of_another")
    stranger = another_phone(app)
    stranger.id = phone.id
    assert code_of(stranger.sign_in("jia")) == (403, "device_of_another")
    assert another_phone(app, like=phone).sign_in("jia").status_code == 200
    with transaction():
        device = device_with(UUID(phone.id))
        revoke_device(device, by=office.head.id, at=now())
    assert code_of(another_phone(app, like=phone).sign_in("jia")) == (403, "device_revoked")
    assert phone.post("/api/sync", EMPTY).status_code == 401


def test_m57_without_a_session_nothing_is_taken_in_and_nothing_is_lost(phone, office):
    visit_id = phone.start_visit(office.work.id)
    phone.csrf = phone.post("/api/sign-out", {}).json["csrf"]
    refused = phone.post("/api/sync", {"cursor": "", "events": phone.events, "holding": phone.holding()})
    assert code_of(refused) == (401, "sign_in_needed")
    phone.sign_in("jia")
    assert [answer["status"] for answer in phone.sync()["answers"]] == ["accepted"]
    assert phone.visit(visit_id)["stage"] == "under_way"


def test_m58_a_session_of_the_office_is_no_phone(app, office):
    client = app.test_client()
    csrf = client.get("/api/session").json["csrf"]
    client.post("/sign-in", data={"login": "jia", "password": PASSWORD, "csrf_token": csrf})
    headers = {"X-CSRFToken": client.get("/api/session").json["csrf"], "Tus-Resumable": "1.0.0"}
    assert code_of(client.post("/api/sync", json=EMPTY, headers=headers)) == (403, "device_unknown")
    assert client.head(f"/api/photos/{uuid4()}", headers=headers).status_code == 403


@pytest.mark.parametrize("token", ["", "another"])
def test_m59_a_call_that_writes_needs_the_token(phone, token):
    phone.csrf = token
    for path in ("/api/sync", "/api/sign-out", "/api/sign-in"):
        assert code_of(phone.post(path, EMPTY)) == (400, "csrf_failed")
    assert code_of(phone.begin_upload("a" * 64, 9)) == (400, "csrf_failed")


def test_m60_a_disabled_account_is_turned_away_and_keeps_its_work(phone, office):
    visit_id = phone.start_visit(office.work.id)
    with transaction():
        disable_officer(officer_with(office.jia.id), by=office.head.id, at=now())
    assert code_of(phone.post("/api/sync", EMPTY)) == (401, "sign_in_needed")
    assert phone.sign_in("jia").status_code == 401
    with transaction():
        enable_officer(officer_with(office.jia.id), by=office.head.id, at=now())
    phone.sign_in("jia")
    phone.sync()
    assert phone.visit(visit_id)["stage"] == "under_way"


def test_m61_bodies_and_replies_may_be_gzip(phone, office):
    for zipped in (True, False):
        assert phone.post("/api/sync", EMPTY, zipped=zipped).status_code == 200
    headers = {"X-CSRFToken": phone.csrf, "Accept-Encoding": "gzip"}
    response = phone.client.post("/api/sync", json=EMPTY, headers=headers)
    assert response.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(response.data))["reset"] is True


def test_m62_a_body_that_is_too_large_is_refused_without_being_unfolded(phone):
    headers = {"X-CSRFToken": phone.csrf, "Content-Type": "application/json"}
    bomb = gzip.compress(b" " * (MAX_SYNC_BYTES + 1))
    assert len(bomb) < 10_000
    zipped = phone.client.post("/api/sync", data=bomb, headers={**headers, "Content-Encoding": "gzip"})
    assert code_of(zipped) == (413, "body_too_large")
    plain = phone.client.post("/api/sync", data=b" " * (MAX_SYNC_BYTES + 1), headers=headers)
    assert code_of(plain) == (413, "body_too_large")
    just_fits = json.dumps(EMPTY).encode().ljust(MAX_SYNC_BYTES)
    assert phone.client.post("/api/sync", data=just_fits, headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (b"", "JSON"),
        (b"<html>sign in to the hotel</html>", "JSON"),
        (b"[]", "JSON"),
        (json.dumps({**EMPTY, "events": "none"}).encode(), "events"),
        (json.dumps({**EMPTY, "events": [None]}).encode(), "events.0"),
        (json.dumps({**EMPTY, "events": ["x"] * 501}).encode(), "events"),
        (json.dumps({**EMPTY, "holding": {"photos": ["no hash"]}}).encode(), "holding.photos.0"),
        (json.dumps({**EMPTY, "holding": {"events": {"last": -1}}}).encode(), "holding.events.last"),
        (json.dumps({**EMPTY, "cursor": "x" * 201}).encode(), "cursor"),
        (b'{"cursor": "\\ud800"}', "JSON"),
    ],
)
def test_m63_a_body_of_another_shape_is_refused_with_its_place(phone, office, body, where):
    response = phone.client.post("/api/sync", data=body, headers={"X-CSRFToken": phone.csrf})
    assert code_of(response) == (400, "body_not_understood")
    assert f"（{where}）" in response.json["reasons"][0]["sentence"]


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_m63_rubbish_that_says_it_is_packed_is_refused(phone, encoding):
    headers = {"X-CSRFToken": phone.csrf, "Content-Encoding": encoding}
    for body in (b"rubbish", gzip.compress(b"{}")[:-9]):
        assert code_of(phone.client.post("/api/sync", data=body, headers=headers)) == (400, "body_not_understood")


def named(body: bytes) -> str:
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def test_m75_a_body_that_came_to_harm_is_refused_and_none_of_it_is_taken_in(phone, office):
    body = gzip.compress(
        json.dumps({"cursor": "", "events": [phone.event("visit_finished", new_id(), {})]}).encode()
    )
    other = json.dumps({"cursor": "", "events": ["no longer a JWS"]}).encode()
    headers = {"X-CSRFToken": phone.csrf, "Content-Digest": named(body)}
    assert code_of(phone.client.post("/api/sync", data=other, headers=headers)) == (400, "body_damaged")
    assert db.session.scalars(select(JournalEvent)).all() == []
    packed = {**headers, "Content-Encoding": "gzip"}
    assert phone.client.post("/api/sync", data=body, headers=packed).status_code == 200


def test_m75_every_reply_names_its_own_hash(phone, office):
    for response in (
        phone.client.get("/api/session"),
        phone.client.get("/api/rulebook"),
        phone.post("/api/sync", {}),
    ):
        assert response.headers["Unencoded-Digest"] == named(response.get_data())
    packed = phone.client.get("/api/rulebook", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Unencoded-Digest"] == named(gzip.decompress(packed.get_data()))


def test_m64_with_nothing_new_one_small_exchange_is_enough(phone, office, visit_id, statements):
    phone.say("answer_given", visit_id, checklist="short", item="item-1", value="met")
    phone.sync()
    phone.sync([])
    statements.clear()
    sent = gzip.compress(json.dumps({"cursor": phone.cursor, "events": [], "holding": phone.holding()}).encode())
    headers = {"X-CSRFToken": phone.csrf, "Content-Encoding": "gzip", "Accept-Encoding": "gzip"}
    response = phone.client.post("/api/sync", data=sent, headers=headers)
    assert (response.json if not response.headers.get("Content-Encoding") else {}).get("changes", []) == []
    asked = [one for one in statements if not one.startswith(("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT"))]
    assert len(asked) <= MOST_STATEMENTS, "\n".join(asked)
    assert [one for one in asked if not one.startswith("SELECT")] == []
    assert len(sent) < 1_000
    assert len(response.data) < 1_000


def test_m65_a_rulebook_that_the_phone_has_is_not_sent_again(phone):
    first = phone.client.get("/api/rulebook")
    assert (first.status_code, first.json["number"]) == (200, 1)
    again = phone.client.get("/api/rulebook", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_m91_an_edition_that_a_visit_began_with_is_still_there(phone, office):
    with transaction():
        change_setting(SettingName.PAYMENT_PLACE, "另一家银行", by=office.head, at=MONDAY)
    assert phone.client.get("/api/rulebook").json["number"] == 2
    older = phone.client.get("/api/rulebook?number=1")
    assert (older.status_code, older.json["number"]) == (200, 1)
    assert older.json["payment_place"] != "另一家银行"
    assert phone.client.get("/api/rulebook?number=3").status_code == 404


def test_m91_a_visit_keeps_the_edition_of_its_beginning(phone, office):
    phone.sync()
    visit_id = phone.start_visit(office.work.id)
    phone.sync()
    assert phone.visit(visit_id)["rulebook"] == phone.payload(phone.events[0])["rulebook"] == 1

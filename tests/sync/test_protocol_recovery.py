"""PROTOCOL.md, the office's key: one test for each MUST, with a JOSE library in the phone's place."""

import base64
import hashlib
import json
from datetime import timedelta

import pytest
from joserfc import jwe
from joserfc.jwk import ECKey

from inspect_app.store.audit import audit_lines
from inspect_app.store.base import db, transaction
from inspect_app.store.officers import SignIn
from tests.phone_in_python import Phone

HOW = {"alg": "ECDH-ES", "enc": "A256GCM"}
KEY = bytes(range(32))


def text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def wrapped(phone: Phone, key: bytes = KEY, *, officer_id: str = "", to: ECKey | None = None) -> str:
    office = phone.client.get("/api/session").json["office_key"]
    content = json.dumps({"key": text(key), "officer": officer_id or phone.officer_id})
    public = to or ECKey.import_key(office["jwk"])
    return jwe.encrypt_compact(dict(HOW), content.encode(), public, algorithms=list(HOW.values()))


def public(key: ECKey) -> dict[str, str]:
    jwk = key.as_dict(private=False)
    return {name: jwk[name] for name in ("kty", "crv", "x", "y")}


def refusal(response) -> tuple[int, str]:
    return response.status_code, response.json["reasons"][0]["code"]


def test_m84_the_office_proves_that_it_can_open_a_lock(phone):
    response = phone.post("/api/recovery", {"jwe": wrapped(phone)})
    assert response.json == {"fingerprint": text(hashlib.sha256(KEY).digest())}
    assert not [line for line in audit_lines(limit=20) if line.deed == "recover_key"]


def test_m84_the_public_key_is_the_same_after_a_restart_and_only_for_who_is_signed_in(app, phone):
    office = phone.client.get("/api/session").json["office_key"]
    assert set(office["jwk"]) == {"kty", "crv", "x", "y"}
    again = app.extensions["another_app"](app.extensions["config"])
    assert again.extensions["office_key"].public() == office
    assert app.test_client().get("/api/session").json["office_key"] is None


def test_m85_a_forgotten_pin_gets_the_key_back_for_this_page_alone(phone):
    page = ECKey.generate_key("P-256")
    response = phone.post("/api/recovery", {"jwe": wrapped(phone), "to": public(page)})
    assert text(KEY) not in response.text
    opened = jwe.decrypt_compact(response.json["jwe"], page, algorithms=list(HOW.values()))
    assert json.loads(opened.plaintext) == {"key": text(KEY)}
    [line] = [line for line in audit_lines(limit=20) if line.deed == "recover_key"]
    assert (str(line.officer_id), str(line.subject_id), line.details) == (phone.officer_id, phone.id, {})


def test_m85_the_password_must_just_have_been_given(phone):
    page = public(ECKey.generate_key("P-256"))
    with transaction():
        for session in db.session.query(SignIn):
            session.started_at -= timedelta(minutes=11)
    assert refusal(phone.post("/api/recovery", {"jwe": wrapped(phone), "to": page})) == (403, "sign_in_again")
    assert phone.post("/api/recovery", {"jwe": wrapped(phone)}).status_code == 200
    phone.sign_in("jia")
    assert phone.post("/api/recovery", {"jwe": wrapped(phone), "to": page}).status_code == 200


def test_m85_nobody_gets_another_officers_key(app, phone):
    thief = Phone(app.test_client())
    thief.sign_in("yi")
    for body in ({"jwe": wrapped(phone)}, {"jwe": wrapped(phone), "to": public(ECKey.generate_key("P-256"))}):
        assert refusal(thief.post("/api/recovery", body)) == (422, "recovery_key_wrong")


def test_m85_what_another_server_s_key_closed_is_refused(phone):
    closed = wrapped(phone, to=ECKey.generate_key("P-256"))
    for token in (closed, "", "a.b.c.d.e", wrapped(phone, b"short")):
        assert refusal(phone.post("/api/recovery", {"jwe": token})) == (422, "recovery_key_wrong")


@pytest.mark.parametrize("to", [{}, {"kty": "EC", "crv": "P-256", "x": "!", "y": "?"}, {"kty": "RSA"}])
def test_m85_a_page_without_a_proper_key_gets_nothing(phone, to):
    assert refusal(phone.post("/api/recovery", {"jwe": wrapped(phone), "to": to})) == (400, "body_not_understood")


def test_m85_without_a_phones_session_there_is_no_recovery(app, phone):
    token = wrapped(phone)
    stranger = Phone(app.test_client())
    stranger.csrf = stranger.client.get("/api/session").json["csrf"]
    assert refusal(stranger.post("/api/recovery", {"jwe": token})) == (401, "sign_in_needed")

"""Whatever a stranger or a broken peer sends, the door answers in words, and never with a failure of its own."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joserfc import jws

from inspect_app.exchange.keys import sealed_to
from inspect_app.store.base import db
from inspect_app.store.peer_messages import ReceivedMessage
from tests.exchange.by_hand import claims, exchanged, message, parcel, post, statuses
from tests.exchange.two_offices import close, lent_office

SLOW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
TEXT = st.text(max_size=30)
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
FIELDS = [
    "messages",
    "receipts",
    "received",
    "acknowledged",
    "wants",
    "pieces",
    "number",
    "made_at",
    "more",
    "protocol",
]
ENVELOPE = ["id", "seq", "prev", "kind", "about", "made_at", "files", "body", "by"]


@pytest.fixture(scope="module")
def pair():
    city, district = lent_office("SH"), lent_office()
    city.pair_with(district)
    yield city, district
    close(city, district)


def answered_in_words(response) -> bool:
    if response.status_code == 200:
        return response.mimetype == "application/jose"
    return 400 <= response.status_code < 500 and bool(response.json["reasons"][0]["sentence"])


@SLOW
@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_bytes_of_any_kind(pair, body):
    _city, district = pair
    assert answered_in_words(post(district, body))
    assert answered_in_words(post(district, body, "/pairing"))


@SLOW
@given(st.dictionaries(TEXT, ANY, max_size=5) | ANY)
def test_sealed_rubbish(pair, content):
    city, district = pair
    seal = district.keys.newest.seal_jwk
    for plain in (json.dumps(content).encode(), city.keys.newest.signed({"a": content}).encode()):
        assert answered_in_words(post(district, (sealed_to(seal, plain) + "\n").encode()))


@SLOW
@given(st.sampled_from(FIELDS), ANY)
def test_batches_with_a_wrong_field(pair, field, value):
    city, district = pair
    assert answered_in_words(post(district, parcel(city, district, **{field: value})))


@SLOW
@given(st.sampled_from(ENVELOPE), ANY)
def test_messages_with_a_wrong_field(pair, field, value):
    city, district = pair
    token = city.keys.newest.signed(claims(message(city, district, 1)) | {field: value})
    assert answered_in_words(post(district, parcel(city, district, messages=[token])))


@SLOW
@given(st.dictionaries(st.sampled_from(["software", "schema_version", "kinds", "address"]), ANY))
def test_bodies_of_any_kind_never_fail(pair, body: dict[str, Any]):
    city, district = pair
    with district.here():
        peer = district.peer(city)
        seq, prev = peer.received_seq + 1, peer.received_sha256
    exchanged(city, district, following(city, district, seq, prev, body))
    with district.here():
        failed = [row for row in db.session.query(ReceivedMessage) if row.has_reason("peer_message_failed")]
        assert failed == []


def following(city, district, seq: int, prev_sha256: str, body: dict[str, Any]) -> str:
    """The next one after what has come, of which only the hash is known."""
    content = claims(message(city, district, seq, body=body)) | {"prev": prev_sha256}
    return city.keys.newest.signed(content)


@pytest.mark.parametrize("text", ["\ud800", "a\0b", "\udfff\0", "好\ud83d"])
def test_half_characters_and_zeros_are_kept_and_stop_nothing(pair, text):
    city, district = pair
    with district.here():
        seq, prev = district.peer(city).received_seq + 1, district.peer(city).received_sha256
    content = claims(following(city, district, seq, prev, {})) | {"body": {"software": text}}
    token = jws.serialize_compact(
        {"alg": "ES256", "kid": city.keys.newest.kid}, json.dumps(content), city.keys.newest.signing
    )
    batch = exchanged(city, district, token)
    assert statuses(district, batch)[seq] == "accepted"
    with district.here():
        assert db.session.query(ReceivedMessage).filter_by(token=token).count() == 1

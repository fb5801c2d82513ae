"""Signatures are judged alike by the straight way and by the library, whatever a stranger makes of a token."""

import base64
import itertools
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jws
from joserfc.jwk import ECKey, OctKey
from joserfc.util import urlsafe_b64decode, urlsafe_b64encode

from inspect_app.sync.seals import ONLY_ES256, from_base64, verified

KEY, OTHER = ECKey.generate_key("P-256"), ECKey.generate_key("P-256")
TOKEN = jws.serialize_compact({"alg": "ES256"}, json.dumps({"text": "防护门"}), KEY)
HEADER, PAYLOAD, SIGNATURE = TOKEN.split(".")


def by_the_library(token: str, key: ECKey) -> bytes | None:
    try:
        return jws.deserialize_compact(token, key, algorithms=["ES256"]).payload
    except Exception:
        return None


def header(**fields: object) -> str:
    return urlsafe_b64encode(json.dumps(fields, separators=(",", ":")).encode()).decode()


def test_a_phone_s_own_token_goes_the_straight_way():
    assert TOKEN.startswith(ONLY_ES256)
    assert verified(TOKEN, KEY) == json.dumps({"text": "防护门"}).encode()
    assert verified(TOKEN, ECKey.import_key(KEY.as_dict(private=False))) is not None


@pytest.mark.parametrize(
    "token",
    [
        "",
        ".",
        "..",
        HEADER,
        f"{HEADER}.{PAYLOAD}",
        f"{HEADER}.{PAYLOAD}.",
        f"{HEADER}..{SIGNATURE}",
        f"{HEADER}.{PAYLOAD}.{SIGNATURE}.",
        f"{HEADER}.{PAYLOAD}.{PAYLOAD}.{SIGNATURE}",
        f"{HEADER}.{PAYLOAD}.{SIGNATURE}=",
        f"{HEADER}.{PAYLOAD}=.{SIGNATURE}",
        f"{HEADER}.{PAYLOAD}.{SIGNATURE[:-1]}",
        f"{HEADER}.{PAYLOAD}.{SIGNATURE}AA",
        f"{HEADER}.{PAYLOAD}.{'A' * 86}",
        f"{HEADER}.{PAYLOAD[:-1]}é.{SIGNATURE}",
        f" {TOKEN}",
        f"{TOKEN}\n",
        f"{header(alg='none')}.{PAYLOAD}.",
        f"{header(alg='none')}.{PAYLOAD}.{SIGNATURE}",
        f"{header(alg='ES384')}.{PAYLOAD}.{SIGNATURE}",
        f"{header(alg='ES256', b64=False, crit=['b64'])}.{PAYLOAD}.{SIGNATURE}",
    ],
)
def test_what_is_not_signed_as_a_phone_signs_is_nobody_s(token):
    assert verified(token, KEY) is None
    assert by_the_library(token, KEY) is None


def test_another_key_s_signature_is_nobody_s():
    assert verified(TOKEN, OTHER) is None
    assert verified(jws.serialize_compact({"alg": "ES256"}, "x", OTHER), KEY) is None


def test_a_shared_secret_made_of_the_public_key_signs_nothing():
    secret = OctKey.import_key(json.dumps(KEY.as_dict(private=False)))
    assert verified(jws.serialize_compact({"alg": "HS256"}, "x", secret, algorithms=["HS256"]), KEY) is None


def test_a_signature_in_the_other_encoding_is_none():
    raw = base64.urlsafe_b64decode(SIGNATURE + "==")
    der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    assert verified(f"{HEADER}.{PAYLOAD}.{urlsafe_b64encode(der).decode()}", KEY) is None


@pytest.mark.parametrize("curve", ["P-384", "P-521", "secp256k1"])
def test_a_key_of_another_curve_signs_nothing(curve):
    assert verified(TOKEN, ECKey.generate_key(curve)) is None


def test_a_header_that_says_more_is_left_to_the_library():
    token = jws.serialize_compact({"alg": "ES256", "kid": "phone"}, "x", KEY)
    assert not token.startswith(ONLY_ES256)
    assert verified(token, KEY) == b"x"


@settings(max_examples=300)
@given(st.integers(0, len(TOKEN) - 1), st.characters(codec="utf-8"))
def test_one_character_changed_is_judged_as_the_library_judges_it(place, character):
    token = TOKEN[:place] + character + TOKEN[place + 1 :]
    assert verified(token, KEY) == by_the_library(token, KEY)


ALPHABET = "ABCDwxyz01289-_"
ODD = [
    "",
    "A",
    "AA",
    "AB",
    "AAA",
    "AAE",
    "AAF",
    "AAAA",
    "AAAAA",
    "AA==",
    "AAA=",
    "A+AA",
    "A/AA",
    "A-_A",
    "AA A",
    "AA\nA",
    "AAA\n",
    "AAAAé",
]


@pytest.mark.parametrize("text", ODD + ["".join(part) for part in itertools.product(ALPHABET, repeat=2)])
def test_base64_is_read_as_strictly_as_the_library_reads_it(text):
    def read_by(read):
        try:
            return read(text.encode())
        except ValueError:
            return None

    assert read_by(from_base64) == read_by(urlsafe_b64decode)

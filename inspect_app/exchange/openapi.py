"""The description of the calls between offices (OpenAPI 3.1), made from the very shapes that validate them."""

from typing import Any

from pydantic.json_schema import models_json_schema

from inspect_app.exchange.examples import example_of
from inspect_app.exchange.kinds import KINDS, SCHEMA_VERSION
from inspect_app.exchange.pairing import Card
from inspect_app.exchange.wire import Batch, Message, Receipt
from inspect_app.sync.openapi import REFERENCE
from inspect_app.sync.wire import Refused

Json = dict[str, Any]
TYPE = "application/jose"
ABOUT = """Two offices exchange signed messages; each is answered exactly once by a signed receipt. All tokens are compact JOSE:
JWS with ES256, JWE with ECDH-ES and A256GCM, keys on P-256, `kid` = JWK thumbprint (RFC 7638, base64url of SHA-256).

Pairing: post a Card, signed by its own sign_jwk, and keep the Card that comes back. With end = thumbprint(sign_jwk) + "." +
thumbprint(seal_jwk) of each office, the code is the last 25 decimal digits (with leading zeros) of the big-endian number
scrypt(the two ends, sorted, joined by a line feed; salt "inspect-exchange-1", n 16384, r 8, p 1, 32 bytes). People compare it by
telephone; the called office confirms on its own page.

Messages: a JWS over Message. `seq` counts from 1 for each recipient without gaps, `prev` = SHA-256 in hex of the token before (""
for the first). Send every message again, the same token, until its receipt has come. Bytes of `files` follow as pieces when the
recipient `wants` them.

Receipts: a JWS over Receipt for each message of the other, `sha256` = of its token. accepted and refused are final; held is
followed by a final one. The same message again gets the same receipt. Send final receipts until the other acknowledges them.

Batches: `received` = the last number up to which the other's messages are here without a gap, `received_sha256` the hash of that
token; `acknowledged` = for which messages of one's own final receipts are held. Unknown fields are ignored, unknown kinds held."""
PARCEL = """Lines of text, each ended by a line feed. Every line is a compact JWE (ECDH-ES, A256GCM, `kid` = thumbprint of the
recipient's seal_jwk). The plaintext of the first line is a compact JWS (ES256, `kid` = thumbprint of the sender's sign_jwk)
over a Batch. The plaintext of each further line is bytes of a file, in the order of `pieces`."""


def _text(description: str, content: type[Any]) -> Json:
    schema = {
        "type": "string",
        "description": description,
        "contentMediaType": TYPE,
        "contentSchema": {"$ref": REFERENCE.format(model=content.__name__)},
    }
    return {TYPE: {"schema": schema}}


def _call(operation: str, summary: str, content: Json, refusals: tuple[int, ...]) -> Json:
    refused = {"$ref": "#/components/responses/Refused"}
    return {
        "operationId": operation,
        "summary": summary,
        "requestBody": {"required": True, "content": content},
        "responses": {
            "200": {"description": "Done", "content": content},
            **{str(status): refused for status in refusals},
        },
    }


def kinds_described() -> Json:
    """By name of the kind: since which schema version, what it says, the shape of its body."""
    return {
        name: {
            "since": kind.since,
            "says": kind.sentence,
            "body": {"$ref": REFERENCE.format(model=kind.shape.__name__)},
            "example": kind.example or example_of(kind.shape),
        }
        for name, kind in sorted(KINDS.items())
    }


def description() -> Json:
    shapes = dict.fromkeys([Batch, Message, Receipt, Card, *(kind.shape for kind in KINDS.values())])
    models = [(model, "validation") for model in shapes] + [(Refused, "serialization")]
    _map, schemas = models_json_schema(models, ref_template=REFERENCE)  # type: ignore[arg-type]
    refused = {"schema": {"$ref": REFERENCE.format(model="Refused")}}
    exchange = _call("exchange", "Batches both ways", _text(PARCEL, Batch), (400, 403, 413, 422, 429))
    card = _text("Compact JWS (ES256) over a Card, by the key that the card names", Card)
    pairing = _call("pairing", "Introduce an office", card, (409, 413, 422, 429))
    return {
        "openapi": "3.1.0",
        "info": {"title": "Exchange between offices", "version": str(SCHEMA_VERSION), "description": ABOUT},
        "paths": {"/api/exchange": {"post": exchange}, "/api/exchange/pairing": {"post": pairing}},
        "components": {
            "schemas": schemas["$defs"],
            "responses": {
                "Refused": {"description": "Reasons with stable codes", "content": {"application/json": refused}}
            },
        },
        "x-message-kinds": kinds_described(),
    }

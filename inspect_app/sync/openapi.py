"""The description of the phone's calls (OpenAPI 3.1), made from the very models that validate them."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from inspect_app.sync.events import EVENTS
from inspect_app.sync.wire import Payload, RecoveryRequest, SignInRequest, SyncReply, SyncRequest

REFERENCE = "#/components/schemas/{model}"


def _body(model: type[BaseModel]) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": {"$ref": REFERENCE.format(model=model.__name__)}}}}


def _refusals(*statuses: int) -> dict[str, Any]:
    return {
        str(status): {"description": "Refused", "$ref": "#/components/responses/Refused"} for status in statuses
    }


def description() -> dict[str, Any]:
    models: list[type[BaseModel]] = [
        SignInRequest,
        RecoveryRequest,
        SyncRequest,
        SyncReply,
        Payload,
        *dict.fromkeys(EVENTS.values()),
    ]
    _map, schemas = models_json_schema([(model, "validation") for model in models], ref_template=REFERENCE)
    ok = {"description": "OK"}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Field inspection: the phone's door", "version": "1"},
        "paths": {
            "/api/session": {"get": {"responses": {"200": ok}}},
            "/api/sign-in": {
                "post": {
                    "requestBody": _body(SignInRequest),
                    "responses": {"200": ok, **_refusals(400, 401, 403, 429)},
                }
            },
            "/api/sign-out": {"post": {"responses": {"200": ok, **_refusals(401)}}},
            "/api/sync": {
                "post": {
                    "requestBody": _body(SyncRequest),
                    "responses": {"200": {**ok, **_body(SyncReply)}, **_refusals(400, 401, 403, 413)},
                }
            },
            "/api/recovery": {
                "post": {
                    "requestBody": _body(RecoveryRequest),
                    "responses": {"200": ok, **_refusals(400, 401, 403, 422, 429)},
                }
            },
            "/api/rulebook": {"get": {"responses": {"200": ok, **_refusals(401, 403)}}},
            "/api/keys": {"get": {"responses": {"200": ok}}},
        },
        "components": {
            "schemas": schemas["$defs"],
            "responses": {
                "Refused": {
                    "description": "Reasons with stable codes, sentences and articles",
                    "content": {"application/json": {"schema": {"type": "object", "required": ["reasons"]}}},
                }
            },
        },
    }

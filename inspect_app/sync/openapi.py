"""The description of the phone's calls (OpenAPI 3.1), made from the very models that validate them."""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from inspect_app.sync.events import EVENTS
from inspect_app.sync.wire import (
    Payload,
    Recovered,
    RecoveryRequest,
    Refused,
    SignedOut,
    SignInRequest,
    SignOutRequest,
    State,
    SyncReply,
    SyncRequest,
    UnsentOfVisit,
)

REFERENCE = "#/components/schemas/{model}"
Json = dict[str, Any]
OFFSET_TYPE = "application/offset+octet-stream"
WHOLE = {"type": "string", "pattern": r"^[0-9]{1,15}$"}


def _header(name: str, schema: Json, *, is_required: bool = True) -> Json:
    return {"name": name, "in": "header", "required": is_required, "schema": schema}


TOKEN = _header("X-CSRFToken", {"type": "string"})
"""The token of `GET /api/session`, in every call that writes."""
TUS = _header("Tus-Resumable", {"const": "1.0.0"})
UPLOAD = {"name": "upload_id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
STATUTE = UPLOAD | {"name": "statute_id"}
VISIT = UPLOAD | {"name": "visit_id"}
LENGTH = _header("Upload-Length", WHOLE)
METADATA = _header("Upload-Metadata", {"type": "string", "pattern": r"^sha256 [A-Za-z0-9+/]{86}==$"})
OFFSET = _header("Upload-Offset", WHOLE)


@dataclass(frozen=True)
class Call:
    """`gives` = the model of what is answered with `status`; None = no body, or one that is described elsewhere."""

    method: str
    path: str
    status: int
    refusals: tuple[int, ...] = ()
    takes: type[BaseModel] | str | None = None
    gives: type[BaseModel] | None = None
    parameters: tuple[Json, ...] = ()
    needs: bool = True


CALLS = (
    Call("get", "/api/session", 200, gives=State, needs=False),
    Call("post", "/api/sign-in", 200, (400, 401, 403, 413, 429), SignInRequest, State, (TOKEN,), needs=False),
    Call("post", "/api/sign-out", 200, (400, 401, 403, 413), SignOutRequest, SignedOut, (TOKEN,)),
    Call("post", "/api/sync", 200, (400, 401, 403, 413, 429), SyncRequest, SyncReply, (TOKEN,)),
    Call("post", "/api/recovery", 200, (400, 401, 403, 413, 422, 429), RecoveryRequest, Recovered, (TOKEN,)),
    Call("get", "/api/rulebook", 200, (401, 403, 404)),
    Call("get", "/api/statutes/{statute_id}", 200, (401, 403, 404), parameters=(STATUTE,)),
    Call("get", "/api/handbook", 200, (401, 403)),
    Call("get", "/api/visits/{visit_id}/unsent", 200, (401, 403, 404), gives=UnsentOfVisit, parameters=(VISIT,)),
    Call("get", "/api/keys", 200, needs=False),
    Call("get", "/api/openapi.json", 200, needs=False),
    Call("options", "/api/photos", 204, needs=False),
    Call(
        "post",
        "/api/photos",
        201,
        (400, 401, 403, 404, 409, 412, 413, 415, 460),
        parameters=(TOKEN, TUS, LENGTH, METADATA),
    ),
    Call("head", "/api/photos/{upload_id}", 200, (401, 403, 404, 412), parameters=(TUS, UPLOAD)),
    Call(
        "patch",
        "/api/photos/{upload_id}",
        204,
        (400, 401, 403, 404, 409, 412, 413, 415, 460),
        OFFSET_TYPE,
        parameters=(TOKEN, TUS, UPLOAD, OFFSET),
    ),
    Call("delete", "/api/photos/{upload_id}", 204, (400, 401, 403, 404, 412), parameters=(TOKEN, TUS, UPLOAD)),
)


def _json(model: type[BaseModel]) -> Json:
    return {"content": {"application/json": {"schema": {"$ref": REFERENCE.format(model=model.__name__)}}}}


def _operation(call: Call) -> Json:
    found: Json = {"operationId": f"{call.method} {call.path}", "responses": _responses(call)}
    if call.needs:
        found["security"] = [{"session": []}]
    if call.parameters:
        found["parameters"] = list(call.parameters)
    if isinstance(call.takes, str):
        found["requestBody"] = {
            "required": True,
            "content": {call.takes: {"schema": {"type": "string", "format": "binary"}}},
        }
    elif call.takes:
        found["requestBody"] = {"required": True, **_json(call.takes)}
    return found


def _responses(call: Call) -> Json:
    refused: Json = (
        {"description": "Refused"} if call.method == "head" else {"$ref": "#/components/responses/Refused"}
    )
    done = {"description": "Done", **(_json(call.gives) if call.gives else {})}
    return {str(call.status): done, **{str(status): refused for status in call.refusals}}


def description() -> Json:
    taken = [call.takes for call in CALLS if isinstance(call.takes, type)]
    given = [call.gives for call in CALLS if call.gives]
    models = [(model, "validation") for model in dict.fromkeys([*taken, Payload, *EVENTS.values()])]
    models += [(model, "serialization") for model in dict.fromkeys([*given, Refused])]
    _map, schemas = models_json_schema(models, ref_template=REFERENCE)  # type: ignore[arg-type]
    paths: Json = {}
    for call in CALLS:
        paths.setdefault(call.path, {})[call.method] = _operation(call)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Field inspection: the phone's door", "version": "1"},
        "paths": paths,
        "components": {
            "schemas": schemas["$defs"],
            "responses": {"Refused": {"description": "Reasons with stable codes", **_json(Refused)}},
            "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": "session"}},
        },
    }

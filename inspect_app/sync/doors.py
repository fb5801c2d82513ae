"""The phone's calls: who am I, signing in and out, the exchange, the rulebook, the server's public key."""

import json
from contextlib import AbstractContextManager, nullcontext
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, current_app, jsonify, request
from flask_wtf.csrf import generate_csrf
from pydantic import TypeAdapter

from inspect_app import clock
from inspect_app.access import (
    current_device,
    current_officer,
    current_sign_in,
    is_signed_in,
    let_in,
    let_out,
    needs,
    open_to_all,
    recognised,
)
from inspect_app.actions.devices import enrol_device
from inspect_app.actions.officers import sign_in, sign_out
from inspect_app.limits import limiter
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import PERMISSIONS, Permission
from inspect_app.rules.plain import to_plain
from inspect_app.store.base import transaction
from inspect_app.store.officers import Officer
from inspect_app.store.settings import latest_rulebook, rulebook_numbered
from inspect_app.sync.bodies import read
from inspect_app.sync.exchange import exchange
from inspect_app.sync.expected import expected_of
from inspect_app.sync.openapi import description
from inspect_app.sync.problem_sentences import sentences
from inspect_app.sync.seals import ServerSeal, public_key, verified
from inspect_app.sync.wire import SignInRequest, SignOutRequest, SyncRequest

phone = Blueprint("sync", __name__, url_prefix="/api")
_JSON = TypeAdapter(dict[str, Any])


def seal() -> ServerSeal:
    kept: ServerSeal = current_app.extensions["server_seal"]
    return kept


@phone.get("/session")
@open_to_all
def session_state() -> Response:
    """Who is signed in here, and the token that every writing call must carry."""
    officer = current_officer() if is_signed_in() else None
    device_id = current_sign_in().device_id if officer else None
    return jsonify(
        csrf=generate_csrf(),
        officer=_officer(officer) if officer else None,
        device=str(device_id) if device_id else None,
        expected=_expected(officer, device_id) if officer and device_id else [],
        office_key=current_app.extensions["office_key"].public() if officer else None,
        time=clock.now().isoformat(),
    )


def _expected(officer: Officer, device_id: UUID) -> list[dict[str, Any]]:
    return [one.model_dump(mode="json") for one in expected_of(officer.id, but=device_id)]


def _officer(officer: Officer) -> dict[str, Any]:
    return {
        "id": str(officer.id),
        "login": officer.login,
        "name": officer.name,
        "role": to_plain(officer.role),
        "agency": officer.agency.name,
        "agency_kind": to_plain(officer.agency.kind),
        "team": officer.team.name if officer.team else "",
        "badge_number": officer.badge_number or "",
        "valid_from": to_plain(officer.certificate_from),
        "valid_until": to_plain(officer.certificate_until),
        "language": officer.language,
        "permissions": sorted(to_plain(PERMISSIONS[officer.role])),
    }


@phone.post("/sign-in")
@limiter.limit("10 per minute")
@open_to_all
def create_session() -> Response:
    """The device's key signs the request, so that the session belongs to whoever holds that key."""
    wanted = read(SignInRequest)
    nonce = request.headers.get("X-CSRFToken", "")
    if not _proves(wanted, nonce):
        raise Refused(Refusal(Problem.DEVICE_PROOF_WRONG))
    officer = recognised(wanted.login, wanted.password)
    with transaction():
        device = enrol_device(
            wanted.device.id, dict(wanted.device.jwk), wanted.device.label, officer=officer, at=clock.now()
        )
        session = sign_in(officer, device=device, at=clock.now())
    let_in(session)
    return jsonify(
        csrf=generate_csrf(),
        officer=_officer(officer),
        device=str(device.id),
        expected=_expected(officer, device.id),
        office_key=current_app.extensions["office_key"].public(),
        time=clock.now().isoformat(),
    )


def _proves(wanted: SignInRequest, nonce: str) -> bool:
    try:
        body = verified(wanted.proof, public_key(dict(wanted.device.jwk)))
        claims = json.loads(body or b"{}")
    except (ValueError, KeyError):
        return False
    expected = {"nonce": nonce, "login": wanted.login, "device": str(wanted.device.id)}
    return bool(nonce) and {name: claims.get(name) for name in expected} == expected


@phone.post("/sign-out")
@needs(Permission.SIGNED_IN)
def end_session() -> Response:
    wanted, sign_in = read(SignOutRequest), current_sign_in()
    if wanted.device not in (None, sign_in.device_id):
        raise Refused(Refusal(Problem.DEVICE_OF_ANOTHER))
    with transaction():
        sign_out(sign_in.id, at=clock.now())
    let_out()
    return jsonify(csrf=generate_csrf())


@phone.post("/sync")
@needs(Permission.USE_PHONE)
def create_exchange() -> Response:
    wanted = read(SyncRequest)
    device = current_device()
    if wanted.device not in (None, device.id):
        raise Refused(Refusal(Problem.DEVICE_OF_ANOTHER))
    with _turn(wanted):
        reply = exchange(wanted, device, seal=seal(), at=clock.now())
    return Response(_JSON.dump_json(reply), mimetype="application/json")


def _turn(wanted: SyncRequest) -> AbstractContextManager[object]:
    """One batch after the other in each process of the server.

    Two at once take the interpreter from each other at every step, and one sleeps while it waits for the other's
    transaction: together they take longer than in turn (docs/decisions/batches-in-turn.md).
    """
    turn: AbstractContextManager[object] = current_app.extensions["batch_turn"] if wanted.events else nullcontext()
    return turn


@phone.get("/rulebook")
@needs(Permission.USE_PHONE)
def show_rulebook() -> Response:
    """Acts, limits, wording, calendar and the sentences of refusals, in both languages; `number` asks for an older edition."""
    number = request.args.get("number", type=int)
    edition = rulebook_numbered(number) if number is not None else latest_rulebook()
    if edition is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    response = jsonify(number=edition.number, **{**edition.body, "problems": sentences()})
    response.set_etag(f"{edition.number}-{edition.sha256[:12]}")
    response.make_conditional(request)
    return response


@phone.get("/keys")
@open_to_all
def show_keys() -> Response:
    """The server's public key, by which anyone can check a time token (JWK set, RFC 7517)."""
    return jsonify(keys=[seal().public_jwk()])


@phone.get("/openapi.json")
@open_to_all
def show_description() -> Response:
    return jsonify(description())

"""The phone's call for its data key: proved when the lock is made, and given back when the PIN is forgotten."""

from datetime import timedelta

from flask import Blueprint, Response, current_app, jsonify

from inspect_app import clock
from inspect_app.access import current_device, current_sign_in, needs
from inspect_app.actions.devices import note_recovery
from inspect_app.limits import limiter
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.store.base import transaction
from inspect_app.sync.bodies import read
from inspect_app.sync.recovery import OfficeKey, WrappedKey
from inspect_app.sync.wire import RecoveryRequest

pages = Blueprint("recovery", __name__, url_prefix="/api")
JUST_NOW = timedelta(minutes=10)
"""Whoever finds a locked phone finds its session too: the password must just have been given."""


def office_key() -> OfficeKey:
    kept: OfficeKey = current_app.extensions["office_key"]
    return kept


@pages.post("/recovery")
@limiter.limit("10 per minute")
@needs(Permission.USE_PHONE)
def open_wrapped_key() -> Response:
    wanted = read(RecoveryRequest)
    found = office_key().opened(wanted.jwe)
    if found.officer_id != current_device().officer_id:
        raise Refused(Refusal(Problem.RECOVERY_KEY_WRONG))
    if wanted.to is None:
        return jsonify(fingerprint=found.fingerprint)
    return jsonify(jwe=_given_back(found, dict(wanted.to)))


def _given_back(found: WrappedKey, to: dict[str, str]) -> str:
    """Only the page that asks can read it; the deed stands in the audit, the key nowhere."""
    if clock.now() - current_sign_in().started_at > JUST_NOW:
        raise Refused(Refusal(Problem.SIGN_IN_AGAIN))
    try:
        wrapped = found.wrapped_to(to)
    except ValueError:
        raise Refused(Refusal(Problem.BODY_NOT_UNDERSTOOD, facts={"where": "to"})) from None
    with transaction():
        note_recovery(current_device(), at=clock.now())
    return wrapped

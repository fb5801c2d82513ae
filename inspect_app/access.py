"""Who may come in: the permission each view states, and who is signed in. Used by both doors, web and sync."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast
from uuid import UUID

from flask import Flask, Response, g, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from inspect_app import clock
from inspect_app.actions.officers import is_due_for_life, is_open, keep_open
from inspect_app.actions.passwords import note_try, verify_password
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import OF_THE_INSTANCE, ONLY_IN, Permission
from inspect_app.store.agencies import instance_agency
from inspect_app.store.base import transaction
from inspect_app.store.officers import Device, Officer, SignIn, sign_in_with

log = logging.getLogger(__name__)
P = ParamSpec("P")
R = TypeVar("R")
OPEN_TO_ALL: set[str] = set()
"""Endpoints that need no sign-in. Filled by `open_to_all`; a test walks every route."""


class SignedIn(UserMixin):  # type: ignore[misc]
    """What Flask-Login keeps: a sign-in, not a person, so that each can be revoked."""

    def __init__(self, sign_in: SignIn) -> None:
        self.sign_in = sign_in

    def get_id(self) -> str:
        return str(self.sign_in.id)


login_manager = LoginManager()


@login_manager.user_loader  # type: ignore[untyped-decorator]
def _load(sign_in_id: str) -> SignedIn | None:
    try:
        found = sign_in_with(UUID(sign_in_id))
    except ValueError:
        return None
    if found is None or not is_open(found, at=clock.now()):
        return None
    if is_due_for_life(found, at=clock.now()):
        g.sign_in_in_use = found
    return SignedIn(found)


def needs(permission: Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """This view opens only for people with the permission. The mark is read by the test that walks all routes."""

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if not is_signed_in():
                raise Refused(Refusal(Problem.SIGN_IN_NEEDED))
            if not may_here(current_officer(), permission):
                raise Refused(Refusal(Problem.NOT_ALLOWED))
            return view(*args, **kwargs)

        guarded.needs = permission  # type: ignore[attr-defined]
        return guarded

    return mark


def open_to_all(view: Callable[P, R]) -> Callable[P, R]:
    """No sign-in needed. Short list: sign-in itself, health, the phone's shell and its files."""
    view.needs = None  # type: ignore[attr-defined]
    OPEN_TO_ALL.add(view.__name__)
    return view


def is_signed_in() -> bool:
    return bool(current_user.is_authenticated)


def may_here(officer: Officer, permission: Permission) -> bool:
    """By their role; what concerns the whole instance only in the office whose instance it is."""
    if not officer.may(permission):
        return False
    if permission not in OF_THE_INSTANCE or (office := instance_agency()) is None:
        return True
    return officer.home_id == office.id and ONLY_IN.get(permission, office.kind) is office.kind


def current_sign_in() -> SignIn:
    return cast(SignIn, current_user.sign_in)


def current_officer() -> Officer:
    return current_sign_in().officer


def current_device() -> Device:
    """The phone that is speaking. Refused for a session that is not bound to one."""
    device = current_sign_in().device
    if device is None:
        raise Refused(Refusal(Problem.DEVICE_UNKNOWN))
    return device


def recognised(login: str, password: str) -> Officer:
    """Whose name and password these are. A wrong one is counted in its own transaction, before it is refused."""
    officer = verify_password(login, password)
    with transaction():
        refusal = note_try(login, is_right=officer is not None, at=clock.now())
    if refusal or officer is None:
        raise Refused(refusal or Refusal(Problem.SIGN_IN_FAILED))
    return officer


def let_in(sign_in: SignIn) -> None:
    """Start the session afresh, so that nothing of an earlier one survives."""
    session.clear()
    g.pop("csrf_token", None)
    login_user(SignedIn(sign_in))
    session.permanent = True


def let_out() -> None:
    logout_user()
    session.clear()
    g.pop("csrf_token", None)


def _note_sign_of_life(response: Response) -> Response:
    """Whoever was recognised in this request is not idle. After the view, in a transaction of its own.

    The answer stands already: when this fails, the person must not be told that their deed failed. The cookie is given
    anew with it, so that it lasts from here, and not with every reply: a late one overwrites that of whoever came next.
    """
    sign_in: SignIn | None = g.pop("sign_in_in_use", None)
    try:
        if sign_in:
            session.modified = True
            with transaction():
                keep_open(sign_in, at=clock.now())
    except Exception:
        log.exception("a sign of life could not be noted")
    return response


def init_app(app: Flask) -> None:
    app.after_request(_note_sign_of_life)
    login_manager.init_app(app)
    login_manager.session_protection = None  # phones change networks; a sign-in is bound to the device's key

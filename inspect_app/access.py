"""Who may come in: the permission each view states, and who is signed in. Used by both doors, web and sync."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast
from uuid import UUID

from flask import Flask, g, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from inspect_app import clock
from inspect_app.actions.officers import is_open
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.store.officers import Device, Officer, SignIn, sign_in_with

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
    return SignedIn(found) if found and is_open(found, at=clock.now()) else None


def needs(permission: Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """This view opens only for people with the permission. The mark is read by the test that walks all routes."""

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if not is_signed_in():
                raise Refused(Refusal(Problem.SIGN_IN_NEEDED))
            if not current_officer().may(permission):
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


def init_app(app: Flask) -> None:
    login_manager.init_app(app)
    login_manager.session_protection = None  # phones change networks; a sign-in is bound to the device's key

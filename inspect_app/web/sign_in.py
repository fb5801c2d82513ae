"""Signing in to the office, signing out, choosing a language."""

from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_sign_in, is_signed_in, let_in, let_out, needs, open_to_all, recognised
from inspect_app.actions.officers import sign_in, sign_out
from inspect_app.limits import limiter
from inspect_app.problems import Refused
from inspect_app.rules.permissions import Permission
from inspect_app.store.base import transaction
from inspect_app.translations import LANGUAGES
from inspect_app.web.errors import sentence_of
from inspect_app.web.forms.sign_in import SignInForm

pages = Blueprint("sign_in", __name__)


@pages.get("/sign-in")
@open_to_all
def new() -> str | Response:
    if is_signed_in():
        return redirect(_safe_next())
    return render_template("sign_in.html", form=SignInForm(), next=request.args.get("next", ""))


@pages.post("/sign-in")
@limiter.limit("10 per minute")
@open_to_all
def create() -> tuple[str, int] | Response:
    form = SignInForm()
    try:
        officer = recognised(form.login.data or "", form.password.data or "")
        with transaction():
            sign_in_row = sign_in(officer, device=None, at=clock.now())
    except Refused as refused:
        form.login.errors = [sentence_of(refused.refusals[0])]
        return render_template("sign_in.html", form=form, next=request.form.get("next", "")), refused.refusals[
            0
        ].problem.status
    language = session.get("language")
    let_in(sign_in_row)
    if language:
        session["language"] = language
    return redirect(_safe_next())


def _safe_next() -> str:
    """Only a path of our own."""
    wanted = request.values.get("next", "")
    parts = urlsplit(wanted)
    is_ours = wanted.startswith("/") and not wanted.startswith("//") and not parts.netloc and "\\" not in wanted
    return wanted if is_ours else url_for("home.show")


@pages.post("/sign-out")
@needs(Permission.SIGNED_IN)
def destroy() -> Response:
    with transaction():
        sign_out(current_sign_in().id, at=clock.now())
    let_out()
    return redirect(url_for("sign_in.new"))


@pages.post("/language")
@open_to_all
def choose_language() -> Response:
    wanted = request.form.get("language", "zh")
    session["language"] = wanted if wanted in LANGUAGES else "zh"
    return redirect(_safe_next())

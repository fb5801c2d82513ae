"""One's own account: language, password, devices. For everybody who is signed in."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, current_sign_in, needs, recognised
from inspect_app.actions.devices import devices_by_officer
from inspect_app.actions.officers import change_own_password, choose_language
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.people import certificate_state
from inspect_app.rules.permissions import Permission
from inspect_app.store.arrivals import still_to_arrive
from inspect_app.store.base import transaction
from inspect_app.store.officers import open_sign_ins_of
from inspect_app.translations import LANGUAGES
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.officers import LANGUAGES as LANGUAGE_NAMES
from inspect_app.web.forms.officers import OwnPasswordFields

pages = Blueprint("account", __name__, url_prefix="/account")


@pages.get("")
@needs(Permission.SIGNED_IN)
def show() -> str:
    return _page(OwnPasswordFields())


def _page(form: OwnPasswordFields, refusals: tuple[Refusal, ...] = ()) -> str:
    officer = current_officer()
    devices = devices_by_officer([officer.id])[officer.id]
    return render_template(
        "account/show.html",
        officer=officer,
        form=form,
        refusals=[as_plain(one) for one in refusals],
        certificate=certificate_state(officer.facts(), on=clock.today()),
        devices=devices,
        arrivals=still_to_arrive(devices),
        open_sign_ins=len(open_sign_ins_of(officer.id)),
        languages=LANGUAGE_NAMES,
    )


@pages.post("/language")
@needs(Permission.SIGNED_IN)
def update_language() -> Response:
    wanted = request.form.get("language", "")
    if wanted in LANGUAGES:
        with transaction():
            choose_language(current_officer(), wanted)
        session["language"] = wanted
    return redirect(url_for("account.show"))


@pages.post("/password")
@needs(Permission.SIGNED_IN)
def update_password() -> str | tuple[str, int] | Response:
    form = OwnPasswordFields()
    try:
        refuse_if_any([Refusal(Problem.PASSWORDS_DIFFER) if form.password.data != form.again.data else None])
        _ask_old_password(form.old.data or "")
        with transaction():
            change_own_password(
                current_officer(), form.password.data or "", kept=current_sign_in().id, at=clock.now()
            )
    except Refused as refused:
        return _page(form, refused.refusals), 422
    flash(gettext("密码已更改，其他地方的登录已全部结束。"), "good")
    return redirect(url_for("account.show"))


def _ask_old_password(old: str) -> None:
    """A wrong one counts like a wrong sign-in, so that an open page cannot be used for guessing."""
    try:
        recognised(current_officer().login, old)
    except Refused as refused:
        if refused.refusals[0].problem is Problem.SIGN_IN_FAILED:
            raise Refused(Refusal(Problem.OLD_PASSWORD_WRONG)) from refused
        raise

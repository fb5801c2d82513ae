"""What is done to an account: a new password, disabling, taking away a device, ending a sign-in."""

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.devices import revoke_device
from inspect_app.actions.officers import disable_officer, enable_officer, end_sign_in, set_password
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.permissions import Permission
from inspect_app.store.base import transaction
from inspect_app.store.officers import device_with, sign_in_with
from inspect_app.web.forms.officers import PasswordFields
from inspect_app.web.officers import Page, officer_of_office, page_of

pages = Blueprint("officer_deeds", __name__, url_prefix="/officers/<uuid:officer_id>")


@pages.post("/password")
@needs(Permission.MANAGE_PEOPLE)
def create_password(officer_id: UUID) -> Page:
    officer, form = officer_of_office(officer_id), PasswordFields()
    try:
        with transaction():
            set_password(officer, form.password.data or "", by=current_officer().id, at=clock.now())
    except Refused as refused:
        return page_of(officer, form, refused.refusals), 422
    return _back(officer_id, gettext("新密码已生效，此人的登录已全部结束。"))


@pages.post("/suspension")
@needs(Permission.MANAGE_PEOPLE)
def create_suspension(officer_id: UUID) -> Page:
    officer = officer_of_office(officer_id)
    try:
        with transaction():
            disable_officer(officer, by=current_officer().id, at=clock.now())
    except Refused as refused:
        return page_of(officer, PasswordFields(), refused.refusals), 409
    return _back(officer_id, gettext("帐号已停用。手机里未上传的记录仍在机内。"))


@pages.post("/suspension/end")
@needs(Permission.MANAGE_PEOPLE)
def end_suspension(officer_id: UUID) -> Response:
    officer = officer_of_office(officer_id)
    with transaction():
        enable_officer(officer, by=current_officer().id, at=clock.now())
    return _back(officer_id, gettext("帐号已恢复。"))


@pages.post("/devices/<uuid:device_id>/revocation")
@needs(Permission.MANAGE_PEOPLE)
def create_revocation(officer_id: UUID, device_id: UUID) -> Response:
    officer, device = officer_of_office(officer_id), device_with(device_id)
    if device is None or device.officer_id != officer.id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    with transaction():
        revoke_device(device, by=current_officer().id, at=clock.now())
    return _back(officer_id, gettext("设备已停用。机内未上传的记录可以导出后由办公室导入。"))


@pages.post("/sign-ins/<uuid:sign_in_id>/end")
@needs(Permission.MANAGE_PEOPLE)
def end_session(officer_id: UUID, sign_in_id: UUID) -> Response:
    officer, session = officer_of_office(officer_id), sign_in_with(sign_in_id)
    if session is None or session.officer_id != officer.id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    with transaction():
        end_sign_in(session, by=current_officer().id, at=clock.now())
    return _back(officer_id, gettext("这次登录已结束。"))


def _back(officer_id: UUID, said: str) -> Response:
    flash(said, "good")
    return redirect(url_for("officers.show", officer_id=officer_id))

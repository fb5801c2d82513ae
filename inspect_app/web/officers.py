"""People of the office and of the agencies that it administers: accounts, roles, certificates."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from inspect_app import clock
from inspect_app.access import current_officer, current_sign_in, needs
from inspect_app.actions.devices import devices_by_officer
from inspect_app.actions.officers import change_officer, create_officer, is_open
from inspect_app.actions.passwords import locked_until
from inspect_app.actions.settings import office_settings
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.people import CertificateState, certificate_state
from inspect_app.rules.permissions import Permission
from inspect_app.rules.settings import SettingName
from inspect_app.store.agencies import Agency, agencies_of_office, teams_by_agency
from inspect_app.store.arrivals import still_to_arrive
from inspect_app.store.base import transaction
from inspect_app.store.officers import Device, Officer, officer_with, officers_of, sign_ins_of
from inspect_app.web.errors import as_plain
from inspect_app.web.forms.officers import NewOfficerFields, OfficerFields, PasswordFields, filled_in

pages = Blueprint("officers", __name__, url_prefix="/officers")
Page = str | tuple[str, int] | Response
SIGN_INS_SHOWN = 20


@dataclass(frozen=True)
class Row:
    """One person in the list."""

    officer: Officer
    certificate: CertificateState
    devices: list[Device]


@pages.get("")
@needs(Permission.MANAGE_PEOPLE)
def index() -> str:
    wanted = request.args.get("q", "").strip()
    state = request.args.get("state", "")
    groups = groups_of(wanted, state, on=clock.today())
    return render_template(
        "officers/index.html",
        groups=groups,
        arrivals=still_to_arrive(device for _, rows in groups for row in rows for device in row.devices),
        wanted=wanted,
        state=state,
        states=CertificateState,
    )


def groups_of(wanted: str, state: str, *, on: date) -> list[tuple[Agency, list[Row]]]:
    """By agency, within it by team and name; agencies without a matching person are left out."""
    agencies = agencies_of_office(current_officer().home_id)
    officers = [one for one in officers_of(*(agency.id for agency in agencies)) if _matches(one, wanted)]
    devices = devices_by_officer([one.id for one in officers])
    days = warn_days()
    rows = [Row(one, certificate_state(one.facts(), on=on, warn_days=days), devices[one.id]) for one in officers]
    rows = [row for row in rows if _is_in(row, state)]
    rows.sort(key=lambda row: (row.officer.team.name if row.officer.team else "", row.officer.login))
    groups = [(agency, [row for row in rows if row.officer.agency_id == agency.id]) for agency in agencies]
    return [(agency, some) for agency, some in groups if some]


def warn_days() -> int:
    """How long before its end a certificate is marked, as the office has set it."""
    return office_settings(current_officer().home_id).whole(SettingName.CERTIFICATE_WARNING_DAYS)


def _matches(officer: Officer, wanted: str) -> bool:
    texts = (officer.name, officer.login, officer.badge_number or "")
    return any(wanted.lower() in text.lower() for text in texts)


def _is_in(row: Row, state: str) -> bool:
    if state == "disabled":
        return row.officer.disabled_at is not None
    return not state or row.certificate.name.lower() == state


@pages.get("/new")
@needs(Permission.MANAGE_PEOPLE)
def new() -> str:
    form = _offered(NewOfficerFields(agency_id=current_officer().agency_id))
    return render_template("officers/edit.html", form=form, officer=None, refusals=[])


@pages.post("")
@needs(Permission.MANAGE_PEOPLE)
def create() -> Page:
    form = _offered(NewOfficerFields())
    try:
        if not form.validate():
            return _again(form, None)
        with transaction():
            officer = create_officer(form.account(), form.password.data, by=current_officer().id, at=clock.now())
    except Refused as refused:
        return _again(form, None, refused)
    flash(gettext("帐号已建立。"), "good")
    return redirect(url_for("officers.show", officer_id=officer.id))


@pages.get("/<uuid:officer_id>")
@needs(Permission.MANAGE_PEOPLE)
def show(officer_id: UUID) -> str:
    return page_of(officer_of_office(officer_id), PasswordFields())


def page_of(officer: Officer, form: PasswordFields, refusals: tuple[Refusal, ...] = ()) -> str:
    """The person's page; also shown again when a deed on it was refused."""
    devices = devices_by_officer([officer.id])[officer.id]
    return render_template(
        "officers/show.html",
        officer=officer,
        form=form,
        refusals=[as_plain(one) for one in refusals],
        certificate=certificate_state(officer.facts(), on=clock.today(), warn_days=warn_days()),
        devices=devices,
        arrivals=still_to_arrive(devices),
        sign_ins=[(one, is_open(one, at=clock.now())) for one in sign_ins_of(officer.id, limit=SIGN_INS_SHOWN)],
        locked_until=locked_until(officer.login, at=clock.now()),
        in_use=current_sign_in().id,
    )


@pages.get("/<uuid:officer_id>/edit")
@needs(Permission.MANAGE_PEOPLE)
def edit(officer_id: UUID) -> str:
    officer = officer_of_office(officer_id)
    return render_template("officers/edit.html", form=_offered(filled_in(officer)), officer=officer, refusals=[])


@pages.post("/<uuid:officer_id>")
@needs(Permission.MANAGE_PEOPLE)
def update(officer_id: UUID) -> Page:
    officer, form = officer_of_office(officer_id), _offered(OfficerFields())
    try:
        if not form.validate():
            return _again(form, officer)
        with transaction():
            change_officer(officer, form.account(), by=current_officer().id, at=clock.now())
    except Refused as refused:
        return _again(form, officer, refused)
    flash(gettext("已保存。"), "good")
    return redirect(url_for("officers.show", officer_id=officer.id))


def _offered(form: OfficerFields) -> OfficerFields:
    agencies = agencies_of_office(current_officer().home_id)
    return form.offer(agencies, teams_by_agency([agency.id for agency in agencies]))


def _again(form: OfficerFields, officer: Officer | None, refused: Refused | None = None) -> tuple[str, int]:
    refusals = [as_plain(one) for one in refused.refusals] if refused else []
    return render_template("officers/edit.html", form=form, officer=officer, refusals=refusals), 422


def officer_of_office(officer_id: UUID) -> Officer:
    """The person, if their agency is one that the signed-in administrator's office looks after."""
    officer = officer_with(officer_id)
    ours = {agency.id for agency in agencies_of_office(current_officer().home_id)}
    if officer is None or officer.agency_id not in ours:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return officer

"""Accounts, sign-ins and devices."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from inspect_app.actions.forms import top_up
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.people import Role
from inspect_app.rules.permissions import Permission
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.officers import (
    Device,
    Officer,
    SignIn,
    device_for_update,
    devices_of,
    officer_by_badge,
    officer_by_login,
    open_sign_ins_of,
    sign_in_with,
)

LEAST_PASSWORD = 10
OFFICE_SESSION = timedelta(hours=12)
PHONE_SESSION = timedelta(days=30)
_hasher = PasswordHasher()
_NOBODY = _hasher.hash("nobody has this password")


@dataclass(frozen=True)
class OfficerForm:
    """An account as the administrator fills it in."""

    login: str
    name: str
    role: Role
    agency_id: UUID
    team_id: UUID | None = None
    badge_number: str | None = None
    certificate_from: date | None = None
    certificate_until: date | None = None
    language: str = "zh"


def create_officer(form: OfficerForm, password: str, *, by: UUID | None, at: datetime) -> Officer:
    refuse_if_any([*_faults(form, None), _password_fault(password)])
    officer = Officer(id=uuid4(), password_hash=_hasher.hash(password), disabled_at=None, **vars(form))
    db.session.add(officer)
    note_deed("create_officer", by=by, at=at, subject="officer", subject_id=officer.id, login=form.login)
    db.session.flush()
    return officer


def change_officer(officer: Officer, form: OfficerForm, *, by: UUID, at: datetime) -> None:
    refuse_if_any(_faults(form, officer))
    moved = (officer.agency_id, officer.role) != (form.agency_id, form.role)
    before = {name: str(getattr(officer, name)) for name in vars(form)}
    for name, value in vars(form).items():
        setattr(officer, name, value)
    if moved:
        officer.feed_epoch += 1
    after = {name: str(getattr(officer, name)) for name in vars(form)}
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    note_deed("change_officer", by=by, at=at, subject="officer", subject_id=officer.id, changed=changed)


def _faults(form: OfficerForm, known: Officer | None) -> list[Refusal | None]:
    same_login = officer_by_login(form.login)
    same_badge = officer_by_badge(form.badge_number) if form.badge_number else None
    first, last = form.certificate_from, form.certificate_until
    return [
        None if form.login.strip() else Refusal(Problem.FIELD_MISSING, facts={"field": "用户名"}),
        None if form.name.strip() else Refusal(Problem.FIELD_MISSING, facts={"field": "姓名"}),
        Refusal(Problem.LOGIN_TAKEN, facts={"login": form.login}) if same_login not in (None, known) else None,
        Refusal(Problem.BADGE_TAKEN, facts={"badge": form.badge_number})
        if same_badge not in (None, known)
        else None,
        Refusal(Problem.CERTIFICATE_PERIOD_WRONG) if first and last and last < first else None,
    ]


def _password_fault(password: str) -> Refusal | None:
    if len(password) >= LEAST_PASSWORD:
        return None
    return Refusal(Problem.WEAK_PASSWORD, facts={"least": LEAST_PASSWORD})


def set_password(officer: Officer, password: str, *, by: UUID, at: datetime) -> None:
    """A new password ends every open sign-in; work on phones stays and goes up after the next one."""
    refuse_if_any([_password_fault(password)])
    officer.password_hash = _hasher.hash(password)
    end_sign_ins(officer.id, at=at)
    note_deed("set_password", by=by, at=at, subject="officer", subject_id=officer.id)


def disable_officer(officer: Officer, *, by: UUID, at: datetime) -> None:
    officer.disabled_at = officer.disabled_at or at
    end_sign_ins(officer.id, at=at)
    note_deed("disable_officer", by=by, at=at, subject="officer", subject_id=officer.id)


def enable_officer(officer: Officer, *, by: UUID, at: datetime) -> None:
    officer.disabled_at = None
    note_deed("enable_officer", by=by, at=at, subject="officer", subject_id=officer.id)


def end_sign_ins(officer_id: UUID, *, at: datetime) -> None:
    for sign_in in open_sign_ins_of(officer_id):
        sign_in.revoked_at = at


def verify_password(login: str, password: str) -> Officer | None:
    """The officer, or None. Takes the same time for an unknown name as for a wrong password."""
    officer = officer_by_login(login)
    try:
        _hasher.verify(officer.password_hash if officer else _NOBODY, password)
    except (VerifyMismatchError, InvalidHashError):
        return None
    return officer if officer and officer.disabled_at is None else None


def sign_in(officer: Officer, *, device: Device | None, at: datetime) -> SignIn:
    session = SignIn(
        id=uuid4(), officer_id=officer.id, officer=officer, device_id=device.id if device else None, device=device,
        started_at=at, seen_at=at, revoked_at=None,
    )  # fmt: skip
    db.session.add(session)
    db.session.flush()
    return session


def sign_out(sign_in_id: UUID, *, at: datetime) -> None:
    session = sign_in_with(sign_in_id)
    if session and session.revoked_at is None:
        session.revoked_at = at


def is_open(session: SignIn, *, at: datetime) -> bool:
    """Neither revoked nor idle for too long, its officer not disabled, its device not revoked."""
    longest = PHONE_SESSION if session.device_id else OFFICE_SESSION
    if session.revoked_at or session.officer.disabled_at or at - session.seen_at > longest:
        return False
    return session.device is None or session.device.revoked_at is None


def enrol_device(
    device_id: UUID, public_jwk: dict[str, Any], label: str, *, officer: Officer, at: datetime
) -> Device:
    """登记设备: one officer's key on one phone. The same phone and officer again is the same device."""
    if not officer.may(Permission.USE_PHONE):
        raise Refused(Refusal(Problem.NOT_ALLOWED))
    device = device_for_update(device_id)
    if device is None:
        device = Device(
            id=device_id, officer_id=officer.id, officer=officer, label=label[:80], public_jwk=public_jwk,
            enrolled_at=at, seen_at=at, revoked_at=None, head_seq=0, head_sha256="", holding=None,
        )  # fmt: skip
        db.session.add(device)
        db.session.flush()
    refuse_if_any([_device_fault(device, officer, public_jwk)])
    top_up(device, at=at)
    return device


def _device_fault(device: Device, officer: Officer, public_jwk: dict[str, Any]) -> Refusal | None:
    if device.officer_id != officer.id or device.public_jwk != public_jwk:
        return Refusal(Problem.DEVICE_OF_ANOTHER)
    return Refusal(Problem.DEVICE_REVOKED) if device.revoked_at else None


def revoke_device(device: Device, *, by: UUID, at: datetime) -> None:
    """停用设备. Its unsent work stays on it; what it sends later is refused at the door, and can be rescued."""
    device.revoked_at = device.revoked_at or at
    for session in open_sign_ins_of(device.officer_id):
        if session.device_id == device.id:
            session.revoked_at = at
    note_deed("revoke_device", by=by, at=at, subject="device", subject_id=device.id, officer=str(device.officer_id))


def devices_by_officer(officer_ids: list[UUID]) -> dict[UUID, list[Device]]:
    found: dict[UUID, list[Device]] = {officer_id: [] for officer_id in officer_ids}
    for device in devices_of(officer_ids):
        found[device.officer_id].append(device)
    return found

"""Accounts and sign-ins."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from inspect_app.actions.passwords import hashed, password_fault
from inspect_app.actions.telling import tell_of_officer
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.people import Role, role_fits
from inspect_app.store.agencies import agency_with, instance_agency, team_with
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.officers import (
    Device,
    Officer,
    SignIn,
    note_sign_of_life,
    officer_by_badge,
    officer_by_login,
    open_sign_ins_of,
    sign_in_with,
)
from inspect_app.store.wrong_passwords import forget_wrong_passwords

OFFICE_SESSION = timedelta(hours=12)
PHONE_SESSION = timedelta(days=30)
SIGN_OF_LIFE = timedelta(minutes=5)


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


def create_officer(
    form: OfficerForm, password: str, *, by: UUID | None, at: datetime, password_hash: str = ""
) -> Officer:
    """`password_hash` = that password's hash, where it was made already for many accounts at once."""
    refuse_if_any([*_faults(form, None), password_fault(password)])
    officer = Officer(id=uuid4(), password_hash=password_hash or hashed(password), disabled_at=None, **vars(form))
    db.session.add(officer)
    note_deed("create_officer", by=by, at=at, subject="officer", subject_id=officer.id, login=form.login)
    db.session.flush()
    tell_of_officer(officer)
    return officer


def change_officer(officer: Officer, form: OfficerForm, *, by: UUID, at: datetime) -> None:
    """A person moved to another agency or role gets their phone's data anew; unsent work is not touched by that."""
    own = Refusal(Problem.OWN_ACCOUNT) if officer.id == by and form.role is not officer.role else None
    refuse_if_any([own, *_faults(form, officer)])
    tell_of_officer(officer)
    moved = (officer.agency_id, officer.role) != (form.agency_id, form.role)
    before = {name: str(getattr(officer, name)) for name in vars(form)}
    for name, value in vars(form).items():
        setattr(officer, name, value)
    if moved:
        officer.feed_epoch += 1
    db.session.flush()
    db.session.expire(officer, ["agency", "team"])
    tell_of_officer(officer)
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
        *_faults_of_place(form),
    ]


def _faults_of_place(form: OfficerForm) -> list[Refusal | None]:
    """The role must fit the kind of agency, and the team must be that agency's."""
    agency = agency_with(form.agency_id)
    if agency is None:
        return [Refusal(Problem.FIELD_MISSING, facts={"field": "单位"})]
    team, office = team_with(form.team_id) if form.team_id else None, instance_agency()
    is_elsewhere = form.team_id is not None and (team is None or team.agency_id != agency.id)
    return [
        role_fits(form.role, agency.kind, agency=agency.name, office=office.kind if office else agency.kind),
        Refusal(Problem.TEAM_ELSEWHERE, facts={"agency": agency.name}) if is_elsewhere else None,
    ]


def set_password(officer: Officer, password: str, *, by: UUID, at: datetime) -> None:
    """A new password ends every open sign-in; work on phones stays and goes up after the next one."""
    refuse_if_any([password_fault(password)])
    officer.password_hash = hashed(password)
    forget_wrong_passwords(officer.login)
    end_sign_ins(officer.id, at=at)
    note_deed("set_password", by=by, at=at, subject="officer", subject_id=officer.id)


def change_own_password(officer: Officer, password: str, *, kept: UUID, at: datetime) -> None:
    """One's own password, after the old one was asked for; only the sign-in in use (`kept`) stays open."""
    refuse_if_any([password_fault(password)])
    officer.password_hash = hashed(password)
    for session in open_sign_ins_of(officer.id):
        session.revoked_at = None if session.id == kept else at
    note_deed("change_own_password", by=officer.id, at=at, subject="officer", subject_id=officer.id)


def choose_language(officer: Officer, language: str) -> None:
    officer.language = language


def disable_officer(officer: Officer, *, by: UUID, at: datetime) -> None:
    if officer.id == by:
        raise Refused(Refusal(Problem.OWN_ACCOUNT))
    officer.disabled_at = officer.disabled_at or at
    end_sign_ins(officer.id, at=at)
    tell_of_officer(officer)
    note_deed("disable_officer", by=by, at=at, subject="officer", subject_id=officer.id)


def enable_officer(officer: Officer, *, by: UUID, at: datetime) -> None:
    officer.disabled_at = None
    tell_of_officer(officer)
    note_deed("enable_officer", by=by, at=at, subject="officer", subject_id=officer.id)


def end_sign_ins(officer_id: UUID, *, at: datetime) -> None:
    for sign_in in open_sign_ins_of(officer_id):
        sign_in.revoked_at = at


def end_sign_in(session: SignIn, *, by: UUID, at: datetime) -> None:
    """Ended by the administrator; what is unsent on a phone stays there and goes up after the next sign-in."""
    session.revoked_at = session.revoked_at or at
    note_deed("end_sign_in", by=by, at=at, subject="officer", subject_id=session.officer_id)


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


def keep_open(session: SignIn, *, at: datetime) -> None:
    """The sign-in was in use just now. Needs to be said only when `is_due_for_life` holds."""
    note_sign_of_life(session.id, at=at)


def is_due_for_life(session: SignIn, *, at: datetime) -> bool:
    """Its idle time is noted at most every five minutes, so that reading pages does not write each time."""
    return session.revoked_at is None and at - session.seen_at > SIGN_OF_LIFE

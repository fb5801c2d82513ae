"""Enrolling a phone as one officer's device, and taking that back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from inspect_app.actions.forms import top_up
from inspect_app.actions.telling import tell_of_officer
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.permissions import Permission
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.locks import lock_names
from inspect_app.store.officers import Device, Officer, device_for_update, devices_of, open_sign_ins_of


def enrol_device(
    device_id: UUID, public_jwk: dict[str, Any], label: str, *, officer: Officer, at: datetime
) -> Device:
    """登记设备: one officer's key on one phone. The same phone and officer again is the same device."""
    if not officer.may(Permission.USE_PHONE):
        raise Refused(Refusal(Problem.NO_PHONE_WORK))
    lock_names("device", [device_id])  # the sign-in that got no answer is sent again while the first is at work
    device = device_for_update(device_id)
    if device is None:
        device = Device(
            id=device_id, officer_id=officer.id, officer=officer, label=label[:80], public_jwk=public_jwk,
            enrolled_at=at, seen_at=at, revoked_at=None, head_seq=0, head_sha256="", holding=None,
        )  # fmt: skip
        db.session.add(device)
        db.session.flush()
        tell_of_officer(officer)
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
    tell_of_officer(device.officer)
    for session in open_sign_ins_of(device.officer_id):
        if session.device_id == device.id:
            session.revoked_at = at
    note_deed("revoke_device", by=by, at=at, subject="device", subject_id=device.id, officer=str(device.officer_id))


def note_recovery(device: Device, *, at: datetime) -> None:
    """找回解锁码: the office opened the lock of this phone for its own officer, who had given the password."""
    note_deed("recover_key", by=device.officer_id, at=at, subject="device", subject_id=device.id)


def devices_by_officer(officer_ids: list[UUID]) -> dict[UUID, list[Device]]:
    found: dict[UUID, list[Device]] = {officer_id: [] for officer_id in officer_ids}
    for device in devices_of(officer_ids):
        found[device.officer_id].append(device)
    return found

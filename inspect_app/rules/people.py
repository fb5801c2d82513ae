"""Who people are: roles, agencies, and whose certificate is valid on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.statutes import TWO_OFFICERS


class Role(StrEnum):
    """What a person does. Value = the word in the office."""

    INSPECTOR = "执法人员"
    PARTNER = "协同部门人员"
    SUPERVISOR = "科长"
    LEGAL_REVIEWER = "法制审核人员"
    HEAD = "负责人"
    STREET = "街镇人员"
    STREET_HEAD = "街镇负责人"
    CITY = "市民防办人员"
    ADMIN = "系统管理员"


class AgencyKind(StrEnum):
    CITY = "市民防办"
    DISTRICT = "区民防办"
    STREET = "街镇"
    FIRE = "消防"
    WORK_SAFETY = "应急（安监）"
    DEPARTMENT = "其他部门"


class CertificateState(StrEnum):
    """How an officer's certificate stands on a day."""

    NONE = "无执法证"
    NOT_YET = "尚未生效"
    VALID = "有效"
    EXPIRING = "即将到期"
    EXPIRED = "已过期"


EXPIRING_DAYS = 60
"""How long before its last day a certificate is marked, until the office sets another number of days."""

STREETS = frozenset({Role.STREET, Role.STREET_HEAD})
"""People of a street or town: they patrol and report, and never enforce."""

LEADERS = frozenset({Role.HEAD, Role.SUPERVISOR})
"""Who may lead a team: the office's leadership, and the chiefs of its sections where there are fewer leaders than teams."""

AGENCIES_OF: dict[Role, frozenset[AgencyKind]] = {
    Role.PARTNER: frozenset({AgencyKind.FIRE, AgencyKind.WORK_SAFETY}),
    Role.STREET: frozenset({AgencyKind.STREET}),
    Role.STREET_HEAD: frozenset({AgencyKind.STREET}),
    Role.CITY: frozenset({AgencyKind.CITY}),
}
"""Roles that exist only in certain agencies; every other role is of the office whose instance it is."""


@dataclass(frozen=True)
class OfficerFacts:
    """An officer as the law sees one. `valid_until` is the certificate's last day; None means no certificate."""

    name: str
    badge_number: str
    valid_from: date | None = None
    valid_until: date | None = None


def at_least_two_officers(badge_numbers: frozenset[str]) -> Refusal | None:
    """执法人员不得少于两人。Two entries of the same badge are one person."""
    if len(badge_numbers) >= 2:
        return None
    return Refusal(Problem.TOO_FEW_OFFICERS, TWO_OFFICERS, {"present": len(badge_numbers)})


def certificate_valid(officer: OfficerFacts, *, on: date) -> Refusal | None:
    """执法人员应当具有执法资格。The first and the last day of the certificate count."""
    if not officer.badge_number or officer.valid_until is None:
        return Refusal(Problem.NO_CERTIFICATE, TWO_OFFICERS, {"name": officer.name})
    if (officer.valid_from is None or officer.valid_from <= on) and on <= officer.valid_until:
        return None
    return Refusal(Problem.CERTIFICATE_NOT_VALID, TWO_OFFICERS, {"name": officer.name, "on": on.isoformat()})


def qualified_officers(officers: Sequence[OfficerFacts], *, on: date) -> list[Refusal]:
    """两名以上具有执法资格的执法人员。All faults together."""
    badges = frozenset(officer.badge_number for officer in officers if officer.badge_number)
    faults = [at_least_two_officers(badges), *(certificate_valid(officer, on=on) for officer in officers)]
    return [fault for fault in faults if fault]


def may_sign(officer: OfficerFacts, *, on: date) -> Refusal | None:
    """持有效执法证的人员才能在检查笔录上签名；过期的可以记录。Who has no certificate of ours (a partner) is not asked for one."""
    if officer.valid_until is None or certificate_valid(officer, on=on) is None:
        return None
    return Refusal(Problem.SIGNER_NOT_CERTIFIED, TWO_OFFICERS, {"name": officer.name, "on": on.isoformat()})


def certificate_state(officer: OfficerFacts, *, on: date, warn_days: int = EXPIRING_DAYS) -> CertificateState:
    """Marked as expiring from `warn_days` before its last day, that day included."""
    if not officer.badge_number or officer.valid_until is None:
        return CertificateState.NONE
    if officer.valid_from and on < officer.valid_from:
        return CertificateState.NOT_YET
    if on > officer.valid_until:
        return CertificateState.EXPIRED
    soon = (officer.valid_until - on).days <= warn_days
    return CertificateState.EXPIRING if soon else CertificateState.VALID


def may_lead(name: str, role: Role) -> Refusal | None:
    """由领导班子成员分别带队。"""
    return None if role in LEADERS else Refusal(Problem.NO_LEADER, facts={"name": name})


def role_fits(
    role: Role, kind: AgencyKind, *, agency: str, office: AgencyKind = AgencyKind.DISTRICT
) -> Refusal | None:
    """A street's or partner's person is no inspector of the office, and the other way round. `office` = whose instance it is."""
    if kind in AGENCIES_OF.get(role, {office}):
        return None
    return Refusal(Problem.ROLE_ELSEWHERE, facts={"role": role.value, "agency": agency, "kind": kind.value})

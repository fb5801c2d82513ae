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
    CITY = "市民防办人员"
    ADMIN = "系统管理员"


class AgencyKind(StrEnum):
    CITY = "市民防办"
    DISTRICT = "区民防办"
    STREET = "街镇"
    FIRE = "消防"
    WORK_SAFETY = "应急（安监）"


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

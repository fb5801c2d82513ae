"""Joining a visit by an invitation (扫码参加): a lead's phone vouches with no signal for who came along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.people import AgencyKind, Role

VALID_FOR = timedelta(hours=12)
"""The office's own rule: an invitation is for the day's visit, and no picture of it lets anybody in later."""
_JOINS = frozenset({Role.INSPECTOR, Role.PARTNER, Role.SUPERVISOR, Role.LEGAL_REVIEWER, Role.HEAD})


@dataclass(frozen=True)
class Invitation:
    """What a lead's phone said. `is_genuine` = signed by a phone of the lead's that was in use then."""

    visit_id: UUID
    lead_id: UUID
    invited_at: datetime
    is_genuine: bool

    @property
    def until(self) -> datetime:
        return self.invited_at + VALID_FOR


@dataclass(frozen=True)
class Joiner:
    """Who wants to join, as the register knows them. `offices` = their own agency and the one above it."""

    role: Role
    agency: str
    offices: frozenset[UUID]


def refuse_invitation(invitation: Invitation, *, visit_id: UUID, at: datetime) -> Refusal | None:
    """Is it this visit's, by the phone that it names, and still good?"""
    if not invitation.is_genuine or invitation.visit_id != visit_id:
        return Refusal(Problem.INVITATION_FORGED, facts={"waits_for": str(visit_id)})
    if at > invitation.until:
        until = invitation.until.isoformat(timespec="minutes")
        return Refusal(Problem.INVITATION_EXPIRED, facts={"until": until, "waits_for": str(visit_id)})
    return None


def refuse_joiner(joiner: Joiner, *, visit_id: UUID, office_id: UUID) -> Refusal | None:
    """Our own officers, and those of the departments that this office works with (协同部门)."""
    if joiner.role in _JOINS and office_id in joiner.offices:
        return None
    return Refusal(Problem.NO_PARTNERSHIP, facts={"agency": joiner.agency, "waits_for": str(visit_id)})


@dataclass(frozen=True)
class PartOfVisit:
    """How far one officer's part is. `part` = the kind of agency for which they came along.

    `was_shown` = the lead's phone has scanned what theirs showed, and their phone signed it.
    """

    part: AgencyKind
    has_joined: bool
    has_finished: bool
    was_shown: bool = False


def parts_to_come(parts: Sequence[PartOfVisit]) -> tuple[AgencyKind, ...]:
    """Departments of whose officers none has finished or shown their part, in the order in which they came along."""
    ended = {one.part for one in parts if one.has_finished or one.was_shown}
    return tuple(dict.fromkeys(one.part for one in parts if one.part not in ended))


def may_end(parts: Sequence[PartOfVisit], by: PartOfVisit, *, reason: str) -> bool:
    """全部结束，或者由主办单位写明理由。The lead's office may end it without those who are still at it, with a named reason."""
    is_waiting = any(one.has_joined and not one.has_finished for one in parts)
    return not is_waiting or (by.part is AgencyKind.DISTRICT and bool(reason.strip()))


def doubt_of_end(parts: Sequence[PartOfVisit], *, reason: str) -> Refusal | None:
    """A visit that ended without a department's part and without a reason: a fact, and flagged."""
    missing = parts_to_come(parts)
    if not missing or reason.strip():
        return None
    return Refusal(Problem.PARTS_NOT_HERE, facts={"departments": tuple(one.value for one in missing)})

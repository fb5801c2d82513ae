"""Who may join by an invitation, until when, and when a joint visit may end."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from inspect_app.rules.joining import (
    VALID_FOR,
    Invitation,
    Joiner,
    PartOfVisit,
    doubt_of_end,
    may_end,
    parts_to_come,
    refuse_invitation,
    refuse_joiner,
)
from inspect_app.rules.people import AgencyKind, Role

AT = datetime(2026, 11, 29, 9, tzinfo=UTC)
VISIT, OFFICE = uuid4(), uuid4()
OURS, FIRE = AgencyKind.DISTRICT, AgencyKind.FIRE


@pytest.mark.parametrize(
    ("is_genuine", "visit", "late", "code"),
    [
        (True, VISIT, timedelta(0), None),
        (True, VISIT, VALID_FOR, None),
        (True, VISIT, VALID_FOR + timedelta(seconds=1), "invitation_expired"),
        (True, uuid4(), timedelta(0), "invitation_forged"),
        (False, VISIT, timedelta(0), "invitation_forged"),
    ],
)
def test_an_invitation_holds_for_its_visit_by_its_phone_for_twelve_hours(is_genuine, visit, late, code):
    refusal = refuse_invitation(Invitation(visit, uuid4(), AT, is_genuine), visit_id=VISIT, at=AT + late)
    assert (refusal.problem.code if refusal else None) == code


@pytest.mark.parametrize(
    ("role", "offices", "is_let_in"),
    [
        (Role.PARTNER, {OFFICE, uuid4()}, True),
        (Role.INSPECTOR, {OFFICE}, True),
        (Role.PARTNER, {uuid4()}, False),
        (Role.STREET, {OFFICE}, False),
    ],
)
def test_partners_and_colleagues_of_the_leads_office_are_let_in(role, offices, is_let_in):
    refusal = refuse_joiner(Joiner(role, "某局", frozenset(offices)), visit_id=VISIT, office_id=OFFICE)
    assert (refusal is None) is is_let_in


def part(kind, joined, finished):
    return PartOfVisit(kind, joined, finished)


@pytest.mark.parametrize(
    ("parts", "by", "reason", "ends", "is_doubted"),
    [
        ([part(OURS, True, True), part(FIRE, True, True)], OURS, "", True, False),
        ([part(OURS, True, True), part(FIRE, True, False)], OURS, "", False, True),
        ([part(OURS, True, True), part(FIRE, True, False)], OURS, "先行离开", True, False),
        ([part(OURS, True, False), part(FIRE, True, True)], FIRE, "我先走了", False, False),
        ([part(OURS, True, True), part(FIRE, False, False)], OURS, "", True, True),
        ([part(FIRE, True, True), part(FIRE, False, False), part(OURS, True, True)], OURS, "", True, False),
    ],
)
def test_a_visit_ends_with_all_parts_or_a_named_reason(parts, by, reason, ends, is_doubted):
    assert may_end(parts, part(by, True, True), reason=reason) is ends
    assert (doubt_of_end(parts, reason=reason) is not None) is is_doubted


def test_a_department_has_done_its_part_when_one_of_its_officers_has():
    assert parts_to_come([part(OURS, True, True), part(FIRE, True, False), part(FIRE, True, True)]) == ()

"""Who may open and do what: the map, stated once more from the other side."""

import pytest

from inspect_app.rules.people import Role
from inspect_app.rules.permissions import PERMISSIONS, Permission, may

P, R = Permission, Role
HOLDERS = {
    P.SIGNED_IN: set(Role),
    P.USE_PHONE: {R.INSPECTOR, R.PARTNER, R.SUPERVISOR, R.LEGAL_REVIEWER, R.HEAD},
    P.SEE_WORKS: set(Role) - {R.PARTNER},
    P.EDIT_WORKS: {R.SUPERVISOR, R.HEAD, R.ADMIN},
    P.SEE_VISITS: {R.INSPECTOR, R.SUPERVISOR, R.LEGAL_REVIEWER, R.HEAD, R.CITY},
    P.PLAN_VISITS: {R.SUPERVISOR, R.HEAD},
    P.REVIEW_VISITS: {R.SUPERVISOR, R.LEGAL_REVIEWER, R.HEAD},
    P.TRANSCRIBE: {R.INSPECTOR, R.SUPERVISOR, R.LEGAL_REVIEWER, R.HEAD},
    P.EXPORT_EVIDENCE: {R.SUPERVISOR, R.LEGAL_REVIEWER, R.HEAD},
    P.SEE_DECISIONS: {R.INSPECTOR, R.SUPERVISOR, R.LEGAL_REVIEWER, R.HEAD, R.CITY},
    P.DECIDE_AT_DESK: {R.INSPECTOR, R.SUPERVISOR, R.LEGAL_REVIEWER, R.HEAD},
    P.FILE_DECISIONS: {R.SUPERVISOR, R.LEGAL_REVIEWER, R.HEAD},
    P.CANCEL_DECISIONS: {R.HEAD},
    P.SEE_LEADS: {R.INSPECTOR, R.SUPERVISOR, R.LEGAL_REVIEWER, R.HEAD},
    P.SEE_CASES: {R.INSPECTOR, R.SUPERVISOR, R.LEGAL_REVIEWER, R.HEAD},
    P.HANDLE_CASES: {R.INSPECTOR, R.SUPERVISOR, R.LEGAL_REVIEWER, R.HEAD},
    P.SEE_CHECKLISTS: set(Role) - {R.PARTNER, R.STREET},
    P.EDIT_CHECKLISTS: {R.SUPERVISOR, R.HEAD, R.ADMIN},
    P.SEE_PROBLEM_EVENTS: {R.SUPERVISOR, R.LEGAL_REVIEWER, R.HEAD, R.ADMIN},
    P.IMPORT_RESCUES: {R.SUPERVISOR, R.HEAD, R.ADMIN},
    P.MANAGE_PEOPLE: {R.ADMIN},
    P.CHANGE_SETTINGS: {R.HEAD, R.ADMIN},
    P.SEE_AUDIT: {R.HEAD, R.ADMIN},
    P.SEE_FIGURES: {R.CITY},
}


@pytest.mark.parametrize("permission", Permission)
def test_a_permission_is_held_by_these_roles_and_no_other(permission):
    assert {role for role in Role if may(role, permission)} == HOLDERS[permission]


def test_the_map_names_every_role():
    assert set(PERMISSIONS) == set(Role)


def test_a_partner_sees_nothing_of_the_office():
    assert PERMISSIONS[Role.PARTNER] == {P.SIGNED_IN, P.USE_PHONE}


def test_the_administrator_of_accounts_decides_nothing():
    assert not PERMISSIONS[Role.ADMIN] & {P.USE_PHONE, P.DECIDE_AT_DESK, P.REVIEW_VISITS, P.CANCEL_DECISIONS}

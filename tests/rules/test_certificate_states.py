"""How a certificate stands on a day, and which roles fit which agencies."""

from datetime import date

import pytest

from inspect_app.problems import Problem
from inspect_app.rules.people import AgencyKind, CertificateState, OfficerFacts, Role, certificate_state, role_fits

LAST_DAY = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2023, 12, 31), CertificateState.NOT_YET),
        (date(2024, 1, 1), CertificateState.VALID),
        (date(2026, 10, 31), CertificateState.VALID),
        (date(2026, 11, 1), CertificateState.EXPIRING),
        (date(2026, 12, 31), CertificateState.EXPIRING),
        (date(2027, 1, 1), CertificateState.EXPIRED),
    ],
)
def test_a_certificate_is_marked_from_sixty_days_before_its_last_day(on, state):
    assert certificate_state(OfficerFacts("甲", "SJ-001", date(2024, 1, 1), LAST_DAY), on=on) is state


@pytest.mark.parametrize(
    "facts", [OfficerFacts("甲", ""), OfficerFacts("甲", "SJ-001"), OfficerFacts("甲", "", None, LAST_DAY)]
)
def test_without_a_number_or_a_last_day_there_is_no_certificate(facts):
    assert certificate_state(facts, on=date(2026, 11, 23)) is CertificateState.NONE


@pytest.mark.parametrize(
    ("role", "kind", "fits"),
    [
        (Role.INSPECTOR, AgencyKind.DISTRICT, True),
        (Role.INSPECTOR, AgencyKind.STREET, False),
        (Role.ADMIN, AgencyKind.DISTRICT, True),
        (Role.ADMIN, AgencyKind.FIRE, False),
        (Role.PARTNER, AgencyKind.FIRE, True),
        (Role.PARTNER, AgencyKind.WORK_SAFETY, True),
        (Role.PARTNER, AgencyKind.DISTRICT, False),
        (Role.STREET, AgencyKind.STREET, True),
        (Role.STREET, AgencyKind.DISTRICT, False),
        (Role.CITY, AgencyKind.CITY, True),
        (Role.CITY, AgencyKind.DISTRICT, False),
    ],
)
def test_a_role_belongs_to_its_kind_of_agency(role, kind, fits):
    refusal = role_fits(role, kind, agency="某单位")
    assert (refusal is None) is fits
    assert fits or refusal.problem is Problem.ROLE_ELSEWHERE

"""Who fits where, and how a certificate stands."""

from datetime import date

import pytest

from inspect_app.rules.people import AgencyKind, CertificateState, OfficerFacts, Role, certificate_state, role_fits


@pytest.mark.parametrize(
    ("role", "kind", "fits"),
    [
        (Role.INSPECTOR, AgencyKind.DISTRICT, True),
        (Role.INSPECTOR, AgencyKind.STREET, False),
        (Role.INSPECTOR, AgencyKind.FIRE, False),
        (Role.PARTNER, AgencyKind.FIRE, True),
        (Role.PARTNER, AgencyKind.WORK_SAFETY, True),
        (Role.PARTNER, AgencyKind.DISTRICT, False),
        (Role.STREET, AgencyKind.STREET, True),
        (Role.STREET, AgencyKind.DISTRICT, False),
        (Role.CITY, AgencyKind.CITY, True),
        (Role.CITY, AgencyKind.DISTRICT, False),
        (Role.ADMIN, AgencyKind.CITY, False),
    ],
)
def test_a_role_fits_its_agency(role, kind, fits):
    refusal = role_fits(role, kind, agency="某单位")
    assert (refusal is None) is fits
    assert fits or "某单位" in refusal.sentence


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
def test_how_a_certificate_stands_on_a_day(on, state):
    officer = OfficerFacts("甲", "SJ-001", date(2024, 1, 1), date(2026, 12, 31))
    assert certificate_state(officer, on=on) is state


def test_without_badge_or_last_day_there_is_no_certificate():
    on = date(2026, 11, 23)
    assert certificate_state(OfficerFacts("甲", "", None, on), on=on) is CertificateState.NONE
    assert certificate_state(OfficerFacts("甲", "SJ-001"), on=on) is CertificateState.NONE

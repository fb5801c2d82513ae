"""Who fits where, and how a certificate stands."""

from datetime import date

import pytest

from inspect_app.rules.people import (
    AgencyKind,
    CertificateState,
    OfficerFacts,
    Role,
    certificate_state,
    may_lead,
    may_sign,
    role_fits,
)


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


@pytest.mark.parametrize(("warn_days", "state"), [(29, CertificateState.VALID), (30, CertificateState.EXPIRING)])
def test_how_long_before_its_end_a_certificate_is_marked_is_the_offices_to_say(warn_days, state):
    officer = OfficerFacts("甲", "SJ-001", date(2024, 1, 1), date(2026, 12, 31))
    assert certificate_state(officer, on=date(2026, 12, 1), warn_days=warn_days) is state


@pytest.mark.parametrize(
    ("role", "leads"), [(Role.HEAD, True), (Role.SUPERVISOR, True), (Role.INSPECTOR, False), (Role.ADMIN, False)]
)
def test_teams_are_led_by_the_leadership(role, leads):
    assert (may_lead("甲", role) is None) is leads


@pytest.mark.parametrize(("until", "may"), [(date(2026, 11, 23), True), (date(2026, 11, 22), False), (None, True)])
def test_whose_certificate_has_ended_does_not_sign_a_record(until, may):
    """Partners have no certificate of ours, and sign."""
    officer = OfficerFacts("甲", "SJ-001", None, until)
    assert (may_sign(officer, on=date(2026, 11, 23)) is None) is may

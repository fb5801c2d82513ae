"""Accounts, sign-ins and devices: what ends what, and who may not do what to themselves."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest

from inspect_app.actions.devices import enrol_device, revoke_device
from inspect_app.actions.officers import (
    OFFICE_SESSION,
    PHONE_SESSION,
    OfficerForm,
    change_officer,
    disable_officer,
    enable_officer,
    is_open,
    set_password,
    sign_in,
    sign_out,
)
from inspect_app.actions.passwords import opens
from inspect_app.problems import Problem, Refused
from inspect_app.rules.people import Role
from inspect_app.store.agencies import agency_by_code
from inspect_app.store.base import transaction
from inspect_app.store.officers import open_sign_ins_of
from tests import make
from tests.conftest import MONDAY

JWK = {"kty": "EC", "crv": "P-256", "x": "x", "y": "y"}
SECOND = timedelta(seconds=1)


def device_of(officer, device_id=None, jwk=JWK):
    with transaction():
        return enrol_device(device_id or uuid4(), jwk, "a phone", officer=officer, at=MONDAY)


def signed_in(officer, device=None):
    with transaction():
        return sign_in(officer, device=device, at=MONDAY)


def refused(deed):
    with pytest.raises(Refused) as caught, transaction():
        deed()
    return [refusal.problem for refusal in caught.value.refusals]


def form(officer, **more):
    known = {name: getattr(officer, name) for name in OfficerForm.__dataclass_fields__}
    return OfficerForm(**{**known, **more})


def test_a_new_password_ends_every_sign_in(office):
    signed_in(office.jia)
    signed_in(office.jia, device_of(office.jia))
    with transaction():
        set_password(office.jia, "another password", by=office.head.id, at=MONDAY)
    assert open_sign_ins_of(office.jia.id) == []
    assert opens("another password", office.jia.password_hash)
    assert not opens(make.PASSWORD, office.jia.password_hash)


@pytest.mark.parametrize(("password", "is_fine"), [("x" * 9, False), ("x" * 10, True)])
def test_a_password_has_ten_characters_at_least(office, password, is_fine):
    deed = lambda: set_password(office.jia, password, by=office.head.id, at=MONDAY)  # noqa: E731
    if is_fine:
        with transaction():
            deed()
    else:
        assert refused(deed) == [Problem.WEAK_PASSWORD]


def test_a_disabled_account_is_out_at_once_and_can_come_back(office):
    session = signed_in(office.jia, device_of(office.jia))
    with transaction():
        disable_officer(office.jia, by=office.head.id, at=MONDAY)
    assert not is_open(session, at=MONDAY)
    assert open_sign_ins_of(office.jia.id) == []
    with transaction():
        enable_officer(office.jia, by=office.head.id, at=MONDAY)
    assert is_open(signed_in(office.jia), at=MONDAY)


def test_nobody_disables_themselves_or_changes_their_own_role(office):
    assert refused(lambda: disable_officer(office.head, by=office.head.id, at=MONDAY)) == [Problem.OWN_ACCOUNT]
    changed = form(office.head, role=Role.INSPECTOR)
    assert refused(lambda: change_officer(office.head, changed, by=office.head.id, at=MONDAY)) == [
        Problem.OWN_ACCOUNT
    ]


@pytest.mark.parametrize(
    ("on_a_phone", "later", "is_still_open"),
    [
        (False, OFFICE_SESSION, True),
        (False, OFFICE_SESSION + SECOND, False),
        (True, PHONE_SESSION, True),
        (True, PHONE_SESSION + SECOND, False),
    ],
)
def test_a_sign_in_ends_when_it_is_idle_for_too_long(office, on_a_phone, later, is_still_open):
    session = signed_in(office.jia, device_of(office.jia) if on_a_phone else None)
    assert is_open(session, at=MONDAY + later) is is_still_open


def test_signing_out_ends_that_sign_in_alone(office):
    one, other = signed_in(office.jia), signed_in(office.jia)
    with transaction():
        sign_out(one.id, at=MONDAY)
    assert [session.id for session in open_sign_ins_of(office.jia.id)] == [other.id]


def test_a_revoked_device_ends_its_own_sign_ins_alone(office):
    device = device_of(office.jia)
    on_phone, at_desk = signed_in(office.jia, device), signed_in(office.jia)
    with transaction():
        revoke_device(device, by=office.head.id, at=MONDAY)
    assert not is_open(on_phone, at=MONDAY)
    assert is_open(at_desk, at=MONDAY)
    assert refused(lambda: enrol_device(device.id, JWK, "", officer=office.jia, at=MONDAY)) == [
        Problem.DEVICE_REVOKED
    ]


def test_a_device_belongs_to_one_person_and_one_key(office):
    device = device_of(office.jia)
    assert device_of(office.jia, device.id).id == device.id
    for officer, jwk in ((office.yi, JWK), (office.jia, {**JWK, "x": "another"})):
        given = {"officer": officer, "at": MONDAY}
        assert refused(partial(enrol_device, device.id, jwk, "", **given)) == [Problem.DEVICE_OF_ANOTHER]


def test_who_has_no_business_on_a_phone_gets_no_device(office):
    with transaction():
        clerk = make.officer("clerk", office.agency.id, role=Role.ADMIN, at=MONDAY)
    assert refused(lambda: enrol_device(uuid4(), JWK, "", officer=clerk, at=MONDAY)) == [Problem.NO_PHONE_WORK]


@pytest.mark.parametrize(("change", "moves"), [({"name": "甲甲"}, False), ({"role": Role.SUPERVISOR}, True)])
def test_only_a_move_makes_a_phone_begin_anew(office, change, moves):
    before = office.jia.feed_epoch
    with transaction():
        change_officer(office.jia, form(office.jia, **change), by=office.head.id, at=MONDAY)
    assert (office.jia.feed_epoch > before) is moves


def test_all_faults_of_an_account_are_told_together(office):
    wrong = form(
        office.jia, login="yi", badge_number="SJ-002", name=" ", certificate_from=MONDAY.date(),
        certificate_until=MONDAY.date() - timedelta(days=1), agency_id=agency_by_code("SH-SJ-FIRE").id,
    )  # fmt: skip
    found = refused(lambda: change_officer(office.jia, wrong, by=office.head.id, at=MONDAY))
    assert found == [
        Problem.FIELD_MISSING,
        Problem.LOGIN_TAKEN,
        Problem.BADGE_TAKEN,
        Problem.CERTIFICATE_PERIOD_WRONG,
        Problem.ROLE_ELSEWHERE,
    ]

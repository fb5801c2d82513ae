"""The one way to write, and moments that mean the same on every database."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import StatementError

from inspect_app.actions.devices import enrol_device
from inspect_app.store.agencies import Agency
from inspect_app.store.base import db, once_a_transaction, transaction
from inspect_app.store.officers import Officer, device_for_update
from tests.conftest import MONDAY

SHANGHAI = timezone(timedelta(hours=8))


def test_a_moment_comes_back_in_utc_whatever_its_offset_and_whatever_the_servers_zone(app, office):
    with transaction():
        if db.engine.dialect.name == "postgresql":
            db.session.execute(text("SET LOCAL TIME ZONE 'Asia/Shanghai'"))
        office.jia.disabled_at = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)
        db.session.flush()
        found = db.session.scalar(
            select(Officer).filter_by(id=office.jia.id), execution_options={"populate_existing": True}
        )
        assert found.disabled_at == datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
        assert found.disabled_at.isoformat() == "2026-11-23T02:00:00+00:00"


def test_a_moment_without_offset_is_refused(office):
    office.jia.disabled_at = datetime(2026, 11, 23)  # noqa: DTZ001
    with pytest.raises(StatementError, match="a moment needs its offset"):
        db.session.flush()


def test_a_transaction_is_undone_as_a_whole(office):
    def rename_and_fail():
        with transaction():
            office.agency.name = "another"
            db.session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        rename_and_fail()
    assert db.session.scalar(select(Agency.name).filter_by(id=office.agency.id)) != "another"


def test_what_was_asked_once_in_a_transaction_is_asked_anew_in_the_next(office):
    asked = []

    def ask():
        asked.append(1)
        return "found"

    for _ in range(2):
        with transaction():
            assert [once_a_transaction(("x", office.jia.id), ask) for _ in range(3)] == ["found"] * 3
    assert len(asked) == 2


def test_a_locked_row_is_read_anew(office):
    """What this session read before it had the lock may be out of date."""
    jwk = {"kty": "EC", "crv": "P-256", "x": "x", "y": "y"}
    with transaction():
        device = enrol_device(uuid4(), jwk, "a phone", officer=office.jia, at=MONDAY)
    with transaction():
        assert device.head_seq == 0
        db.session.execute(text("UPDATE devices SET head_seq = 7"))
        assert device_for_update(device.id).head_seq == 7


def test_a_thing_cannot_be_made_of_what_it_does_not_have():
    with pytest.raises(TypeError, match="Agency has no colour"):
        Agency(id=uuid4(), colour="red")
